"""What goes from one side of a case to the other: letters, and messages that are carried."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class LetterState(models.TextChoices):
    DRAFT = "draft", _("Being written")
    CHECKED = "checked", _("Checked by a second person")
    OFFERED = "offered", _("Offered")
    KEPT = "kept", _("Kept on file")
    DELIVERED = "delivered", _("Delivered")
    TAKEN_BACK = "taken_back", _("Taken back by its author")
    STOPPED = "stopped", _("Stopped: somebody stepped back")


class OfferAnswer(models.TextChoices):
    WAITING = "waiting", _("No answer yet")
    WANTED = "wanted", _("Wants to receive it")
    NOT_NOW = "not_now", _("Not now: keep it on file")


class LetterFact(models.TextChoices):
    """What the recipient may be told before they decide: nothing but what was agreed."""

    FROM = "from", _("Whom it is from")
    ABOUT = "about", _("What it is about")
    SORRY = "sorry", _("That it says sorry")
    ANSWERS = "answers", _("That it answers their questions")
    ASKS = "asks", _("That it asks something of them")
    LENGTH = "length", _("How long it is")


class LetterHandover(models.TextChoices):
    HANDED = "handed", _("Handed to them")
    READ = "read", _("Read out to them")
    SENT = "sent", _("Sent in the way that is safe for them")


class ReviewVerdict(models.TextChoices):
    COMMENT = "comment", _("Comment")
    CHANGE = "change", _("To be changed")
    SAFE = "safe", _("Safe to offer")


class ShuttleState(models.TextChoices):
    SAID = "said", _("Said, to be checked")
    CHECKED = "checked", _("Checked")
    OFFERED = "offered", _("Offered to the other person")
    PASSED_ON = "passed_on", _("Passed on")
    KEPT = "kept", _("Kept on file")
    TAKEN_BACK = "taken_back", _("Taken back by whoever said it")
    STOPPED = "stopped", _("Stopped: somebody stepped back")


class MessageAnswer(models.TextChoices):
    """What the recipient said when a message was offered."""

    WAITING = "waiting", _("No answer yet")
    HEARD = "heard", _("They wanted to hear it, and it was passed on")
    NOT_NOW = "not_now", _("Not now: keep it on file")
