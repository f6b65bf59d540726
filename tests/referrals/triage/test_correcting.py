from datetime import date

import pytest
from django.urls import reverse

from areas.scoping import Stale
from audit.models import Event
from cases.actions.case import open_case
from referrals.actions.correct import CorrectionRefused, correct_referral
from referrals.models import Incident, Referral, ReferralCorrection
from referrals.queries import results_of
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.referrals import FullReferralFactory, ReferralFactory
from tests.moments import NOON
from tests.referrals.triage.desk import ASK, decide, detail, errors, text


def place(referral, query=""):
    there = reverse("referrals:correct", args=["kent", referral.reference])
    return f"{there}{query}"


def answers(referral, **changes):
    harmed, responsible = (referral.people.get(side=side) for side in ("harmed", "responsible"))
    return {
        "version": str(referral.version),
        "offence": "rob_pers",
        "flags": ["da"],
        "happened_in_area": "unknown",
        "reported": "unknown",
        "justice_stage": "not_known",
        "proceedings_live": "unknown",
        "agreed_to_referral": "no",
        "note": "",
        f"lives_in_area_{harmed.pk.hex}": "unknown",
        f"lives_in_area_{responsible.pk.hex}": "unknown",
        f"accepts_responsibility_{responsible.pk.hex}": "yes",
        **changes,
    }


def correct(world, referral, *, told=None, people=None, **more):
    return correct_referral(
        referral,
        told=told or {},
        people=people or {},
        note="",
        by=world.actor("coordinator"),
        now=NOON,
        **{"version": referral.version, **more},
    )


def test_what_is_learnt_is_written_over_and_the_rules_are_judged_anew(world, referral):
    responsible = referral.people.get(side="responsible")
    told = answers(
        referral,
        offence="rape",
        flags=["sexual"],
        justice_stage="custody",
        agreed_to_referral="yes",
        note="The officer said so.",
        **{f"lives_in_area_{responsible.pk.hex}": "yes"},
    )

    answer = world.client("coordinator").post(place(referral, "?queue=waiting&flag=da"), told)

    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{detail(referral)}?queue=waiting&flag=da",
    )
    incident = Incident.objects.get()
    assert (incident.offence, incident.flags, incident.justice_stage) == (
        "rape",
        ["sexual"],
        "custody",
    )
    referral = Referral.objects.get()
    found = {
        rule.value: one.outcome.value for rule, one in results_of(referral, world.actor("manager"))
    }
    assert (found["agreement"], found["area_link"], found["legal_stage"]) == ("pass",) * 3
    assert Event.objects.get(verb="referral.corrected").detail == {
        "changed": [
            "offence:rob_pers/rape",
            "flags-da",
            "flags+sexual",
            "justice_stage:not_known/custody",
            "agreed_to_referral:no/yes",
            f"lives_in_area:{responsible.pk}:unknown/yes",
        ]
    }


def test_what_was_told_at_first_stays_readable_with_who_corrected_it(world, referral):
    responsible = referral.people.get(side="responsible")
    correct(
        world,
        referral,
        told={"offence": "gbh", "flags": []},
        people={responsible.pk: {"accepts_responsibility": "no"}},
    )

    shown = text(world.client("supervisor").get(detail(referral)))

    name = responsible.person.short_name
    assert "Corrected what is known" in shown
    assert "Kind of harm: Grievous bodily harm. It was told as: Robbery of a person." in shown
    assert "Flags: none. It was told as: Domestic abuse." in shown
    assert f"{name} accepts responsibility: No. It was told as: Yes." in shown


def test_a_day_of_agreement_goes_where_nobody_agreed(world):
    referral = FullReferralFactory(
        area=world.kent, agreed_to_referral="yes", agreed_on=date(2026, 8, 3)
    )
    correct(world, referral, told={"agreed_to_referral": "no"})

    assert Referral.objects.get().agreed_on is None
    assert "Day of the agreement: no day. It was told as: 3 August 2026." in text(
        world.client("coordinator").get(detail(referral))
    )


def test_a_case_that_opens_later_reads_what_was_corrected(world):
    referral = FullReferralFactory(area=world.kent, incident__offence="misc")
    correct(world, referral, told={"offence": "rape"})

    case = open_case(referral, label="Rape", by=world.actor("coordinator"), now=NOON)

    assert case.is_sensitive


