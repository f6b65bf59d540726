"""What is on its way to the other side stops when somebody steps back."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from cases.models import Participant
from cases.queries.on_the_way import letters_on_the_way, messages_on_the_way
from cases.stages import LetterState, ShuttleState

from .timeline import tell


def stop_on_the_way(participant: Participant, *, by: Actor, now: datetime) -> int:
    """Stop every letter and message from or to somebody that has not arrived; returns how many.

    Called inside the action of a withdrawal, with the case locked. What was stopped is checked and
    agreed to anew before it goes anywhere.
    """
    stopped = 0
    for letter in letters_on_the_way(by, participant).select_for_update(of=("self",)):
        letter.state, letter.consent = LetterState.STOPPED, None
        letter.checked_by = letter.checked_at = None
        letter.version += 1
        letter.save(update_fields=["state", "consent", "checked_by", "checked_at", "version"])
        to = str(letter.recipient_id)
        case, author = letter.case, letter.author
        tell(case, "letter.stopped", letter, by=by, now=now, about=author, to=to)
        stopped += 1
    for message in messages_on_the_way(by, participant).select_for_update(of=("self",)):
        message.state, message.consent = ShuttleState.STOPPED, None
        message.checked_by = message.checked_at = None
        message.version += 1
        message.save(update_fields=["state", "consent", "checked_by", "checked_at", "version"])
        to = str(message.recipient_id)
        case, sender = message.pair.case, message.sender
        tell(case, "message.stopped", message, by=by, now=now, about=sender, to=to)
        stopped += 1
    return stopped


def forget_agreements(participant: Participant, *, by: Actor) -> None:
    """Their word for each thing of theirs that has not arrived is taken back: a later yes to
    another carries none of them.

    Called with the case locked.
    """
    letters_on_the_way(by, participant).filter(author=participant).update(consent=None)
    messages_on_the_way(by, participant).filter(sender=participant).update(consent=None)
