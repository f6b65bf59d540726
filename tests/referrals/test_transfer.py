import json
from datetime import date

import pytest
from django.db import transaction

from areas.actor import Actor
from people.models import ContactPoint, Person
from referrals.actions import AlreadyDecided
from referrals.actions.settle import _settle
from referrals.actions.transfer import (
    CannotBeOffered,
    ParcelAnswered,
    accept_parcel,
    refuse_parcel,
    take_back,
)
from referrals.models import (
    Arrival,
    Incident,
    ListRow,
    Parcel,
    Provenance,
    Referral,
    ReferralDecision,
    Submission,
    SubmissionCopy,
)
from tests.factories.areas import AreaFactory
from tests.factories.lists import ListRowFactory, ReferralListFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import (
    FullReferralFactory,
    ReferralPersonFactory,
)
from tests.moments import NOON
from tests.referrals.parcels import (
    LATER,
    RECEIVED,
    SECRETS,
    SENT,
    offer,
    referral_to_pass_on,
    settle,
    status_of,
    there,
    verbs,
)


@pytest.fixture
def referral(world):
    return referral_to_pass_on(world)


def test_what_is_offered_names_nobody_until_it_is_accepted(world, referral):
    parcel = offer(world, referral)

    assert json.loads(parcel.summary) == {
        "offence": "rob_pers",
        "month": "2026-05",
        "flags": ["da"],
        "stage": "not_known",
        "received_on": "2026-08-07",
        "people": [
            {"side": "harmed", "part": "party", "age": "25_34"},
            {"side": "responsible", "part": "party", "age": "under_18"},
        ],
        "documents": 0,
    }
    assert [word for word in SECRETS if word in parcel.summary] == []
    assert [word for word in SECRETS if word not in parcel.contents] == []
    assert (parcel.state, parcel.referral_reference) == ("offered", referral.reference)
    assert status_of(world, referral) == "offered"
    assert verbs(world.kent) == ["referral.decided", "parcel.offered"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"to_area": "kent"}, "Choose another area"),
        ({"to_area": "asleep"}, "Choose another area"),
        ({"lawful": "safeguarding", "reason": " "}, "Write down why the other service may be"),
    ],
)
def test_what_may_not_be_offered_stays_here(world, referral, changes, sentence):
    places = {"kent": world.kent, "asleep": AreaFactory(is_live=False)}
    if "to_area" in changes:
        changes = {"to_area": places[changes["to_area"]]}

    with pytest.raises(CannotBeOffered, match=sentence):
        offer(world, referral, **changes)

    assert (status_of(world, referral), Parcel.objects.count()) == ("to_triage", 0)


@pytest.mark.parametrize("status", ["accepted", "declined", "merged", "offered", "passed_on"])
def test_only_an_undecided_referral_is_offered(world, referral, status):
    into = FullReferralFactory(area=world.kent) if status == "merged" else None
    Referral.objects.filter(pk=referral.pk).update(status=status, merged_into=into)

    with pytest.raises(AlreadyDecided):
        offer(world, referral)

    assert Parcel.objects.count() == 0


def test_from_a_stale_page_nothing_is_offered(world, referral):
    with pytest.raises(AlreadyDecided):
        offer(world, referral, version=9)


def test_accepting_makes_the_referral_there_once_with_all_that_is_needed(world, referral):
    parcel = offer(world, referral)
    by = there(world)

    arrived = accept_parcel(parcel, by=by, now=LATER)
    with pytest.raises(ParcelAnswered, match="Avon accepted this transfer on 14 August 2026"):
        accept_parcel(parcel, by=by, now=LATER)

    row = Referral.objects.get()
    assert (row.pk, row.area, row.status) == (arrived.pk, world.avon, "to_triage")
    assert (row.received_at, row.source, row.channel) == (SENT, "rj_other", "transfer")
    assert (row.reference, row.referrer_email) == ("AVN-R26-00001", "officer@police.invalid")
    assert row.incident.account == "His key still fits."
    harmed = row.people.get(side="harmed")
    assert (harmed.person.full_name, harmed.needs) == ("Jessica Lane", "A quiet room")
    assert harmed.person.date_of_birth == date(1998, 2, 2)
    point = ContactPoint.objects.get()
    assert (point.value, point.is_safe, point.who_may_answer, point.code_phrase) == (
        "07700 900123",
        "yes",
        "Only her",
        "Rosebud",
    )
    assert row.people.get(side="responsible").age_told == 17
    assert json.loads(Submission.objects.get().as_sent) == [["Name", "Jessica Lane"]]
    came_by = Provenance.objects.get()
    assert (row.came_by, came_by.parcel_id) == (came_by, parcel.pk)
    assert (came_by.from_area_name, came_by.from_reference) == ("Kent", referral.reference)
    assert came_by.received_there_at == RECEIVED
    parcel.refresh_from_db()
    assert (parcel.state, parcel.contents, parcel.arrived_as) == ("accepted", "", row.reference)
    assert (
        verbs(world.avon)[-3:]
        == [
            "contact_point.added",
            "referral.submitted",
            "parcel.accepted",
        ]
        or verbs(world.avon)[-1] == "parcel.accepted"
    )


