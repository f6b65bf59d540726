from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from cases.models import Session
from cases.stages import Attendance
from drafts.models import Draft
from tests.factories.cases import CaseWorkerFactory
from tests.moments import NOON

from .conftest import EARLIER, planned

HERE = reverse("cases:visits", args=["kent"])
TODAY = f"{HERE}?day=2026-08-12"


@pytest.fixture
def day(work):
    """Two sessions of this morning that nobody has recorded."""
    first = planned(work.responsible, happened_at=EARLIER, note="Page one.")
    return first, planned(work.harmed, happened_at=EARLIER + timedelta(hours=2))


def told(session, **given):
    given = {"attendance": "held", "minutes": "45", "note": "Went well.", **given}
    return {f"{session.pk.hex}_{name}": value for name, value in given.items()}


def states():
    return list(Session.objects.order_by("happened_at").values_list("attendance", flat=True))


def test_a_whole_day_is_recorded_on_one_page(work, day):
    first, second = day
    cancelled = {"attendance": "cancelled", "minutes": "", "whose_doing": "prison", "note": ""}
    travelled = told(first, travel_minutes="150")
    answer = work.client.post(HERE, {**travelled, **told(second, **cancelled)})

    assert answer["Location"] == TODAY
    assert states() == [Attendance.HELD, Attendance.CANCELLED]
    first.refresh_from_db()
    assert (first.minutes, first.travel_minutes, first.note) == (45, 150, "Went well.")
    assert Event.objects.filter(verb="session.recorded").count() == 2


def test_one_that_is_left_empty_stays_planned(work, day):
    first, second = day
    work.client.post(HERE, {**told(first), **told(second, attendance="", minutes="")})

    assert states() == ["held", "planned"]


def test_the_page_shows_the_sessions_of_the_day_and_the_days_that_wait(work, day):
    planned(work.harmed, happened_at=NOON - timedelta(days=3))
    page = work.client.get(HERE).content.decode()
    older = work.client.get(f"{HERE}?day=2026-08-09").content.decode()
    odd = work.client.get(f"{HERE}?day=yesterday")

    assert "8am, Daniel R" in page
    assert "10am, Jessica M" in page
    assert "Page one." in page
    assert "?day=2026-08-09" in page
    assert "midday, Jessica M" in older
    assert "(2 sessions)" in older
    assert str(odd.context["day"]) == "2026-08-12"
    assert Event.objects.filter(verb="visits.listed").count() == 3


def test_a_day_without_sessions_says_so(work):
    page = work.client.get(HERE).content.decode()

    assert "No session of yours is planned on this day" in page


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"minutes": ""}, {"minutes": ["Enter how many minutes the session lasted"]}),
        (
            {"minutes": "x"},
            {"minutes": ["How many minutes did it last? must be a whole number"]},
        ),
        ({"attendance": "cancelled"}, {"whose_doing": ["Select who cancelled it"]}),
        (
            {"minutes": "700"},
            {
                "attendance": [
                    "It would last until 7:40pm, which is still to come. Record it when it is over."
                ]
            },
        ),
    ],
)
def test_a_bad_answer_stands_beside_its_session_and_nothing_is_recorded(work, day, given, errors):
    first, second = day
    answer = work.client.post(HERE, {**told(second), **told(first, **given)})

    found = {f"{first.pk.hex}_{name}": text for name, text in errors.items()}
    assert answer.status_code == 422
    assert answer.context["form"].errors == found
    assert "Went well." in answer.content.decode()
    assert states() == ["planned", "planned"]


def test_nothing_said_is_said_in_words(work, day):
    answer = work.client.post(HERE, told(day[0], attendance="", minutes=""))

    assert answer.status_code == 422
    assert "Say of at least one session what became of it" in answer.content.decode()


def test_a_session_to_come_is_not_recorded_as_held(work):
    session = planned(work.harmed, happened_at=NOON + timedelta(hours=2))
    answer = work.client.post(HERE, told(session))

    assert "This session is still to come. Record it afterwards." in answer.content.decode()


def test_one_that_somebody_else_recorded_is_a_conflict_and_nothing_is_lost(work, day):
    first, second = day
    Session.objects.filter(pk=first.pk).update(attendance="cancelled")
    answer = work.client.post(HERE, {**told(first), **told(second)})

    assert answer.status_code == 409
    assert answer.content.decode().count("Went well.") == 2
    assert states() == ["cancelled", "planned"]


def test_only_ones_own_open_cases_are_asked_about(work, day):
    theirs = planned(work.foreign, happened_at=EARLIER)
    page = work.client.get(HERE).content.decode()
    answer = work.client.post(HERE, told(theirs))

    assert theirs.pk.hex not in page
    assert answer.status_code == 422
    assert work.world.client("supervisor").get(HERE).status_code == 403
    assert work.world.client("neighbour").get(HERE).status_code == 404
    work.close()
    assert "No session of yours" in work.client.get(HERE).content.decode()


def test_a_day_is_kept_as_a_draft_and_taken_up_again(work, day):
    kept = work.client.post(TODAY, {**told(day[0], note="Half."), "keep_draft": "yes"})
    opened = work.client.get(f"{TODAY}&draft=open")

    assert kept["Location"] == TODAY
    assert "day=2026-08-12&amp;draft=open" in work.client.get(TODAY).content.decode()
    assert "You have a draft" in work.client.get(HERE).content.decode()
    assert "You have a draft" not in work.client.get(f"{HERE}?day=2026-08-09").content.decode()
    assert "Half." in opened.content.decode()
    work.client.post(f"{TODAY}&draft=open", told(day[0]))
    assert Draft.objects.count() == 0


def test_the_page_takes_as_many_queries_for_one_as_for_many(work, count_queries):
    CaseWorkerFactory(case=work.foreign.case, user=work.world.users["facilitator"])
    counts = []
    for _ in range(2):
        planned(work.foreign, happened_at=EARLIER)
        planned(work.foreign, happened_at=EARLIER - timedelta(days=1))
        work.client.get(HERE)
        with count_queries() as found:
            work.client.get(HERE)
        counts.append(len(found))
        for hours in range(15):
            planned(work.harmed, happened_at=NOON - timedelta(hours=hours / 2))

    assert counts[0] == counts[1]


def test_the_last_day_of_all_has_no_day_after_it(work):
    assert work.client.get(f"{HERE}?day=9999-12-31").context["day"].isoformat() == "2026-08-12"
