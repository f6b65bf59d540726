import pytest
from django.db import DatabaseError, IntegrityError, transaction

from reporting.models import Document, RawFigures, Report, State
from tests.reporting.reports import draft, published


def refused(do):
    with pytest.raises(DatabaseError) as caught, transaction.atomic():
        do()
    return str(caught.value).splitlines()[0]


def rows(report):
    return Report.objects.filter(pk=report.pk)


def test_a_published_report_cannot_be_changed(world):
    report = published(world)
    assert refused(lambda: rows(report).update(reason="x")) == "a published report never changes"
    assert refused(lambda: rows(report).update(state=State.DRAFT, published_by=None)) == (
        "a published report never changes"
    )


def test_a_published_report_cannot_be_deleted(world):
    report = published(world)
    assert refused(lambda: rows(report)._raw_delete("default")) == (
        "a published report never changes"
    )


def test_the_figures_of_a_draft_cannot_be_changed(world):
    report = draft(world)
    assert refused(lambda: rows(report).update(published="{}")) == (
        "the figures of a report never change"
    )


def test_a_draft_without_figures_can_be_deleted(world):
    report = draft(world)
    assert refused(lambda: RawFigures.objects.filter(report=report)._raw_delete("default")) == (
        "permission denied for table reporting_rawfigures"
    )


@pytest.mark.parametrize("model", [RawFigures, Document])
def test_figures_and_documents_are_append_only(world, model):
    table = model._meta.db_table
    assert refused(lambda: model.objects.update(area_id=world.kent.pk)) == (
        f"permission denied for table {table}"
    )
    assert refused(lambda: model.objects.all()._raw_delete("default")) == (
        f"permission denied for table {table}"
    )


@pytest.mark.parametrize(
    ("changes", "constraint"),
    [
        ({"state": State.PUBLISHED}, "report_published_by_somebody"),
        ({"reason": "Two cases had been late."}, "report_revised_for_a_reason"),
    ],
)
def test_the_database_holds_the_rules_of_a_report(world, changes, constraint):
    report = draft(world)
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        rows(report).update(**changes)


def test_who_prepared_it_cannot_be_who_published_it(world):
    report = draft(world)
    with pytest.raises(IntegrityError, match="report_published_by_another"), transaction.atomic():
        rows(report).update(
            state=State.PUBLISHED,
            published_by=report.prepared_by,
            published_at=report.prepared_at,
        )


def test_the_figures_read_back_as_they_were_frozen(world):
    report = draft(world)
    assert report.figures.digest == report.digest
    assert report.figures.as_json() == report.published


def test_a_commissioner_sees_published_reports_alone_and_a_coordinator_none(world):
    first = published(world)
    second = draft(world, reason="Two cases had been late.")
    seen = {
        name: set(Report.objects.visible_to(world.actor(name)).values_list("pk", flat=True))
        for name in ("manager", "commissioner", "coordinator")
    }
    assert seen == {
        "manager": {first.pk, second.pk},
        "commissioner": {first.pk},
        "coordinator": set(),
    }
