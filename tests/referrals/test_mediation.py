"""A referral between two parties, of whom neither is the one harmed."""

import json
from dataclasses import replace

import pytest
from django.urls import reverse

from referrals.actions import PersonTold, SubmissionRefused
from referrals.models import Incident, Referral, ReferralPerson, Submission, SubmissionCopy
from referrals.queries.addressee import addressee_of
from referrals.queries.copies import side_held
from referrals.sides import are_at_odds
from tests.referrals.answers import received_now
from tests.referrals.sent import JESSICA, ROBBERY, send, work_off
from tests.referrals.test_copies import text_of

ANNA = PersonTold(side="party_a", first_name="Anna", last_name="Field")
TOM = PersonTold(side="party_b", first_name="Tom", last_name="Wood")
HEDGE = replace(ROBBERY, offence="asb_neigh", account="A hedge.", flags=[], police_reference="")
FIVE = {
    "channel": "phone",
    "source": "housing",
    "party_a_first_name": "Anna",
    "party_b_organisation": "Hedge Trust",
    "offence": "asb_neigh",
    "account": "A hedge, then shouting.",
}


@pytest.fixture
def address(world):
    return reverse("referrals:add", args=["kent"])


def mediation(world, **changes):
    told = {"source": "housing", "incident": HEDGE, "people": [ANNA, TOM], **changes}
    return send(world, **told)


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.mark.parametrize(
    ("sides", "codes", "odd"),
    [
        (["party_a", "party_b"], ["housing", "party_a"], False),
        (["harmed", "responsible"], ["self_harmed", "harmed"], False),
        ([], ["self_party", "harmed"], False),
        (["party_a", "responsible"], [], True),
        (["party_b"], ["self_harmed"], True),
        (["harmed"], ["party_a"], True),
    ],
)
def test_a_referral_is_about_harm_or_about_two_parties(sides, codes, odd):
    assert are_at_odds(sides, *codes) is odd


def test_one_that_is_about_both_is_refused_and_nothing_is_kept(world):
    with pytest.raises(SubmissionRefused, match="not both"):
        mediation(world, people=[ANNA, JESSICA])

    assert Referral.objects.count() == 0


def test_staff_name_two_parties_and_are_asked_of_nobody_who_is_responsible(world, address):
    client = world.client("coordinator")
    harm, page = client.get(address), client.get(address, {"about": "mediation"})
    done = client.post(f"{address}?about=mediation", {**received_now(), **FIVE})

    assert "?about=mediation" in text(harm)
    assert [part.name for part in page.context["form"].parts()] == [
        "about",
        "party_a",
        "party_b",
        "incident",
    ]
    assert "responsible_identified" not in page.context["form"].fields
    assert "What kind of matter is it?" in text(page)
    assert [word for word in ("erson harmed", "erson responsible") if word in text(page)] == []
    assert done.status_code == 302
    named = ReferralPerson.objects.order_by("side").values_list("side", "person__organisation")
    assert list(named) == [("party_a", ""), ("party_b", "Hedge Trust")]
    sent = dict(json.loads(Submission.objects.get().as_sent))
    assert (sent["Party A: First name"], sent["Party B: Organisation, if it is one"]) == (
        "Anna",
        "Hedge Trust",
    )
    assert Incident.objects.get().responsible_identified == "unknown"


@pytest.mark.parametrize(
    ("source", "changes", "initiator"),
    [
        ("self_party", {"party_b_organisation": ""}, "party_a"),
        ("self_party", {"initiator": "party_b"}, "party_b"),
        ("family", {"party_a_first_name": ""}, "party_b"),
        ("housing", {}, "prof"),
        ("self_party", {"initiator": "mutual"}, "mutual"),
    ],
)
def test_who_wanted_it_first_is_the_party_that_asked(world, address, source, changes, initiator):
    answers = {**received_now(), **FIVE, "source": source, **changes}

    assert world.client("coordinator").post(address, answers).status_code == 302
    assert Referral.objects.get().initiator == initiator


def test_which_of_two_parties_came_by_themselves_is_asked_and_not_guessed(world, address):
    answers = {**received_now(), **FIVE, "source": "self_party"}
    answer = world.client("coordinator").post(address, answers)

    assert (answer.status_code, Referral.objects.count()) == (422, 0)
    form = answer.context["form"]
    assert form.errors == {"initiator": ["Select which of the two parties wanted it"]}
    assert form["party_a_first_name"].value() == "Anna"


def test_a_mediation_that_names_nobody_is_asked_for_a_party(world, address):
    answers = {
        **FIVE,
        "party_a_first_name": "",
        "party_b_organisation": "",
        "source": "self_harmed",
    }
    answer = world.client("coordinator").post(address, {**received_now(), **answers, "offence": ""})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "party_a_first_name": ["Enter the name of at least one person"],
        "source": ["Select an option from the list"],
        "offence": ["Select the kind of matter"],
    }


def test_triage_asks_of_a_mediation_what_fits_it(world):
    referral, client = mediation(world), world.client("coordinator")
    there = [world.kent.slug, referral.reference]
    page = text(client.get(reverse("referrals:detail", args=there)))
    form = client.get(reverse("referrals:decide", args=there)).context["form"]

    assert "It is a mediation: nobody has to be found responsible." in page
    assert "It is a mediation: nobody is asked to accept responsibility." in page
    assert "We work with this kind of matter: Neighbour dispute." in page
    assert ("Kind of matter" in page, "Kind of harm" in page, "Party B" in page) == (
        True,
        False,
        True,
    )
    told = [code for code, _label in form.fields["told"].choices]
    assert told == ["referrer", "party_a", "party_b", "nobody"]
    reasons = {code for code, _label in form.fields["reason"].choices}
    assert reasons & {"r_no_offender", "r_not_admitted"} == set()


@pytest.mark.parametrize(
    ("initiator", "source", "side"),
    [("party_b", "housing", "party_b"), ("prof", "housing", None), ("mutual", "vs_local", None)],
)
def test_a_copy_holds_the_party_who_wanted_it_and_nothing_of_the_other(
    world, initiator, source, side
):
    referral = mediation(world, initiator=initiator, source=source)
    work_off(world)
    copy = text_of(SubmissionCopy.objects.get())

    assert side_held(referral, world.actor("coordinator")) == side
    assert ("Tom Wood" in copy, "Anna" in copy, "Kind of matter" in copy) == (
        side == "party_b",
        False,
        True,
    )
    assert ("and of Party B. The other side" in copy) is (side == "party_b")


@pytest.mark.parametrize(
    ("initiator", "named", "why"),
    [("party_a", "Anna", ""), ("mutual", None, "not_certain_who")],
)
def test_a_party_who_wrote_is_told_that_it_came_in(world, initiator, named, why):
    referral = mediation(world, source="self_party", initiator=initiator)
    told = addressee_of(referral, world.actor("coordinator"))

    assert (told.person.first_name if told.person else None, told.why_not) == (named, why)
