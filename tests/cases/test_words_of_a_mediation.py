"""A case between two parties speaks of nobody who harmed or was harmed."""

import pytest
from django.urls import reverse

from cases.actions.case import open_case
from cases.forms.closing import reasons_in
from cases.models import Case
from cases.queries.standing import reasons_for
from cases.stages import Side
from cases.stages.sides import fitting, side_in
from referrals.actions.merge import join_referrals
from risk.forms.rows import applies_choices, factor_choices
from tests.cases.made import get_ready, team, url
from tests.factories.cases import (
    CaseFactory,
    CaseReferralFactory,
    PairFactory,
    ParticipantFactory,
)
from tests.factories.referrals import IncidentFactory, ReferralFactory, ReferralPersonFactory
from tests.moments import NOON

OF_HARM = ("erson harmed", "erson responsible", "the party", "ccepted responsibility", "victim")
PAGES = ("detail", "people", "contacts", "sessions", "activities", "close", "history", "write")


@pytest.fixture
def by(world):
    return world.actor("coordinator")


def referred(world, *sides):
    referral = ReferralFactory(area=world.kent)
    IncidentFactory(referral=referral, offence="asb_neigh")
    for side in sides:
        ReferralPersonFactory(referral=referral, side=side)
    return referral


@pytest.fixture
def mediation(world):
    case = CaseFactory(area=world.kent, opened_at=NOON, last_activity_at=NOON)
    CaseReferralFactory(case=case, referral=ReferralFactory(area=world.kent, received_at=NOON))
    PairFactory(
        case=case,
        one__role="party",
        one__side="party_a",
        one__person__first_name="Anna",
        one__may_contact="yes",
        other__role="party",
        other__side="party_b",
        other__person__first_name="Tom",
        other__may_contact="yes",
    )
    team(case, world)
    return case


def test_a_referral_that_names_parties_opens_a_mediation_without_being_asked(world):
    referral, client = referred(world, "party_a", "party_b"), world.client("coordinator")
    page = reverse("cases:open", args=["kent", referral.reference])

    assert "about" not in client.get(page).context["form"].fields
    assert client.post(page, {"version": 1, "label": "Neighbours"}).status_code == 302
    case = Case.objects.get()
    assert sorted(case.participants.values_list("role", "side")) == [
        ("party", "party_a"),
        ("party", "party_b"),
    ]
    assert case.pairs.count() == 1


@pytest.mark.parametrize(
    ("first", "second", "sides"),
    [
        (("party_a", "party_b"), ("responsible",), ["party_a", "party_b", "party_b"]),
        (("harmed", "responsible"), ("party_a",), ["harmed", "harmed", "responsible"]),
    ],
)
def test_who_comes_in_with_a_joined_referral_stands_on_a_side_of_the_case(
    world, by, first, second, sides
):
    kept, joined = referred(world, *first), referred(world, *second)
    case = open_case(kept, label="A matter", by=by, now=NOON)
    join_referrals(joined, into=kept, by=by, now=NOON)

    assert sorted(case.participants.values_list("side", flat=True)) == sides


@pytest.mark.parametrize(
    ("first", "second", "sides"),
    [
        (("harmed", "responsible"), ("party_a",), ["harmed", "harmed", "responsible"]),
        (("party_a", "party_b"), ("responsible",), ["party_a", "party_b", "party_b"]),
    ],
)
def test_what_was_joined_before_does_not_say_what_kind_of_case_it_becomes(
    world, by, first, second, sides
):
    kept, joined = referred(world, *first), referred(world, *second)
    join_referrals(joined, into=kept, by=by, now=NOON)
    case = open_case(kept, label="A matter", by=by, now=NOON)

    assert sorted(case.participants.values_list("side", flat=True)) == sides


@pytest.mark.parametrize(
    ("side", "mediation", "here"),
    [
        ("harmed", True, Side.PARTY_A),
        ("party_b", True, Side.PARTY_B),
        ("party_b", False, Side.RESPONSIBLE),
        ("neutral", True, Side.NEUTRAL),
    ],
)
def test_a_side_of_a_referral_is_one_of_the_case(side, mediation, here):
    assert side_in(side, mediation=mediation) == here


def test_the_codes_of_the_one_kind_are_not_those_of_the_other():
    def codes(mediation):
        return {code for _name, rows in reasons_in(mediation=mediation) for code, _label in rows}

    assert codes(True) - codes(False) == {"c_p_declined", "c_p_withdrew", "c_p_nocontact"}
    assert {one.rsplit("_", 1)[0] for one in codes(False) - codes(True)} == {"c_h", "c_r"}
    assert set(reasons_for("unsuitable", "harmed")) - set(reasons_for("unsuitable", "party_a")) == {
        "u_denies"
    }
    assert fitting([("rights", "Rights"), ("choice", "Choice")], mediation=True) == [
        ("choice", "Choice")
    ]


def test_a_risk_of_a_mediation_applies_to_a_party_and_asks_for_no_remorse():
    words = {"harmed": "victim"}

    assert applies_choices(words, mediation=False)[:2] == [
        ("harmed", "Victim"),
        ("responsible", "Person responsible"),
    ]
    assert applies_choices(words, mediation=True)[:3] == [
        ("party_a", "Party A"),
        ("party_b", "Party B"),
        ("supporter", "A supporter"),
    ]
    factors = [
        {code for _, group in factor_choices(mediation=one) for code, _ in group}
        for one in (False, True)
    ]
    assert factors[0] - factors[1] == {"rf_remorse_absent"}


def test_no_page_of_a_mediation_speaks_of_harm(world, mediation):
    client, case = world.client("facilitator"), get_ready(mediation, stage="conference")
    case.pairs.update(state="willing")
    pages = {name: url(name, case) for name in PAGES}
    pages["risk"] = reverse("risk:add", args=["kent", case.reference])
    for one in case.participants.all():
        for name in ("custody", "contact_add", "session_add", "consent_add", "needs", "withdraw"):
            pages[f"{name} {one.side}"] = url(name, case, one.pk)

    read = {name: client.get(there) for name, there in pages.items()}

    assert {name: page.status_code for name, page in read.items() if page.status_code != 200} == {}
    said = {name: page.content.decode() for name, page in read.items()}
    assert [(n, w) for n, text in said.items() for w in OF_HARM if w in text.casefold()] == []
    assert "Professionals and orders" in said["people"]
    assert "Party A to Party B" in said["write"]


def test_a_mediation_is_written_about_to_a_party(world, mediation):
    anna, tom = mediation.participants.order_by("side")
    page = world.client("facilitator").get(url("letter_add", mediation, tom.pk, anna.pk))

    assert "You are writing to: Party B (Tom" in page.content.decode()


def test_nobody_of_a_mediation_is_asked_in_what_way_they_were_harmed(world, mediation):
    family = ParticipantFactory(case=mediation, role="family", side="party_a")
    client = world.client("facilitator")
    new = {"part": "family:party_b", "first_name": "Mia"}

    for name, *more in (("participant_add",), ("details", family.pk)):
        form = client.get(url(name, mediation, *more)).context["form"]
        assert ("kind" in form.fields, name) == (False, name)
    assert client.post(url("participant_add", mediation), new).status_code == 302
    assert mediation.participants.get(person__first_name="Mia").kind == ""
