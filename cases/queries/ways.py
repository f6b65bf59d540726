"""By which channels, and when, somebody may be contacted: what they allow, never the way itself."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import AgencyContact, ContactEntry, Participant, Stay
from cases.stages import ContactChannel, ContactOutcome, Meeting
from people.models import Answer, ContactPoint
from people.queries import as_agreed, points_of, who_contact_us

from .safe_times import is_outside

Kind, Channel = ContactPoint.Kind, ContactChannel
BY_KIND: Mapping[ContactChannel, tuple[ContactPoint.Kind, ...]] = {
    Channel.PHONE: (Kind.MOBILE, Kind.TELEPHONE),
    Channel.TEXT: (Kind.MOBILE,),
    Channel.EMAIL: (Kind.EMAIL,),
    Channel.LETTER: (Kind.ADDRESS,),
    Channel.VISIT: (Kind.ADDRESS,),
    Channel.VIDEO: (Kind.MOBILE, Kind.EMAIL),
    Channel.THROUGH: (Kind.THROUGH,),
}
IN_PRISON = (Channel.VISIT, Channel.VIDEO)
CALLS = (Channel.PHONE, Channel.VIDEO)
MEETS_BY = {Meeting.PHONE: Channel.PHONE, Meeting.VIDEO: Channel.VIDEO}
WRITTEN = (Channel.LETTER, Channel.EMAIL, Channel.THROUGH)


@dataclass(frozen=True, slots=True)
class Way:
    """One channel: whether it is safe, when, and whether a message may be left on it.

    `because` is a sentence where it is not allowed, `in_prison` whether a prison arranges it.
    """

    channel: ContactChannel
    is_safe: Answer
    times: tuple[str, ...] = ()
    voicemail_ok: Answer = Answer.UNKNOWN
    because: str = ""
    in_prison: bool = False

    def objection(self, *, outcome: str, at: datetime) -> str:
        """The sentence against a contact of this kind at that moment, or nothing."""
        if self.is_safe == Answer.NO:
            return self.because
        left_one = self.channel == Channel.PHONE and outcome == ContactOutcome.LEFT_MESSAGE
        if left_one and self.voicemail_ok != Answer.YES:
            return _("They have not said that a message may be left.")
        if self.times and all(is_outside(times, at) for times in self.times):
            return _("They can be reached safely at these times: %(times)s.") % {
                "times": "; ".join(self.times)
            }
        return ""


def ways_of(participant: Participant, actor: Actor) -> list[Way]:
    """Every channel, with what is known of it, in five queries."""
    if refusal := _asked_not_to(participant, actor):
        return [Way(channel, Answer.NO, because=refusal) for channel in Channel]
    points = as_agreed(points_of([participant.person], actor).defer("value", "code_phrase"))
    stopped = _stopped(participant, actor)
    through = _through(participant, actor)
    return [
        _way(channel, points, stopped=stopped.get(channel), through=channel in through)
        for channel in Channel
    ]


def objection_to_meeting(participant: Participant, meeting: str, at: datetime, actor: Actor) -> str:
    """Why they did not allow a call of this kind at that moment, or nothing; nothing of meeting
    them in person.
    """
    channel = MEETS_BY.get(Meeting(meeting))
    if channel is None:
        return ""
    way = next(way for way in ways_of(participant, actor) if way.channel == channel)
    return way.objection(outcome="", at=at)


def may_be_sent(participant: Participant, actor: Actor) -> bool:
    """Whether there is a way known to be safe by which something written reaches them."""
    ways = ways_of(participant, actor)
    return any(way.is_safe == Answer.YES for way in ways if way.channel in WRITTEN)


def _asked_not_to(participant: Participant, actor: Actor) -> str:
    if who_contact_us([participant.person], actor):
        return _("It is not safe to contact this person: they contact us.")
    if participant.may_contact == Answer.NO:
        return _("This person must not be contacted.")
    return ""


def _way(
    channel: ContactChannel,
    points: Sequence[ContactPoint],
    *,
    stopped: datetime | None,
    through: bool,
) -> Way:
    mine = [point for point in points if point.kind in BY_KIND[channel]]
    said = {_safety(point, channel) for point in mine}
    in_prison = through and channel in IN_PRISON
    safe = [point for point in mine if _safety(point, channel) == Answer.YES]
    times = tuple(dict.fromkeys(point.safe_times for point in safe if point.safe_times))
    if stopped and all(point.recorded_at <= stopped for point in safe):
        because = _("The last contact this way was stopped, as it was not safe to go on.")
        return Way(channel, Answer.NO, times, because=because)
    if in_prison:
        return Way(channel, Answer.YES, in_prison=True)
    if safe:
        voicemail = _strictest(point.voicemail_ok for point in safe)
        return Way(channel, Answer.YES, times, voicemail)
    if said == {Answer.NO}:
        alone = any(_texts_alone(point) for point in mine)
        not_safe = _("They said that this way is not safe.")
        because = _("They take texts only, no calls.") if alone else not_safe
        return Way(channel, Answer.NO, because=because)
    return Way(channel, Answer.YES if through else Answer.UNKNOWN)


def _safety(point: ContactPoint, channel: ContactChannel) -> Answer:
    """A text is safe where the number is, and texts to it are, a call where they do not take texts
    alone; nothing is before a second look.
    """
    if point.look == ContactPoint.Look.WAITING:
        return Answer.UNKNOWN
    if channel in CALLS and point.call_ok == Answer.NO:
        return Answer.NO
    asked = (point.is_safe, point.text_ok) if channel == Channel.TEXT else (point.is_safe,)
    return _strictest(asked)


def _texts_alone(point: ContactPoint) -> bool:
    return point.call_ok == Answer.NO and point.is_safe == Answer.YES


def _strictest(answers: Iterable[str]) -> Answer:
    said = {Answer(answer) for answer in answers}
    return next(one for one in (Answer.NO, Answer.UNKNOWN, Answer.YES) if one in said)


def _stopped(participant: Participant, actor: Actor) -> dict[str, datetime]:
    """The channels by which the last contact was not safe to go on with, and when that was logged:
    a way that was said to be safe since is.
    """
    rows = ContactEntry.objects.visible_to(actor).standing().filter(participant=participant)
    latest = rows.order_by("channel", "-happened_at", "-recorded_at").distinct("channel")
    said = latest.values_list("channel", "outcome", "recorded_at")
    return {channel: at for channel, outcome, at in said if outcome == ContactOutcome.UNSAFE}


def _through(participant: Participant, actor: Actor) -> set[ContactChannel]:
    """What others open: a prison its visits, an offender manager a word passed on."""
    stays = Stay.objects.visible_to(actor).filter(participant=participant, until_on=None)
    found = set(IN_PRISON) if stays.exclude(establishment="").exists() else set()
    working = AgencyContact.objects.visible_to(actor).filter(participant=participant, until_on=None)
    return found | {Channel.THROUGH} if working.exists() else found
