"""What becomes of letters before and after they are offered, and the messages that are carried."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from .kind import Group, Kind, Told, always


def _of(told: Told) -> dict[str, str]:
    return {"author": told.about, "recipient": told.name("to")}


def _reviewed(told: Told) -> str:
    return _("Comment on the letter from %(author)s") % _of(told)


def _returned(told: Told) -> str:
    return _("Letter from %(author)s sent back to be changed") % _of(told)


def _letter_agreed(told: Told) -> str:
    return _("%(author)s agreed that the letter is shared") % _of(told)


def _letter_kept(told: Told) -> str:
    return _("Letter from %(author)s kept on file") % _of(told)


def _letter_taken_back(told: Told) -> str:
    return _("%(author)s took the letter back") % _of(told)


def _letter_stopped(told: Told) -> str:
    return _("Letter from %(author)s to %(recipient)s stopped") % _of(told)


def _letter_unanswered(told: Told) -> str:
    return _("%(recipient)s does not wish to answer the letter") % _of(told)


def _said(told: Told) -> str:
    return _("%(author)s asked to pass something on to %(recipient)s") % _of(told)


def _changed(told: Told) -> str:
    return _("Message from %(author)s changed before it was checked") % _of(told)


def _message_agreed(told: Told) -> str:
    return _("%(author)s agreed that it is passed on") % _of(told)


def _offered(told: Told) -> str:
    return _("Message from %(author)s offered to %(recipient)s") % _of(told)


def _passed_on(told: Told) -> str:
    return _("Message from %(author)s passed on to %(recipient)s") % _of(told)


def _message_kept(told: Told) -> str:
    return _("Message from %(author)s kept on file: %(recipient)s said not now") % _of(told)


def _message_taken_back(told: Told) -> str:
    return _("%(author)s took the message back") % _of(told)


def _message_stopped(told: Told) -> str:
    return _("Message from %(author)s to %(recipient)s stopped") % _of(told)


def _message_unanswered(told: Told) -> str:
    return _("%(recipient)s does not wish to answer the message") % _of(told)


KINDS = (
    Kind("letter.reviewed", Group.LETTERS, _reviewed, is_small=True),
    Kind("letter.returned", Group.LETTERS, _returned, is_small=True),
    Kind("letter.agreed", Group.LETTERS, _letter_agreed, is_small=True),
    Kind("letter.kept", Group.LETTERS, _letter_kept),
    Kind("letter.taken_back", Group.LETTERS, _letter_taken_back),
    Kind("letter.stopped", Group.LETTERS, _letter_stopped),
    Kind("letter.unanswered", Group.LETTERS, _letter_unanswered),
    Kind("message.said", Group.LETTERS, _said),
    Kind("message.changed", Group.LETTERS, _changed),
    Kind("message.checked", Group.LETTERS, always(_l("Message checked")), is_small=True),
    Kind("message.agreed", Group.LETTERS, _message_agreed, is_small=True),
    Kind("message.offered", Group.LETTERS, _offered),
    Kind("message.passed_on", Group.LETTERS, _passed_on),
    Kind("message.kept", Group.LETTERS, _message_kept),
    Kind("message.taken_back", Group.LETTERS, _message_taken_back),
    Kind("message.stopped", Group.LETTERS, _message_stopped),
    Kind("message.unanswered", Group.LETTERS, _message_unanswered),
)
