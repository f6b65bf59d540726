"""Court orders and conditions: which of them are in force, and which forbid contact."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, CourtOrder, Participant
from people.queries import root_of

from .opposed import ACROSS


def orders_of(participant: Participant, actor: Actor) -> AreaQuerySet[CourtOrder]:
    """Everything that ever bound a participant of a visible case, the latest first."""
    rows = CourtOrder.objects.visible_to(actor).filter(against=participant)
    return rows.select_related("agreed_by", "recorded_by").order_by("-from_on", "-recorded_at")


def over_on(on: date) -> Q:
    """Those that ended before a day."""
    return Q(until_on__lt=on)


def forbidding(
    case: Case, among: Iterable[Participant], actor: Actor, *, on: date
) -> AreaQuerySet[CourtOrder]:
    """What forbids one of them contact with the other side on a day, and no manager has agreed."""
    rows = _forbidding_on(on, actor).filter(case=case, against__in=[one.pk for one in among])
    return rows.select_related("against__person").order_by("from_on", "recorded_at", "pk")


def forbids_elsewhere(
    one: Participant, other: Participant, actor: Actor, *, on: date
) -> str | None:
    """The reference of another case of the area in which an order forbids the same two persons
    contact with each other; empty where the actor may not see that case, None where there is none.

    By all records that are joined with theirs. It looks into cases that the actor may not see.
    """
    mine, theirs = root_of(one.person), root_of(other.person)
    rows = (
        _forbidding_on(on, actor)
        .exclude(case=one.case_id)
        .filter(
            across_a_case(),
            (_is("against", mine) & _is("case__participants", theirs))
            | (_is("against", theirs) & _is("case__participants", mine)),
        )
    )
    cases = set(rows.values_list("case_id", flat=True))
    if not cases:
        return None
    seen = Case.objects.visible_to(actor).filter(pk__in=cases).order_by("reference")
    return seen.values_list("reference", flat=True).first() or ""


def binding_elsewhere(case: Case, actor: Actor) -> AreaQuerySet[CourtOrder]:
    """Orders of other cases that forbid contact between two persons who are in this one, with
    `bound` and `facing`, their participants here, and `named`, the other case's reference, empty
    where the actor may not see it. Whether the two stand opposed here too is for whoever reads it.
    """
    root = Coalesce("person__merged_into_id", "person_id")
    here = Participant.objects.visible_to(actor).filter(case=case).annotate(root=root)
    seen = Case.objects.visible_to(actor).filter(pk=OuterRef("case")).values("reference")
    rows = CourtOrder.objects.visible_to(actor).filter(forbids_contact=True, agreed_at=None)
    rows = rows.exclude(case=case).filter(across_a_case())
    ends = {"bound": "against", "facing": "case__participants"}
    for name, path in ends.items():
        whose = Coalesce(f"{path}__person__merged_into_id", f"{path}__person_id")
        rows = rows.alias(**{f"{name}_root": whose})
        rows = rows.filter(**{f"{name}_root__in": here.values("root")})
    for name in ends:
        same = here.filter(root=OuterRef(f"{name}_root")).order_by("pk").values("pk")
        rows = rows.annotate(**{name: Subquery(same[:1])})
    return rows.annotate(named=Coalesce(Subquery(seen[:1]), Value("")))


def across_a_case() -> Q:
    """Of an order: somebody of its own case who stands opposed to the one it binds. Other questions
    about `case__participants` in the same filter are about that somebody.
    """
    opposed = Q()
    for side, facing in ACROSS.items():
        opposed |= Q(against__side=side, case__participants__side=facing)
    return opposed


def taking_part(participant: Participant) -> Q:
    """Of what belongs to a case: the same person takes part in that case."""
    return _is("case__participants", root_of(participant.person))


def _forbidding_on(on: date, actor: Actor) -> AreaQuerySet[CourtOrder]:
    rows = CourtOrder.objects.visible_to(actor).filter(forbids_contact=True, agreed_at=None)
    return rows.filter(from_on__lte=on).exclude(over_on(on))


def _is(participant: str, root: UUID) -> Q:
    """The participant at the end of this path is the person, by any of their records."""
    return Q(**{f"{participant}__person": root}) | Q(**{
        f"{participant}__person__merged_into": root
    })
