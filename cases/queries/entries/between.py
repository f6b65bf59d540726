"""What goes between the two sides: letters, meetings, agreements."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _l

from areas.actor import Actor
from cases.models import AgreementAction, Conference, LetterOffer
from cases.stages import ActionState, Attendance, ConferenceForm, OfferAnswer
from ui.dates import day

from .kind import Group, Kind, Told, always, label
from .sessions import despite


def _written(told: Told) -> str:
    values = {"author": told.about, "recipient": told.name("to")}
    return _("Letter from %(author)s to %(recipient)s begun") % values


def _changed(told: Told) -> str:
    return _("Letter from %(author)s changed") % {"author": told.about}


def _checked(told: Told) -> str:
    return _("Letter from %(author)s checked by a second person") % {"author": told.about}


def _offered(told: Told) -> str:
    return _("Letter offered to %(name)s") % {"name": told.name("to")}


def _offer(row: LetterOffer, _actor: Actor) -> str:
    answered = _(" on %(day)s") % {"day": day(row.answered_on)} if row.answered_on else ""
    return f"{row.get_answer_display()}{answered}."


def _answered(told: Told) -> str:
    values = {"name": told.name("to"), "answer": label(OfferAnswer, told.codes["answer"])}
    return _("%(name)s on the letter: %(answer)s") % values


def _delivered(told: Told) -> str:
    values = {"author": told.about, "recipient": told.name("to")}
    return _("Letter from %(author)s delivered to %(recipient)s") % values


def _planned(told: Told) -> str:
    form = label(ConferenceForm, told.codes["form"])
    return _("%(form)s planned") % {"form": form} + despite(told)


def _conference(told: Told) -> str:
    form = label(ConferenceForm, told.codes["form"])
    return f"{form}: {label(Attendance, told.codes['attendance'])}"


def _conference_note(row: Conference, _actor: Actor) -> str:
    return row.note


def _conference_corrected(told: Told) -> str:
    now, before = _meeting(told, ""), _meeting(told, "_before")
    said = [now, _("it said: %(before)s") % {"before": before}]
    people = {"added": _("came after all: %(names)s"), "gone": _("did not come: %(names)s")}
    for code, sentence in people.items():
        if keys := told.codes.get(code):
            named = [told.names.get(UUID(key), "") for key in keys]
            said.append(sentence % {"names": ", ".join(named)})
    return _("Conference corrected: %(what)s") % {"what": "; ".join(said)}


def _meeting(told: Told, end: str) -> str:
    values = {
        "form": label(ConferenceForm, told.codes[f"form{end}"]),
        "minutes": told.codes[f"minutes{end}"],
    }
    return _("%(form)s, %(minutes)s minutes") % values


def _settled(told: Told) -> str:
    values = {"name": told.about, "state": label(ActionState, told.codes["state"])}
    return _("Agreed action of %(name)s: %(state)s") % values


def _promised(told: Told) -> str:
    return _("%(name)s agreed to do something") % {"name": told.about}


def _what(row: AgreementAction, _actor: Actor) -> str:
    return row.what


KINDS = (
    Kind("letter.written", Group.LETTERS, _written),
    Kind("letter.changed", Group.LETTERS, _changed, is_small=True),
    Kind("letter.checked", Group.LETTERS, _checked),
    Kind("letter.offered", Group.LETTERS, _offered, LetterOffer, _offer),
    Kind("letter.answered", Group.LETTERS, _answered),
    Kind("letter.delivered", Group.LETTERS, _delivered),
    Kind("conference.planned", Group.MEETINGS, _planned, is_small=True),
    Kind("conference.recorded", Group.MEETINGS, _conference, Conference, _conference_note),
    Kind("conference.corrected", Group.MEETINGS, _conference_corrected),
    Kind("agreement.made", Group.AGREEMENTS, always(_l("Outcome agreement made"))),
    Kind(
        "agreement.action_added", Group.AGREEMENTS, _promised, AgreementAction, _what, is_small=True
    ),
    Kind("agreement.action_settled", Group.AGREEMENTS, _settled, AgreementAction, _what),
)
