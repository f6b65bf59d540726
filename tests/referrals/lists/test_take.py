import json

import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from people.models import Person
from referrals.actions import lists
from referrals.models import (
    ListMapping,
    Referral,
    ReferralList,
)
from referrals.queries.lists import mapping_for
from referrals.reading.limits import NotRead
from tests.factories.areas import AgencyFactory
from tests.moments import NOON
from tests.referrals.lists.files import HEADINGS, JESSICA, LOOK, REFUSED, csv_of, line
from tests.referrals.lists.made import (
    checked,
    events,
    started,
    taken,
    verdicts,
)


def test_a_file_is_taken_in_sealed_and_counted_in_the_audit(world):
    of = taken(world, JESSICA, line(2))

    assert (of.name, of.state, of.read_as, of.columns) == (
        "extract.csv",
        "uploaded",
        "utf-8",
        HEADINGS,
    )
    assert of.mapping["harmed_last_name"] == "Victim Surname"
    assert [json.loads(row.body) for row in of.rows.order_by("number")] == [JESSICA, line(2)]
    assert verdicts(of) == [(2, "unchecked", []), (3, "unchecked", [])]
    assert events("list.uploaded") == [{"rows": 2, "read_as": "utf-8"}]


def test_a_file_that_cannot_be_read_leaves_nothing(world):
    with pytest.raises(NotRead):
        taken(world, data=b"nothing")

    assert (ReferralList.objects.count(), events("list.uploaded")) == (0, [])


def test_another_area_s_agency_gives_no_list(world):
    foreign = AgencyFactory(area=world.avon)

    with pytest.raises(type(foreign).DoesNotExist):
        taken(world, JESSICA, agency=foreign)


@pytest.mark.parametrize("who", ["facilitator", "supervisor", "referrer", "commissioner"])
def test_others_take_in_no_list(world, who):
    with pytest.raises(PermissionDenied):
        taken(world, JESSICA, who=who)


def test_the_dry_run_says_of_each_row_what_would_become_of_it_and_imports_nothing(world):
    of = checked(world, JESSICA, REFUSED, LOOK)

    assert verdicts(of) == [
        (2, "ready", []),
        (3, "refused", ["harmed_date_of_birth:future"]),
        (4, "look", ["offence:unknown"]),
    ]
    assert (of.state, Referral.objects.count(), Person.objects.count()) == ("checked", 0, 0)
    assert events("list.checked") == [{"ready": 1, "look": 1, "refused": 1}]


def test_the_matching_is_remembered_for_the_agency_alone(world):
    other = AgencyFactory(area=world.kent)
    headings = ["A", "B"]
    of = taken(world, data=csv_of(["Lane", "Robbery"], headings=headings))
    actor = world.actor("coordinator")
    assert of.mapping == {}

    lists.match_columns(
        of, mapping={"harmed_name": "A", "offence": "B"}, version=1, by=actor, now=NOON
    )
    lists.match_columns(of, mapping={"harmed_name": "B"}, version=3, by=actor, now=NOON)

    assert ListMapping.objects.get().mapping == {"harmed_name": "B"}
    assert mapping_for(world.probation, ["b", "Offence"], actor) == {"harmed_name": "b"}
    assert mapping_for(world.probation, ["Offence"], actor) == {"offence": "Offence"}
    assert mapping_for(other, headings, actor) == {}


def test_only_columns_of_the_file_and_meanings_of_ours_are_matched(world):
    of = checked(
        world, JESSICA, mapping={"harmed_name": "Suspect", "offence": "Elsewhere", "zoo": "Notes"}
    )

    assert of.mapping == {"harmed_name": "Suspect"}


def test_a_matching_without_a_name_is_refused_and_changes_nothing(world):
    of = taken(world, JESSICA)

    with pytest.raises(lists.NothingNamed, match="holds a name"):
        lists.match_columns(
            of, mapping={"offence": "Offence"}, version=1, by=world.actor("manager"), now=NOON
        )

    assert (ReferralList.objects.get().version, ListMapping.objects.count()) == (1, 0)


def test_of_two_who_match_at_once_the_second_is_told(world):
    of = checked(world, JESSICA)

    with pytest.raises(Stale):
        lists.match_columns(of, mapping=of.mapping, version=1, by=world.actor("manager"), now=NOON)


def test_what_runs_is_neither_matched_nor_checked_nor_started_nor_removed(world):
    of, by = started(world, JESSICA), world.actor("manager")
    now = {"by": by, "now": NOON}

    for act in (
        lambda: lists.match_columns(of, mapping=of.mapping, version=of.version, **now),
        lambda: lists.check_list(of, **now),
        lambda: lists.start_import(of, with_looks=True, **now),
        lambda: lists.drop_list(of, by=by),
    ):
        with pytest.raises(lists.ListClosed, match="given to the import already"):
            act()
