"""How a referral comes in, from whatever door."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.actor import Actor
from areas.context import settings_of
from areas.models import Agency
from areas.references import next_reference
from areas.roles import Perm
from areas.working_days import add_working_days
from people.actions import new_contact_point, new_person, write_down
from people.models import Answer, Person
from referrals.models import Incident, Provenance, Referral, ReferralPerson, Submission
from referrals.sides import are_at_odds

from .after import follow_up
from .told import IncidentTold, PersonTold, ReferrerTold

EARLIEST = date(2000, 1, 1)
"""No service keeps a referral that is older; an earlier day is a slip of the keyboard."""


ONE_KIND = gettext_lazy(
    "A referral is about somebody harmed and somebody responsible, or about the two parties of a "
    "mediation: not both."
)


class SubmissionRefused(Exception):
    """What was said cannot be so. The text may be shown."""


@transaction.atomic
def submit_referral(
    *,
    by: Actor,
    now: datetime,
    received_at: datetime,
    source: str,
    channel: str,
    initiator: str,
    incident: IncidentTold,
    people: Sequence[PersonTold],
    agency: Agency | None = None,
    referrer_name: str = "",
    agreed_to_referral: str = Answer.UNKNOWN,
    referrer: ReferrerTold | None = None,
    came_by: Provenance | None = None,
    as_sent: Sequence[tuple[str, str]] = (),
) -> Referral:
    """Take in a referral: the submission as sent, its incident and people; starts triage's clock.

    An agency's officer sends for their own agency. `referrer` says more of who refers than
    `referrer_name` and `agreed_to_referral` do. Raises SubmissionRefused, BornInTheFuture.
    """
    referrer = referrer or ReferrerTold(name=referrer_name, agreed=agreed_to_referral)
    by.must(Perm.REFERRAL_MAKE)
    received_on = _received_on(received_at, incident, now=now)
    referral = Referral.objects.create(
        area=by.area,
        received_at=received_at,
        source=source,
        channel=channel,
        initiator=initiator,
        agency_id=_agency_of(by, agency),
        **_number_and_days(received_on, by=by, now=now),
        **_who_refers(referrer),
        came_by=came_by,
    )
    _write_incident(referral, incident, by=by)
    _name_people(referral, people, by=by, now=now)
    _keep_submission(referral, as_sent, by=by, now=now)
    return referral


def _number_and_days(received_on: date, *, by: Actor, now: datetime) -> dict[str, Any]:
    return {
        "reference": next_reference(by, kind="R", on=received_on),
        "triage_due_on": add_working_days(received_on, settings_of(by).triage_days),
        "recorded_at": now,
        "recorded_by": by.user,
    }


def _who_refers(told: ReferrerTold) -> dict[str, Any]:
    return {
        "referrer_name": told.name,
        "referrer_email": told.email,
        "referrer_telephone": told.telephone,
        "agreed_to_referral": told.agreed,
        "agreed_on": told.agreed_on,
        "other_side_knows": told.other_side_knows,
    }


def _received_on(received_at: datetime, incident: IncidentTold, *, now: datetime) -> date:
    """The day of receipt in London; raises SubmissionRefused if it cannot be."""
    received_on = timezone.localdate(received_at)
    if received_at > now:
        raise SubmissionRefused(_("The referral cannot have been received in the future."))
    if received_on < EARLIEST:
        raise SubmissionRefused(_("The referral cannot have been received before the year 2000."))
    if incident.happened_on and incident.happened_on > received_on:
        raise SubmissionRefused(
            _("The incident must have happened before the referral was received.")
        )
    return received_on


def _agency_of(by: Actor, agency: Agency | None) -> UUID | None:
    if by.agency_id:
        return by.agency_id
    return Agency.objects.visible_to(by).get(pk=agency.pk).pk if agency else None


def _keep_submission(
    referral: Referral, as_sent: Sequence[tuple[str, str]], *, by: Actor, now: datetime
) -> None:
    """Keep what was sent for ever, and say what the worker does next."""
    submission = Submission.objects.create(
        area=by.area,
        referral=referral,
        agency_id=referral.agency_id,
        channel=referral.channel,
        received_at=referral.received_at,
        as_sent=json.dumps([list(pair) for pair in as_sent]),
        recorded_at=now,
        recorded_by=by.user,
    )
    follow_up(submission, by=by, now=now)


def _write_incident(referral: Referral, told: IncidentTold, *, by: Actor) -> None:
    Incident.objects.create(
        area=by.area, referral=referral, **{**asdict(told), "flags": list(told.flags)}
    )


def _name_people(
    referral: Referral, people: Sequence[PersonTold], *, by: Actor, now: datetime
) -> None:
    if are_at_odds((one.side for one in people), referral.source, referral.initiator):
        raise SubmissionRefused(ONE_KIND)
    on = timezone.localdate(referral.received_at)
    named = [(told, person_of(told, on, by=by, now=now)) for told in people]
    points = [
        new_contact_point(person, by=by, now=now, **asdict(way))
        for told, person in named
        for way in told.ways
    ]
    how = {"channel": referral.channel, "source": referral.source}
    came = ("referral.submitted", referral, how)
    write_down([person for _told, person in named], points, by=by, also=[came])
    places = [place_of(referral, told, person) for told, person in named]
    ReferralPerson.objects.bulk_create(places)


def person_of(told: PersonTold, on: date, *, by: Actor, now: datetime) -> Person:
    """The record of somebody told of, not saved yet. An age is as old as its telling: the day that
    is given, where none was said.
    """
    has_age = told.age_told is not None
    return new_person(
        by=by,
        now=now,
        first_name=told.first_name,
        last_name=told.last_name,
        organisation=told.organisation,
        date_of_birth=told.date_of_birth,
        language=told.language,
        contacts_us=told.contacts_us,
        age_told=told.age_told,
        age_told_on=(told.age_told_on or on) if has_age else None,
        said_under_18=told.said_under_18,
    )


def place_of(referral: Referral, told: PersonTold, person: Person) -> ReferralPerson:
    return ReferralPerson(
        area=referral.area,
        referral=referral,
        person=person,
        side=told.side,
        part=told.part,
        accepts_responsibility=told.accepts_responsibility,
        age_told=told.age_told,
        lives_in_area=told.lives_in_area,
        custody=told.custody,
        establishment=told.establishment,
        release_on=told.release_on,
        needs=told.needs,
    )
