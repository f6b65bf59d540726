import csv
import io
from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from outbox.models import Entry
from referrals.models import ListRow, Referral, ReferralList
from tests.factories.lists import ReferralListFactory
from tests.moments import NOON
from tests.referrals.lists.asking import at, sending, text
from tests.referrals.lists.files import JESSICA, LOOK, REFUSED, line, upload, xlsx_of
from tests.referrals.lists.made import checked, imported, started, taken

NAMES = ("list", "list_columns", "list_confirm", "list_results", "list_go_on", "list_drop")
POSTED = ("list_go_on",)


@pytest.fixture
def client(world):
    return world.client("coordinator")


def test_verdicts_are_counted_and_filtered(world, client):
    of = checked(world, JESSICA, line(2), REFUSED, LOOK)

    page = client.get(at("list", of), {"verdict": "refused"})

    assert [row.number for row, _ in page.context["rows"]] == [4]
    assert [(one["label"], one["count"], one["active"]) for one in page.context["filters"]] == [
        ("All rows", 4, False),
        ("Ready", 2, False),
        ("Needs a look", 1, False),
        ("Refused", 1, True),
    ]
    assert len(client.get(at("list", of), {"verdict": "zoo"}).context["rows"]) == 4
    assert "No rows here." in text(
        client.get(at("list", checked(world, JESSICA)), {"verdict": "look"})
    )


def test_rows_come_25_at_a_time_and_cost_the_same(world, client, count_queries):
    few, many = checked(world, JESSICA), checked(world, *map(line, range(60)))
    client.get(at("list", few))
    with count_queries() as one:
        client.get(at("list", few))

    with count_queries() as sixty:
        page = client.get(at("list", many))

    assert (len(page.context["rows"]), len(sixty)) == (25, len(one))


def test_the_same_file_is_recognised(world, client):
    first = taken(world, JESSICA)
    ReferralList.objects.filter(pk=first.pk).update(recorded_at=NOON - timedelta(days=1))

    assert "The same file was uploaded on 11 August 2026" in text(
        client.get(at("list", checked(world, JESSICA)))
    )


def test_the_confirmation_says_what_will_happen(world, client):
    imported(world, JESSICA)
    of = checked(world, JESSICA, line(2), line(3), REFUSED, LOOK)

    page = text(client.get(at("list_confirm", of)))

    assert "2 new referrals, 1 row is here already or stands twice in the file" in page
    assert "1 row, which is left out and stays in the results with its reason" in page
    assert "Only the 3 rows that are ready" in page
    assert "Also the 1 row that needs a look" in page


def test_nothing_is_asked_where_no_row_needs_a_look(world, client):
    of = checked(world, JESSICA, REFUSED)

    assert "Which rows do you want" not in text(client.get(at("list_confirm", of)))
    client.post(at("list_confirm", of), {"version": str(of.version)})
    assert ReferralList.objects.get().state == "running"


def test_an_import_is_started_once_and_runs_in_the_worker(world, client):
    of = checked(world, JESSICA, LOOK)
    answers = {"version": str(of.version), "rows": "looks"}

    first, second = (client.post(at("list_confirm", of), answers) for _ in range(2))

    assert (first["Location"], second["Location"]) == (at("list", of), at("list", of))
    assert (Entry.objects.count(), Referral.objects.count()) == (1, 0)
    page = text(client.get(at("list", of)))
    assert "0 of 2 rows are done." in page
    assert "Show how far it is now" in page


@pytest.mark.parametrize(
    ("rows", "answers", "status", "sentence"),
    [
        ((JESSICA, LOOK), {"rows": ""}, 422, "Select which rows to import"),
        ((REFUSED,), {}, 422, "No row of this list can be imported."),
        ((LOOK,), {"rows": "ready"}, 422, "No row of this list can be imported."),
        ((JESSICA,), {"rows": "ready", "version": "1"}, 409, "Somebody else changed this list"),
    ],
)
def test_an_import_that_cannot_start_says_why(world, client, rows, answers, status, sentence):
    of = checked(world, *rows)

    answer = client.post(at("list_confirm", of), {"version": str(of.version), **answers})

    assert answer.status_code == status
    assert sentence in text(answer)
    assert Entry.objects.count() == 0


def test_an_import_that_stopped_is_woken_from_its_page(world, client):
    of = started(world, JESSICA)
    Entry.objects.update(dead_at=NOON)
    assert "The import has stopped" in text(client.get(at("list", of)))

    answer = client.post(at("list_go_on", of))

    assert (answer["Location"], Entry.objects.count()) == (at("list", of), 2)
    assert "The import has stopped" not in text(client.get(at("list", of)))


