import uuid

import pytest
from django.urls import reverse

from areas.tenancy import in_area
from audit.models import Event
from people.models import Person
from referrals.actions.merge import join_referrals
from referrals.models import NotTheSame, Referral
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.referrals import (
    FullReferralFactory,
    ReferralFactory,
    ReferralPersonFactory,
)
from tests.moments import NOON

KEPT = "?queue=to_triage"
ROLES = [
    ("coordinator", 200),
    ("manager", 200),
    ("supervisor", 403),
    ("facilitator", 403),
    ("referrer", 403),
    ("commissioner", 403),
    ("neighbour", 404),
    ("stranger", 404),
]


def page(name, *args):
    return reverse(f"referrals:{name}", args=["kent", *args])


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def told(world, **fields):
    return FullReferralFactory(
        area=world.kent,
        harmed__person__first_name="Jessica",
        harmed__person__last_name="Lane",
        **fields,
    )


def statuses(*referrals):
    return [Referral.objects.get(pk=one.pk).status for one in referrals]


@pytest.fixture
def two(world):
    return tuple(told(world, incident__police_reference="46/1") for _ in range(2))


@pytest.fixture
def client(world):
    return world.client("coordinator")


def merge(two):
    return page("merge", two[0].reference, two[1].reference)


def test_the_triage_page_shows_what_may_be_the_same_and_leads_to_the_comparison(client, two):
    shown = text(client.get(page("detail", two[0].reference)))

    assert "Possibly the same referral" in shown
    assert merge(two) in shown
    assert "Lane" not in shown


def test_the_comparison_shows_both_without_surnames_and_both_looks_are_recorded(client, two):
    answer = client.get(merge(two))

    shown = text(answer)
    assert [shown.count(one.reference) > 0 for one in two] == [True, True]
    assert ("The person harmed: the same name." in shown, "Lane" in shown) == (True, False)
    pairs = answer.context["form"].fields["people"]
    assert [label for _, label in pairs.choices][0] == (
        "Person harmed: Jessica L. and Jessica L. (the same name)"
    )
    assert len(pairs.initial) == 1
    viewed = Event.objects.filter(verb="referral.viewed").values_list("subject_id", flat=True)
    assert set(viewed) == {str(one.pk) for one in two}


def test_joined_they_count_as_one_and_their_people_too(client, two):
    form = client.get(merge(two)).context["form"]
    likely = form.fields["people"].initial

    answer = client.post(
        merge(two), {"version": "1", "answer": "same", "people": likely, "note": "One."}
    )

    kept, joined = sorted(two, key=lambda one: statuses(one))[::-1]
    assert statuses(kept, joined) == ["to_triage", "merged"]
    assert answer["Location"] == page("detail", kept.reference) + KEPT
    assert Person.objects.exclude(merged_into=None).count() == 1
    shown = text(client.get(page("detail", joined.reference)))
    assert page("separate", joined.reference) in shown
    assert joined.reference in text(client.get(page("detail", kept.reference)))


def test_whichever_page_it_is_done_from_people_follow_their_referral(client, two):
    back = two[::-1]
    likely = client.get(merge(back)).context["form"].fields["people"].initial

    client.post(merge(back), {"version": "1", "answer": "same", "people": likely})

    joined = Referral.objects.get(status="merged")
    person = Person.objects.exclude(merged_into=None).get()
    assert joined.people.filter(person=person).exists()


def test_told_apart_they_are_not_shown_again(client, two):
    answer = client.post(merge(two), {"version": "1", "answer": "not_the_same"})

    assert answer["Location"] == page("detail", two[0].reference) + KEPT
    assert NotTheSame.objects.count() == 1
    shown = text(client.get(page("detail", two[0].reference)))
    assert "No other referral seems to be the same." in shown


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"answer": ""}, {"answer": ["Select whether they are the same"]}),
        ({"people": ["x"]}, {"people": ["Select an option from the list"]}),
        ({"note": "x" * 2001}, {"note": ["Note (optional) must be 2000 characters or fewer"]}),
    ],
)
def test_what_cannot_be_is_answered_beside_the_question(client, two, changes, wrong):
    answer = client.post(merge(two), {"version": "1", "answer": "same", **changes})

    assert (answer.status_code, errors(answer)) == (422, wrong)
    assert statuses(*two) == ["to_triage", "to_triage"]


