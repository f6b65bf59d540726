from datetime import date

import pytest

from people.models import ContactPoint
from referrals.reading.columns import BY_CODE
from referrals.reading.row import LOOK, READY, REFUSED, read_row
from tests.moments import TODAY

GOOD = {
    "police_reference": "46/1234/26",
    "offence": "Robbery",
    "happened_on": "3/6/2026",
    "harmed_first_name": "Jessica",
    "harmed_last_name": "Lane",
}


def read(**changes):
    cells = {**GOOD, **changes}
    columns = [f"H {code}" for code in cells]
    mapping = {code: f"H {code}" for code in cells}
    return read_row(list(cells.values()), columns=columns, mapping=mapping, today=TODAY)


def harmed(**changes):
    return read(**changes).people[0]


def test_a_plain_line_is_ready():
    row = read()

    assert (row.verdict, row.reasons) == (READY, [])
    assert (row.incident.offence, row.incident.happened_on) == ("rob_pers", date(2026, 6, 3))
    assert (row.incident.police_reference, row.incident.reported) == ("46/1234/26", "yes")
    assert row.incident.responsible_identified == "unknown"
    assert row.incident.account == "The list says nothing of what happened."
    assert [(one.side, one.first_name, one.last_name) for one in row.people] == [
        ("harmed", "Jessica", "Lane")
    ]
    assert ("H harmed_last_name", "Lane") in row.as_sent


@pytest.mark.parametrize(
    ("changes", "verdict", "reasons"),
    [
        ({"harmed_date_of_birth": "2/2/1998"}, READY, []),
        ({"harmed_date_of_birth": "13/8/2026"}, REFUSED, ["harmed_date_of_birth:future"]),
        ({"harmed_date_of_birth": "1/1/1896"}, REFUSED, ["harmed_date_of_birth:old"]),
        ({"harmed_date_of_birth": "sometime"}, LOOK, ["harmed_date_of_birth:unreadable"]),
        ({"harmed_date_of_birth": "1/1/22"}, LOOK, ["harmed_date_of_birth:short_year"]),
        ({"harmed_date_of_birth": "1/1/2022"}, READY, []),
        ({"harmed_date_of_birth": "1/1/98"}, READY, []),
        ({"harmed_date_of_birth": "1/1/27"}, READY, []),
        ({"happened_on": "13/8/2026"}, REFUSED, ["happened_on:future"]),
        ({"happened_on": "1/1/1899"}, REFUSED, ["happened_on:early"]),
        ({"happened_on": "last week"}, LOOK, ["happened_on:unreadable"]),
        ({"happened_on": "about 1987"}, READY, []),
        ({"happened_on": ""}, READY, []),
        ({"offence": "ZZ/99"}, LOOK, ["offence:unknown"]),
        ({"offence": ""}, LOOK, ["no_offence"]),
        ({"justice_stage": "Code 18"}, LOOK, ["justice_stage:unknown"]),
        ({"justice_stage": "Charged"}, READY, []),
        ({"harmed_first_name": "", "harmed_last_name": ""}, REFUSED, ["nobody"]),
        ({"harmed_first_name": "Unknown", "harmed_last_name": "N/A"}, REFUSED, ["nobody"]),
        ({"harmed_last_name": "x" * 81}, REFUSED, ["harmed_last_name:long"]),
        ({"harmed_last_name": "x" * 10_000}, REFUSED, ["harmed_last_name:long"]),
        ({"account": "x" * 10_000}, READY, []),
        ({"account": "x" * 10_001}, REFUSED, ["account:long"]),
        ({"police_reference": "x" * 41}, REFUSED, ["police_reference:long"]),
        ({"harmed_email": "nobody"}, LOOK, ["harmed_email:unreadable"]),
        ({"harmed_email": "none"}, LOOK, ["harmed_email:unreadable"]),
        ({"harmed_email": "not known"}, READY, []),
        ({"harmed_telephone": "12"}, LOOK, ["harmed_telephone:unreadable"]),
        ({"harmed_telephone": "7" * 16}, LOOK, ["harmed_telephone:unreadable"]),
        ({"harmed_postcode": "ME14 1XQ"}, READY, []),
        ({"harmed_postcode": "BFPO 57"}, READY, []),
        ({"harmed_postcode": "No fixed abode"}, READY, []),
        ({"harmed_postcode": "near the sea"}, LOOK, ["harmed_postcode:unreadable"]),
        ({"harmed_safe": "perhaps"}, LOOK, ["harmed_safe:unreadable"]),
        ({"officer_email": "pc smith"}, LOOK, ["officer_email:unreadable"]),
        (
            {"harmed_first_name": "", "harmed_last_name": "", "responsible_name": "Daniel Cox"},
            LOOK,
            ["no_harmed"],
        ),
        (
            {"happened_on": "13/8/2026", "offence": "ZZ"},
            REFUSED,
            ["happened_on:future", "offence:unknown"],
        ),
    ],
)
def test_the_verdict_on_a_line(changes, verdict, reasons):
    row = read(**changes)

    assert (row.verdict, row.reasons) == (verdict, reasons)


def test_a_line_with_more_cells_than_headings_is_refused():
    row = read_row(
        ["Lane", "one more"], columns=["Name"], mapping={"harmed_name": "Name"}, today=TODAY
    )

    assert row.reasons == ["more_cells", "no_offence"]
    assert row.verdict == REFUSED


def test_a_line_that_ends_early_lacks_what_is_missing():
    row = read_row(
        ["Lane"],
        columns=["Name", "Offence"],
        mapping={"harmed_name": "Name", "offence": "Offence", "place": "Not there"},
        today=TODAY,
    )

    assert (row.people[0].last_name, row.reasons) == ("Lane", ["no_offence"])


