import hashlib
from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from areas.actor import Actor
from areas.models import AreaSettings
from areas.two_people import SamePerson
from audit.models import Event
from outbox.models import Entry
from reporting import actions
from reporting.figures import digest
from reporting.models import Document, RawFigures, Report, State
from reporting.pdf import Edition
from reporting.periods import Period
from tests.factories.referrals import ReferralFactory
from tests.reporting.reports import PREPARED, PUBLISHED, draft, published
from tests.reporting.rows import FIRST, Q2, at


def events():
    return [
        (event.verb, event.subject_id, event.actor_id, event.detail)
        for event in Event.objects.filter(verb__startswith="report.").order_by("at")
    ]


def asked():
    return list(
        Entry.objects
        .filter(kind="report.render")
        .order_by("put_at")
        .values_list("dedupe_key", flat=True)
    )


def test_preparing_freezes_the_suppressed_figures_and_keeps_the_raw_ones_apart(world):
    for _ in range(3):
        ReferralFactory(area=world.kent, received_at=FIRST)
    report = draft(world)
    raw = RawFigures.objects.get(report=report)
    assert '"referrals":3' in raw.figures
    assert report.figures.counts.referrals.shown == "fewer than 5"
    assert report.digest == digest(report.published)
    assert (report.version, report.draft, report.state) == (1, 1, State.DRAFT)


def test_preparing_is_recorded_and_asks_for_the_draft_to_be_drawn(world):
    report = draft(world)
    assert events() == [
        (
            "report.prepared",
            str(report.pk),
            world.users["manager"].pk,
            {"period": "2026-27-Q2", "version": 1},
        )
    ]
    assert asked() == [f"{report.pk}:draft"]


def test_the_threshold_of_the_area_holds(world):
    AreaSettings.objects.visible_to(world.actor("manager")).update(suppression_threshold=10)
    for _ in range(9):
        ReferralFactory(area=world.kent, received_at=FIRST)
    assert draft(world).figures.counts.referrals.shown == "fewer than 10"


def test_what_is_recorded_later_reaches_only_a_new_draft(world):
    first = draft(world)
    for _ in range(5):
        ReferralFactory(area=world.kent, received_at=FIRST)
    second = draft(world, now=at(2026, 10, 15))
    first.refresh_from_db()
    shown = [report.figures.counts.referrals.shown for report in (first, second)]
    assert (shown, second.draft) == (["0", "5"], 2)


def test_a_running_quarter_cannot_be_prepared(world):
    with pytest.raises(actions.ReportRefused, match="The quarter ends on 30 September 2026"):
        draft(world, now=at(2026, 9, 30, 23, 59))
    assert draft(world, now=at(2026, 10, 1, 0)).figures.about.issued_on == date(2026, 10, 1)


@pytest.mark.parametrize("name", ["coordinator", "supervisor", "commissioner"])
def test_only_a_manager_prepares_and_publishes(world, name):
    report = draft(world)
    with pytest.raises(PermissionDenied):
        draft(world, by=name)
    with pytest.raises(PermissionDenied):
        actions.publish_report(report, by=world.actor(name), now=PUBLISHED)


def test_publishing_is_by_another_manager_recorded_and_drawn_again(world):
    report = published(world)
    assert (report.state, report.published_by, report.published_at) == (
        State.PUBLISHED,
        world.users["deputy"],
        PUBLISHED,
    )
    assert events()[-1] == (
        "report.published",
        str(report.pk),
        world.users["deputy"].pk,
        {"period": "2026-27-Q2", "version": 1},
    )
    assert asked() == [f"{report.pk}:draft", f"{report.pk}:published"]


def test_who_prepared_a_report_may_not_publish_it(world):
    report = draft(world)
    with (
        pytest.raises(SamePerson, match="Another service manager must publish"),
        transaction.atomic(),
    ):
        actions.publish_report(report, by=world.actor("manager"), now=PUBLISHED)
    report.refresh_from_db()
    assert (report.state, asked()) == (State.DRAFT, [f"{report.pk}:draft"])


