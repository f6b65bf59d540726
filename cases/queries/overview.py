"""What the first page of a case shows besides its next steps."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import UUIDField, Value
from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.models import Case, Closure, Conference, Participant, Session
from cases.stages import Attendance, ConferenceForm, ParticipantStatus, SessionPurpose, Stage

from .facts import Facts, SteppedBack
from .timeline import Names


@dataclass(frozen=True, slots=True)
class StripStep:
    label: str
    state: str


@dataclass(frozen=True, slots=True)
class Coming:
    """Something that is planned in the case."""

    title: str
    at: datetime


def stage_strip(case: Case, closure: Closure | None) -> list[StripStep]:
    """Referral to outcome; of a closed case, how far it came."""
    stages: list[Stage] = [stage for stage in Stage if stage is not Stage.CLOSED]
    reached = stages.index(Stage(closure.stage if closure else case.stage))
    steps = [StripStep(_("Referral"), "done")]
    for number, stage in enumerate(stages):
        here = "done" if closure else "current"
        state = "done" if number < reached else here if number == reached else "upcoming"
        steps.append(StripStep(str(stage.label), state))
    return steps


def closure_of(case: Case, actor: Actor) -> Closure | None:
    """The closing that stands, where the case is closed."""
    if case.stage != Stage.CLOSED:
        return None
    rows = Closure.objects.visible_to(actor).filter(case=case, reopened_at=None)
    return rows.order_by("-recorded_at").first()


def withdrawals_of(
    participants: Sequence[Participant], facts: Facts
) -> list[tuple[Participant, SteppedBack]]:
    """The last withdrawal of each who has withdrawn and not come back."""
    left = [one for one in participants if one.status == ParticipantStatus.WITHDREW]
    return [(one, facts.stepped_back[one.pk]) for one in left if one.pk in facts.stepped_back]


def coming_up(case: Case, actor: Actor, now: datetime, names: Names) -> list[Coming]:
    """The planned sessions and meetings of the case, the next first: one query."""
    ahead = {"attendance": Attendance.PLANNED, "happened_at__gte": now}
    sessions = Session.objects.visible_to(actor).filter(participant__case=case, **ahead)
    meetings = Conference.objects.visible_to(actor).filter(case=case, **ahead)
    nobody = Value(None, output_field=UUIDField())
    found = (
        sessions
        .order_by()
        .values_list("happened_at", "purpose", "participant_id")
        .union(meetings.order_by().values_list("happened_at", "form", nobody), all=True)
    )
    return [
        Coming(_title(what, names[pk] if pk else None), at)
        for at, what, pk in sorted(found, key=lambda row: row[0])
    ]


def _title(what: str, name: str | None) -> str:
    if name is None:
        return str(ConferenceForm(what).label)
    values = {"purpose": SessionPurpose(what).label, "name": name}
    return _("%(purpose)s session with %(name)s") % values