@pytest.mark.parametrize(
    ("whole", "first", "last"),
    [
        ("Jessica Lane", "Jessica", "Lane"),
        ("LANE, Jessica Mary", "Jessica Mary", "LANE"),
        ("Jessica Mary Lane", "Jessica Mary", "Lane"),
        ("Si\u00e2n ap Rhys", "Si\u00e2n ap", "Rhys"),
        ("\u0645\u062d\u0645\u062f", "", "\u0645\u062d\u0645\u062f"),
        ("Cher", "", "Cher"),
    ],
)
def test_a_whole_name_is_parted(whole, first, last):
    person = harmed(harmed_first_name="", harmed_last_name="", harmed_name=whole)

    assert (person.first_name, person.last_name) == (first, last)


def test_a_whole_name_of_which_a_part_is_too_long_is_refused():
    row = read(harmed_first_name="", harmed_last_name="", harmed_name="x" * 81 + " y")

    assert row.reasons == ["harmed_name:long"]


def test_parts_of_a_name_go_before_the_whole_of_it():
    assert harmed(harmed_name="Somebody Else").last_name == "Lane"


def test_an_organisation_may_be_the_one_that_was_harmed():
    row = read(harmed_first_name="", harmed_last_name="", harmed_organisation="Corner Shop")

    assert (row.verdict, row.people[0].organisation) == (READY, "Corner Shop")


def test_each_way_to_reach_somebody_is_kept_and_is_not_known_to_be_safe():
    person = harmed(
        harmed_telephone="7700900123",
        harmed_email="jess@example.org",
        harmed_address="1 High Street",
        harmed_postcode="me141xq",
    )

    assert [(way.kind, way.value, way.is_safe) for way in person.ways] == [
        (ContactPoint.Kind.MOBILE, "07700900123", "unknown"),
        (ContactPoint.Kind.EMAIL, "jess@example.org", "unknown"),
        (ContactPoint.Kind.ADDRESS, "1 High Street, ME14 1XQ", "unknown"),
    ]
    assert person.contacts_us is False


@pytest.mark.parametrize(
    ("number", "kind", "value"),
    [
        ("01622 900123", "telephone", "01622 900123"),
        ("1622900123", "telephone", "01622900123"),
        ("+44 7700 900123", "mobile", "+44 7700 900123"),
        ("07700 900123", "mobile", "07700 900123"),
    ],
)
def test_a_number_gets_back_the_zero_that_a_spreadsheet_took(number, kind, value):
    (way,) = harmed(harmed_telephone=number).ways

    assert (way.kind, way.value) == (kind, value)


@pytest.mark.parametrize(
    ("said", "is_safe", "contacts_us"),
    [("Yes", "yes", False), ("NO", "no", True), ("", "unknown", False), ("nk", "unknown", False)],
)
def test_what_is_said_of_safety_holds_for_each_way(said, is_safe, contacts_us):
    person = harmed(harmed_telephone="07700 900123", harmed_safe=said)

    assert ([way.is_safe for way in person.ways], person.contacts_us) == ([is_safe], contacts_us)


def test_who_is_responsible_and_whether_they_accept_it():
    row = read(responsible_name="COX, Daniel", responsible_accepts="Admitted")

    assert [(one.side, one.full) for one in map(Named, row.people)] == [
        ("harmed", "Jessica Lane"),
        ("responsible", "Daniel COX"),
    ]
    assert row.people[1].accepts_responsibility == "yes"
    assert row.incident.responsible_identified == "yes"


class Named:
    def __init__(self, told):
        self.side, self.full = told.side, f"{told.first_name} {told.last_name}"


def test_what_no_field_of_ours_holds_stands_in_the_account():
    row = read(
        offence="ZZ/99", justice_stage="Code 18", place="Car park", account="He took it.\nAnd ran."
    )

    assert row.incident.account == (
        "He took it.\nAnd ran.\nOffence: ZZ/99\nOutcome: Code 18\nWhere: Car park"
    )
    assert (row.incident.offence, row.incident.justice_stage) == ("misc", "not_known")


def test_a_time_without_a_day_is_kept_in_its_words():
    incident = read(happened_on="about 1987").incident

    assert (incident.happened_on, incident.happened_about) == (None, "about 1987")


def test_the_offence_brings_its_flags_and_the_officer_is_named():
    row = read(offence="Racially aggravated assault", officer_name="PC 1", officer_email="a@b.org")

    assert row.incident.flags == ["hate"]
    assert (row.referrer.name, row.referrer.email) == ("PC 1", "a@b.org")


def test_only_matched_columns_are_kept_as_sent():
    row = read_row(
        ["Lane", "secret"],
        columns=["Name", "PNC"],
        mapping={"harmed_name": "Name"},
        today=TODAY,
    )

    assert row.as_sent == [("Name", "Lane")]


def test_every_meaning_can_be_read():
    cells = {code: "1" for code in BY_CODE if not code.startswith("party_")}

    assert read(**cells).verdict == LOOK


@pytest.mark.parametrize(
    ("changes", "verdict", "reasons"),
    [
        ({}, REFUSED, ["two_kinds"]),
        ({"harmed_first_name": "", "harmed_last_name": ""}, READY, []),
    ],
)
def test_a_line_is_about_somebody_harmed_or_about_two_parties(changes, verdict, reasons):
    row = read(party_a_name="Anna Field", party_b_organisation="Hedge Trust", **changes)

    assert (row.verdict, row.reasons) == (verdict, reasons)
    sides = [one.side for one in row.people if one.side not in {"harmed", "responsible"}]
    assert (sides, row.incident.responsible_identified) == (["party_a", "party_b"], "unknown")