def test_after_acceptance_a_stub_stays_that_reaches_nobody(world, referral):
    copy = SubmissionCopy.objects.create(
        area=world.kent,
        submission=referral.submissions.get(),
        pdf="Jessica Lane",
        made_at=NOON,
    )
    Arrival.objects.create(
        area=world.kent,
        kind="self_referral",
        receipt="r",
        body="Jessica",
        received_at=RECEIVED,
        referral=referral,
    )
    ListRowFactory(
        of=ReferralListFactory(area=world.kent), body='["Jessica Lane"]', referral=referral
    )
    accept_parcel(offer(world, referral), by=there(world), now=LATER)
    assert status_of(world, referral) == "offered"

    assert (settle(world), settle(world)) == (1, 0)

    row = Referral.objects.get()
    assert (row.status, row.decision, row.decided_by) == ("passed_on", "passed_on", None)
    assert (row.received_at, row.referrer_email) == (RECEIVED, "")
    assert {one.full_name for one in Person.objects.all()} == {"Passed on"}
    assert {one.date_of_birth for one in Person.objects.all()} == {None}
    point = ContactPoint.objects.get()
    assert (point.value, point.value_token, point.who_may_answer) == ("", "", "")
    assert (point.code_phrase, point.ended_at) == (None, LATER)
    incident = Incident.objects.get()
    assert (incident.account, incident.police_reference, incident.offence) == ("", "", "rob_pers")
    assert [(one.side, one.needs, one.age_told) for one in row.people.order_by("side")] == [
        ("harmed", None, None),
        ("responsible", None, None),
    ]
    assert (Submission.objects.get().as_sent, Arrival.objects.get().body) == ("[]", "{}")
    assert ListRow.objects.get().body == "[]"
    assert not SubmissionCopy.objects.filter(pk=copy.pk).exists()
    assert verbs(world.kent)[-2:] == ["referral.decided", "parcel.settled"]


def test_who_is_known_for_another_matter_stays_known(world, referral):
    harmed = referral.people.get(side="harmed").person
    responsible = referral.people.get(side="responsible").person
    ReferralPersonFactory(referral=FullReferralFactory(area=world.kent), person=harmed)
    PersonFactory(area=world.kent, merged_into=responsible)
    accept_parcel(offer(world, referral, reason="Moved."), by=there(world), now=LATER)

    settle(world)

    assert Person.objects.get(pk=harmed.pk).full_name == "Jessica Lane"
    assert Person.objects.get(pk=responsible.pk).first_name == responsible.first_name
    assert ContactPoint.objects.get().value == "07700 900123"


def test_refused_it_comes_back_with_the_reason_and_may_be_offered_again(world, referral):
    parcel = offer(world, referral)
    refuse_parcel(parcel, reason="She lives in Kent.", by=there(world), now=LATER)
    with pytest.raises(ParcelAnswered, match="Avon sent this transfer back on 14 August 2026"):
        refuse_parcel(parcel, reason="Again.", by=there(world), now=LATER)

    assert settle(world) == 1

    assert status_of(world, referral) == "to_triage"
    last = ReferralDecision.objects.order_by("-happened_at", "-pk").first()
    assert (last.decision, last.note) == ("came_back", "She lives in Kent.")
    assert Person.objects.filter(first_name="Jessica").exists()
    parcel.refresh_from_db()
    assert (parcel.state, parcel.contents, parcel.answer) == ("refused", "", "She lives in Kent.")
    offer(world, referral, now=LATER)
    assert settle(world) == 0
    assert status_of(world, referral) == "offered"
    assert verbs(world.avon) == ["parcel.refused"]


def test_taken_back_it_is_triaged_here_and_cannot_be_accepted(world, referral):
    parcel = offer(world, referral)

    take_back(referral, by=world.actor("coordinator"), now=LATER)

    assert status_of(world, referral) == "to_triage"
    with pytest.raises(ParcelAnswered, match="Kent took this transfer back on 14 August 2026"):
        accept_parcel(parcel, by=there(world), now=LATER)
    with pytest.raises(ParcelAnswered):
        take_back(referral, by=world.actor("coordinator"), now=LATER)
    assert verbs(world.kent)[-2:] == ["parcel.taken_back", "referral.decided"]
    assert settle(world) == 0


def test_what_was_answered_is_not_taken_back(world, referral):
    accept_parcel(offer(world, referral), by=there(world), now=LATER)

    with pytest.raises(ParcelAnswered, match="Avon accepted this transfer"):
        take_back(referral, by=world.actor("coordinator"), now=LATER)


def test_settled_between_by_somebody_else_counts_once(world, referral):
    accept_parcel(offer(world, referral), by=there(world), now=LATER)
    world.actor("coordinator")
    parcel = Parcel.objects.get()
    assert settle(world) == 1
    assert _settle(parcel, by=Actor.system(world.kent), now=LATER) is False


def test_a_failure_while_it_arrives_leaves_it_offered(world, referral):
    parcel = offer(world, referral)
    by = there(world)

    def accept_and_fail():
        with transaction.atomic():
            accept_parcel(parcel, by=by, now=LATER)
            raise ConnectionError

    with pytest.raises(ConnectionError):
        accept_and_fail()

    assert (Referral.objects.count(), Provenance.objects.count(), verbs(world.avon)) == (0, 0, [])
    assert accept_parcel(parcel, by=by, now=LATER).reference == "AVN-R26-00001"
