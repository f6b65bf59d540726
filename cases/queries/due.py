"""What is due in cases, in words and with the form where it is done.

Whatever waits (a case on hold, or "not now" between all of its people) is due to nobody, but for
what comes whether the case waits or not: a release, a hearing, the end of an order, a prison that
has not answered, and the review of the risk.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.working_days import add_working_days
from cases.consenting import CONSENT_LASTS
from cases.models import Case, Pair, Participant
from cases.stages import ConsentMethod, KeyDateKind, OrderKind, PairState, ParticipantStatus
from ui.dates import day

from .custody import alert_for
from .dated import PAIR, Dated, due_arms, people_in, read
from .dated_rows import BESIDE, TO_BE_SIGNED


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
People = Mapping[UUID, Participant]


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
    """What is overdue or due by a day in some open cases that the actor may see, earliest first.

    Two queries: what has a day, and the people of whom it speaks.
    """
    at_work = working(cases, actor, today)
    rows = read(due_arms(cases, actor, today, until, at_work=at_work))
    return due_in(rows, people_in(rows, actor), today=today, until=until)


def due_in(rows: Iterable[Dated], people: People, *, today: date, until: date) -> list[Due]:
    """What is due among rows that were read, earliest first."""
    told = [row for row in rows if row.kind in KINDS]
    found = [one for row in told for one in KINDS[row.kind](row, people, today, until)]
    return sorted(found, key=lambda one: (one.on, one.reference, one.what))


def _said(
    row: Dated, people: People, what: str, *more: UUID, page: str, on: date | None = None
) -> Due:
    """About the person of the row, on its day if no other is given."""
    assert row.who  # noqa: S101 -- so its arm is written
    on = on or row.on
    assert on  # noqa: S101 -- so its arm is written
    args = (row.reference, str(row.who), *map(str, more))
    said = what % {"name": people[row.who].person.short_name}
    return Due(row.case, row.reference, said, on, page, args)


def _contact(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    yield _said(row, people, _("Contact %(name)s"), page="cases:contact_add")


def _first(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    """So many working days of the area after the case was given to its lead."""
    assert row.at  # noqa: S101 -- so its arm is written
    on = add_working_days(timezone.localdate(row.at), row.number or 0)
    if on <= until:
        what = _("Contact %(name)s for the first time")
        yield _said(row, people, what, page="cases:contact_add", on=on)


def _asked(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    what = {
        ParticipantStatus.CONSIDERING: _("Ask %(name)s again, who is thinking about it"),
        ParticipantStatus.DECLINED: _("Ask %(name)s again, for whom it was too soon"),
    }.get(ParticipantStatus(row.code), _("Contact %(name)s again, as was agreed"))
    yield _said(row, people, what, page="cases:participant")


def _pair(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    """What was put off is asked on its day, and is never overdue."""
    assert row.on  # noqa: S101 -- so its arm is written
    if until < today:
        return
    second = people[UUID(row.code)].person.short_name
    what = _("Ask again, as it was put off: %(name)s and %(second)s")
    named = what % {"name": "%(name)s", "second": second.replace("%", "%%")}
    said = _said(row, people, named, page="cases:pair", on=max(row.on, today))
    args = (row.reference, str(row.row))
    yield Due(said.case, said.reference, said.what, said.on, said.page, args)


def _review(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    what, on = _("Review the risk"), row.on or until
    yield Due(row.case, row.reference, what, on, "risk:add", (row.reference,))


def _promise(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    what = _("See whether %(name)s did what was agreed")
    said = _said(row, people, what, page="cases:agreement_action")
    args = (row.reference, str(row.row))
    yield Due(said.case, said.reference, said.what, said.on, said.page, args)


def _chase(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    what = _("Ask the prison again to let you see %(name)s")
    yield _said(row, people, what, row.row, page="cases:access_chase")


def _key_date(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    """Days to come that matter, and alerts that nobody has noted: those are due today."""
    assert row.on  # noqa: S101 -- so its arm is written
    kind = KeyDateKind(row.code)
    what = f"{kind.label}: %(name)s"
    if today <= until < row.on and alert_for(kind, row.on, row.number, today):
        said = f"{what}, {day(row.on)}"
        yield _said(row, people, said, row.row, page="cases:key_date_note", on=today)
    elif row.on <= until:
        yield _said(row, people, what, page="cases:custody")


def _order(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    """Orders and conditions on their last days."""
    what = _("%(order)s ends: %(name)s") % {"order": OrderKind(row.code).label, "name": "%(name)s"}
    yield _said(row, people, what, page="cases:custody")


def _consent(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    """Consents to take part that are six months old, or not signed yet, each with whose it is."""
    assert row.on  # noqa: S101 -- so its arm is written
    method, _space, whose = row.code.partition(" ")
    is_theirs, on = whose != BESIDE, row.on + CONSENT_LASTS
    again = _("Ask %(name)s again for consent")
    what = again if is_theirs else _("Ask the parent or guardian of %(name)s again for consent")
    if method == ConsentMethod.VERBAL:
        sign = _("Have %(name)s sign the consent that they gave")
        parents = _("Have the parent or guardian of %(name)s sign the consent that they gave")
        what, on = sign if is_theirs else parents, row.on + TO_BE_SIGNED
    yield _said(row, people, what, page="cases:consent_add", on=on)


def _told(row: Dated, people: People, today: date, until: date) -> Iterator[Due]:
    """The other side waits until somebody says that it does not go on."""
    what = _("%(name)s stepped back: see what the other side may be told")
    yield _said(row, people, what, page="cases:withdrawn")


KINDS: Mapping[str, Callable[[Dated, People, date, date], Iterator[Due]]] = {
    "contact": _contact,
    "first": _first,
    "asked": _asked,
    PAIR: _pair,
    "review": _review,
    "promise": _promise,
    "chase": _chase,
    "key_date": _key_date,
    "told": _told,
    "order": _order,
    "consent": _consent,
}
