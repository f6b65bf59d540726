"""Writing people down, joining what is one person, and the logged way to contact details."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Area, User
from areas.queries import members_who_may
from areas.roles import Perm
from areas.scoping import save_version
from audit.record import Done, record, record_all

from .models import Answer, Connection, ContactPoint, Person
from .objections import first_objection
from .queries import as_agreed, points_of, root_of
from .tokens import postcode_token, value_token

REVEALING = frozenset({Perm.CONTACT_REVEAL, Perm.REFERRAL_REVEAL, Perm.CONTACT_BREAK_GLASS})
"""Any of these may lead to contact details; which one a page asks for depends on its place."""


AGE = ("age_told", "age_told_on", "said_under_18")


class BornInTheFuture(Exception):
    """A date of birth after today. The text may be shown."""


def new_person(
    *,
    by: Actor,
    now: datetime,
    first_name: str = "",
    last_name: str = "",
    organisation: str = "",
    date_of_birth: date | None = None,
    language: str = "en",
    contacts_us: bool = False,
    age_told: int | None = None,
    age_told_on: date | None = None,
    said_under_18: bool = False,
) -> Person:
    """A person or an organisation that was harmed, not written down yet; raises BornInTheFuture."""
    if date_of_birth and date_of_birth > timezone.localdate(now):
        raise BornInTheFuture(_("The date of birth must not be in the future."))
    return Person(
        area=by.area,
        first_name=first_name,
        last_name=last_name,
        organisation=organisation,
        date_of_birth=date_of_birth,
        language=language,
        contacts_us=contacts_us,
        age_told=age_told,
        age_told_on=age_told_on,
        said_under_18=said_under_18,
        recorded_at=now,
        recorded_by=by.user,
    )


@transaction.atomic
def add_person(*, by: Actor, now: datetime, **fields: Any) -> Person:
    """Write down a person with the fields of `new_person`; raises BornInTheFuture."""
    person = new_person(by=by, now=now, **fields)
    write_down([person], [], by=by)
    return person


@transaction.atomic
def change_person(
    person: Person, *, version: int, by: Actor, now: datetime, **fields: Any
) -> list[str]:
    """Correct who a person is; returns the names of what changed. Raises BornInTheFuture, Stale."""
    row = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
    born: date | None = fields.get("date_of_birth")
    if born and born > timezone.localdate(now):
        raise BornInTheFuture(_("The date of birth must not be in the future."))
    changed = [name for name, value in fields.items() if getattr(row, name) != value]
    for name in changed:
        setattr(row, name, fields[name])
    if changed:
        save_version(row, version=version, fields=changed)
        record("person.changed", row, by=by, fields=changed)
    return changed


def new_contact_point(
    person: Person,
    *,
    by: Actor,
    now: datetime,
    kind: str,
    value: str,
    is_safe: str = Answer.UNKNOWN,
    voicemail_ok: str = Answer.UNKNOWN,
    safe_times: str = "",
    call_ok: str = Answer.UNKNOWN,
    text_ok: str = Answer.UNKNOWN,
    who_may_answer: str = "",
    code_phrase: str = "",
) -> ContactPoint:
    """One way to reach a person, not written down yet; whether it is safe is unknown until somebody
    says.
    """
    return ContactPoint(
        area=by.area,
        person=person,
        kind=kind,
        value=value,
        is_safe=is_safe,
        voicemail_ok=voicemail_ok,
        safe_times=safe_times,
        call_ok=call_ok,
        text_ok=text_ok,
        who_may_answer=who_may_answer,
        code_phrase=code_phrase,
        value_token=value_token(by.area_id, kind=kind, value=value),
        postcode_token=postcode_token(by.area_id, kind=kind, value=value),
        recorded_at=now,
        recorded_by=by.user,
    )


@transaction.atomic
def add_contact_point(
    person: Person, *, by: Actor, now: datetime, kind: str, value: str, **safety: Any
) -> ContactPoint:
    """Write down one way to reach somebody whom the area knows, as `new_contact_point` makes it."""
    known = Person.objects.visible_to(by).get(pk=person.pk)
    point = new_contact_point(known, by=by, now=now, kind=kind, value=value, **safety)
    write_down([], [point], by=by)
    return point


@transaction.atomic(savepoint=False)
def write_down(
    people: Sequence[Person],
    points: Sequence[ContactPoint],
    *,
    by: Actor,
    also: Iterable[Done] = (),
) -> None:
    """Write down several people and ways to reach them at once, each with its audit row; in the
    same statement the audit rows of what else was done.
    """
    Person.objects.bulk_create(people)
    ContactPoint.objects.bulk_create(points)
    record_all(
        [
            *(("person.added", one, {}) for one in people),
            *(
                ("contact_point.added", one.person, {"kind": one.kind, "is_safe": one.is_safe})
                for one in points
            ),
            *also,
        ],
        by=by,
    )


@transaction.atomic
def reveal(person: Person, *, by: Actor, reason: str = "") -> list[ContactPoint]:
    """Write down that the contact details were seen, then give those still in use, oldest first.

    `reason` is a code. Superseded ones are never given, nor those that wait for a second look; of
    records that were joined, the ways of all.
    Raises PermissionDenied for those who never see contact details, whatever page they came by.
    """
    if not REVEALING & by.perms:
        raise PermissionDenied(Perm.CONTACT_REVEAL.value)
    known = Person.objects.visible_to(by).get(pk=person.pk)
    record("contact.revealed", known, by=by, reason=reason)
    return as_agreed(points_of([known], by).exclude(look=ContactPoint.Look.WAITING))


class CannotBeJoined(Exception):
    """These two records cannot be about one person. The text may be shown."""


class AlreadyConnected(Exception):
    """The connection stands already. The text may be shown."""


def _one_at_a_time(by: Actor) -> None:
    """Joinings of one area wait for one another: two at once could make a chain or a ring."""
    Area.objects.select_for_update(no_key=True).get(pk=by.area_id)


def _standing(person: Person, *, by: Actor) -> Person:
    """The record that stands for the person, locked."""
    known = Person.objects.visible_to(by).get(pk=person.pk)
    return Person.objects.visible_to(by).select_for_update().get(pk=root_of(known))


@transaction.atomic
def join_persons(person: Person, *, into: Person, by: Actor, now: datetime) -> Person:
    """Let two records be about one person; what was joined to the first goes along.

    Can be undone: `separate_person`. Raises CannotBeJoined where what stands above objects, as with
    two sides of one referral or case. Returns the record that stands for the person.
    """
    by.must(Perm.REFERRAL_DECIDE)
    _one_at_a_time(by)
    into, person = _standing(into, by=by), _standing(person, by=by)
    if person.pk == into.pk:
        return into
    if bool(person.organisation) != bool(into.organisation):
        raise CannotBeJoined(_("A person and an organisation are not the same."))
    if refusal := first_objection(person, into, by):
        raise CannotBeJoined(refusal)
    Person.objects.visible_to(by).filter(merged_into=person).update(merged_into=into)
    person.merged_into = into
    save_version(person, version=person.version, fields=["merged_into"])
    record("person.joined", person, by=by, into=str(into.pk))
    return into


@transaction.atomic
def separate_person(person: Person, *, by: Actor, now: datetime) -> Person:
    """Take back that a record was joined to another one; nothing happens where it was not."""
    by.must(Perm.REFERRAL_DECIDE)
    row = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
    if row.merged_into_id:
        former, row.merged_into = row.merged_into_id, None
        save_version(row, version=row.version, fields=["merged_into"])
        record("person.separated", row, by=by, into=str(former))
    return row


@transaction.atomic
def declare_connection(
    person: Person, *, user: User, kind: str, by: Actor, now: datetime
) -> Connection:
    """Write down that a worker of the area knows a person. Raises AlreadyConnected."""
    by.must(Perm.REFERRAL_DECIDE)
    known = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
    member = members_who_may(by, Perm.CASE_VIEW).get(user=user)
    rows = Connection.objects.visible_to(by).filter(person=known, user=member.user, ended_at=None)
    if rows.exists():
        raise AlreadyConnected(_("This connection has been declared before."))
    connected = Connection.objects.create(
        area=by.area,
        person=known,
        user=member.user,
        kind=kind,
        recorded_at=now,
        recorded_by=by.user,
    )
    record("connection.declared", known, by=by, kind=kind, worker=str(member.user_id))
    return connected


@transaction.atomic
def end_connection(connected: Connection, *, by: Actor, now: datetime) -> Connection:
    """Mark a connection that was declared by mistake; the row stays."""
    by.must(Perm.REFERRAL_DECIDE)
    row = Connection.objects.visible_to(by).select_for_update().get(pk=connected.pk)
    if row.ended_at is None:
        row.ended_at = now
        row.save(update_fields=["ended_at"])
        record("connection.ended", row, by=by, worker=str(row.user_id))
    return row


@transaction.atomic
def forget_person(person: Person, *, called: str, by: Actor, now: datetime) -> Person:
    """Clear who a person is and every way to reach them; `called` stands where the name was."""
    row = Person.objects.visible_to(by).select_for_update().get(pk=person.pk)
    row.first_name, row.last_name, row.organisation, row.date_of_birth = "", called, "", None
    row.age_told, row.age_told_on, row.said_under_18 = None, None, False
    save_version(
        row,
        version=row.version,
        fields=["first_name", "last_name", "organisation", "date_of_birth", *AGE],
    )
    for point in ContactPoint.objects.visible_to(by).filter(person=row):
        point.value = point.value_token = point.postcode_token = ""
        point.safe_times = point.who_may_answer = ""
        point.code_phrase = None  # type: ignore[assignment]
        point.ended_at = point.ended_at or now
        point.save()
    record("person.forgotten", row, by=by)
    return row
