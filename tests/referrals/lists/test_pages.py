import csv
import io
import uuid
from datetime import timedelta

import pytest
from django.urls import reverse

from audit.models import Event
from outbox.models import Entry
from referrals.models import ListRow, Referral, ReferralList
from referrals.stages import Source
from tests.factories.areas import AgencyFactory
from tests.factories.lists import ListRowFactory, ReferralListFactory
from tests.moments import NOON
from tests.referrals.lists.files import JESSICA, csv_of, line, upload, xlsx_of
from tests.referrals.lists.made import checked, imported, started, taken

NAMES = ("list", "list_columns", "list_confirm", "list_results", "list_go_on", "list_drop")
POSTED = ("list_go_on",)
REFUSED = line(7, c5="13/08/2026")
LOOK = line(8, c1="ZZ/99")


def at(name, of=None, area="kent"):
    return reverse(f"referrals:{name}", args=[area, of.pk] if of else [area])


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def sending(world, data, **changes):
    return {"agency": str(world.probation.pk), "meant": "ours", "file": upload(data), **changes}


@pytest.fixture
def client(world):
    return world.client("coordinator")


def test_nothing_uploaded_yet_says_so_and_asks_for_a_file(world, client):
    page = client.get(at("lists"))

    assert page.status_code == 200
    assert "No list has been uploaded yet." in text(page)
    assert "Kent Probation" in text(page)


def test_without_an_agency_there_is_nothing_to_upload_for(world):
    page = world.client("neighbour").get(at("lists", area="avon"))

    assert "There is no agency to upload a list for yet." in text(page)
    assert '<form method="post" enctype' not in text(page)


def test_lists_are_shown_the_latest_first(world, client):
    old = ReferralListFactory(area=world.kent, name="old.csv", recorded_at=NOON - timedelta(days=1))
    new = ReferralListFactory(area=world.kent, name="new.csv")
    ListRowFactory(of=new)
    ReferralListFactory(area=world.avon, name="theirs.csv")

    page = client.get(at("lists"))

    assert [(one.name, one.lines) for one in page.context["page"]] == [
        ("new.csv", 1),
        ("old.csv", 0),
    ]
    assert old.agency.name in text(page)


@pytest.mark.parametrize("count", [1, 25])
def test_the_lists_cost_the_same_however_many(world, client, count, count_queries):
    for _ in range(count):
        ReferralListFactory(area=world.kent)
    client.get(at("lists"))

    with count_queries() as queries:
        client.get(at("lists"))

    assert len(queries) <= 17


def test_an_upload_leads_to_its_columns(world, client):
    answer = client.post(at("lists"), sending(world, csv_of(JESSICA)))

    of = ReferralList.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, at("list_columns", of))
    assert (of.agency, of.source, of.recorded_by) == (
        world.probation,
        Source.PROACTIVE,
        world.users["coordinator"],
    )


def test_an_agency_s_own_referrals_come_from_the_agency(world, client):
    client.post(at("lists"), sending(world, csv_of(JESSICA), meant="theirs"))

    assert ReferralList.objects.get().source == Source.PROBATION_COM


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"file": ""}, {"file": ["Choose a file"]}),
        ({"file": "text"}, {"file": ["Choose a file"]}),
        ({"agency": ""}, {"agency": ["Select the agency that the list comes from"]}),
        ({"agency": "no row"}, {"agency": ["Select an option from the list"]}),
        ({"meant": ""}, {"meant": ["Select what the list is"]}),
        ({"file": upload(b"")}, {"file": ["The file is empty."]}),
        ({"file": upload(csv_of())}, {"file": ["The file has headings and no rows below them."]}),
        (
            {"file": upload(b"x" * (5 * 2**20 + 1))},
            {"file": ["The file is larger than 5 MB. Split the list into smaller files."]},
        ),
    ],
)
def test_what_cannot_be_taken_is_said_beside_its_question(world, client, changes, expected):
    answer = client.post(at("lists"), {**sending(world, csv_of(JESSICA)), **changes})

    assert (answer.status_code, errors(answer)) == (422, expected)
    assert ReferralList.objects.count() == 0


