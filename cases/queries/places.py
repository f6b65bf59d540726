"""Whether what is planned in a prison can be there: who is in it, and whether it gave access.

A session with somebody and a meeting of both sides are asked the same. Whoever moved away from the
prison is named; of whoever is held in it, or of whom nobody wrote down where they are, whether the
prison lets a facilitator in to see them (field guide 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Participant
from cases.stages import IN_CUSTODY, Access
from ui.dates import day, moment

from .dated import AT_CONFERENCE, AT_SESSION, FORMER, PRESENT, REQUEST, Dated, read, stay_arms
from .due import People
from .establishments import name_of


@dataclass(frozen=True, slots=True)
class Stands:
    """Where somebody is now, in which prison, and since when."""

    establishment: str
    in_custody: bool
    since: date


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Where the people of a case are, which prisons they left on which day, and what each prison
    answered last about seeing them.
    """

    present: Mapping[UUID, Stands]
    left: Mapping[tuple[UUID, str], date]
    access: Mapping[tuple[UUID, str], str]

    def has_left(self, who: UUID, establishment: str) -> date | None:
        """The day on which somebody moved from a prison, if they are not in it now."""
        now = self.present.get(who)
        if now is not None and now.establishment == establishment:
            return None
        return self.left.get((who, establishment))

    def may_be_in(self, who: UUID, establishment: str) -> bool:
        """Held there, as far as anybody wrote it down."""
        now = self.present.get(who)
        return now is not None and now.in_custody and now.establishment in {establishment, ""}


@dataclass(frozen=True, slots=True)
class Doubt:
    """A sentence about somebody and a place where something is planned."""

    participant: UUID
    text: str


def whereabouts_in(rows: Iterable[Dated]) -> Whereabouts:
    """From rows that were read with `stay_arms`."""
    present: dict[UUID, Stands] = {}
    left: dict[tuple[UUID, str], date] = {}
    access: dict[tuple[UUID, str], str] = {}
    told = [row for row in rows if row.kind in {PRESENT, FORMER, REQUEST}]
    for row in sorted(told, key=lambda one: (one.on, one.at)):
        assert row.who and row.on  # noqa: S101, PT018 -- so their arms are written
        code, _space, establishment = row.code.partition(" ")
        if row.kind == PRESENT:
            present[row.who] = Stands(establishment, code in IN_CUSTODY, row.on)
        elif row.kind == FORMER:
            left[row.who, establishment] = row.on
        else:
            access[row.who, establishment] = code
    return Whereabouts(present, left, access)


def whereabouts_of(case: Case, actor: Actor) -> Whereabouts:
    """Of the people of a visible case: one query."""
    only = Case.objects.visible_to(actor).filter(pk=case.pk)
    return whereabouts_in(read(stay_arms(only, actor)))


def doubts(
    one: Participant, establishment: str, at: datetime, known: Whereabouts, *, alone: bool
) -> Iterator[Doubt]:
    """What stands against meeting somebody in a prison; `alone` is a session with them."""
    values = {
        "name": one.person.short_name,
        "prison": name_of(establishment),
        "at": moment(at),
    }
    left_on = known.has_left(one.pk, establishment)
    if left_on is not None:
        sentence = _("%(name)s moved from %(prison)s on %(day)s, and %(at)s is planned there.")
        yield Doubt(one.pk, sentence % {**values, "day": day(left_on)})
        return
    if not (known.may_be_in(one.pk, establishment) or (alone and one.pk not in known.present)):
        return
    answer = known.access.get((one.pk, establishment), "")
    if answer == Access.REFUSED:
        sentence = _("%(prison)s refused access to %(name)s, and %(at)s is planned there.")
        yield Doubt(one.pk, sentence % values)
    elif answer != Access.GRANTED:
        sentence = _(
            "Access to %(prison)s to see %(name)s has not been granted yet, "
            "and %(at)s is planned there."
        )
        yield Doubt(one.pk, sentence % values)


def doubts_in(rows: Iterable[Dated], people: People, *, now: datetime) -> list[Doubt]:
    """About all that is planned in prisons from now on, the next first."""
    told = list(rows)
    known = whereabouts_in(told)
    found: list[tuple[datetime, Doubt]] = []
    for row in told:
        if row.kind not in {AT_SESSION, AT_CONFERENCE} or row.at is None or row.at <= now:
            continue
        if row.who is not None and row.who in people:
            alone = row.kind == AT_SESSION
            told_of = doubts(people[row.who], row.code, row.at, known, alone=alone)
            found += [(row.at, doubt) for doubt in told_of]
    return [doubt for _at, doubt in sorted(found, key=lambda one: (one[0], one[1].text))]


def where_they_are(people: Iterable[Participant], known: Whereabouts) -> list[str]:
    """For a form that asks for a place: who of them is in which prison, and what it answered."""
    return [_told(one, known) for one in people if _prison_of(one, known)]


def _prison_of(one: Participant, known: Whereabouts) -> str:
    now = known.present.get(one.pk)
    return now.establishment if now else ""


def _told(one: Participant, known: Whereabouts) -> str:
    now = known.present[one.pk]
    values = {
        "name": one.person.short_name,
        "prison": name_of(now.establishment),
        "day": day(now.since),
    }
    if known.access.get((one.pk, now.establishment)) == Access.GRANTED:
        return _("%(name)s has been in %(prison)s since %(day)s. Access was granted.") % values
    sentence = _("%(name)s has been in %(prison)s since %(day)s. Access has not been granted yet.")
    return sentence % values
