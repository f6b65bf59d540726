"""How somebody is reached, and what they are told (field guide 12.9 and rule C06)."""

from __future__ import annotations

from collections.abc import Mapping

from django.db import models
from django.utils.translation import gettext_lazy as _


class ContactChannel(models.TextChoices):
    PHONE = "phone", _("Telephone")
    TEXT = "text", _("Text message")
    EMAIL = "email", _("Email")
    LETTER = "letter", _("Letter")
    VISIT = "visit", _("Visit")
    VIDEO = "video", _("Video call")
    THROUGH = "through", _("Through somebody else")


class ContactOutcome(models.TextChoices):
    SPOKE = "spoke", _("Spoke with them")
    REPLIED = "reply", _("They replied")
    VISIT_HELD = "visit_held", _("Met them")
    LEFT_MESSAGE = "left_safe_msg", _("Left a safe message")
    NO_ANSWER = "no_answer", _("No answer")
    WRONG_NUMBER = "wrong_number", _("Wrong number or address")
    SENT = "sent", _("Sent, no reply yet")
    UNSAFE = "unsafe_abort", _("Stopped: not safe to go on")
    NOT_THERE = "visit_dna", _("Went, and they were not there")
    PRISON_CANCELLED = "prison_cancelled", _("The prison cancelled")
    PASSED_ON = "via_third_party", _("Asked somebody else to pass it on")


_WRITTEN = frozenset({ContactChannel.TEXT, ContactChannel.EMAIL, ContactChannel.LETTER})
_NO_VISIT = frozenset(ContactChannel) - {ContactChannel.VISIT}
_NOT_BY: Mapping[str, frozenset[ContactChannel]] = {
    ContactOutcome.SPOKE: _WRITTEN,
    ContactOutcome.VISIT_HELD: _NO_VISIT - {ContactChannel.VIDEO},
    ContactOutcome.NOT_THERE: _NO_VISIT,
}


def cannot_be(outcome: str, channel: str) -> bool:
    """Whether this cannot come of a contact by that channel: nobody is spoken with in an email."""
    return channel in _NOT_BY.get(outcome, frozenset())


class AgainstWishes(models.TextChoices):
    """Why somebody was contacted in a way, or at a time, that they had not allowed."""

    THEY_CAME = "they_came", _("They got in touch themselves")
    ASKED = "asked", _("They had asked for it this time")
    SAFETY = "safety", _("Somebody’s safety was at stake")
    MISTAKE = "mistake", _("It was a mistake")


class Information(models.TextChoices):
    """What somebody was told: any of it counts as informed (rule C06)."""

    PROCESS = "process", _("What restorative justice is and how it goes")
    CHOICE = "choice", _("That it is voluntary and can be stopped at any time")
    RIGHTS = "rights", _("Their rights under the Victims’ Code")
    PRIVACY = "privacy", _("What we keep and with whom we share it")
    SUPPORT = "support", _("Where to find support")
    COMPLAINTS = "complaints", _("How to complain")


class InformationFormat(models.TextChoices):
    SPOKEN = "spoken", _("Spoken")
    WRITTEN = "written", _("Written")
    EASY_READ = "easy_read", _("Easy read")
    VIDEO = "video", _("Video")
    BSL = "bsl", _("British Sign Language")


class InformationLanguage(models.TextChoices):
    ENGLISH = "en", _("English")
    WELSH = "cy", _("Welsh")
    OTHER = "other", _("Another language")


NOBODY_THERE = (
    ContactOutcome.LEFT_MESSAGE,
    ContactOutcome.NO_ANSWER,
    ContactOutcome.WRONG_NUMBER,
    ContactOutcome.UNSAFE,
    ContactOutcome.NOT_THERE,
    ContactOutcome.PRISON_CANCELLED,
)
"""What tells nobody anything, whatever was meant to be said."""
DOUBTFUL = (ContactOutcome.WRONG_NUMBER, ContactOutcome.UNSAFE)
"""After what nobody knows any more whether that way is safe."""
