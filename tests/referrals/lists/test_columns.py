import pytest

from areas.models import AreaSettings
from areas.words import WORDS
from referrals.reading.columns import BY_CODE, MEANINGS, guessed, matched_before, plain
from referrals.reading.reasons import in_words, label_of


@pytest.mark.parametrize(
    ("heading", "code"),
    [
        ("Crime No.", "police_reference"),
        ("CRIME_REFERENCE_NUMBER", "police_reference"),
        ("Offence", "offence"),
        ("Date of offence", "happened_on"),
        ("MO", "account"),
        ("Outcome", "justice_stage"),
        ("Location", "place"),
        ("OIC", "officer_name"),
        ("OIC email", "officer_email"),
        ("Victim", "harmed_name"),
        ("Victim's surname", "harmed_last_name"),
        ("Victim\u2019s forename(s)", None),
        ("Forename of victim", None),
        ("Complainant DOB", "harmed_date_of_birth"),
        ("Aggrieved Mobile", "harmed_telephone"),
        ("Victim e-mail", "harmed_email"),
        ("Victim safe to contact", "harmed_safe"),
        ("Suspect", "responsible_name"),
        ("Offender Full Name", "responsible_name"),
        ("Suspect Post Code", "responsible_postcode"),
        ("Offender admitted", "responsible_accepts"),
        ("Admitted", "responsible_accepts"),
        ("Surname", "harmed_last_name"),
        ("Shoe size", None),
        ("", None),
        ("---", None),
    ],
)
def test_a_column_is_known_by_its_heading(heading, code):
    assert guessed([heading]) == ({code: heading} if code else {})


def test_a_column_that_names_no_side_gives_way_to_one_that_does():
    assert guessed(["Surname", "Victim surname", "DOB"]) == {
        "harmed_last_name": "Victim surname",
        "harmed_date_of_birth": "DOB",
    }


def test_two_columns_of_one_kind_are_not_both_taken():
    assert guessed(["Crime No", "Reference"]) == {"police_reference": "Crime No"}


def test_no_heading_means_two_things_of_one_part():
    named = [(one.part, heading) for one in MEANINGS for heading in one.headings.split(",")]

    assert len(set(named)) == len(named)
    assert all(plain(heading) == heading for _part, heading in named)


def test_what_was_matched_before_is_found_by_heading_wherever_it_stands_now():
    remembered = {"offence": "Crime Type", "place": "Beat", "gone_code": "Other"}

    assert matched_before(["other", "CRIME TYPE", "Victim"], remembered) == {
        "offence": "CRIME TYPE"
    }


def test_meanings_and_reasons_are_said_in_the_words_of_the_area():
    victim = WORDS[AreaSettings.Words.VICTIM]

    assert label_of("harmed_date_of_birth", victim) == "Victim: date of birth"
    assert label_of("offence", victim) == "Offence or kind of harm"
    assert in_words("no_harmed", victim) == "No victim is named."
    assert in_words("nobody", victim) == "Nobody is named."
    assert in_words("harmed_last_name:long", victim) == (
        "Victim: last name: the text is longer than 80 characters."
    )
    assert len(BY_CODE) == len(MEANINGS)


def test_a_party_of_a_mediation_is_known_by_the_heading():
    columns = ["Party A name", "Neighbour 2 phone"]

    assert guessed(columns) == {
        "party_a_name": "Party A name",
        "party_b_telephone": "Neighbour 2 phone",
    }
    assert label_of("party_b_telephone", {}) == "Party B: telephone"