def test_the_system_may_not_publish(world):
    report = draft(world)
    with pytest.raises(PermissionDenied):
        actions.publish_report(report, by=Actor.system(world.kent), now=PUBLISHED)


def test_publishing_twice_is_refused(world):
    report = published(world)
    with pytest.raises(actions.LostRace, match="published already"):
        actions.publish_report(report, by=world.actor("deputy"), now=PUBLISHED)


def test_an_older_draft_cannot_be_published(world):
    older, newer = draft(world), draft(world)
    with pytest.raises(actions.LostRace, match="There is a newer draft"):
        actions.publish_report(older, by=world.actor("deputy"), now=PUBLISHED)
    assert actions.publish_report(newer, by=world.actor("deputy"), now=PUBLISHED).is_published


def test_another_areas_report_cannot_be_published(world):
    report = draft(world)
    with pytest.raises(Report.DoesNotExist):
        actions.publish_report(report, by=world.actor("neighbour", world.avon), now=PUBLISHED)


def test_a_revision_is_a_new_version_with_its_reason(world):
    published(world)
    with pytest.raises(actions.ReportRefused, match="Say why"):
        draft(world)
    revised = published(world, reason="Two cases had been late.")
    assert (revised.version, revised.draft, revised.reason) == (2, 1, "Two cases had been late.")


def test_a_reason_is_not_kept_where_nothing_is_revised(world):
    assert draft(world, reason="No matter.").reason == ""


def test_a_refused_draft_leaves_nothing_behind(world):
    published(world)
    with pytest.raises(actions.ReportRefused), transaction.atomic():
        draft(world)
    assert (Report.objects.count(), RawFigures.objects.count(), len(asked())) == (1, 1, 2)


def test_quarters_are_versioned_apart(world):
    published(world)
    assert draft(world, period=Period.parse("2026-27 Q1")).version == 1


def test_the_edition_names_both_and_dates_the_report(world):
    assert actions.edition_of(draft(world)) == Edition(
        version=1, prepared_by="Manager", dated=PREPARED.date()
    )
    assert actions.edition_of(published(world)) == Edition(
        version=1,
        prepared_by="Manager",
        dated=PUBLISHED.date(),
        published_by="Deputy",
        published_on=PUBLISHED.date(),
    )


def test_a_pdf_asked_for_twice_is_made_once(world):
    report = draft(world)
    system = Actor.system(world.kent)
    actions.store_document(report.pk, by=system, now=PREPARED)
    actions.store_document(report.pk, by=system, now=PUBLISHED)
    document = Document.objects.get(report=report)
    content = bytes(document.content)
    assert (document.is_draft, document.made_at) == (True, PREPARED)
    assert document.digest == hashlib.sha256(content).hexdigest()
    assert content.startswith(b"%PDF-1.7")
    assert events()[-1] == ("report.rendered", str(report.pk), None, {"is_draft": True})


def test_a_published_report_is_drawn_beside_its_draft(world):
    report = draft(world)
    system = Actor.system(world.kent)
    actions.store_document(report.pk, by=system, now=PREPARED)
    actions.publish_report(report, by=world.actor("deputy"), now=PUBLISHED)
    actions.store_document(report.pk, by=system, now=PUBLISHED)
    made = Document.objects.filter(report=report).order_by("made_at")
    assert [document.is_draft for document in made] == [True, False]
    assert len({document.digest for document in made}) == 2


def test_a_manager_who_comes_second_is_told(world):
    first = draft(world)
    twin = Report(
        area=world.kent,
        period=Q2.code,
        version=1,
        draft=2,
        published=first.published,
        digest=first.digest,
        prepared_by=world.users["deputy"],
        prepared_at=PREPARED,
    )
    with pytest.raises(actions.LostRace, match="at the same moment"):
        actions.keep_draft(twin, by=_after(world, twin))


def _after(world, twin):
    """The deputy, one moment after somebody else took her place."""
    taken = Report(**{
        field.attname: getattr(twin, field.attname)
        for field in Report._meta.concrete_fields
        if field.name != "id"
    })
    taken.save()
    return world.actor("deputy")
