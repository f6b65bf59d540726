"""What a withdrawal stops: shown before it is recorded, and what is stopped is what was shown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import (
    Conference,
    ContactEntry,
    Enrolment,
    Pair,
    Participant,
    Session,
    TimelineEntry,
    Withdrawal,
)
from cases.stages import (
    LEFT,
    OPPOSED,
    Attendance,
    ConsentPurpose,
    LetterState,
    PairState,
    ShuttleState,
)
from people.models import Answer
from ui.dates import day, moment

from .consents import given_now
from .on_the_way import letters_on_the_way, messages_on_the_way

ENDS_ANYWAY = (ConsentPurpose.PARTICIPATE, ConsentPurpose.SHARE_OTHER_SIDE)
"""Consents that end with the process; each other one is asked about."""


def planned_with(participant: Participant, actor: Actor) -> AreaQuerySet[Session]:
    """The sessions that are planned with somebody, the next first."""
    rows = Session.objects.visible_to(actor).filter(
        participant=participant, attendance=Attendance.PLANNED
    )
    return rows.order_by("happened_at", "pk")


def meetings_of(participant: Participant, actor: Actor) -> list[tuple[Conference, bool]]:
    """The meetings at which somebody is expected, and whether both sides still are without them."""
    rows = Conference.objects.visible_to(actor).filter(
        places__participant=participant, attendance=Attendance.PLANNED
    )
    return [
        (meeting, _goes_on(meeting, participant))
        for meeting in rows.select_related("case").order_by("happened_at", "pk")
    ]


def _goes_on(meeting: Conference, without: Participant) -> bool:
    others = meeting.places.exclude(participant=without).exclude(participant__status__in=LEFT)
    sides = set(others.values_list("participant__side", flat=True))
    return any(sides >= set(pair) for pair in OPPOSED)


def places_on_programmes(participant: Participant, actor: Actor) -> AreaQuerySet[Enrolment]:
    """The programmes that somebody is on now."""
    return Enrolment.objects.visible_to(actor).filter(participant=participant, left_on=None)


def live_pairs_with(participant: Participant, actor: Actor) -> AreaQuerySet[Pair]:
    mine = Q(one=participant) | Q(other=participant)
    return Pair.objects.visible_to(actor).filter(mine).exclude(state=PairState.ENDED)


def what_it_stops(participant: Participant, actor: Actor) -> list[str]:
    """In sentences, each thing that a withdrawal stops."""
    return [
        _("They no longer count as taking part."),
        *_between(participant, actor),
        *_planned(participant, actor),
        *_on_the_way(participant, actor),
        *_consents(participant, actor),
        *_reminders(participant, actor),
        _("A message to them that waits to be sent is sent only if they may still be contacted."),
    ]


def what_stops(participant: Participant, actor: Actor) -> list[str]:
    """In sentences, what is planned and on its way: it stops with any no to taking part."""
    return [*_planned(participant, actor), *_on_the_way(participant, actor)]


def _between(participant: Participant, actor: Actor) -> list[str]:
    number = live_pairs_with(participant, actor).count()
    sentence = ngettext(
        "What was being prepared between them and %(number)s other person ends.",
        "What was being prepared between them and %(number)s other people ends.",
        number,
    )
    return [sentence % {"number": number}] if number else []


def _planned(participant: Participant, actor: Actor) -> list[str]:
    sessions = [
        _("The session on %(at)s is cancelled.") % {"at": moment(row.happened_at)}
        for row in planned_with(participant, actor)
    ]
    alone = _("The meeting on %(at)s is cancelled: only one side would be left.")
    others = _("They are no longer expected at the meeting on %(at)s. It stays for the others.")
    meetings = [
        (others if goes_on else alone) % {"at": moment(row.happened_at)}
        for row, goes_on in meetings_of(participant, actor)
    ]
    programmes = [
        _("Their place on “%(name)s” ends.") % {"name": place.programme.name}
        for place in places_on_programmes(participant, actor).select_related("programme")
    ]
    return [*sessions, *meetings, *programmes]


def _on_the_way(participant: Participant, actor: Actor) -> list[str]:
    wrote = _("The letter that they wrote does not go out (%(state)s).")
    comes = _("The letter that was to reach them stops (%(state)s).")
    letters = [
        (wrote if row.author_id == participant.pk else comes)
        % {"state": LetterState(row.state).label}
        for row in letters_on_the_way(actor, participant)
    ]
    said = _("The message that they asked to pass on is not passed on (%(state)s).")
    meant = _("The message that was meant for them stops (%(state)s).")
    messages = [
        (said if row.sender_id == participant.pk else meant)
        % {"state": ShuttleState(row.state).label}
        for row in messages_on_the_way(actor, participant)
    ]
    return [*letters, *messages]


def _consents(participant: Participant, actor: Actor) -> list[str]:
    ending = {line.purpose for line in given_now(participant, actor)} & set(ENDS_ANYWAY)
    sentence = _("Their consent ends: %(purpose)s.")
    return [
        sentence % {"purpose": str(purpose.label).lower()}
        for purpose in ENDS_ANYWAY
        if purpose in ending
    ]


def _reminders(participant: Participant, actor: Actor) -> list[str]:
    rows = ContactEntry.objects.visible_to(actor).standing().filter(participant=participant)
    last = rows.order_by("-happened_at", "-recorded_at").first()
    on = (last and last.next_contact_on) or participant.recontact_on
    return [_("Nobody is reminded to contact them on %(day)s.") % {"day": day(on)}] if on else []


def what_it_stopped(counts: Mapping[str, Any]) -> Sequence[str]:
    """The same afterwards, from the numbers that the history keeps."""
    words = {
        "sessions": _("Planned sessions cancelled: %(number)s."),
        "meetings": _("Meetings at which they are no longer expected: %(number)s."),
        "crossing": _("Letters and messages stopped: %(number)s."),
        "programmes": _("Places on programmes ended: %(number)s."),
        "consents": _("Consents ended: %(number)s."),
    }
    return [
        sentence % {"number": counts[name]} for name, sentence in words.items() if counts.get(name)
    ]


def ended_one_by_one(participant: Participant, actor: Actor) -> list[ConsentPurpose]:
    """What stands besides the consents that end with the process: whether each ends is asked.

    To be contacted is asked in its own question.
    """
    given = {line.purpose for line in given_now(participant, actor)}
    asked_elsewhere = {*ENDS_ANYWAY, ConsentPurpose.CONTACT}
    return [one for one in ConsentPurpose if one in given and one not in asked_elsewhere]


def withdrawal_of(participant: Participant, actor: Actor) -> Withdrawal:
    """The last time that somebody stepped back, or 404."""
    rows = Withdrawal.objects.visible_to(actor).filter(participant=participant)
    left = (
        rows
        .select_related("recorded_by", "told_by", "participant")
        .order_by("-recorded_at")
        .first()
    )
    if left is None:
        raise Http404
    return left


def numbers_of(left: Withdrawal, actor: Actor) -> Mapping[str, Any]:
    """How many of each thing a withdrawal stopped, as the history keeps it."""
    lines = TimelineEntry.objects.visible_to(actor).filter(
        case=left.participant.case_id, kind="participant.withdrew", subject_id=left.pk
    )
    line = lines.first()
    return line.codes if line else {}


def to_be_told(participant: Participant, left: Withdrawal) -> str:
    """A sentence for the facilitator to say to the other side: never more than they allowed, and no
    name where the other side does not know it.
    """
    if not left.may_tell_other_side:
        return _("We cannot take this further at the moment. That is nothing that you did.")
    if participant.known_to_other_side == Answer.YES:
        name = participant.person.first_name or participant.person.full_name
        return _("%(name)s has decided not to go on with this. That is their right.") % {
            "name": name
        }
    return _("The other person has decided not to go on with this. That is their right.")
