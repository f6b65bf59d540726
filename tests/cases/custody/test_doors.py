import pytest

from cases.models import CourtOrder
from tests.cases.custody.made import ABOUT_A_ROW, ADDING, ANSWERS
from tests.cases.doors import all_of, knock

IN_A_CLOSED_CASE_TOO = ("order_end", "order_agree", "order_take_back")


@pytest.mark.parametrize(("who", "status"), [("neighbour", 404), ("commissioner", 403)])
def test_who_may_not(known, who, status):
    pages = [known.url(name) for name in ANSWERS]

    assert knock(known.work.world.client(who), pages) == all_of(pages, status)


def test_a_colleague_who_is_not_on_the_case_does_not_find_it(known):
    known.work.case.workers.update(until_at=known.work.case.opened_at)
    names = ["custody", *ANSWERS]
    expected = {known.url(name): 403 if name == "order_agree" else 404 for name in names}

    assert knock(known.work.client, expected) == expected


def test_a_row_of_another_case_is_not_found(known):
    for name in ABOUT_A_ROW:
        there = [known.url(name, foreign=True)]
        assert knock(known.client(name), there) == all_of(there, 404)


def test_a_participant_of_another_case_is_not_found(known):
    pages = [known.work.url(name, known.work.foreign.pk) for name in ("custody", *ADDING)]

    assert knock(known.work.client, pages) == all_of(pages, 404)


def test_a_supervisor_reads_and_changes_nothing(known):
    client = known.work.world.client("supervisor")
    page = client.get(known.url("custody"))

    assert page.status_code == 200
    assert "Record a move" not in page.content.decode()
    assert "Not to come within 100 metres." in page.content.decode()
    for name in ANSWERS:
        assert client.get(known.url(name)).status_code == 403


def test_nothing_new_is_written_in_a_closed_case(known):
    known.work.close()
    for name in (name for name in ANSWERS if name not in IN_A_CLOSED_CASE_TOO):
        answer = known.post(name)
        assert (name, answer.status_code) == (name, 422)
        assert "This case is closed" in answer.content.decode()
    assert "Record a move" not in known.client("").get(known.url("custody")).content.decode()
    assert CourtOrder.objects.filter(case=known.work.case).count() == 1
