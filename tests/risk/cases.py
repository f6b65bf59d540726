"""A case that the world's facilitator works, and what people write about its risk."""

from datetime import timedelta

from django.urls import reverse

from cases.stages import RiskLevel, WorkerRole
from risk.levels import AppliesTo, Factor, Judgement, Kind, Risk
from tests.factories.cases import CaseFactory, CaseWorkerFactory
from tests.factories.risk import AssessmentFactory
from tests.moments import NOON, TODAY

RISK = Risk(
    factor=Factor.VENUE,
    applies_to=AppliesTo.HARMED,
    likelihood=2,
    impact=3,
    mitigation="A room with two doors.",
    residual=RiskLevel.LOW,
)
ANSWERS = {
    "version": "0",
    "kind": "initial",
    "happened_on_day": "12",
    "happened_on_month": "8",
    "happened_on_year": "2026",
    "level": "medium",
    "judgement": "proceed",
    "reasons": "Both have been prepared.",
    "conditions": "",
    "factor_1": "rf_venue",
    "applies_to_1": "harmed",
    "likelihood_1": "2",
    "impact_1": "3",
    "mitigation_1": "A room with two doors.",
    "residual_1": "low",
}


def worked_case(world, **values):
    values = {"opened_at": NOON - timedelta(days=30), **values}
    case = CaseFactory(area=world.kent, **values)
    CaseWorkerFactory(case=case, user=world.users["facilitator"], role=WorkerRole.LEAD)
    return case


def written(world, *, case=None, by="facilitator", **values):
    case = case or worked_case(world)
    return AssessmentFactory(case=case, recorded_by=world.users[by], number=1, **values)


def submitted(world, **values):
    return written(world, state="submitted", submitted_at=NOON, **values)


def content(**values):
    return {
        "kind": Kind.INITIAL,
        "happened_on": TODAY,
        "level": RiskLevel.MEDIUM,
        "judgement": Judgement.PROCEED,
        "reasons": "Both have been prepared.",
        "factors": [RISK],
        **values,
    }


def page(case, name, *args, area="kent"):
    return reverse(f"risk:{name}", args=[area, case.reference, *args])


def text(answer):
    return " ".join(answer.content.decode().split())
