"""Cases for other programs: the same door, the same visibility, the same table of steps."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.generics import ListAPIView, RetrieveAPIView

from areas.api import AreaApi
from areas.roles import Perm
from audit.record import record
from cases.models import Case
from cases.queries.next_steps import next_steps, standing_of
from cases.queries.worklist import ALL, worklist
from rjcase import clock

FIELDS = ("reference", "stage", "opened_at", "risk_cleared_until", "hold_until")


class CaseLine(serializers.ModelSerializer[Case]):
    class Meta:
        model = Case
        fields = FIELDS


class CaseWhole(serializers.ModelSerializer[Case]):
    """With the steps that lead on or back; a step's `refusals` are empty where it is open."""

    steps = serializers.SerializerMethodField()

    class Meta:
        model = Case
        fields = (*FIELDS, "steps")

    def get_steps(self, case: Case) -> list[dict[str, Any]]:
        actor = self.context["view"].actor
        found = next_steps(standing_of(case, actor), actor, clock.today())
        return [
            {
                "to": one.step.target.value,
                "label": str(one.step.label),
                "refusals": [unmet.sentence for unmet in one.unmet],
            }
            for one in found
        ]


class CaseList(AreaApi, ListAPIView[Case]):
    """The cases that the user may see, the latest activity first."""

    schema = None  # the published schema holds what partner systems may ask
    perm = Perm.CASE_VIEW
    serializer_class = CaseLine

    def get_queryset(self) -> QuerySet[Case]:
        record("case.listed", ("cases.Case", "api"), by=self.actor)
        return worklist(self.actor, today=clock.today(), stage=ALL)


class CaseDetail(AreaApi, RetrieveAPIView[Case]):
    """One case, with the steps that it may take and what is missing before them."""

    schema = None  # the published schema holds what partner systems may ask
    perm = Perm.CASE_VIEW
    serializer_class = CaseWhole
    lookup_field = "reference"

    def get_queryset(self) -> QuerySet[Case]:
        return Case.objects.visible_to(self.actor)

    def get_object(self) -> Case:
        case = super().get_object()
        record("case.viewed", case, by=self.actor, page="api")
        return case
