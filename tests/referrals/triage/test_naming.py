from datetime import date

import pytest
from django.urls import reverse

from audit.models import Event
from cases.actions.case import open_case
from people.models import Person
from referrals.actions import PersonTold
from referrals.actions.name import CannotBeNamed, name_person
from referrals.models import ReferralCorrection
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.referrals import FullReferralFactory, ReferralFactory
from tests.moments import NOON
from tests.referrals.triage.desk import ASK, decide, detail, errors, first_decides, text

RUTH = {
    "version": "1",
    "side": "harmed",
    "part": "party",
    "first_name": "Ruth",
    "last_name": "Lane",
    "age_told": "71",
}


def place(referral, query=""):
    return f"{reverse('referrals:person_add', args=['kent', referral.reference])}{query}"


def test_a_second_person_who_was_harmed_is_named_and_comes_into_the_case(world, referral):
    answer = world.client("coordinator").post(place(referral, "?queue=waiting"), RUTH)

    assert (answer.status_code, answer["Location"]) == (302, f"{detail(referral)}?queue=waiting")
    ruth = referral.people.get(person__first_name="Ruth")
    assert (ruth.side, ruth.part, ruth.age_told, ruth.person.age_told_on) == (
        "harmed",
        "party",
        71,
        date(2026, 8, 12),
    )
    assert Event.objects.get(verb="referral.person_added").detail == {
        "side": "harmed",
        "part": "party",
        "person": str(ruth.person_id),
    }
    shown = text(world.client("supervisor").get(detail(referral)))
    assert "Ruth L. was added. The referral had not named them." in shown
    case = open_case(referral, label="One", by=world.actor("coordinator"), now=NOON)
    assert case.participants.filter(person=ruth.person).count() == 1


def test_of_two_parties_one_more_is_a_party(world):
    referral = ReferralFactory(area=world.kent, initiator="party_a", source="housing")
    page = world.client("coordinator").get(place(referral))

    assert [code for code, _word in page.context["form"].fields["side"].choices] == [
        "party_a",
        "party_b",
    ]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        (
            {"first_name": "", "last_name": ""},
            {"first_name": ["Enter a name. The one that they go by is enough"]},
        ),
        ({"side": "party_a"}, {"side": ["Select an option from the list"]}),
    ],
)
def test_a_bad_answer_is_refused_and_the_rest_kept(world, referral, changes, wrong):
    answer = world.client("coordinator").post(place(referral), {**RUTH, **changes})

    assert (answer.status_code, errors(answer)) == (422, wrong)
    assert 'value="71"' in text(answer)
    assert Person.objects.filter(first_name="Ruth").count() == 0


def test_whoever_was_second_is_told_and_loses_nothing(world, referral):
    client = world.client("coordinator")
    client.post(place(referral), RUTH)

    second = client.post(place(referral), {**RUTH, "first_name": "Rose"})
    decision = world.client("manager").post(decide(referral, "ask"), ASK)

    assert (second.status_code, "Rose" in text(second)) == (409, True)
    assert Person.objects.filter(first_name="Rose").count() == 0
    assert (decision.status_code, "Coordinator corrected what is known" in text(decision)) == (
        409,
        True,
    )


def test_where_it_was_decided_nobody_is_named_any_more(world, referral):
    first_decides(world, referral)
    client = world.client("coordinator")

    assert "Nobody can be added to this referral now: Not suitable." in text(
        client.get(place(referral))
    )
    refused = client.post(place(referral), {**RUTH, "version": "2"})
    assert (refused.status_code, list(errors(refused))) == (422, ["__all__"])
    assert place(referral) not in text(client.get(detail(referral)))


def test_nobody_stands_on_a_side_that_does_not_go_with_the_others(world, referral):
    with pytest.raises(CannotBeNamed):
        name_person(
            referral,
            PersonTold(side="party_a", first_name="Ruth"),
            version=1,
            by=world.actor("coordinator"),
            now=NOON,
        )
    assert ReferralCorrection.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("manager", 200),
        ("supervisor", 403),
        ("facilitator", 403),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
def test_who_may_name_somebody(world, referral, name, status):
    assert world.client(name).get(place(referral)).status_code == status


def test_a_referral_of_another_area_or_of_a_closed_case_is_not_there(world, referral):
    client = world.client("coordinator")
    CaseReferralFactory(case=CaseFactory(area=world.kent, is_restricted=True), referral=referral)

    places = [place(FullReferralFactory(area=world.avon)), place(referral)]
    assert [client.post(one, RUTH).status_code for one in places] == [404, 404]
