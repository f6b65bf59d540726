"""What stands in the way of correcting somebody's part in a case, and what a correction ends."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import (
    Agreement,
    AgreementAction,
    Clearance,
    Companion,
    ConferenceAttendance,
    Letter,
    LetterOffer,
    Message,
    Pair,
    Participant,
)
from cases.stages import (
    OPPOSED,
    PRINCIPALS,
    Attendance,
    PairState,
    Route,
    Side,
)
from people.models import Answer
from ui.dates import moment

from .on_the_way import letters_on_the_way, messages_on_the_way


@dataclass(frozen=True, slots=True)
class Ends:
    """What was recorded and ends where the side changes, in sentences; `seen` is what the page
    showed of it, so that nothing ends that nobody was shown.
    """

    sentences: Sequence[str]
    seen: str


def in_the_way(participant: Participant, actor: Actor) -> list[str]:
    """Why the part cannot be corrected any more: something of theirs went between the sides, or is
    about to.
    """
    name = {"name": participant.person.short_name}
    questions = (
        (_met(participant, actor), _("%(name)s was at a meeting of both sides.")),
        (_agreed(participant, actor), _("There is an outcome agreement that %(name)s is part of.")),
    )
    found = [_of_letters(participant, actor), _of_messages(participant, actor)]
    found += [sentence for stands, sentence in questions if stands]
    return [sentence % name for sentence in found if sentence]


def _of_letters(one: Participant, actor: Actor) -> str:
    offers = LetterOffer.objects.visible_to(actor).filter(letter=OuterRef("pk"))
    rows = Letter.objects.visible_to(actor).filter(Q(author=one) | Q(recipient=one))
    if rows.filter(Exists(offers)).exists():
        return _("A letter from or to %(name)s was offered or delivered.")
    if letters_on_the_way(actor, one).exists():
        return _("A letter from or to %(name)s is being prepared. Have it taken back first.")
    return ""


def _of_messages(one: Participant, actor: Actor) -> str:
    rows = Message.objects.visible_to(actor).filter(Q(sender=one) | Q(recipient=one))
    if rows.filter(offered_on__isnull=False).exists():
        return _("A message from or to %(name)s was offered or passed on.")
    if messages_on_the_way(actor, one).exists():
        return _("A message from or to %(name)s is being prepared. Have it taken back first.")
    return ""


def _met(one: Participant, actor: Actor) -> bool:
    places = ConferenceAttendance.objects.visible_to(actor).filter(participant=one, came=True)
    return places.filter(conference__attendance=Attendance.HELD).exists()


def _agreed(one: Participant, actor: Actor) -> bool:
    own = AgreementAction.objects.visible_to(actor).filter(owner=one)
    if one.side == Side.NEUTRAL:
        return own.exists()
    return Agreement.objects.visible_to(actor).filter(case=one.case_id).exists() or own.exists()


def across(pair: Pair) -> bool:
    """Whether the two are those whom the case is about, on opposed sides."""
    principals = pair.one.role in PRINCIPALS and pair.other.role in PRINCIPALS
    return principals and (pair.one.side, pair.other.side) in OPPOSED


def between_opposed() -> Q:
    """As `across`, for a query over pairs."""
    sides = Q()
    for one, other in OPPOSED:
        sides |= Q(one__side=one, other__side=other)
    return sides & Q(one__role__in=PRINCIPALS, other__role__in=PRINCIPALS)


def standing_pairs(actor: Actor) -> AreaQuerySet[Pair]:
    """The pairs that count: one that a corrected part parted, and to which something else belongs,
    is kept and is none any more.
    """
    return Pair.objects.visible_to(actor).filter(between_opposed())


def pairs_with(participant: Participant, actor: Actor) -> AreaQuerySet[Pair]:
    """The pairs of somebody, each with whether something else belongs to it."""
    rows = Pair.objects.visible_to(actor).filter(Q(one=participant) | Q(other=participant))
    messages = Message.objects.visible_to(actor).filter(pair=OuterRef("pk"))
    cleared = Clearance.objects.visible_to(actor).filter(pair=OuterRef("pk"))
    rows = rows.annotate(is_needed=Exists(messages) | Exists(cleared))
    return rows.select_related("one__person", "other__person").order_by("recorded_at", "pk")


def places_beside(participant: Participant, actor: Actor) -> AreaQuerySet[Companion]:
    """Where somebody is expected at a planned session of another."""
    return _planned_places(actor).filter(participant=participant)


def expected_with(participant: Participant, actor: Actor) -> AreaQuerySet[Companion]:
    """Those of a side who are expected at somebody's own planned sessions."""
    rows = _planned_places(actor).filter(session__participant=participant)
    return rows.exclude(participant__side=Side.NEUTRAL)


def _planned_places(actor: Actor) -> AreaQuerySet[Companion]:
    rows = Companion.objects.visible_to(actor).filter(session__attendance=Attendance.PLANNED)
    rows = rows.select_related("participant__person", "session__participant__person")
    return rows.order_by("session__happened_at", "pk")


def is_recorded(pair: Pair) -> bool:
    """Whether anybody said something of the two: a pair that was only made says nothing."""
    untouched = pair.route == Route.NOT_CHOSEN and pair.chosen == PairState.OPEN
    return not untouched or bool(pair.reason) or pair.state == PairState.WILLING


def what_ends(participant: Participant, actor: Actor) -> Ends:
    """Everything that goes with the part that somebody has now."""
    pairs = [pair for pair in pairs_with(participant, actor) if is_recorded(pair)]
    places = [*places_beside(participant, actor), *expected_with(participant, actor)]
    told = [f"{pair.pk}:{pair.version}" for pair in pairs]
    told += [f"{one.session_id}:{one.participant_id}" for one in places]
    return Ends(
        sentences=[*map(_between, pairs), *map(_place, places), *_said_of_it(participant)],
        seen=sha256("".join(sorted(told)).encode()).hexdigest()[:16],
    )


def _place(one: Companion) -> str:
    sentence = _(
        "The place of %(name)s at the session planned with %(other)s on %(moment)s, if the side "
        "changes."
    )
    return sentence % {
        "name": one.participant.person.short_name,
        "other": one.session.participant.person.short_name,
        "moment": moment(one.session.happened_at),
    }


def _between(pair: Pair) -> str:
    return _("What is recorded between %(one)s and %(other)s: %(route)s, %(state)s.") % {
        "one": pair.one.person.short_name,
        "other": pair.other.person.short_name,
        "route": pair.get_route_display(),
        "state": pair.get_state_display(),
    }


def _said_of_it(one: Participant) -> list[str]:
    said = []
    if one.responsibility_accepted_on:
        said.append(_("The day on which they accepted responsibility."))
    if one.known_to_other_side != Answer.UNKNOWN:
        said.append(_("Whether the other side knows who they are: ask again."))
    if one.kind:
        said.append(_("In what way they were harmed, where it is not asked of their new part."))
    if one.reason:
        said.append(
            _("The reason why they do not take part, where it does not fit their new part.")
        )
    return said
