import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from areas.models import AreaSettings
from people.models import ContactPoint, Person
from referrals.models import Referral, ReferralPerson, Submission
from tests.factories.areas import AgencyFactory
from tests.referrals.answers import NOBODY_RESPONSIBLE, by_officer, by_staff
from tests.world import sign_in


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


def test_a_coordinator_writes_down_what_came_by_telephone(world, address):
    answer = world.client("coordinator").post(address, by_staff(agency=str(world.probation.pk)))

    referral = Referral.objects.get()
    assert answer["Location"] == reverse("referrals:detail", args=["kent", referral.reference])
    assert (referral.channel, referral.agency) == ("phone", world.probation)
    assert referral.received_at.isoformat() == "2026-08-11T13:30:00+00:00"


def test_a_facilitator_is_led_to_their_cases(world, address):
    answer = world.client("facilitator").post(address, by_staff())

    assert (answer.status_code, answer["Location"]) == (302, reverse("cases:list", args=["kent"]))
    assert Referral.objects.get().agency is None


@pytest.mark.parametrize("name", ["referrer", "coordinator", "facilitator"])
def test_the_page_leads_back_to_where_one_came_from(world, address, name):
    assert world.client(name).get(address).status_code == 200


def test_it_is_kept_as_asked_and_answered(world, address):
    world.client("coordinator").post(address, by_staff(agency=str(world.probation.pk)))

    kept = json.loads(Submission.objects.get().as_sent)
    assert kept[:7] == [
        ["When was it received?", "11 August 2026 at 2:30pm"],
        ["How did it come in?", "Telephone"],
        ["Who is referring?", "Probation practitioner"],
        ["Which agency do they work for?", "Kent Probation"],
        ["Name of the referrer", "Olu Adeyemi"],
        ["Who wanted this first?", "The person responsible"],
        ["Has the person who is referred agreed to it?", "Yes"],
    ]
    assert ["Does any of these apply?", "Hate crime"] in kept
    assert ["Person harmed: Date of birth", "2 February 1998"] in kept
    assert ["Person responsible: Is it known who is responsible?", "Yes"] in kept
    assert ["Person responsible: Number or address", ""] in kept


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


@pytest.mark.parametrize(
    ("name", "first"), [("referrer", "referrer_name"), ("coordinator", "received_at")]
)
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


TOMORROW = {"_day": "13", "_month": "8", "_year": "2026"}


def on(field, **parts):
    return {f"{field}{part}": value for part, value in (parts or TOMORROW).items()}


@pytest.mark.parametrize(
    ("changes", "field", "sentence"),
    [
        ({"account": "x" * 5001}, "account", "characters or fewer"),
        (
            {"referrer_name": "x" * 121},
            "referrer_name",
            "Name of the referrer must be 120 characters or fewer",
        ),
        (
            {"harmed_first_name": "x" * 81},
            "harmed_first_name",
            "First name must be 80 characters or fewer",
        ),
        ({"harmed_first_name": "a\x00b"}, "harmed_first_name", "cannot be printed"),
        ({"offence": "nonsense"}, "offence", "Select an option from the list"),
        ({"flags": ["nonsense"]}, "flags", "Select an option from the list"),
        ({"source": "pol_oocd2"}, "source", "Select an option from the list"),
        (
            on("happened_on", _day="31", _month="2", _year="2026"),
            "happened_on",
            "Enter a real date",
        ),
        (on("happened_on"), "happened_on", "must be 12 August 2026 or earlier"),
        (on("harmed_date_of_birth"), "harmed_date_of_birth", "must be 12 August 2026 or earlier"),
        (
            on("responsible_date_of_birth"),
            "responsible_date_of_birth",
            "must be 12 August 2026 or earlier",
        ),
        (on("received_at"), "received_at", "must be 12 August 2026 at midday or earlier"),
        (
            on("received_at", _year="1999"),
            "received_at",
            "must be 1 January 2000 at midnight or later",
        ),
        ({"received_at_time": "25:00"}, "received_at", "Enter a time, such as 2:30pm"),
        ({"agency": "not an id"}, "agency", "Select an option from the list"),
        ({"harmed_contact_value": ""}, "harmed_contact_value", "Enter the number or address"),
        ({"harmed_contact_kind": ""}, "harmed_contact_kind", "Select how this reaches them"),
        ({"harmed_contact_value": "none"}, "harmed_contact_value", "Enter a telephone number"),
        ({"harmed_contact_kind": "email"}, "harmed_contact_value", "Enter an email address"),
        ({"harmed_contact_value": "x" * 301}, "harmed_contact_value", "300 characters or fewer"),
        (
            {"responsible_first_name": "", "responsible_last_name": ""},
            "responsible_first_name",
            "Enter the name of who is responsible",
        ),
        (
            {"responsible_identified": "no"},
            "responsible_identified",
            "Select yes, or remove the name and contact details given below",
        ),
        (
            {"happened_on_day": "12", "happened_on_month": "8"},
            "__all__",
            "must have happened before",
        ),
    ],
)
def test_what_cannot_be_is_answered_beside_the_question_and_kept(
    world, address, changes, field, sentence
):
    answer = world.client("coordinator").post(address, by_staff(**changes))

    assert (answer.status_code, Referral.objects.count(), Person.objects.count()) == (422, 0, 0)
    assert list(errors(answer)) == [field]
    assert sentence in errors(answer)[field][0]
    assert b"07700 900123" in answer.content or field.startswith("harmed_contact")
    assert answer.context["form"]["police_reference"].value() == "46/1234/26"


def test_an_email_address_is_taken(world, address):
    changes = {"harmed_contact_kind": "email", "harmed_contact_value": "jess@example.com"}

    assert world.client("coordinator").post(address, by_staff(**changes)).status_code == 302


def test_an_agency_of_another_area_is_refused_like_one_that_is_not_there(world, address):
    foreign = AgencyFactory(area=world.avon)

    refused = [
        errors(world.client("coordinator").post(address, by_staff(agency=str(pk))))
        for pk in (foreign.pk, uuid.uuid4())
    ]

    assert refused == [{"agency": ["Select an option from the list"]}] * 2


def test_a_second_press_of_the_button_is_led_to_where_the_first_one_went(world, address):
    client, answers = world.client("referrer"), by_officer(form_key=str(uuid.uuid4()))

    first, second = client.post(address, answers), client.post(address, answers)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert (Referral.objects.count(), Person.objects.count()) == (1, 2)


def test_a_form_of_another_site_is_refused(world, address):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, world.users["coordinator"])

    assert client.post(address, by_staff()).status_code == 403
    assert Referral.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "status"),
    [("supervisor", 403), ("commissioner", 403), ("neighbour", 404), ("stranger", 404)],
)
def test_others_do_not_come_in(world, address, name, status):
    client = world.client(name)

    assert (client.get(address).status_code, client.post(address, by_staff()).status_code) == (
        status,
        status,
    )
    assert Referral.objects.count() == 0
