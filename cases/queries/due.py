"""What is due in cases: one query for each kind of thing, however many cases there are.

Whatever waits (a case on hold, or "not now" between all of its people) is due to nobody.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import (
    AgreementAction,
    Case,
    Consent,
    ContactEntry,
    Pair,
    Participant,
)
from cases.stages import (
    LEFT,
    ActionState,
    ConsentPurpose,
    ConsentState,
    PairState,
    ParticipantStatus,
    Stage,
)
from ui.dates import day

from .custody import alert_of, chases_due, key_dates_to_come, orders_ending

CONSENT_LASTS = timedelta(days=183)
"""After six months a consent is asked again (field guide 9)."""


@dataclass(frozen=True, slots=True)
class Due:
    """Something to be done in a case by a day, and the form where it is done.

    `what` names people by first name and initial; `page` and `args` are its address.
    """

    case: UUID
    reference: str
    what: str
    on: date
    page: str
    args: tuple[str, ...]


Rows = QuerySet[Case]


def working(cases: Rows, actor: Actor, today: date) -> Rows:
    """Those of the open cases that do not wait for a day or for their people."""
    return cases.exclude(hold_until__gte=today).exclude(_is_not_now(actor))


def _is_not_now(actor: Actor) -> Q:
    pairs = Pair.objects.visible_to(actor).filter(case=OuterRef("pk"))
    goes_on = pairs.filter(state__in=[PairState.OPEN, PairState.WILLING])
    return Q(Exists(pairs.filter(state=PairState.NOT_NOW))) & ~Q(Exists(goes_on))


def not_now(cases: Rows, actor: Actor, today: date) -> Rows:
    """Open cases in which it is "not now" between everybody; those on hold are counted there."""
    return cases.exclude(hold_until__gte=today).filter(_is_not_now(actor))


def due_items(cases: Rows, actor: Actor, *, today: date, until: date) -> list[Due]:
    """What is overdue or due by a day in some open cases that the actor may see, earliest first."""
    at_work = working(cases, actor, today)
    found = [one for kind in KINDS for one in kind(at_work, actor, today, until)]
    return sorted(found, key=lambda one: (one.on, one.reference, one.what))


def _with_person(one: Participant, what: str, on: date, page: str, *more: UUID) -> Due:
    args = (one.case.reference, str(one.pk), *map(str, more))
    said = what % {"name": one.person.short_name}
    return Due(one.case_id, one.case.reference, said, on, page, args)


def _contacts(cases: Rows, actor: Actor, today: date, until: date) -> Iterator[Due]:
    """The next contact that the last entry with somebody named."""
    entries = ContactEntry.objects.visible_to(actor)
    latest = (
        entries
        .filter(participant__case__in=cases)
        .exclude(participant__status__in=LEFT)
        .order_by("participant_id", "-happened_at", "-recorded_at")
        .distinct("participant_id")
    )
    rows = entries.filter(pk__in=latest.values("pk"), next_contact_on__lte=until)
    for row in rows.select_related("participant__person", "participant__case"):
        if row.next_contact_on:
            what = _("Contact %(name)s")
            yield _with_person(row.participant, what, row.next_contact_on, "cases:contact_add")


def _asked_again(cases: Rows, actor: Actor, today: date, until: date) -> Iterator[Due]:
    rows = Participant.objects.visible_to(actor).filter(
        case__in=cases, status=ParticipantStatus.CONSIDERING, recontact_on__lte=until
    )
    for row in rows.select_related("person", "case"):
        if row.recontact_on:
            what = _("Ask %(name)s again, who is thinking about it")
            yield _with_person(row, what, row.recontact_on, "cases:participant")


def _reviews(cases: Rows, actor: Actor, today: date, until: date) -> Iterator[Due]:
    for row in cases.filter(risk_cleared_until__lte=until):
        if row.risk_cleared_until:
            what, args = _("Review the risk"), (row.reference,)
            yield Due(row.pk, row.reference, what, row.risk_cleared_until, "risk:add", args)


def _promises(cases: Rows, actor: Actor, today: date, until: date) -> Iterator[Due]:
    rows = AgreementAction.objects.visible_to(actor).filter(
        agreement__case__in=cases, state=ActionState.OPEN, due_on__lte=until
    )
    for row in rows.select_related("agreement__case", "owner__person"):
        case = row.agreement.case
        what = _("See whether %(name)s did what was agreed")
        said, args = what % {"name": row.owner.person.short_name}, (case.reference, str(row.pk))
        yield Due(case.pk, case.reference, said, row.due_on, "cases:agreement_action", args)


def _visits(cases: Rows, actor: Actor, today: date, until: date) -> Iterator[Due]:
    for row in chases_due(cases, actor, until):
        what = _("Ask the prison again to let you see %(name)s")
        yield _with_person(row.participant, what, row.chase_on, "cases:access_chase", row.pk)


def _key_dates(cases: Rows, actor: Actor, today: date, until: date) -> Iterator[Due]:
    """Days to come that matter, and alerts that nobody has noted: those are due today.

    One that has passed is no task.
    """
    for row in key_dates_to_come(cases, actor, today):
        what = f"{row.get_kind_display()}: %(name)s"
        if today <= until < row.on and alert_of(row, today):
            what = f"{what}, {day(row.on)}"
            yield _with_person(row.participant, what, today, "cases:key_date_note", row.pk)
        elif row.on <= until:
            yield _with_person(row.participant, what, row.on, "cases:custody")


def _orders(cases: Rows, actor: Actor, today: date, until: date) -> Iterator[Due]:
    """Orders and conditions on their last days."""
    for row in orders_ending(cases, actor, today, until):
        what = _("%(order)s ends: %(name)s") % {"order": row.get_kind_display(), "name": "%(name)s"}
        on = row.until_on or until
        yield _with_person(row.against, what, on, "cases:custody")


def _consents(cases: Rows, actor: Actor, today: date, until: date) -> Iterator[Due]:
    """Consents to take part that are six months old."""
    lines = Consent.objects.visible_to(actor)
    latest = (
        lines
        .filter(participant__case__in=cases, purpose=ConsentPurpose.PARTICIPATE, given_by=None)
        .exclude(participant__status__in=LEFT)
        .order_by("participant_id", "-happened_on", "-recorded_at")
        .distinct("participant_id")
    )
    rows = lines.filter(
        pk__in=latest.values("pk"),
        state=ConsentState.GIVEN,
        happened_on__lte=until - CONSENT_LASTS,
    ).exclude(participant__case__stage=Stage.OUTCOME)
    for row in rows.select_related("participant__person", "participant__case"):
        what, on = _("Ask %(name)s again for consent"), row.happened_on + CONSENT_LASTS
        yield _with_person(row.participant, what, on, "cases:consent_add")


KINDS: tuple[Callable[[Rows, Actor, date, date], Iterator[Due]], ...] = (
    _contacts,
    _asked_again,
    _reviews,
    _promises,
    _visits,
    _key_dates,
    _orders,
    _consents,
)
