from datetime import date, timedelta

import pytest
from django.http import Http404

from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.custody import record_move, take_back_move
from cases.actions.custody_rows import CustodyRefused
from cases.models import Stay
from cases.queries.custody import current_stay
from cases.queries.establishments import establishment_choices, establishments, name_of
from tests.factories.custody import StayFactory
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)


def moved(work, after=None, **told):
    told = {"held": "sentenced", "establishment": "MDI", "from_on": TODAY - 9 * A_DAY, **told}
    after = str(after.pk) if after else ""
    return record_move(work.responsible, after=after, by=work.by, now=NOON, **told)


def places(work):
    rows = Stay.objects.filter(participant=work.responsible).order_by("from_on", "recorded_at")
    return list(rows.values_list("establishment", "from_on", "until_on"))


def test_the_register_holds_172_and_offers_the_open_ones_first():
    (_open, first), (_closed, last) = establishment_choices()

    assert (len(establishments()), len(first), len(last)) == (172, 125, 47)
    assert ("MDI", "Moorland (HMP & YOI), Doncaster") in first
    assert ("ALI", "Albany (HMP)") in last
    assert (name_of("MDI"), name_of("XXX"), name_of("")) == ("Moorland (HMP & YOI)", "XXX", "")


def test_a_move_ends_one_stay_and_begins_another(work):
    first = moved(work)
    moved(work, first, establishment="ACI", from_on=TODAY)

    assert places(work) == [
        ("MDI", TODAY - 9 * A_DAY, TODAY),
        ("ACI", TODAY, None),
    ]
    assert current_stay(work.responsible, work.by).establishment == "ACI"
    event = Event.objects.filter(verb="custody.moved").order_by("at").last()
    assert event.detail == {
        "case": work.case.reference,
        "held": "sentenced",
        "establishment": "ACI",
    }


def test_of_two_moves_at_once_one_is_told_of_the_other(work):
    first = moved(work)
    moved(work, first, establishment="ACI", from_on=TODAY)

    for after in (first, None):
        with pytest.raises(SomebodyWasFirst):
            moved(work, after, establishment="BXI", from_on=TODAY)
    assert len(places(work)) == 2


@pytest.mark.parametrize(
    ("told", "why", "sentence"),
    [
        ({"from_on": TODAY + A_DAY}, ImpossibleDay, "once it has happened"),
        ({"from_on": TODAY - 99 * A_DAY}, ImpossibleDay, "since 3 August 2026"),
        ({"establishment": "MDI"}, CustodyRefused, "already"),
        ({"held": "licence"}, CustodyRefused, "Leave the prison empty"),
        ({"establishment": "QQQ"}, CustodyRefused, "from the register"),
    ],
)
def test_a_move_that_cannot_be_is_refused(work, told, why, sentence):
    first = moved(work)

    with pytest.raises(why, match=sentence):
        moved(work, first, **{"establishment": "ACI", "from_on": TODAY, **told})
    assert places(work) == [("MDI", date(2026, 8, 3), None)]


def test_the_latest_move_is_taken_back_and_the_former_holds_again(work):
    first = moved(work)
    second = moved(work, first, held="licence", establishment="", from_on=TODAY)
    take_back_move(second, by=work.by, now=NOON)

    assert places(work) == [("MDI", TODAY - 9 * A_DAY, None)]
    with pytest.raises(SomebodyWasFirst):
        take_back_move(second, by=work.by, now=NOON)
    take_back_move(first, by=work.by, now=NOON)
    assert places(work) == []
    with pytest.raises(SomebodyWasFirst):
        take_back_move(first, by=work.by, now=NOON)
    assert Event.objects.filter(verb="custody.move_taken_back").count() == 2


def test_nothing_is_written_in_a_closed_case_or_from_another_area(work):
    row = StayFactory(participant=work.responsible)
    with pytest.raises(Http404):
        take_back_move(row, by=work.world.actor("neighbour", work.world.avon), now=NOON)
    work.world.actor("facilitator")
    work.close()
    with pytest.raises(CaseClosed):
        take_back_move(row, by=work.by, now=NOON)
    with pytest.raises(CaseClosed):
        record_move(
            work.responsible,
            held="licence",
            establishment="",
            from_on=TODAY,
            after="",
            by=work.by,
            now=NOON,
        )
