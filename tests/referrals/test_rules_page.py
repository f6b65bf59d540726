import pytest
from django.urls import reverse

from areas.scoping import Stale
from audit.models import Event
from referrals.actions import decide_referral
from referrals.actions.rules import change_rules
from referrals.eligibility import Limits
from referrals.groups import HARMS
from referrals.models import EligibilitySettings
from referrals.queries import limits_of, version_of_rules
from referrals.stages import Decision, JusticeStage
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON

STAGES = [stage.value for stage in JusticeStage if stage != "not_known"]
ANSWERS = {
    "version": "1",
    "rules": ["identified", "area_link", "legal_stage", "age", "offence"],
    "links": ["harmed_here"],
    "stages": STAGES[:3],
    "harmed_from_age": "10",
    "responsible_from_age": "18",
    "responsible_to_age": "",
    **{f"harm_{one.value}": "taken" for offences in HARMS.values() for one in offences},
    "harm_rape": "on_request",
    "harm_stalking": "excluded",
}


@pytest.fixture
def address(world):
    return reverse("referrals:rules", args=["kent"])


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_before_anything_was_set_the_national_defaults_are_shown(world, address):
    form = world.client("manager").get(address).context["form"]

    assert form["rules"].value() == list(Limits().rules)
    assert form["stages"].value() == STAGES
    assert (form["version"].value(), form["harm_rape"].value()) == (1, "taken")
    assert EligibilitySettings.objects.count() == 0


def test_the_rules_are_saved_and_the_change_is_recorded(world, address):
    answer = world.client("manager").post(address, ANSWERS)

    assert (answer.status_code, answer["Location"]) == (302, address)
    limits = limits_of(world.actor("coordinator"))
    assert limits == Limits(
        rules=ANSWERS["rules"],
        links=["harmed_here"],
        stages=STAGES[:3],
        harmed_from_age=10,
        responsible_from_age=18,
        excluded=["stalking"],
        on_request=["rape"],
    )
    event = Event.objects.get(verb="referral.rules_changed")
    assert sorted(event.detail["fields"]) == [
        "excluded",
        "harmed_from_age",
        "links",
        "on_request",
        "responsible_from_age",
        "rules",
        "stages",
    ]


def test_what_was_saved_is_shown_again_and_can_be_changed(world, address):
    client = world.client("manager")
    client.post(address, ANSWERS)

    form = client.get(address).context["form"]
    assert (form["version"].value(), form["harm_rape"].value(), form["harm_stalking"].value()) == (
        2,
        "on_request",
        "excluded",
    )
    assert (
        client.post(address, {**ANSWERS, "version": "2", "rules": ["age"], "links": []}).status_code
        == 302
    )
    assert limits_of(world.actor("manager")).rules == ["age"]


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"rules": []}, {"rules": ["Select at least one rule"]}),
        ({"rules": ["nonsense"]}, {"rules": ["Select an option from the list"]}),
        ({"links": []}, {"links": ["Select at least one link with the area"]}),
        ({"stages": []}, {"stages": ["Select at least one legal stage"]}),
        ({"stages": ["not_known"]}, {"stages": ["Select an option from the list"]}),
        (
            {"responsible_from_age": "18", "responsible_to_age": "17"},
            {"responsible_to_age": ["The oldest age must not be below the youngest"]},
        ),
        ({"harm_rape": ""}, {"harm_rape": ["Select whether you take it"]}),
        ({"harm_rape": "no"}, {"harm_rape": ["Select an option from the list"]}),
    ],
)
def test_what_cannot_be_is_answered_beside_the_question(world, address, changes, wrong):
    answer = world.client("manager").post(address, {**ANSWERS, **changes})

    assert (answer.status_code, errors(answer)) == (422, wrong)
    assert EligibilitySettings.objects.count() == 0


def test_of_two_managers_the_second_is_told_and_keeps_their_answers(world, address):
    world.client("deputy").post(address, {**ANSWERS, "links": ["offence_here"]})

    answer = world.client("manager").post(address, ANSWERS)

    assert answer.status_code == 409
    form = answer.context["form"]
    deputy = world.users["deputy"].name
    assert form.conflict.startswith(f"{deputy} changed this record while you were editing, on ")
    assert (form["links"].value(), form["version"].value()) == (["harmed_here"], "2")
    assert limits_of(world.actor("manager")).links == ["offence_here"]
    again = world.client("manager").post(address, {**ANSWERS, "version": "2"})
    assert again.status_code == 302


def test_a_stale_version_changes_nothing(world):
    by = world.actor("manager")

    with pytest.raises(Stale):
        change_rules(by=by, version=7, rules=["age"])

    assert (EligibilitySettings.objects.count(), version_of_rules(by)) == (0, 1)


def test_only_kinds_of_harm_that_were_turned_away_are_counted_on_the_page(world, address):
    client = world.client("manager")
    assert b"Turned away" not in client.get(address).content
    by = world.actor("coordinator")
    referral = FullReferralFactory(area=world.kent, incident__offence="rape")
    decide_referral(referral, decision=Decision.OFFENCE, note="", by=by, now=NOON)

    assert b"Turned away for the kind of offence since 1 April 2026" in client.get(address).content


def test_the_settings_lead_to_the_rules(world, address):
    there = reverse("areas:settings", args=["kent"])

    assert address in world.client("manager").get(there).content.decode()


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("deputy", 200),
        ("coordinator", 403),
        ("supervisor", 403),
        ("facilitator", 403),
        ("referrer", 403),
        ("commissioner", 403),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
def test_who_sets_the_rules(world, address, name, status):
    client = world.client(name)

    assert client.get(address).status_code == status
    assert client.post(address, {}).status_code == (422 if status == 200 else status)


def test_a_coordinator_changes_no_rules(world):
    with pytest.raises(Exception, match="area_configure"):
        change_rules(by=world.actor("coordinator"), version=1, rules=["age"])


def test_each_area_has_its_own_rules(world, address):
    world.client("manager").post(address, ANSWERS)

    assert limits_of(world.actor("neighbour", world.avon)) == Limits()