def test_another_area_s_agency_is_no_choice(world, client):
    foreign = AgencyFactory(area=world.avon)

    answer = client.post(at("lists"), sending(world, csv_of(JESSICA), agency=str(foreign.pk)))

    assert errors(answer) == {"agency": ["Select an option from the list"]}


def test_two_presses_of_the_button_upload_one_list(world, client):
    key = str(uuid.uuid4())
    first, second = (
        client.post(at("lists"), sending(world, csv_of(JESSICA), form_key=key)) for _ in range(2)
    )

    assert first["Location"] == second["Location"]
    assert ReferralList.objects.count() == 1


def test_each_column_is_asked_for_with_its_first_values_and_what_is_known_is_filled_in(
    world, client
):
    of = taken(world, line(1, c8="x" * 100), JESSICA)

    form = client.get(at("list_columns", of)).context["form"]

    assert form["column_4"].label == "Victim Surname"
    assert form["column_4"].help_text == "For example: Lane-1; Lane"
    assert form["column_4"].value() == "harmed_last_name"
    assert form["column_8"].help_text.startswith("For example: " + "x" * 60 + "…; He")


def test_an_empty_column_says_so_and_an_unknown_one_is_left_out(world, client):
    of = taken(world, data=b"Name,Shoe size,Beat\nLane,,\n")

    form = client.get(at("list_columns", of)).context["form"]

    assert (form["column_1"].value(), form["column_1"].help_text) == (
        "out",
        "Empty in the first rows.",
    )


def test_how_the_file_was_read_is_said_where_it_is_a_guess(world, client):
    of = taken(world, data=csv_of(line(1, c4="M\u00fcller"), encoding="cp1252"))

    page = text(client.get(at("list_columns", of)))

    assert "read as Windows-1252" in page
    assert "Müller" in page


def matching(of, **changes):
    codes = {heading: code for code, heading in of.mapping.items()}
    chosen = {f"column_{at}": codes.get(name, "out") for at, name in enumerate(of.columns)}
    return {**chosen, "version": str(of.version), **changes}


def test_matched_columns_lead_to_the_verdicts(world, client):
    of = taken(world, JESSICA, REFUSED, LOOK)

    answer = client.post(at("list_columns", of), matching(of))

    assert answer["Location"] == at("list", of)
    page = client.get(answer["Location"])
    assert [(row.number, row.verdict, why) for row, why in page.context["rows"]] == [
        (2, "ready", []),
        (3, "refused", ["Person harmed: date of birth: the day is in the future."]),
        (
            4,
            "look",
            ["Offence or kind of harm: we do not know these words. They will stand in the account."],
        ),
    ]
    assert "Lane" not in text(page)


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"column_0": "offence"},
            {"column_1": ["“Crime No” means this already. Leave one of the two out."]},
        ),
        ({"column_0": ""}, {"column_0": ["Select what this column means"]}),
        ({"column_0": "zoo"}, {"column_0": ["Select an option from the list"]}),
        (
            {"column_3": "out", "column_4": "out", "column_7": "out"},
            {"__all__": ["Match at least one column that holds a name."]},
        ),
    ],
)
def test_a_matching_that_cannot_be_is_refused_with_the_answers_kept(
    world, client, changes, expected
):
    of = taken(world, JESSICA)

    answer = client.post(at("list_columns", of), matching(of, **changes))

    assert (answer.status_code, errors(answer)) == (422, expected)
    assert answer.context["form"]["column_8"].value() == "account"


def test_a_matching_that_came_second_is_told(world, client):
    of = checked(world, JESSICA)

    answer = client.post(at("list_columns", of), matching(of, version="1"))

    assert answer.status_code == 409
    assert "Somebody else changed this list" in text(answer)


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
        ((JESSICA,), {"rows": ""}, 422, "Select which rows to import"),
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
