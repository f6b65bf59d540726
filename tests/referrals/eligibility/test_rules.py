from dataclasses import replace

import pytest

from people.models import Answer
from referrals.eligibility import Facts, Limits, Outcome, check
from referrals.eligibility.rules import RULES
from referrals.models import EligibilitySettings, Link, Rule
from tests.referrals.eligibility.test_services import ROBBERY

ALL = Limits(rules=tuple(Rule))
NOT_KNOWN_WHO = (
    "It is not known whether somebody responsible is identified. Find out before anybody "
    "approaches the person harmed."
)


def result(rule, limits=ALL, **facts):
    return dict(check(replace(ROBBERY, **facts), limits))[Rule(rule)]


def test_every_rule_is_asked_and_whoever_is_responsible_comes_first():
    assert list(RULES) == list(Rule)
    assert [rule for rule, _ in check(ROBBERY, ALL)] == list(Rule)
    assert next(iter(RULES)) == "identified"


def test_what_a_rule_says_is_said_in_the_areas_words():
    words = {"harmed": "victim", "responsible": "offender"}
    limits = Limits(
        rules=("identified", "area_link", "age"),
        links=(Link.HARMED_HERE, Link.RESPONSIBLE_HERE),
        harmed_from_age=18,
    )
    facts = replace(
        ROBBERY,
        identified="no",
        accepts=(),
        harmed_here=("yes",),
        responsible_here=("yes",),
        harmed_ages=(12,),
    )

    assert [answer.sentence for _rule, answer in check(facts, limits, words)] == [
        "Nobody responsible is identified. Do not approach the victim before it is.",
        "The victim lives here. The offender lives here.",
        "The victim was 12 when referred: we may take people from 18.",
    ]


def test_a_rule_that_is_off_is_not_asked():
    assert check(ROBBERY, Limits(rules=("offence",))) == [(Rule.OFFENCE, result("offence"))]


def test_of_a_referral_that_says_nothing_no_rule_fails():
    outcomes = {rule.value: answer.outcome for rule, answer in check(Facts(), ALL)}

    assert outcomes == dict.fromkeys(Rule.values, Outcome.UNKNOWN) | {"age": Outcome.PASS}


def test_without_settings_the_national_defaults_hold():
    assert Limits.of(None) == Limits()
    assert "reported" not in Limits().rules
    assert "not_known" not in Limits().stages


def test_an_areas_row_sets_its_limits():
    row = EligibilitySettings(
        area=None, rules=["age"], links=[], stages=[], responsible_to_age=17, excluded=["rape"]
    )

    limits = Limits.of(row)

    assert (limits.rules, limits.responsible_to_age, limits.excluded) == (["age"], 17, ["rape"])


@pytest.mark.parametrize(
    ("identified", "accepts", "sentence"),
    [
        ("yes", (), "Somebody responsible is identified."),
        ("no", ("unknown",), "Somebody responsible is identified."),
        (
            "no",
            (),
            "Nobody responsible is identified. Do not approach the person harmed before it is.",
        ),
        (
            "unknown",
            (),
            NOT_KNOWN_WHO,
        ),
    ],
)
def test_before_anybody_approaches_the_person_harmed_we_know_who_is_responsible(
    identified, accepts, sentence
):
    assert result("identified", identified=identified, accepts=accepts).sentence == sentence


@pytest.mark.parametrize(
    ("answers", "outcome"),
    [
        (("yes",), "pass"),
        (("yes", "yes"), "pass"),
        (("no",), "fail"),
        (("no", "no"), "fail"),
        (("yes", "no"), "unknown"),
        (("yes", "unknown"), "unknown"),
        (("no", "unknown"), "unknown"),
        ((), "unknown"),
    ],
)
def test_responsibility_is_asked_of_everybody(answers, outcome):
    assert result("responsibility", accepts=answers).outcome == outcome


