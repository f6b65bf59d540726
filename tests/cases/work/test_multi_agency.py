from datetime import timedelta

import pytest
from django.db import connection
from django.db.utils import ProgrammingError

from areas.scoping import Stale
from audit.models import Event
from cases import guards
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.case_work import WorkRefused
from cases.actions.multi_agency import correct_advice, record_advice
from cases.actions.stage import StepRefused, move_case
from cases.models import AgencyAdvice, Case, TimelineEntry
from cases.pipeline import step_forward
from cases.queries.multi_agency import advice_of
from cases.queries.next_steps import standing_of
from cases.stages import Stage
from tests.cases.made import get_ready, two_sided_case
from tests.factories.record import AgencyAdviceFactory
from tests.moments import NOON, TODAY

from .conftest import OPENED, day_of

SAID = "He must not learn where she lives."
EARLIER = OPENED.date()
DAY, HOUR = timedelta(days=1), timedelta(hours=1)


def advised(work, **told):
    told = {
        "happened_on": TODAY,
        "agencies": ["probation", "police"],
        "how": "marac",
        "advice": "conditions",
        "said": SAID,
        **told,
    }
    return record_advice(work.case, by=work.by, now=NOON, **told)


def corrected(work, row, who="facilitator", **told):
    told = {
        "happened_on": TODAY,
        "agencies": ["police"],
        "how": "mappa",
        "advice": "wait",
        "said": "Wait for the panel.",
        "seen": 1,
        **told,
    }
    return correct_advice(row, by=work.world.actor(who), now=NOON, **told)


def answers(**given):
    return {
        **day_of("happened_on", TODAY),
        "agencies": ["police", "health"],
        "how": "phone",
        "advice": "conditions",
        "said": SAID,
        **given,
    }


def test_what_other_agencies_advised_is_written_told_and_audited(work):
    row = advised(work, happened_on=EARLIER)

    assert (row.original_id, row.agencies) == (row.pk, ["police", "probation"])
    told = TimelineEntry.objects.get(kind="agencies.asked")
    codes = {"how": "marac", "advice": "conditions"}
    assert (told.subject_id, told.side, told.codes) == (row.pk, "neutral", codes)
    assert Event.objects.get(verb="agencies.asked").detail == {
        "case": work.case.reference,
        **codes,
    }


@pytest.mark.parametrize(
    "change", ["UPDATE cases_agencyadvice SET how = ''", "DELETE FROM cases_agencyadvice"]
)
def test_it_is_never_altered_and_never_deleted(work, change):
    advised(work)
    with connection.cursor() as program, pytest.raises(ProgrammingError, match="denied"):
        program.execute(change)


def test_nothing_is_written_of_a_day_to_come_of_nobody_or_in_a_closed_case(work):
    with pytest.raises(ImpossibleDay):
        advised(work, happened_on=TODAY.replace(year=2027))
    with pytest.raises(WorkRefused):
        advised(work, agencies=[])
    work.close()
    with pytest.raises(CaseClosed):
        advised(work)

    assert (AgencyAdvice.objects.count(), TimelineEntry.objects.count()) == (0, 0)


def test_a_correction_is_another_row_and_only_the_first_of_two_is_taken(work):
    row = advised(work)
    later = corrected(work, row)
    with pytest.raises(Stale) as first:
        corrected(work, row, "colleague", said="Another.")
    with pytest.raises(WorkRefused):
        corrected(work, row, seen=2)

    assert (later.corrects, later.original_id) == (row, row.pk)
    assert str(first.value) == "Facilitator corrected this on 12 August 2026 at midday."
    told = {"how": "mappa", "advice": "wait", "of": str(row.pk)}
    assert TimelineEntry.objects.get(kind="agencies.corrected").codes == told
    assert AgencyAdvice.objects.count() == 2


def says(guard, case, world):
    standing = standing_of(Case.objects.get(pk=case.pk), world.actor("facilitator"))
    return [unmet.sentence for unmet in guard(standing, TODAY)]


