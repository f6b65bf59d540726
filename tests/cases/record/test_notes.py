from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed, CaseGone, ImpossibleDay
from cases.actions.case_work import WorkRefused
from cases.actions.notes import correct_note
from cases.models import Note, TimelineEntry
from cases.queries.record import note_versions
from tests.moments import NOON, TODAY

from .conftest import agrees, noted, take_off


def correct(note, work, who="facilitator", **told):
    told = {"body": "She asked for two weeks.", "audience": "team", "seen": 1, **told}
    return correct_note(note, by=work.world.actor(who), now=NOON, **told)


def read_by(who, work):
    return {note.body for note in Note.objects.visible_to(work.world.actor(who))}


def test_a_note_is_written_told_and_audited(work):
    at = NOON - timedelta(days=2)
    note = noted(work, about=work.harmed, happened_at=at)

    assert (note.side, note.participant, note.original_id) == ("harmed", work.harmed, note.pk)
    told = TimelineEntry.objects.get(kind="note.written")
    assert (told.subject_id, told.participant, told.side, told.happened_at, told.codes) == (
        note.pk,
        work.harmed,
        "harmed",
        at,
        {"audience": "team"},
    )
    event = Event.objects.get(verb="note.written")
    assert event.detail == {"case": work.case.reference, "audience": "team"}


@pytest.mark.parametrize("change", ["UPDATE cases_note SET side = ''", "DELETE FROM cases_note"])
def test_a_note_is_never_altered_and_never_deleted(work, change):
    noted(work)
    with connection.cursor() as program, pytest.raises(ProgrammingError, match="denied"):
        program.execute(change)


def test_nothing_is_written_of_a_time_to_come_before_the_referral_or_in_a_closed_case(work):
    for day in (1, -60):
        with pytest.raises(ImpossibleDay):
            noted(work, happened_at=NOON + timedelta(days=day))
    work.close()
    with pytest.raises(CaseClosed):
        noted(work)

    assert Note.objects.count() == 0
    assert not Event.objects.filter(verb="note.written").exists()


def test_whoever_was_taken_off_writes_nothing(work):
    take_off(work)
    with pytest.raises(CaseGone):
        noted(work)


def test_a_correction_is_another_note_and_the_former_stays(work):
    note = noted(work, about=work.harmed)
    correction = correct(note, work, who="colleague")
    again = correct(correction, work, body="Three weeks.", seen=2)

    assert [one.body for one in note_versions(again, work.by)] == [
        "She asked for time.",
        "She asked for two weeks.",
        "Three weeks.",
    ]
    assert (correction.corrects, correction.original_id, correction.participant_id) == (
        note,
        note.pk,
        work.harmed.pk,
    )
    assert again.happened_at == note.happened_at
    event = Event.objects.filter(verb="note.corrected").first()
    assert event.detail == {
        "case": work.case.reference,
        "audience": "team",
        "of": str(note.pk),
    }


def test_who_corrects_what_somebody_else_corrected_meanwhile_is_told(work):
    note = noted(work)
    correct(note, work, who="colleague")

    with pytest.raises(Stale) as told:
        correct(note, work, body="Another.")
    assert str(told.value) == "Colleague corrected this note on 12 August 2026 at midday."
    assert Note.objects.count() == 2


def test_a_correction_changes_something_and_widens_nothing(work, sensitive):
    note = noted(work)
    with pytest.raises(WorkRefused, match="Change the words"):
        correct(note, work, body=note.body)
    with pytest.raises(WorkRefused, match="cannot be seen by more people"):
        correct(sensitive, work, who="manager")
    with pytest.raises(WorkRefused, match="cannot be seen by more people"):
        correct(note, work, audience="agency")

    assert Note.objects.exclude(corrects=None).count() == 0


def test_a_sensitive_note_is_read_by_managers_supervisors_and_its_writer(work, sensitive):
    noted(work, body="Own.", audience="managers")

    assert read_by("manager", work) == {"The uncle is a risk.", "Own."}
    assert read_by("supervisor", work) == {"The uncle is a risk.", "Own."}
    assert read_by("facilitator", work) == {"Own."}
    assert read_by("colleague", work) == set()
    assert read_by("coordinator", work) == set()
    assert read_by("referrer", work) == set()


def test_whom_a_sensitive_note_is_about_stands_in_the_note_alone(work):
    note = noted(work, "manager", about=work.harmed, audience="managers")

    told = TimelineEntry.objects.get(kind="note.written")
    assert (note.participant, told.participant, told.side) == (work.harmed, None, "neutral")


def test_a_correction_for_managers_hides_what_the_note_said_before(work):
    note = noted(work)
    correct(note, work, who="manager", body="The uncle.", audience="managers")

    assert read_by("facilitator", work) == set()
    assert read_by("supervisor", work) == {"She asked for time.", "The uncle."}
    with pytest.raises(WorkRefused, match="now for managers and supervisors only"):
        correct(note, work)


@pytest.mark.parametrize("state", [None, "refused", "withdrawn"])
def test_nothing_is_shared_with_an_agency_without_the_person_s_consent(work, state):
    if state:
        agrees(work, work.harmed, state)

    with pytest.raises(WorkRefused, match="Jessica M. has not agreed"):
        noted(work, about=work.harmed, audience="agency", agency=work.world.probation)
    assert Note.objects.count() == 0


def test_what_is_shared_names_a_person_and_an_agency(work):
    agrees(work, work.harmed)
    with pytest.raises(WorkRefused, match="Select whom it is about"):
        noted(work, audience="agency", agency=work.world.probation)
    with pytest.raises(WorkRefused, match="Select the agency"):
        noted(work, about=work.harmed, audience="agency")
    note = noted(work, about=work.harmed, audience="agency", agency=work.world.probation)

    assert note.agency == work.world.probation
    assert correct(note, work, audience="agency").agency == work.world.probation


def test_an_agency_that_it_is_not_shared_with_is_not_kept(work):
    note = noted(work, about=work.harmed, agency=work.world.probation)

    assert (note.agency, note.happened_at.date()) == (None, TODAY)
