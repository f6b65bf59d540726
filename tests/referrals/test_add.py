import json
import uuid

import pytest
from django.urls import reverse

from areas.models import AreaSettings
from people.models import ContactPoint, Person
from referrals.models import Referral, ReferralPerson, Submission
from tests.factories.areas import AgencyFactory
from tests.referrals.answers import NOBODY_RESPONSIBLE, by_officer


@pytest.fixture
def address(world):
    return reverse("referrals:add", args=[world.kent.slug])


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_an_officer_sends_a_referral_for_their_agency(world, address):
    answer = world.client("referrer").post(address, by_officer())

    referral = Referral.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("referrals:own_detail", args=["kent", referral.reference]),
    )
    assert (referral.agency, referral.channel, referral.source, referral.referrer_name) == (
        world.probation,
        "web",
        "prob_com",
        "Olu Adeyemi",
    )


def test_an_officer_cannot_write_for_another_agency(world, address):
    police = AgencyFactory(area=world.kent)

    world.client("referrer").post(address, by_officer(agency=str(police.pk), channel="post"))

    assert (Referral.objects.get().agency, Referral.objects.get().channel) == (
        world.probation,
        "web",
    )


def test_the_officers_page_asks_for_their_role_and_knows_their_name(world, address):
    form = world.client("referrer").get(address).context["form"]

    assert form["referrer_name"].value() == "Referrer"
    assert form.fields["source"].choices == [
        ("prob_com", "Probation practitioner"),
        ("prob_vlo", "Victim liaison officer"),
        ("other", "Other"),
    ]


@pytest.mark.parametrize("name", ["referrer"])
def test_the_page_leads_back_to_where_one_came_from(world, address, name):
    assert world.client(name).get(address).status_code == 200


def test_it_is_kept_in_the_words_of_the_area(world, address):
    AreaSettings.objects.filter(area=world.kent).update(words="victim")

    world.client("referrer").post(address, by_officer(**NOBODY_RESPONSIBLE))

    kept = json.loads(Submission.objects.get().as_sent)
    assert ["Victim: First name", "Jessica"] in kept
    assert ["Offender: Is it known who is responsible?", "No"] in kept


def test_people_come_with_one_way_to_reach_them(world, address):
    world.client("referrer").post(address, by_officer())

    point = ContactPoint.objects.get()
    assert (point.person.full_name, point.kind, point.value) == (
        "Jessica Lane",
        "mobile",
        "07700 900123",
    )
    assert (point.is_safe, point.voicemail_ok, point.safe_times) == (
        "yes",
        "no",
        "Weekdays before 2pm",
    )


def test_nobody_identified_leaves_the_person_out(world, address):
    answer = world.client("referrer").post(address, by_officer(**NOBODY_RESPONSIBLE))

    assert answer.status_code == 302
    assert list(ReferralPerson.objects.values_list("side", flat=True)) == ["harmed"]


def test_an_organisation_may_be_the_one_that_was_harmed(world, address):
    world.client("referrer").post(
        address,
        by_officer(harmed_organisation="Corner Shop", harmed_first_name="", harmed_last_name="")
        | NOBODY_RESPONSIBLE,
    )

    assert Person.objects.get().full_name == "Corner Shop"


@pytest.mark.parametrize(("name", "first"), [("referrer", "referrer_name")])
def test_an_empty_page_says_what_is_missing_in_its_order(world, address, name, first):
    answer = world.client(name).post(address, {})

    assert (answer.status_code, Referral.objects.count()) == (422, 0)
    asked = [question.name for question in answer.context["form"] if question.errors]
    assert (asked[0], asked[-1]) == (first, "responsible_voicemail_ok")
    assert errors(answer)["harmed_first_name"] == [
        "Enter the name of who was harmed, or of the organisation"
    ]
    assert errors(answer)["responsible_identified"] == [
        "Select yes if it is known who is responsible"
    ]


def test_a_second_press_of_the_button_is_led_to_where_the_first_one_went(world, address):
    client, answers = world.client("referrer"), by_officer(form_key=str(uuid.uuid4()))

    first, second = client.post(address, answers), client.post(address, answers)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert (Referral.objects.count(), Person.objects.count()) == (1, 2)