@pytest.fixture
def ready(world):
    """A sensitive case of which nothing else is missing before preparation."""
    return get_ready(two_sided_case(world, is_sensitive=True))


def test_only_a_sensitive_case_asks_other_agencies(world, ready):
    missing = ["This is a sensitive case. Ask other agencies, and record what they advised."]
    assert says(guards.other_agencies_asked, ready, world) == missing
    assert says(guards.no_agency_against, ready, world) == []
    AgencyAdviceFactory(case=ready)
    assert says(guards.other_agencies_asked, ready, world) == []

    ready.is_sensitive = False
    ready.save()
    AgencyAdviceFactory(case=ready, advice="stop")
    assert says(guards.other_agencies_asked, ready, world) == []


@pytest.mark.parametrize(("advice", "words"), [("wait", "Wait"), ("stop", "Do not go on")])
def test_advice_against_stands_until_newer_advice(world, ready, advice, words):
    first = AgencyAdviceFactory(case=ready, happened_on=EARLIER)
    AgencyAdviceFactory(case=ready, advice=advice, original_id=first.pk, corrects=first)
    sentence = [f"Police advised on 12 August 2026: {words}. Ask them again."]
    assert says(guards.other_agencies_asked, ready, world) == sentence
    assert says(guards.no_agency_against, ready, world) == sentence

    AgencyAdviceFactory(case=ready, happened_on=EARLIER)
    assert says(guards.no_agency_against, ready, world) == sentence
    AgencyAdviceFactory(case=ready, recorded_at=NOON.replace(hour=14), advice="conditions")
    assert says(guards.other_agencies_asked, ready, world) == []


def test_an_agency_takes_back_its_own_advice_and_nobody_else_s(world, ready):
    AgencyAdviceFactory(case=ready, happened_on=EARLIER, agencies=["police", "health"])
    AgencyAdviceFactory(
        case=ready, happened_on=EARLIER + DAY, agencies=["police", "probation"], advice="stop"
    )
    AgencyAdviceFactory(case=ready, happened_on=EARLIER + 2 * DAY, agencies=["housing"])
    sentence = "advised on 4 August 2026: Do not go on. Ask them again."
    assert says(guards.no_agency_against, ready, world) == [f"Police, Probation {sentence}"]

    AgencyAdviceFactory(case=ready, happened_on=EARLIER + 3 * DAY, agencies=["police"])
    assert says(guards.other_agencies_asked, ready, world) == [f"Probation {sentence}"]
    AgencyAdviceFactory(case=ready, happened_on=EARLIER + 3 * DAY, agencies=["probation"])
    assert says(guards.no_agency_against, ready, world) == []


def test_older_advice_that_was_corrected_later_stays_the_older(world, work):
    earlier = advised(work, agencies=["police"], advice="go_on")
    later = record_advice(
        work.case,
        happened_on=TODAY,
        agencies=["police"],
        how="phone",
        advice="stop",
        said="Do not.",
        by=work.by,
        now=NOON + HOUR,
    )
    told = {"agencies": ["police"], "how": "marac", "advice": "go_on", "said": "A slip."}
    correct_advice(earlier, happened_on=TODAY, **told, seen=1, by=work.by, now=NOON + 2 * HOUR)

    assert says(guards.no_agency_against, work.case, world) == [
        "Police advised on 12 August 2026: Do not go on. Ask them again."
    ]
    first, _second = advice_of(work.case, work.by)
    assert first == [later]


def test_a_manager_goes_past_it_with_a_reason_and_nobody_else(world, ready):
    with pytest.raises(StepRefused):
        move_case(
            ready, to=Stage.PREPARATION, by=world.actor("facilitator"), now=NOON, reason="Go."
        )
    move_case(ready, to=Stage.PREPARATION, by=world.actor("manager"), now=NOON, reason="Urgent.")

    told = TimelineEntry.objects.get(kind="case.moved")
    assert told.codes["passed"] == ["other_agencies_asked"]
    on = step_forward(Stage.PREPARATION)
    assert guards.no_agency_against in on.guards


