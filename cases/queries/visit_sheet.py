"""What a visit sheet holds. It has no field for a way to reach anybody, nor for the other side."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from cases.models import Participant, Session
from cases.stages import Meeting
from cases.stages.prompts import prompts_for

from .establishments import name_of


@dataclass(frozen=True, slots=True)
class VisitSheet:
    """One planned session on paper: one person, those of their side, and room to write."""

    reference: str
    name: str
    side: str
    purpose: str
    meeting: str
    when: datetime
    establishment: str
    place: str
    companions: tuple[str, ...]
    safe_contact: str
    refusal: str
    interpreter: str
    to_take: tuple[str, ...]
    questions: tuple[str, ...]


def sheet_of(session: Session, *, side: str, refusal: str) -> VisitSheet:
    """The sheet of a session that was read with its people; `refusal` is why they must not be
    contacted, or nothing.
    """
    who = session.participant
    return VisitSheet(
        reference=who.case.reference,
        name=who.person.short_name,
        side=side,
        purpose=session.get_purpose_display(),
        meeting=session.get_meeting_display(),
        when=session.happened_at,
        establishment=name_of(session.establishment) if session.establishment else "",
        place=session.place,
        companions=tuple(_companion(one.participant) for one in session.companions.all()),
        safe_contact=who.safe_contact,
        refusal=refusal,
        interpreter=who.interpreter,
        to_take=to_take(session),
        questions=tuple(str(one.label) for one in prompts_for(session.purpose, who.side)),
    )


def to_take(session: Session) -> tuple[str, ...]:
    """What the facilitator has with them, and what stays outside."""
    things = [_("This sheet, and a pen"), _("Information about restorative justice to leave there")]
    if session.meeting == Meeting.IN_PERSON:
        things.append(_("Your identity card of the service"))
    if session.purpose in {"assessment", "preparation"}:
        things.append(_("The form for consent, two copies"))
    if session.establishment:
        things += [
            _("A photo identity document, and the prison’s letter that it expects you"),
            _("No telephone, watch that connects, USB stick or papers on anybody else"),
        ]
    return tuple(things)


def _companion(one: Participant) -> str:
    return f"{one.person.short_name} ({one.get_role_display()})"