@pytest.mark.parametrize(
    ("links", "facts", "sentence"),
    [
        ((), {}, "No link with the area is asked for."),
        (("offence_here",), {}, "It happened here."),
        (("offence_here", "harmed_here"), {}, "It happened here. The person harmed lives here."),
        (
            ("responsible_here",),
            {},
            "There is none of the links with this area that we ask for.",
        ),
        (
            ("responsible_here",),
            {"responsible_here": ()},
            "It is not known whether there is a link with this area.",
        ),
    ],
)
def test_a_link_is_named(links, facts, sentence):
    assert result("area_link", replace(ALL, links=links), **facts).sentence == sentence


@pytest.mark.parametrize(
    ("limits", "facts", "sentence"),
    [
        (
            {"harmed_from_age": 16},
            {"harmed_ages": (15,)},
            "The person harmed was 15 when referred: we may take people from 16.",
        ),
        (
            {"responsible_to_age": 17},
            {},
            "The person responsible was 31 when referred: we may take people up to 17.",
        ),
        (
            {"responsible_from_age": 18},
            {"responsible_ages": (None, 17)},
            "The person responsible was 17 when referred: we may take people from 18.",
        ),
        (
            {"responsible_from_age": 18},
            {"responsible_ages": (None, 18)},
            "The age of somebody is not known, and we have limits of age.",
        ),
        ({"responsible_from_age": 18}, {"harmed_ages": (None,)}, None),
        ({}, {"harmed_ages": (None,)}, None),
    ],
)
def test_ages_are_held_against_the_limits_that_are_set(limits, facts, sentence):
    expected = sentence or "Ages are within what we may take."

    assert result("age", replace(ALL, **limits), **facts).sentence == expected


def test_a_kind_of_harm_is_taken_or_only_on_request_or_not_at_all():
    assert result("offence").sentence == "We work with this kind of harm: Robbery of a person."
    asked = result("offence", replace(ALL, on_request=("rob_pers",)))
    assert (asked.outcome, asked.sentence) == (
        "unknown",
        "Only on request: Robbery of a person. Ask a service manager.",
    )
    refused = result("offence", replace(ALL, excluded=("rob_pers",)))
    assert (refused.outcome, refused.sentence) == (
        "fail",
        "This area has decided not to work with: Robbery of a person.",
    )


@pytest.mark.parametrize(
    ("source", "agreed", "outcome"),
    [
        ("self_harmed", "unknown", "pass"),
        ("self_responsible", "unknown", "pass"),
        ("family", "unknown", "unknown"),
        ("pol_officer", "no", "fail"),
        ("pol_officer", "yes", "pass"),
    ],
)
def test_who_refers_themselves_agrees(source, agreed, outcome):
    assert result("agreement", source=source, agreed=agreed).outcome == outcome


@pytest.mark.parametrize(
    ("live", "stage", "outcome"),
    [
        ("yes", "custody", "fail"),
        ("no", "plea_pending", "pass"),
        ("unknown", "plea_pending", "fail"),
        ("unknown", "appeal", "fail"),
        ("unknown", "pre_sent", "unknown"),
        ("unknown", "not_known", "unknown"),
        ("unknown", "custody", "pass"),
        ("unknown", "noncrime", "pass"),
    ],
)
def test_where_nobody_said_the_stage_tells_whether_proceedings_are_live(live, stage, outcome):
    assert result("proceedings", proceedings=live, stage=stage).outcome == outcome


@pytest.mark.parametrize(
    ("said", "stage", "outcome"),
    [
        ("unknown", "custody", "pass"),
        ("unknown", "unreported", "fail"),
        ("no", "noncrime", "fail"),
        ("unknown", "noncrime", "unknown"),
    ],
)
def test_where_nobody_said_the_stage_tells_whether_it_was_reported(said, stage, outcome):
    assert result("reported", reported=said, stage=stage).outcome == outcome


def test_no_answer_is_taken_for_yes():
    assert Answer.UNKNOWN == Facts().agreed == Facts().identified == Facts().offence_here
