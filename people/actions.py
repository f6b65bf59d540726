"""Writing people down, and the logged way to their contact details."""

from __future__ import annotations

from datetime import date, datetime

from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from audit.record import record

from .models import Answer, ContactPoint, Person
from .tokens import postcode_token, value_token

REVEALING = frozenset({Perm.CONTACT_REVEAL, Perm.REFERRAL_REVEAL, Perm.CONTACT_BREAK_GLASS})
"""Any of these may lead to contact details; which one a page asks for depends on its place."""


class BornInTheFuture(Exception):
    """A date of birth after today. The text may be shown."""


@transaction.atomic
def add_person(
    *,
    by: Actor,
    now: datetime,
    first_name: str = "",
    last_name: str = "",
    organisation: str = "",
    date_of_birth: date | None = None,
    language: str = "en",
    contacts_us: bool = False,
) -> Person:
    """Write down a person, or an organisation that was harmed; raises BornInTheFuture."""
    if date_of_birth and date_of_birth > timezone.localdate(now):
        raise BornInTheFuture(_("The date of birth must not be in the future."))
    person = Person.objects.create(
        area=by.area,
        first_name=first_name,
        last_name=last_name,
        organisation=organisation,
        date_of_birth=date_of_birth,
        language=language,
        contacts_us=contacts_us,
        recorded_at=now,
        recorded_by=by.user,
    )
    record("person.added", person, by=by)
    return person


@transaction.atomic
def add_contact_point(
    person: Person,
    *,
    by: Actor,
    now: datetime,
    kind: str,
    value: str,
    is_safe: str = Answer.UNKNOWN,
    voicemail_ok: str = Answer.UNKNOWN,
    safe_times: str = "",
    text_ok: str = Answer.UNKNOWN,
    who_may_answer: str = "",
    code_phrase: str = "",
) -> ContactPoint:
    """Write down one way to reach a person; whether it is safe is unknown until somebody says."""
    point = ContactPoint.objects.create(
        area=by.area,
        person=Person.objects.visible_to(by).get(pk=person.pk),
        kind=kind,
        value=value,
        is_safe=is_safe,
        voicemail_ok=voicemail_ok,
        safe_times=safe_times,
        text_ok=text_ok,
        who_may_answer=who_may_answer,
        code_phrase=code_phrase,
        value_token=value_token(by.area_id, kind=kind, value=value),
        postcode_token=postcode_token(by.area_id, kind=kind, value=value),
        recorded_at=now,
        recorded_by=by.user,
    )
    record("contact_point.added", person, by=by, kind=kind, is_safe=is_safe)
    return point


@transaction.atomic
def reveal(person: Person, *, by: Actor, reason: str = "") -> list[ContactPoint]:
    """Write down that the contact details were seen, then give those still in use, oldest first.

    `reason` is a code. Superseded ones are never given. Raises PermissionDenied for those who never
    see contact details, whatever page they came by.
    """
    if not REVEALING & by.perms:
        raise PermissionDenied(Perm.CONTACT_REVEAL.value)
    known = Person.objects.visible_to(by).get(pk=person.pk)
    record("contact.revealed", known, by=by, reason=reason)
    points = ContactPoint.objects.visible_to(by).filter(person=known, ended_at=None)
    return list(points.order_by("recorded_at", "pk"))
