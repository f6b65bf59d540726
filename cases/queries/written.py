"""What the ledger says of a day on which people of a case meet: who had not agreed in writing to
take part, and who had so long ago that they are asked again first (field guide 9).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.utils.translation import gettext as _

from areas.actor import Actor
from cases.consenting import asks_guardian, is_over
from cases.models import Consent, Participant
from cases.stages import ConsentPurpose, ConsentState, ParticipantRole
from ui.dates import day

from .fact_rows import WRITTEN


@dataclass(frozen=True, slots=True)
class Written:
    """Of those who meet on a day: `missing` is whoever had not agreed, `old` says of each consent
    that is over six months old whose it is and since when.
    """

    on: date
    missing: Sequence[Participant]
    old: Sequence[str]

    @property
    def refusal(self) -> str:
        """Why a meeting on the day may not be recorded, or nothing."""
        if not self.missing:
            return " ".join(self.old)
        sentence = _("On %(day)s no written consent of %(names)s to take part stood.")
        names = ", ".join(one.person.short_name for one in self.missing)
        return " ".join([sentence % {"day": day(self.on), "names": names}, *self.old])


def written_by(people: Iterable[Participant], on: date, actor: Actor) -> Written:
    """As the ledger says of a day; of an under-18 a parent or guardian is asked besides. An
    interpreter is not asked. One query.
    """
    asked = [one for one in people if one.role != ParticipantRole.INTERPRETER]
    given = _given(asked, on, actor)
    answers = [(one, True) for one in asked]
    answers += [(one, False) for one in asked if asks_guardian(one, on)]
    missing = {one.pk for one, own in answers if (one.pk, own) not in given}
    since = [(one, own, given[one.pk, own]) for one, own in answers if (one.pk, own) in given]
    return Written(
        on,
        [one for one in asked if one.pk in missing],
        [_said(one, of, on, own=own) for one, own, of in since if is_over(of, on)],
    )


def _given(asked: list[Participant], on: date, actor: Actor) -> dict[tuple[UUID, bool], date]:
    """The day of each consent in writing that stood, own (True) or of a parent or guardian."""
    lines = Consent.objects.visible_to(actor).filter(
        participant__in=asked, purpose=ConsentPurpose.PARTICIPATE, happened_on__lte=on
    )
    latest: dict[tuple[UUID, bool], Consent] = {}
    for line in lines.order_by("happened_on", "recorded_at"):
        latest[line.participant_id, line.given_by_id is None] = line
    return {
        key: line.happened_on
        for key, line in latest.items()
        if line.state == ConsentState.GIVEN and line.method in WRITTEN
    }


def _said(one: Participant, given_on: date, on: date, *, own: bool) -> str:
    theirs = _(
        "%(name)s agreed to take part on %(given)s, over six months before %(day)s: ask them again."
    )
    parents = _(
        "The parent or guardian of %(name)s consented on %(given)s, over six months before "
        "%(day)s: ask them again."
    )
    values = {"name": one.person.short_name, "given": day(given_on), "day": day(on)}
    return (theirs if own else parents) % values
