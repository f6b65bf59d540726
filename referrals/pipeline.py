"""What may become of a referral: one table. Pages, actions, the manual and the tests read it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.actor import Actor
from areas.roles import Perm

from .models import Referral, ReferralPerson
from .stages import Decision, Status

Guard = Callable[[Referral, Actor], str | None]


def somebody_is_named(referral: Referral, actor: Actor) -> str | None:
    if ReferralPerson.objects.visible_to(actor).filter(referral=referral).exists():
        return None
    return _("Nobody is named in this referral. Ask the referrer who was involved.")


@dataclass(frozen=True, slots=True)
class Step:
    """One way on for a referral: by which decisions, who may take it, what must be true before.

    Any one of the permissions will do.
    """

    source: Status
    target: Status
    decisions: tuple[Decision, ...]
    label: str | Promise
    permissions: tuple[Perm, ...] = (Perm.REFERRAL_DECIDE,)
    guards: tuple[Guard, ...] = ()

    def is_for(self, actor: Actor) -> bool:
        return any(actor.may(permission) for permission in self.permissions)

    def refusals(self, referral: Referral, actor: Actor) -> list[str]:
        """Why the step is not open, in sentences; empty if it is."""
        answers = [guard(referral, actor) for guard in self.guards]
        return [answer for answer in answers if answer]


REJECTIONS = (
    Decision.NO_OFFENDER,
    Decision.NOT_ADMITTED,
    Decision.LIVE_PROCEEDINGS,
    Decision.OUT_OF_AREA,
    Decision.AGE,
    Decision.OFFENCE,
    Decision.UNSAFE,
    Decision.NO_CONSENT,
    Decision.NOT_RJ,
)
"""Why a referral is not suitable, to be chosen under that one head."""

_ACCEPT = gettext_lazy("Accept")
_ASK = gettext_lazy("Ask for information")
_ANSWER = gettext_lazy("Write down the answer")
_NOT_SUITABLE = gettext_lazy("Not suitable")
_INFO_ONLY = gettext_lazy("Information only")
_YOUTH_JUSTICE = gettext_lazy("Pass to the youth justice service")
_SPECIALIST = gettext_lazy("Pass to a specialist service")
_OFFER = gettext_lazy("Offer to another area")
_JOIN = gettext_lazy("Join to another referral")
_TAKE_UP = gettext_lazy("Take up again")
_CAME_BACK = gettext_lazy("Take it back")
_TAKEN = gettext_lazy("The other area takes it")
_SEPARATE = gettext_lazy("Separate again")


def _open_in(source: Status) -> tuple[Step, ...]:
    """What may be decided while a referral is undecided, to triage and waiting alike."""
    return (
        Step(
            source,
            Status.ACCEPTED,
            (Decision.ACCEPT,),
            _ACCEPT,
            (Perm.CASE_OPEN,),
            (somebody_is_named,),
        ),
        Step(source, Status.DECLINED, REJECTIONS, _NOT_SUITABLE),
        Step(source, Status.DECLINED, (Decision.INFO_ONLY,), _INFO_ONLY),
        Step(source, Status.DECLINED, (Decision.YOUTH_JUSTICE,), _YOUTH_JUSTICE),
        Step(source, Status.DECLINED, (Decision.SPECIALIST,), _SPECIALIST),
        Step(source, Status.OFFERED, (Decision.OFFER,), _OFFER),
        Step(source, Status.MERGED, (Decision.DUPLICATE,), _JOIN),
    )


TRIAGE: tuple[Step, ...] = (
    *_open_in(Status.TO_TRIAGE),
    Step(Status.TO_TRIAGE, Status.WAITING, (Decision.MORE_INFO,), _ASK),
    *_open_in(Status.WAITING),
    Step(
        Status.WAITING,
        Status.TO_TRIAGE,
        (Decision.ANSWERED,),
        _ANSWER,
        (Perm.REFERRAL_DECIDE, Perm.REFERRAL_VIEW_OWN),
    ),
    Step(Status.DECLINED, Status.TO_TRIAGE, (Decision.TAKEN_UP,), _TAKE_UP),
    Step(Status.DECLINED, Status.MERGED, (Decision.DUPLICATE,), _JOIN),
    Step(Status.OFFERED, Status.TO_TRIAGE, (Decision.CAME_BACK,), _CAME_BACK),
    Step(Status.OFFERED, Status.PASSED_ON, (Decision.PASSED_ON,), _TAKEN),
    Step(Status.MERGED, Status.TO_TRIAGE, (Decision.SEPARATED,), _SEPARATE),
)

UNDECIDED = (Status.TO_TRIAGE, Status.WAITING)


def steps_for(referral: Referral, actor: Actor) -> list[Step]:
    """The ways on from where the referral stands, for somebody who may take them."""
    return [step for step in TRIAGE if step.source == referral.status and step.is_for(actor)]


def step_by(referral: Referral, decision: str) -> Step | None:
    """The way on that a decision takes, or none from where the referral stands."""
    return next(
        (step for step in TRIAGE if step.source == referral.status and decision in step.decisions),
        None,
    )