def test_it_is_recorded_by_the_page_and_read_there_and_in_the_history(work):
    answer = work.client.post(work.url("agencies_add"), answers(), follow=True)

    assert answer.redirect_chain == [(work.url("agencies"), 302)]
    text = answer.content.decode()
    assert "Go on with conditions" in text
    assert "Police, Health. By telephone." in text
    assert SAID in text
    history = work.client.get(work.url("history")).content.decode()
    assert "Other agencies asked: Go on with conditions" in history
    assert SAID in history


def test_a_bad_form_keeps_the_answers(work):
    answer = work.client.post(
        work.url("agencies_add"), answers(agencies=[], how="pigeon", happened_on_year="2027")
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "agencies": ["Select which agencies were asked"],
        "how": ["Select an option from the list"],
        "happened_on": ["Day they were asked must be 12 August 2026 or earlier"],
    }
    assert answer.context["form"]["said"].value() == SAID


def test_a_correction_by_the_page_keeps_what_it_said_before(work):
    row = advised(work)
    path = work.url("agencies_correct", row.pk)
    form = work.client.get(path).context["form"]
    same = work.client.post(
        path, answers(agencies=["police", "probation"], how="marac", version="1")
    )
    sent = work.client.post(path, answers(advice="wait", said="Wait.", version="1"), follow=True)
    late = work.client.post(path, answers(said="Too late.", version="1"))

    assert (form["agencies"].value(), form["version"].value()) == (["police", "probation"], 1)
    assert (same.status_code, late.status_code) == (422, 409)
    text = sent.content.decode()
    assert "Corrected by Facilitator, 12 August 2026 at midday. The original is kept." in text
    assert SAID in text
    assert late.context["form"]["said"].value() == "Too late."


def test_the_page_takes_as_many_queries_however_often_they_were_asked(
    work, django_assert_max_num_queries
):
    AgencyAdviceFactory(case=work.case)
    work.client.get(work.url("agencies"))
    with django_assert_max_num_queries(100) as one:
        work.client.get(work.url("agencies"))
    for _ in range(29):
        AgencyAdviceFactory(case=work.case)
    with django_assert_max_num_queries(100) as many:
        work.client.get(work.url("agencies"))

    assert len(many) == len(one)


def test_a_supervisor_and_the_reader_of_a_closed_case_change_nothing(work):
    row = advised(work)
    supervisor = work.world.client("supervisor")
    assert SAID in supervisor.get(work.url("agencies")).content.decode()
    assert supervisor.get(work.url("agencies_add")).status_code == 403
    assert supervisor.get(work.url("agencies_correct", row.pk)).status_code == 403

    work.close()
    assert "Correct this" not in work.client.get(work.url("agencies")).content.decode()
    assert work.client.post(work.url("agencies_add"), answers()).status_code == 422


@pytest.mark.parametrize(
    ("name", "status"), [("neighbour", 404), ("stranger", 404), ("commissioner", 403)]
)
def test_who_may_not(work, name, status):
    row, client = advised(work), work.world.client(name)

    for path in (work.url("agencies"), work.url("agencies_add")):
        assert client.get(path).status_code == status
    assert client.get(work.url("agencies_correct", row.pk)).status_code == status


def test_another_case_s_and_whoever_was_taken_off(work):
    other = AgencyAdviceFactory(case=work.foreign.case)
    assert work.client.get(work.url("agencies_correct", other.pk)).status_code == 404

    work.case.workers.update(until_at=NOON)
    for path in (work.url("agencies"), work.url("agencies_add")):
        assert work.client.get(path).status_code == 404
    assert work.client.post(work.url("agencies_add"), answers()).status_code == 404
    assert AgencyAdvice.objects.filter(case=work.case).count() == 0
