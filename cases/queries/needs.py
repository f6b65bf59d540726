"""How far somebody has come: their needs at the start beside the latest look at them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import HopedFor, NeedsReview, Participant
from cases.stages import Need, NeedsBy, NeedsMoment
from ui.charts import Step, distance

SCALE = (1, 2, 3, 4, 5)


@dataclass(frozen=True, slots=True)
class Travelled:
    """One need of a participant: 1 major difficulty to 5 none; empty where it was not asked or does
    not apply.
    """

    need: Need
    start: int | None
    latest: int | None

    @property
    def steps(self) -> int | None:
        """How far it went; up is better. Only where both were asked (rule C14)."""
        if self.start is None or self.latest is None:
            return None
        return self.latest - self.start

    @property
    def in_words(self) -> str:
        """The numbers as they are printed: 2 to 4; 3 at the start; not asked."""
        if self.start is not None and self.latest is not None:
            return gettext("%(start)s to %(latest)s") % {"start": self.start, "latest": self.latest}
        if self.start is not None:
            return gettext("%(start)s at the start") % {"start": self.start}
        if self.latest is not None:
            return gettext("%(latest)s now") % {"latest": self.latest}
        return gettext("not asked")


@dataclass(frozen=True, slots=True)
class Distance:
    """All eight needs as one of the two saw them, and at which later moment."""

    by_whom: NeedsBy
    until: NeedsMoment | None
    needs: list[Travelled]

    @property
    def chart(self) -> SafeString:
        """The same as a picture; its numbers stand in its title."""
        steps = [
            Step(str(one.need.label), one.start, one.latest, one.in_words) for one in self.needs
        ]
        return distance(
            str(self.by_whom.label),
            gettext("A ring is the start, a dot is the latest look; further right is better."),
            steps,
            top=SCALE[-1],
            width=340,
            ident=f"needs-{self.by_whom}",
        )


def reviews_of(participant: Participant, actor: Actor) -> AreaQuerySet[NeedsReview]:
    """The looks at somebody's needs with their scores, the first first."""
    rows = NeedsReview.objects.visible_to(actor).filter(participant=participant)
    return rows.prefetch_related("scores").order_by("happened_on", "recorded_at", "pk")


def distances(participant: Participant, actor: Actor) -> list[Distance]:
    """The distance travelled by the person's own account and by the facilitator's, if any."""
    found: dict[NeedsBy, dict[NeedsMoment, dict[str, int | None]]] = {}
    for review in reviews_of(participant, actor):
        scores = {row.need: row.score for row in review.scores.all()}
        found.setdefault(NeedsBy(review.by_whom), {})[NeedsMoment(review.moment)] = scores
    return [_distance(by_whom, found[by_whom]) for by_whom in NeedsBy if by_whom in found]


def _distance(by_whom: NeedsBy, looks: dict[NeedsMoment, dict[str, int | None]]) -> Distance:
    start = looks.get(NeedsMoment.START, {})
    until = next((one for one in (NeedsMoment.LATER, NeedsMoment.END) if one in looks), None)
    latest = looks[until] if until else {}
    return Distance(
        by_whom, until, [Travelled(need, start.get(need), latest.get(need)) for need in Need]
    )


def hopes_of(participant: Participant, actor: Actor) -> list[HopedFor]:
    rows = HopedFor.objects.visible_to(actor).filter(participant=participant)
    return list(rows.order_by("recorded_at", "hope"))
