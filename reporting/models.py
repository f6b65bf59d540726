from __future__ import annotations

from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from areas.actor import Actor
from areas.models import User
from areas.roles import Perm
from areas.scoping import AreaModel, AreaQuerySet
from reporting.periods import Period
from reporting.published import PublishedFigures


class State(models.TextChoices):
    DRAFT = "draft", _("Draft, not published")
    PUBLISHED = "published", _("Published")


class ReportQuerySet(AreaQuerySet["Report"]):
    def visible_to(self, actor: Actor) -> Self:
        """The area's reports; whoever may not publish sees the published ones alone."""
        rows = super().visible_to(actor)
        if actor.may(Perm.REPORT_PUBLISH) or actor.user is None:
            return rows
        if not actor.may(Perm.REPORT_READ):
            return rows.none()
        return rows.filter(state=State.PUBLISHED)

    def published(self) -> Self:
        return self.filter(state=State.PUBLISHED)

    def of(self, period: str) -> Self:
        return self.filter(period=period)


class Report(AreaModel):
    """A quarter's report to the commissioner: the suppressed figures, frozen when it was prepared.

    One row for every draft; a version has several drafts and at most one of them is published.
    `period` is the quarter's code, such as `2026-27-Q2`.
    `published` is the text of the suppressed snapshot and `digest` its SHA-256. Written by
    `reporting.actions` alone; once published, a trigger refuses every change (rule C15).
    """

    period = models.CharField(max_length=20)
    version = models.PositiveSmallIntegerField()
    draft = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.DRAFT)
    published = models.TextField()
    digest = models.CharField(max_length=64)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    prepared_at = models.DateTimeField()
    published_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    published_at = models.DateTimeField(null=True, blank=True)
    reason = models.CharField(max_length=300, blank=True)

    objects = ReportQuerySet.as_manager()  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "period", "version", "draft"], name="report_draft_once"
            ),
            models.UniqueConstraint(
                fields=["area", "period", "version"],
                condition=Q(state=State.PUBLISHED),
                name="report_version_published_once",
            ),
            models.CheckConstraint(
                condition=Q(state=State.DRAFT, published_by=None, published_at=None)
                | Q(state=State.PUBLISHED, published_by__isnull=False, published_at__isnull=False),
                name="report_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(published_by=None) | ~Q(published_by=models.F("prepared_by")),
                name="report_published_by_another",
            ),
            models.CheckConstraint(
                condition=Q(version=1, reason="") | (Q(version__gt=1) & ~Q(reason="")),
                name="report_revised_for_a_reason",
            ),
        ]

    @property
    def label(self) -> str:
        """The quarter as people read it: `2026-27 Q2`."""
        return Period.parse(self.period).label

    @property
    def is_published(self) -> bool:
        return self.state == State.PUBLISHED

    @property
    def figures(self) -> PublishedFigures:
        """The suppressed figures, read back from the frozen text."""
        return PublishedFigures.from_json(self.published)


class RawFigures(AreaModel):
    """The service's own figures at the moment when a report was prepared, before suppression.

    In a table of its own, so that nothing that reads a report for a commissioner can load them.
    Append-only.
    """

    report = models.OneToOneField(Report, on_delete=models.PROTECT, related_name="+")
    figures = models.TextField()


class Document(AreaModel):
    """The bytes of a report's PDF, one as a draft and one as published, made once by the worker.

    Append-only: what a commissioner downloads is what was made when it was published.
    """

    report = models.ForeignKey(Report, on_delete=models.PROTECT, related_name="documents")
    is_draft = models.BooleanField()
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "report", "is_draft"], name="document_once")
        ]
