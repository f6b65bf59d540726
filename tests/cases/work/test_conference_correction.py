import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed
from cases.actions.case_work import WorkRefused
from cases.actions.conference_correction import correct_conference
from cases.actions.conferences import NotReady, OneSideOnly
from cases.actions.orders import ForbiddenByOrder
from cases.models import Conference
from reporting import measures
from reporting.periods import Period
from tests.factories.activities import ConferenceFactory
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.factories.custody import CourtOrderFactory
from tests.moments import NOON, TODAY

from .test_conferences import held


@pytest.fixture
def recorded(work, planned):
    return held(work, planned)


@pytest.fixture
def mother(work):
    """Somebody of her side who was not expected."""
    given = {"case": work.case, "role": "supporter", "side": "harmed", "status": "willing"}
    return ParticipantFactory(**given, person__first_name="Ruth", person__last_name="Moore")


def correct(work, row, **given):
    told = {"form": "conf", "minutes": 60, "came": [work.harmed, work.responsible]}
    told |= {"version": row.version, "by": work.by, "now": NOON, **given}
    return correct_conference(row, **told)


def came(row):
    places = row.places.filter(came=True)
    return set(places.values_list("participant__person__first_name", flat=True))


def test_it_is_corrected_and_the_history_and_the_audit_tell_what_it_said(work, recorded, mother):
    ConsentFactory(participant=mother)
    row = correct(work, recorded, form="fgc", came=[mother, work.responsible])

    row.refresh_from_db()
    assert (row.form, row.minutes, row.version) == ("fgc", 60, 3)
    assert came(row) == {"Ruth", "Daniel"}
    assert Event.objects.get(verb="conference.corrected").detail == {
        "case": work.case.reference,
        "form": "fgc",
        "form_before": "conf",
        "minutes": 60,
        "minutes_before": 90,
        "added": [str(mother.pk)],
        "gone": [str(work.harmed.pk)],
    }
    assert (
        "Conference corrected: Family meeting, 60 minutes; "
        "it said: Restorative conference, 90 minutes; "
        "came after all: Ruth M.; did not come: Jessica M."
    ) in work.client.get(work.url("history")).content.decode()


def test_it_stays_one_direct_intervention(work, recorded):
    correct(work, recorded)
    span = measures.Span.of(Period.containing(TODAY), as_at=TODAY)

    assert measures.direct(work.by, span, remote=True).events == 1


def test_who_is_added_had_agreed_or_a_manager_says_why(work, recorded, mother):
    everybody = [mother, work.harmed, work.responsible]
    with pytest.raises(NotReady):
        correct(work, recorded, came=everybody)
    assert came(recorded) == {"Jessica", "Daniel"}
    manager = work.world.actor("manager")
    row = correct(work, recorded, came=everybody, by=manager, passed_why="She signed on paper.")

    row.refresh_from_db()
    assert (row.passed_why, came(row)) == ("She signed on paper.", {"Ruth", "Jessica", "Daniel"})
    assert Event.objects.get(verb="conference.corrected").detail["passed"] == ["consents_written"]
    correct(work, row, minutes=45)
    row.refresh_from_db()
    assert row.passed_why == "She signed on paper."


def test_a_reason_given_for_others_passes_nobody_who_is_added(work, recorded, mother):
    recorded.passed_why = "He signed on paper."
    recorded.save()
    told = {"came": [mother, work.harmed, work.responsible], "by": work.world.actor("manager")}

    with pytest.raises(NotReady):
        correct(work, recorded, **told)
    row = correct(work, recorded, **told, passed_why="She did, too.")

    assert row.passed_why == "He signed on paper.\n\nShe did, too."


def test_an_order_that_was_written_down_later_is_asked_of_whoever_is_added(work, recorded, mother):
    ConsentFactory(participant=mother)
    CourtOrderFactory(against=work.responsible)

    assert correct(work, recorded, minutes=45).minutes == 45
    with pytest.raises(ForbiddenByOrder):
        correct(work, recorded, came=[mother, work.harmed, work.responsible])


@pytest.mark.parametrize(
    ("given", "refusal"),
    [({"minutes": 90}, WorkRefused), ({"came": []}, OneSideOnly), ({"version": 1}, Stale)],
)
def test_what_cannot_be_is_refused_and_nothing_is_changed(work, recorded, given, refusal):
    with pytest.raises(refusal):
        correct(work, recorded, **given)

    recorded.refresh_from_db()
    assert (recorded.minutes, came(recorded)) == (90, {"Jessica", "Daniel"})
    assert Event.objects.filter(verb="conference.corrected").count() == 0


def test_one_that_was_not_held_and_one_of_a_closed_case_are_not_corrected(work, recorded):
    waiting = ConferenceFactory(case=work.case)

    with pytest.raises(WorkRefused):
        correct(work, waiting)
    assert work.client.get(work.url("conference_correct", waiting.pk)).status_code == 404
    work.close()
    with pytest.raises(CaseClosed):
        correct(work, recorded)


def test_the_page_is_prefilled_and_leads_back(work, recorded):
    page = work.url("conference_correct", recorded.pk)
    assert page in work.client.get(work.url("activities")).content.decode()
    form = work.client.get(page).context["form"]
    told = {"form": "conf", "minutes": "75", "came": form["came"].value(), "version": "2"}
    answer = work.client.post(page, told)
    late = work.client.post(page, {**told, "minutes": "80"})

    assert (form["minutes"].value(), "passed_why" in form.fields) == (90, False)
    assert (answer.status_code, answer["Location"]) == (302, work.url("activities"))
    assert Conference.objects.get(pk=recorded.pk).minutes == 75
    assert (late.status_code, "Yours: 80" in late.content.decode()) == (409, True)


def test_one_side_alone_and_an_empty_length_are_told_beside_the_question(work, recorded):
    page = work.url("conference_correct", recorded.pk)
    told = {"form": "conf", "minutes": "", "came": [str(work.harmed.pk)], "version": "2"}
    answer = work.client.post(page, told)

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "minutes": ["Enter how many minutes it lasted"],
        "came": ["Select at least one person from each side"],
    }


def test_it_is_nobody_elses(work, recorded):
    foreign = ConferenceFactory(case=work.foreign.case, attendance="held", minutes=60)
    page = work.url("conference_correct", recorded.pk)

    assert work.client.get(work.url("conference_correct", foreign.pk)).status_code == 404
    assert work.world.client("manager").get(page).context["form"].fields["passed_why"]
    others = ("commissioner", "neighbour")
    opened = {who: work.world.client(who).get(page).status_code for who in others}
    assert opened == {"commissioner": 403, "neighbour": 404}
