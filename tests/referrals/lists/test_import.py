import json
from datetime import timedelta

import pytest

from areas.actor import Actor
from areas.scoping import Stale
from audit.models import Event
from outbox.models import Entry
from people.models import ContactPoint
from referrals.actions import lists
from referrals.models import (
    Incident,
    ListRow,
    Referral,
    ReferralList,
    ReferralPerson,
    Submission,
)
from referrals.queries.lists import forecast, progress, same_file
from tests.factories.areas import AgencyFactory
from tests.moments import NOON
from tests.referrals.lists.files import HEADINGS, JESSICA, LOOK, REFUSED, csv_of, line, xlsx_of
from tests.referrals.lists.made import (
    checked,
    events,
    imported,
    outcomes,
    started,
    taken,
    verdicts,
    world_system,
)


def test_a_row_becomes_a_referral_like_any_other(world):
    of = imported(world, JESSICA)

    referral = Referral.objects.get()
    assert (referral.channel, referral.source, referral.initiator) == (
        "list",
        "proactive",
        "service",
    )
    assert (referral.agency, referral.received_at) == (world.probation, NOON)
    assert (referral.agreed_to_referral, referral.status) == ("unknown", "to_triage")
    incident = Incident.objects.get()
    assert (incident.offence, incident.police_reference) == ("burg_dwell", "46/1234/26")
    assert incident.account == "He came in by the back door."
    names = ReferralPerson.objects.order_by("side").values_list("side", "person__last_name")
    assert list(names) == [("harmed", "Lane"), ("responsible", "COX")]
    (point,) = ContactPoint.objects.all()
    assert (point.value, point.is_safe) == ("07700900123", "unknown")
    assert ["Victim DOB", "2 Feb 1998"] in json.loads(Submission.objects.get().as_sent)
    assert (of.state, of.finished_at) == ("done", NOON)


def test_the_agency_may_mean_each_row_as_a_referral(world):
    imported(world, JESSICA, source="prob_com")

    referral = Referral.objects.get()
    assert (referral.source, referral.initiator) == ("prob_com", "prof")


def test_what_was_imported_is_kept_once_and_what_was_not_stays(world):
    of = imported(world, JESSICA, REFUSED)

    kept, refused = ListRow.objects.filter(of=of).order_by("number")
    assert (kept.body, json.loads(refused.body)) == ("", REFUSED)
    assert (refused.done_at, refused.referral) == (NOON, None)
    assert progress(of, world.actor("manager")).left_out == 1
    assert events("list.imported") == [{"rows": 1, "left_out": 1}]


@pytest.mark.parametrize(("with_looks", "count"), [(True, 2), (False, 1)])
def test_rows_that_need_a_look_are_imported_if_so_chosen(world, with_looks, count):
    imported(world, JESSICA, LOOK, REFUSED, with_looks=with_looks)

    assert Referral.objects.count() == count


def test_a_list_of_which_no_row_can_be_imported_is_not_started(world):
    of = checked(world, REFUSED, LOOK)

    with pytest.raises(lists.NothingToImport, match="No row of this list"):
        lists.start_import(of, with_looks=False, by=world.actor("manager"), now=NOON)

    assert (ReferralList.objects.get().state, Entry.objects.count()) == ("checked", 0)
    assert ListRow.objects.exclude(done_at=None).count() == 0


def test_of_two_who_start_at_once_the_second_is_told(world):
    of = checked(world, JESSICA)

    with pytest.raises(Stale):
        lists.start_import(of, with_looks=True, version=1, by=world.actor("manager"), now=NOON)


def test_the_same_file_again_finds_its_referrals(world):
    first = imported(world, JESSICA, line(2))
    again = imported(world, JESSICA, line(2))

    assert Referral.objects.count() == 2
    assert outcomes(again) == [(reference, True) for reference, _ in outcomes(first)]
    assert same_file(again, world.actor("manager")) is None


def test_an_earlier_upload_of_the_same_file_is_named(world):
    by = world.actor("coordinator")
    first = taken(world, JESSICA)
    ReferralList.objects.filter(pk=first.pk).update(recorded_at=NOON - timedelta(days=1))
    first.refresh_from_db()
    again = taken(world, JESSICA)

    assert (same_file(again, by), same_file(first, by)) == (first, None)


def test_a_line_is_found_in_other_files_whatever_their_order_of_columns_and_spacing(world):
    imported(world, JESSICA)
    order = [8, 3, 0, 1, 2, 4, 5, 6, 7]
    moved = csv_of(
        [f"  {JESSICA[at]} ".upper() for at in order], headings=[HEADINGS[at] for at in order]
    )
    workbook = xlsx_of(JESSICA)

    assert [was_there for _, was_there in outcomes(imported(world, data=moved))] == [True]
    assert [was_there for _, was_there in outcomes(imported(world, data=workbook))] == [True]
    assert Referral.objects.count() == 1


def test_a_line_that_stands_twice_in_a_file_becomes_one_referral(world):
    of = imported(world, JESSICA, JESSICA, line(2))

    first, second, third = outcomes(of)
    assert (first[0], first[1], second[1], third[1]) == (second[0], False, True, False)
    assert Referral.objects.count() == 2


