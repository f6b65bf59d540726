"""What a case is closed upon: places on programmes, and what is on its way between its people."""

from __future__ import annotations

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Enrolment, Letter, Message

from .on_the_way import LETTERS, MESSAGES


def unfinished_in(case: Case, actor: Actor) -> list[str]:
    """In sentences, each with whom it is between and how far it is; never what it says."""
    return [*_places(case, actor), *_letters(case, actor), *_messages(case, actor)]


def _places(case: Case, actor: Actor) -> list[str]:
    rows = Enrolment.objects.visible_to(actor).filter(participant__case=case, left_on=None)
    sentence = _("The place of %(name)s on “%(programme)s” ends.")
    return [
        sentence % {"name": row.participant.person.short_name, "programme": row.programme.name}
        for row in rows.select_related("participant__person", "programme").order_by("from_on", "pk")
    ]


def _letters(case: Case, actor: Actor) -> list[str]:
    rows = Letter.objects.visible_to(actor).filter(case=case, state__in=LETTERS)
    rows = rows.select_related("author__person", "recipient__person")
    sentence = _("The letter from %(one)s to %(other)s goes no further (%(state)s).")
    return [
        sentence
        % {
            "one": row.author.person.short_name,
            "other": row.recipient.person.short_name,
            "state": row.get_state_display(),
        }
        for row in rows.order_by("recorded_at", "pk")
    ]


def _messages(case: Case, actor: Actor) -> list[str]:
    rows = Message.objects.visible_to(actor).filter(pair__case=case, state__in=MESSAGES)
    rows = rows.select_related("sender__person", "recipient__person")
    sentence = _("The message from %(one)s to %(other)s is not passed on (%(state)s).")
    return [
        sentence
        % {
            "one": row.sender.person.short_name,
            "other": row.recipient.person.short_name,
            "state": row.get_state_display(),
        }
        for row in rows.order_by("recorded_at", "pk")
    ]
