from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Prefetch
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from areas.context import settings_of
from areas.scoping import AreaQuerySet
from cases.models import Case
from cases.stages import RiskLevel

from .levels import State
from .models import Assessment, FactorRow


def assessments_of(case: Case, actor: Actor) -> AreaQuerySet[Assessment]:
    """The assessments of a visible case, the newest first."""
    rows = Assessment.objects.visible_to(actor).filter(case=case)
    return rows.select_related("recorded_by", "signed_by").order_by("-number")


def get_assessment(actor: Actor, case: Case, number: int) -> Assessment:
    """One assessment of a visible case with its risks, or 404."""
    risks = Prefetch("factors", FactorRow.objects.visible_to(actor))
    found = get_object_or_404(assessments_of(case, actor).prefetch_related(risks), number=number)
    found.case = case
    return found


def waiting_for_sign_off(actor: Actor) -> AreaQuerySet[Assessment]:
    """What waits for a signature in the open cases that the actor may see, the oldest first."""
    cases = Case.objects.visible_to(actor).open()
    rows = Assessment.objects.visible_to(actor).filter(state=State.SUBMITTED, case__in=cases)
    return rows.select_related("case", "recorded_by").order_by("submitted_at", "pk")


def last_review_day(actor: Actor, level: str, today: date) -> date:
    """The last day for the review of what is signed today: the area's weeks, fewer if high."""
    settings = settings_of(actor)
    grave = level in {RiskLevel.HIGH, RiskLevel.VERY_HIGH}
    return today + timedelta(
        weeks=settings.risk_review_weeks_high if grave else settings.risk_review_weeks
    )
