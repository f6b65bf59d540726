"""What may become of a referral: one table. Pages, actions, the manual and the tests read it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from areas.actor import Actor
from areas.roles import Perm

from .models import Referral, ReferralPerson
from .stages import DECLINES, Decision, Status

Guard = Callable[[Referral, Actor], str | None]


def somebody_is_named(referral: Referral, actor: Actor) -> str | None:
    if ReferralPerson.objects.visible_to(actor).filter(referral=referral).exists():
        return None
    return _("Nobody is named in this referral. Ask the referrer who was involved.")


@dataclass(frozen=True, slots=True)
class Step:
    """One way on for a referral: by which decisions, who may take it, what must be true before."""

    source: Status
    target: Status
    decisions: tuple[Decision, ...]
    label: str | Promise
    permission: Perm
    guards: tuple[Guard, ...] = ()

    def refusals(self, referral: Referral, actor: Actor) -> list[str]:
        """Why the step is not open, in sentences; empty if it is."""
        answers = [guard(referral, actor) for guard in self.guards]
        return [answer for answer in answers if answer]


_ACCEPT = gettext_lazy("Accept")
_ASK = gettext_lazy("Ask for more information")
_DECLINE = gettext_lazy("Not suitable")

TRIAGE: tuple[Step, ...] = (
    Step(
        Status.TO_TRIAGE,
        Status.ACCEPTED,
        (Decision.ACCEPT,),
        _ACCEPT,
        Perm.CASE_OPEN,
        (somebody_is_named,),
    ),
    Step(Status.TO_TRIAGE, Status.WAITING, (Decision.MORE_INFO,), _ASK, Perm.REFERRAL_DECIDE),
    Step(Status.TO_TRIAGE, Status.DECLINED, tuple(DECLINES), _DECLINE, Perm.REFERRAL_DECIDE),
    Step(
        Status.WAITING,
        Status.ACCEPTED,
        (Decision.ACCEPT,),
        _ACCEPT,
        Perm.CASE_OPEN,
        (somebody_is_named,),
    ),
    Step(Status.WAITING, Status.DECLINED, tuple(DECLINES), _DECLINE, Perm.REFERRAL_DECIDE),
)


def steps_for(referral: Referral, actor: Actor) -> list[Step]:
    """The ways on from where the referral stands, for somebody who may take them."""
    return [
        step for step in TRIAGE if step.source == referral.status and actor.may(step.permission)
    ]


def step_by(referral: Referral, decision: str) -> Step | None:
    """The way on that a decision takes, or none from where the referral stands."""
    return next(
        (step for step in TRIAGE if step.source == referral.status and decision in step.decisions),
        None,
    )


def hints(referral: Referral, people: Sequence[ReferralPerson]) -> list[str]:
    """What to look at before deciding, in sentences. A hint never decides: a person does."""
    responsible = [one for one in people if one.side == "responsible"]
    accepts = {one.accepts_responsibility for one in responsible}
    agreed = referral.agreed_to_referral
    incident = getattr(referral, "incident", None)
    found = {
        _("Nobody responsible has been identified yet."): not responsible,
        _("Responsibility is not accepted."): "no" in accepts,
        _("It is not known whether responsibility is accepted."): "unknown" in accepts,
        _("The person did not agree to be referred."): agreed == "no",
        _("It is not known whether the person agreed to be referred."): agreed == "unknown",
        _("The flags make this a sensitive and complex case."): incident is not None
        and incident.is_sensitive,
    }
    return [sentence for sentence, holds in found.items() if holds]