def test_whoever_comes_second_sees_both_and_loses_nothing(world, referral):
    correct(world, referral, told={"offence": "gbh"})

    answer = world.client("coordinator").post(
        place(referral), answers(referral, offence="abh", version="1")
    )

    assert answer.status_code == 409
    assert "Coordinator changed this record while you were editing" in text(answer)
    assert [(one.mine, one.theirs) for one in answer.context["form"].differing] == [
        ("Actual bodily harm", "Grievous bodily harm")
    ]
    with pytest.raises(Stale):
        correct(world, referral, told={"offence": "abh"}, version=1)
    assert ReferralCorrection.objects.count() == 1


def test_a_decision_on_what_was_corrected_meanwhile_is_not_saved(world, referral):
    correct(world, referral, told={"offence": "gbh"})

    answer = world.client("manager").post(decide(referral, "ask"), ASK)

    shown = text(answer)
    assert answer.status_code == 409
    assert "Somebody corrected it before you decided" in shown
    assert (
        "Coordinator corrected what is known of this referral on 12 August 2026 at midday." in shown
    )
    assert Referral.objects.get().status == "to_triage"


def test_what_follows_from_something_else_is_not_asked(world, referral):
    Incident.objects.update(police_reference="46/1/26")
    client = world.client("coordinator")
    asked = set(client.get(place(referral)).context["form"].fields)
    nobody = ReferralFactory(area=world.kent)
    unnamed = set(client.get(place(nobody)).context["form"].fields)

    assert {"reported", "responsible_identified"} & asked == set()
    assert {"reported", "responsible_identified"} - unnamed == set()


def test_two_parties_are_asked_in_their_words(world):
    referral = FullReferralFactory(
        area=world.kent,
        harmed__side="party_a",
        responsible__side="party_b",
        harmed__part="guardian",
    )
    form = world.client("coordinator").get(place(referral)).context["form"]

    assert form["offence"].label == "What kind of matter is it?"
    assert [name[:8] for name in form.fields if name[:8] in {"lives_in", "accepts_"}] == [
        "lives_in"
    ]


def test_of_a_case_the_facts_are_corrected_and_the_people_are_not(world, referral):
    open_case(referral, label="One", by=world.actor("coordinator"), now=NOON)
    referral.refresh_from_db()
    page = world.client("coordinator").get(place(referral))

    assert "changed in the case" in text(page)
    assert [name for name in page.context["form"].fields if "_in_area_" in name] == []
    correct(world, referral, told={"offence": "gbh"})
    assert Incident.objects.get().offence == "gbh"


def test_what_went_to_another_area_is_not_corrected_here(world):
    referral = FullReferralFactory(
        area=world.kent, status="passed_on", decision="passed_on", decided_at=NOON
    )
    client = world.client("coordinator")

    assert "cannot be corrected here: Passed to another area" in text(client.get(place(referral)))
    refused = client.post(place(referral), answers(referral, offence="gbh"))
    assert (refused.status_code, errors(refused)) == (
        422,
        {"__all__": ["Another area took this referral on 12 August 2026 at midday."]},
    )
    assert place(referral) not in text(client.get(detail(referral)))


def test_nothing_is_written_where_nothing_is_different(world, referral):
    refused = world.client("coordinator").post(place(referral), answers(referral))

    assert (refused.status_code, errors(refused)) == (
        422,
        {"__all__": ["Nothing is different from what is known. Change an answer."]},
    )
    referral.refresh_from_db()
    assert (referral.version, ReferralCorrection.objects.count()) == (1, 0)
    flags = ["sexual", "da"]
    Incident.objects.filter(referral=referral).update(flags=flags)
    with pytest.raises(CorrectionRefused):
        correct(world, referral, told={"flags": flags[::-1]})
    nobody = ReferralFactory(area=world.kent)
    with pytest.raises(CorrectionRefused):
        correct(world, nobody, told={"offence": "gbh"})


def test_a_bad_answer_is_refused_and_the_rest_kept(world, referral):
    refused = world.client("coordinator").post(
        place(referral), answers(referral, offence="", note="She rang.")
    )

    assert (refused.status_code, errors(refused)) == (422, {"offence": ["Select the kind of harm"]})
    assert "She rang." in text(refused)


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("coordinator", 200),
        ("manager", 200),
        ("supervisor", 403),
        ("facilitator", 403),
        ("referrer", 403),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
def test_who_may_correct(world, referral, name, status):
    assert world.client(name).get(place(referral)).status_code == status


def test_a_referral_of_another_area_or_of_a_closed_case_is_not_there(world, referral):
    client = world.client("coordinator")
    foreign = FullReferralFactory(area=world.avon)
    case = CaseFactory(area=world.kent, is_restricted=True)
    CaseReferralFactory(case=case, referral=referral)

    assert client.get(place(foreign)).status_code == 404
    assert client.get(place(referral)).status_code == 404