def test_what_became_of_each_row_is_shown_with_its_referral(world, client):
    of = imported(world, JESSICA, JESSICA, REFUSED)
    referral = Referral.objects.get()

    page = text(client.get(at("list", of)))

    assert page.count(reverse("referrals:detail", args=["kent", referral.reference])) == 2
    assert "(here already)" in page
    assert "Not imported" in page
    assert page.index("Imported</dt>") < page.index("Refused or left out")


def results(answer):
    return list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"), newline="")))


def test_the_results_hold_references_and_reasons_and_what_was_not_imported(world, client):
    of = imported(world, JESSICA, JESSICA, REFUSED, LOOK, with_looks=False)

    answer = client.get(at("list_results", of))

    head, first, twice, refused, left = results(answer)
    reference = Referral.objects.get().reference
    assert head[:5] == ["Row", "Result", "Referral", "Reasons", "Crime No"]
    assert first == ["2", "Imported", reference, ""]
    assert twice == ["3", "Here already", reference, ""]
    assert refused == [
        "4",
        "Refused",
        "",
        "Person harmed: date of birth: the day is in the future.",
        *REFUSED,
    ]
    assert left[:3] == ["5", "Left out", ""]
    assert (answer["Content-Type"], answer["Content-Disposition"]) == (
        "text/csv; charset=utf-8",
        f'attachment; filename="list-{of.pk.hex[:8]}.csv"',
    )
    assert Event.objects.filter(verb="list.exported", subject_id=str(of.pk)).count() == 1


def test_the_results_before_an_import_say_the_verdicts(world, client):
    of = checked(world, JESSICA, LOOK)

    assert [row[1] for row in results(client.get(at("list_results", of)))] == [
        "Result",
        "Ready",
        "Needs a look",
    ]


def test_a_formula_in_a_cell_is_text_on_its_way_in_and_out(world, client):
    evil = line(1, c5="13/08/2026", c4='=HYPERLINK("http://evil.invalid")')
    of = imported(world, evil, line(2, c4="@SUM(1)"))

    assert (
        results(client.get(at("list_results", of)))[1][8] == '\'=HYPERLINK("http://evil.invalid")'
    )
    assert Referral.objects.get().people.get(side="harmed").person.last_name == "@SUM(1)"


def test_a_wrong_file_is_removed_from_its_page(world, client):
    of = checked(world, JESSICA)

    assert "is deleted with its 1 row." in text(client.get(at("list_drop", of)))

    answer = client.post(at("list_drop", of))

    assert (answer["Location"], ListRow.objects.count()) == (at("lists"), 0)


def test_a_list_that_runs_is_not_removed(world, client):
    of = started(world, JESSICA)

    assert client.post(at("list_drop", of))["Location"] == at("list", of)
    assert ReferralList.objects.count() == 1


def test_each_state_leads_to_its_own_page(world, client):
    fresh, running = taken(world, JESSICA), started(world, line(2))

    assert client.get(at("list", fresh))["Location"] == at("list_columns", fresh)
    assert client.get(at("list_confirm", fresh))["Location"] == at("list", fresh)
    assert client.get(at("list_columns", running))["Location"] == at("list", running)
    assert client.get(at("list_confirm", running))["Location"] == at("list", running)


def test_a_workbook_goes_the_same_way(world, client):
    client.post(at("lists"), sending(world, b"", file=upload(xlsx_of(JESSICA), "extract.xlsx")))

    of = ReferralList.objects.get()
    assert (of.read_as, of.rows.count()) == ("xlsx", 1)


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("facilitator", 403),
        ("supervisor", 403),
        ("referrer", 403),
        ("commissioner", 403),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
def test_others_come_to_no_list(world, who, status):
    of = checked(world, JESSICA)
    client = world.client(who)

    assert client.get(at("lists")).status_code == status
    for name in NAMES:
        ask = client.post if name in POSTED else client.get
        assert ask(at(name, of)).status_code == status


@pytest.mark.parametrize("name", NAMES)
def test_another_area_s_list_is_not_there(world, client, name):
    theirs = ReferralListFactory(area=world.avon)
    ask = client.post if name in POSTED else client.get

    assert ask(at(name, theirs)).status_code == 404


def test_whoever_looks_leaves_a_line(world, client):
    of = checked(world, JESSICA)
    for name in ("lists", "list", "list_columns", "list_confirm", "list_drop"):
        before = Event.objects.filter(verb__in=["list.listed", "list.viewed"]).count()
        client.get(at(name, of if name != "lists" else None))
        assert Event.objects.filter(verb__in=["list.listed", "list.viewed"]).count() == before + 1
