import json
from datetime import date, datetime, timedelta

import pytest
from django.core.exceptions import PermissionDenied

from areas.models import Agency, AreaSettings
from audit.models import Event
from people.actions import BornInTheFuture
from people.models import ContactPoint, Person
from referrals.actions import (
    IncidentTold,
    PersonTold,
    SubmissionRefused,
    WayToReach,
    submit_referral,
)
from referrals.models import Incident, Referral, ReferralPerson, Submission
from tests.factories.areas import AgencyFactory
from tests.moments import LONDON, NOON

JESSICA = PersonTold(
    side="harmed",
    first_name="Jessica",
    last_name="Lane",
    date_of_birth=date(1998, 2, 2),
    contact=WayToReach(kind="mobile", value="07700 900123", is_safe="yes", safe_times="Mornings"),
)
DANIEL = PersonTold(side="responsible", first_name="Daniel", accepts_responsibility="yes")
ROBBERY = IncidentTold(
    offence="rob_pers",
    account="He took her telephone.",
    happened_on=date(2026, 6, 3),
    flags=["hate"],
)


def submit(by, **changes):
    told = {
        "received_at": NOON,
        "source": "prob_com",
        "channel": "phone",
        "initiator": "responsible",
        "incident": ROBBERY,
        "people": [JESSICA, DANIEL],
        **changes,
    }
    return submit_referral(by=by, now=NOON, **told)


def nothing_was_written():
    kinds = (Referral, Submission, Incident, ReferralPerson, Person, ContactPoint, Event)
    return [kind.objects.count() for kind in kinds] == [0] * len(kinds)


def test_a_referral_comes_in_whole(world):
    by = world.actor("coordinator")

    referral = submit(by, agency=world.probation, referrer_name="Olu", as_sent=[("Who?", "Olu")])

    assert (referral.reference, referral.status) == ("KNT-R26-00001", "to_triage")
    assert (referral.agency_id, referral.recorded_by, referral.triage_due_on) == (
        world.probation.pk,
        by.user,
        date(2026, 8, 14),
    )
    assert (referral.incident.offence, referral.incident.account, referral.incident.flags) == (
        "rob_pers",
        "He took her telephone.",
        ["hate"],
    )
    named = ReferralPerson.objects.order_by("side").values_list(
        "side", "person__first_name", "accepts_responsibility"
    )
    assert list(named) == [("harmed", "Jessica", "unknown"), ("responsible", "Daniel", "yes")]
    point = ContactPoint.objects.get()
    assert (point.person.first_name, point.value, point.is_safe, point.safe_times) == (
        "Jessica",
        "07700 900123",
        "yes",
        "Mornings",
    )


def test_the_submission_is_kept_as_it_was_sent(world):
    referral = submit(
        world.actor("coordinator"), agency=world.probation, as_sent=[("Who?", "Olu"), ("Why?", "")]
    )

    kept = Submission.objects.get()
    assert json.loads(kept.as_sent) == [["Who?", "Olu"], ["Why?", ""]]
    assert (kept.referral, kept.agency, kept.channel, kept.received_at) == (
        referral,
        world.probation,
        "phone",
        NOON,
    )


def test_taking_in_is_recorded_with_codes_alone(world):
    by = world.actor("coordinator")

    referral = submit(by)

    found = Event.objects.order_by("verb").values_list("verb", "subject_id", "detail", "actor_id")
    people = {row.side: str(row.person_id) for row in ReferralPerson.objects.all()}
    assert set(map(repr, found)) == set(
        map(
            repr,
            [
                (
                    "contact_point.added",
                    people["harmed"],
                    {"kind": "mobile", "is_safe": "yes"},
                    by.user_id,
                ),
                ("person.added", people["harmed"], {}, by.user_id),
                ("person.added", people["responsible"], {}, by.user_id),
                (
                    "referral.submitted",
                    str(referral.pk),
                    {"source": "prob_com", "channel": "phone"},
                    by.user_id,
                ),
            ],
        )
    )


def test_references_count_up_within_the_year_of_receipt(world):
    by = world.actor("coordinator")
    last_year = datetime(2025, 12, 31, 9, 0, tzinfo=LONDON)

    assert [
        submit(by, received_at=at, incident=IncidentTold("misc", "x")).reference
        for at in (NOON, NOON, last_year)
    ] == [
        "KNT-R26-00001",
        "KNT-R26-00002",
        "KNT-R25-00001",
    ]


@pytest.mark.parametrize(
    ("received_at", "days", "due_on"),
    [
        (NOON, 2, date(2026, 8, 14)),
        (datetime(2026, 8, 7, 17, 0, tzinfo=LONDON), 2, date(2026, 8, 11)),
        (datetime(2026, 5, 22, 9, 0, tzinfo=LONDON), 2, date(2026, 5, 27)),
        (datetime(2026, 8, 10, 23, 30, tzinfo=LONDON), 1, date(2026, 8, 11)),
    ],
)
def test_triage_is_due_after_the_working_days_of_the_area(world, received_at, days, due_on):
    AreaSettings.objects.filter(area=world.kent).update(triage_days=days)

    referral = submit(
        world.actor("coordinator"), received_at=received_at, incident=IncidentTold("misc", "x")
    )

    assert referral.triage_due_on == due_on


def test_an_officer_sends_for_their_own_agency_whatever_is_said(world):
    police = AgencyFactory(area=world.kent, name="Kent Police")

    referral = submit(world.actor("referrer"), agency=police)

    assert referral.agency_id == world.probation.pk
    assert Submission.objects.get().agency_id == world.probation.pk


def test_an_agency_of_another_area_is_not_reached(world):
    foreign = AgencyFactory(area=world.avon)

    with pytest.raises(Agency.DoesNotExist):
        submit(world.actor("coordinator"), agency=foreign)

    assert nothing_was_written()


def test_nobody_responsible_leaves_the_person_out(world):
    submit(world.actor("coordinator"), people=[JESSICA])

    assert list(ReferralPerson.objects.values_list("side", flat=True)) == ["harmed"]


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"received_at": NOON + timedelta(minutes=1)}, "cannot have been received in the future"),
        (
            {"received_at": datetime(1999, 12, 31, 23, 59, tzinfo=LONDON)},
            "cannot have been received before the year 2000",
        ),
        (
            {"incident": IncidentTold("misc", "x", happened_on=date(2026, 8, 13))},
            "The incident must have happened before the referral was received.",
        ),
    ],
)
def test_a_day_that_cannot_be_is_refused_and_nothing_is_written(world, changes, sentence):
    with pytest.raises(SubmissionRefused, match=sentence):
        submit(world.actor("coordinator"), **changes)

    assert nothing_was_written()


def test_a_birth_in_the_future_takes_the_whole_referral_back(world):
    unborn = PersonTold(side="responsible", first_name="Daniel", date_of_birth=date(2026, 8, 13))

    with pytest.raises(BornInTheFuture):
        submit(world.actor("coordinator"), people=[JESSICA, unborn])

    assert nothing_was_written()


def test_those_who_may_not_refer_are_refused(world):
    with pytest.raises(PermissionDenied):
        submit(world.actor("supervisor"))

    assert nothing_was_written()
