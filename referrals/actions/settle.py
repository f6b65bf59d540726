"""The sender's own side of a parcel that was answered: passed on, with a stub, or come back."""

from __future__ import annotations

from contextlib import suppress
from datetime import datetime

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from areas.actor import Actor
from audit.record import record
from people.actions import forget_person
from people.models import Person
from people.queries import root_of
from referrals.models import (
    Arrival,
    Incident,
    ListRow,
    Parcel,
    Referral,
    ReferralDocument,
    ReferralPerson,
    Submission,
    SubmissionCopy,
)
from referrals.stages import Decision, Status

from .decide import AlreadyDecided, take

State = Parcel.State


@transaction.atomic
def settle_parcels(*, by: Actor, now: datetime) -> int:
    """Move the area's referrals whose parcels were answered; returns how many. May be repeated.

    Called by the reminders' tick as the system, and when somebody opens such a referral.
    """
    offered = Referral.objects.visible_to(by).filter(status=Status.OFFERED).values("pk")
    sent = Parcel.objects.visible_to(by).filter(from_area=by.area, referral_id__in=offered)
    latest = sent.order_by("referral_id", "-sent_at").distinct("referral_id")
    return sum(
        _settle(parcel, by=by, now=now)
        for parcel in latest
        if parcel.state in {State.ACCEPTED, State.REFUSED}
    )


def _settle(parcel: Parcel, *, by: Actor, now: datetime) -> bool:
    referral = Referral.objects.visible_to(by).get(pk=parcel.referral_id)
    accepted = parcel.state == State.ACCEPTED
    decision = Decision.PASSED_ON if accepted else Decision.CAME_BACK
    with suppress(AlreadyDecided), transaction.atomic():
        row = take(referral, decision, note=parcel.answer, by=by, now=now)
        if accepted:
            _leave_stub(row, by=by, now=now)
        record("parcel.settled", parcel, by=by, referral=row.reference, decision=decision)
        return True
    return False


def _leave_stub(row: Referral, *, by: Actor, now: datetime) -> None:
    """What stays: reference, days, kind of harm, sides, decisions. Nobody can be reached by it.

    People who are named in other referrals too, or joined with somebody who is, stay as they are.
    """
    ours = Referral.objects.visible_to(by).filter(Q(pk=row.pk) | Q(merged_into=row))
    for person in _only_here(ours, by=by):
        forget_person(person, called=_("Passed on"), by=by, now=now)
    for named in ReferralPerson.objects.visible_to(by).filter(referral__in=ours):
        named.age_told, named.release_on, named.establishment = None, None, ""
        named.needs = None  # type: ignore[assignment]
        named.save(update_fields=["age_told", "release_on", "needs", "establishment"])
    for incident in Incident.objects.visible_to(by).filter(referral__in=ours):
        incident.account = incident.happened_about = incident.police_reference = ""
        incident.risks_told = None  # type: ignore[assignment]
        incident.save(update_fields=["account", "happened_about", "police_reference", "risks_told"])
    ours.filter(agency=None).update(referrer_name="", referrer_email="", referrer_telephone="")
    _empty_what_was_sent(ours, by=by)


def _only_here(ours: QuerySet[Referral], *, by: Actor) -> list[Person]:
    """Of records that are one person all or none: with one that is known from elsewhere, none."""
    places = ReferralPerson.objects.visible_to(by)
    people = Person.objects.visible_to(by)
    here = set(places.filter(referral__in=ours).values_list("person_id", flat=True))
    roots = {root_of(one) for one in people.filter(pk__in=here)}
    families = people.filter(Q(pk__in=roots) | Q(merged_into__in=roots)).order_by("pk")
    others = places.filter(person__in=families).exclude(referral__in=ours)
    elsewhere = set(others.values_list("person_id", flat=True))
    known = {root_of(one) for one in families if one.pk in elsewhere or one.pk not in here}
    return [one for one in families if root_of(one) not in known]


def _empty_what_was_sent(ours: QuerySet[Referral], *, by: Actor) -> None:
    """Submissions, copies, arrivals and lines of lists; documents are left to their sweep."""
    for submission in Submission.objects.visible_to(by).filter(referral__in=ours):
        submission.as_sent = "[]"
        submission.save(update_fields=["as_sent"])
    SubmissionCopy.objects.visible_to(by).filter(submission__referral__in=ours).delete()
    ReferralDocument.objects.visible_to(by).filter(referral__in=ours).delete()
    for arrival in Arrival.objects.visible_to(by).filter(referral__in=ours):
        arrival.body = "{}"
        arrival.save(update_fields=["body"])
    for line in ListRow.objects.visible_to(by).filter(referral__in=ours):
        line.body = "[]"
        line.save(update_fields=["body"])