def test_the_same_line_of_another_agency_or_area_is_another(world):
    imported(world, JESSICA)
    imported(world, JESSICA, agency=AgencyFactory(area=world.kent))

    assert Referral.objects.count() == 2
    assert len(set(ListRow.objects.values_list("token", flat=True))) == 2


def test_what_would_happen_is_told_before_it_does(world):
    imported(world, JESSICA)
    of = checked(world, JESSICA, line(2), line(2), line(3), REFUSED, LOOK)

    found = forecast(of, world.actor("manager"))

    assert {verdict: (one.new, one.known) for verdict, one in found.items()} == {
        "unchecked": (0, 0),
        "ready": (2, 2),
        "look": (1, 0),
        "refused": (1, 0),
    }


def test_an_import_goes_on_where_it_was_killed(world, monkeypatch):
    monkeypatch.setattr("referrals.actions.lists.run.BATCH", 2)
    of, system = started(world, *map(line, range(5))), world_system(world)

    assert lists.import_batch(of.pk, by=system, now=NOON) is True
    assert (Referral.objects.count(), Entry.objects.count()) == (2, 2)
    assert lists.import_batch(of.pk, by=system, now=NOON) is True
    assert lists.import_batch(of.pk, by=system, now=NOON) is False
    assert lists.import_batch(of.pk, by=system, now=NOON) is False
    assert Referral.objects.count() == 5
    assert progress(of, system).done == 5


def test_a_batch_that_fails_half_way_leaves_nothing_of_itself(world, monkeypatch):
    of, system = started(world, JESSICA, line(2)), world_system(world)
    made = []

    def fails(**told):
        if made:
            raise ZeroDivisionError
        made.append(submit(**told))
        return made[0]

    submit = lists.run.submit_referral
    monkeypatch.setattr("referrals.actions.lists.run.submit_referral", fails)
    with pytest.raises(ZeroDivisionError):
        lists.import_batch(of.pk, by=system, now=NOON)

    assert (Referral.objects.count(), progress(of, system).done) == (0, 0)


def test_a_row_that_turns_out_impossible_is_refused_and_the_others_go_on(world):
    of = started(world, line(1), line(2, c2="12/08/2026"), line(3))
    ReferralList.objects.filter(pk=of.pk).update(recorded_at=NOON - timedelta(days=3))

    lists.import_batch(of.pk, by=world_system(world), now=NOON)

    assert verdicts(of)[1] == (3, "refused", ["not_taken"])
    assert [bool(reference) for reference, _ in outcomes(of)] == [True, False, True]


def test_a_row_that_no_longer_passes_is_refused_by_the_import(world):
    of = started(world, JESSICA)
    row = ListRow.objects.get(of=of)
    row.body = json.dumps(REFUSED)
    row.save()

    lists.import_batch(of.pk, by=world_system(world), now=NOON)

    assert verdicts(of) == [(2, "refused", ["harmed_date_of_birth:future"])]
    assert Referral.objects.count() == 0


def test_an_import_that_stopped_can_be_woken_once(world):
    of, by = started(world, JESSICA), world.actor("manager")
    assert lists.go_on(of, by=by, now=NOON) is False

    Entry.objects.update(dead_at=NOON)

    assert [lists.go_on(of, by=by, now=NOON) for _ in range(2)] == [True, False]
    assert len(events("list.resumed")) == 1


def test_what_is_not_running_is_not_woken(world):
    of = checked(world, JESSICA)

    assert lists.go_on(of, by=world.actor("manager"), now=NOON) is False


def test_a_wrong_file_is_removed_with_its_rows(world):
    of = checked(world, JESSICA, line(2))

    lists.drop_list(of, by=world.actor("manager"))

    assert (ReferralList.objects.count(), ListRow.objects.count()) == (0, 0)
    assert events("list.removed") == [{"rows": 2}]


def test_lines_that_became_no_referral_go_after_28_days(world):
    old, running = imported(world, JESSICA, REFUSED), started(world, line(2), REFUSED)
    fresh = checked(world, line(3))
    ReferralList.objects.exclude(pk=fresh.pk).update(recorded_at=NOON - timedelta(days=29))
    system = Actor.system(world.kent)

    assert [lists.sweep(by=system, now=NOON) for _ in range(2)] == [1, 0]
    assert ListRow.objects.filter(of=old).get().referral == Referral.objects.get()
    assert (running.rows.count(), fresh.rows.count()) == (2, 1)


def test_nothing_about_people_stands_in_the_audit_or_in_the_outbox(world):
    imported(world, JESSICA, LOOK, REFUSED)

    written = json.dumps([
        *Event.objects.values_list("detail", flat=True),
        *Entry.objects.values_list("payload", flat=True),
        *ListRow.objects.values_list("reasons", flat=True),
    ])
    for word in ("Jessica", "Lane", "COX", "7700900123", "back door", "ZZ/99", "1998"):
        assert word not in written
