import uuid
from datetime import timedelta

import pytest

from referrals.models import ReferralList
from referrals.reading.reasons import in_words
from referrals.stages import Source
from tests.factories.areas import AgencyFactory
from tests.factories.lists import ListRowFactory, ReferralListFactory
from tests.moments import NOON
from tests.referrals.lists.asking import at, errors, sending, text
from tests.referrals.lists.files import JESSICA, LOOK, REFUSED, csv_of, line, upload
from tests.referrals.lists.made import checked, taken


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
            [in_words("offence:unknown", {})],
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