def test_what_is_not_open_is_refused_in_a_sentence(client, two):
    Referral.objects.all().update(status="declined")

    answer = client.post(merge(two), {"version": "1", "answer": "same"})

    assert answer.status_code == 422
    assert "is not open: Not suitable." in errors(answer)["__all__"][0]


def test_a_stale_page_is_told_who_was_first(client, two):
    Referral.objects.all().update(version=2)

    answer = client.post(merge(two), {"version": "1", "answer": "same", "note": "Mine."})

    assert answer.status_code == 409
    assert "Mine." in text(answer)


def test_with_nobody_in_common_there_is_nobody_to_join(client, world):
    bare = [ReferralFactory(area=world.kent) for _ in range(2)]

    answer = client.get(merge(bare))

    assert "people" not in answer.context["form"].fields
    assert "The program sees nothing that makes them alike." in text(answer)


def test_the_other_one_is_found_by_its_reference(client, two):
    address = page("same", two[0].reference)
    assert client.get(address).status_code == 200

    found = client.post(address, {"reference": two[1].reference.lower()})
    itself = client.post(address, {"reference": two[0].reference})
    nothing = client.post(address, {})

    assert found["Location"] == merge(two) + KEPT
    sentence = "There is no other referral with this reference"
    assert (itself.status_code, errors(itself)) == (422, {"reference": [sentence]})
    assert errors(nothing) == {"reference": ["Enter the reference of the other referral"]}


def test_separated_again_with_its_people(client, world, two):
    by = world.actor("coordinator")
    one, other = (row.people.get(side="harmed").person for row in two)
    join_referrals(two[0], into=two[1], by=by, now=NOON, people=[(one, other)])
    address = page("separate", two[0].reference)
    assert "Jessica L." in text(client.get(address))

    answer = client.post(address, {"version": "2", "people": [str(one.pk)]})
    second = client.post(address, {"version": "2"})

    assert answer["Location"] == page("detail", two[0].reference) + KEPT
    assert statuses(*two) == ["to_triage", "to_triage"]
    assert Person.objects.exclude(merged_into=None).count() == 0
    assert second.status_code == 409


@pytest.mark.parametrize(("name", "status"), ROLES)
def test_who_opens_these_pages(world, two, name, status):
    client, here = world.client(name), two[0].reference

    assert client.get(merge(two)).status_code == status
    for place in ("same", "separate", "connections"):
        assert client.get(page(place, here)).status_code == status
    ended = client.post(page("connection_end", here, uuid.uuid4())).status_code
    assert ended == (404 if status == 200 else status)


def test_referrals_of_another_area_and_itself_are_not_compared(client, world, two):
    foreign = FullReferralFactory(area=world.avon)
    with in_area(world.avon.pk):
        ReferralPersonFactory(referral=foreign)

    pairs = ((two[0], foreign), (foreign, two[0]), (two[0], two[0]))
    assert [client.get(merge(pair)).status_code for pair in pairs] == [404] * 3
    for place in ("same", "separate", "connections"):
        assert client.get(page(place, foreign.reference)).status_code == 404


def test_a_referral_of_a_restricted_case_is_not_opened_by_these_doors(client, world, two):
    case = CaseFactory(area=world.kent, is_restricted=True)
    CaseReferralFactory(case=case, referral=two[1])

    assert client.get(merge(two)).status_code == 404
    for place in ("same", "separate", "connections"):
        assert client.get(page(place, two[1].reference)).status_code == 404
