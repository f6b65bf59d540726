"""The page on which staff write down what came in."""

import json
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from areas.models import AreaSettings
from people.models import ContactPoint, Person
from referrals.models import Incident, Referral, ReferralPerson, Submission
from tests.referrals.answers import FIVE_ANSWERS, by_staff, received_now
from tests.world import sign_in


@pytest.fixture
def address(world):
    return reverse("referrals:add", args=[world.kent.slug])


@pytest.fixture
def client(world):
    return world.client("coordinator")


def five(**changes):
    return {**received_now(), **FIVE_ANSWERS, **changes}


def test_five_answers_are_enough(client, address):
    done = client.post(address, five())

    referral = Referral.objects.get()
    assert done["Location"] == reverse("referrals:detail", args=["kent", referral.reference])
    assert (referral.channel, referral.source, referral.initiator) == (
        "phone",
        "self_harmed",
        "harmed",
    )
    assert Person.objects.get().full_name == "Jessica"
    assert Incident.objects.get().account == FIVE_ANSWERS["account"]


def test_no_more_than_five_answers_are_needed_and_the_rest_is_folded_away(client, address):
    form = client.get(address).context["form"]
    filled_in = [
        name for name, field in form.fields.items() if form[name].initial and field.required
    ]
    needed = [name for name, field in form.fields.items() if field.required]
    open_questions = [one.name for part in form.parts() for one in part.questions]

    assert filled_in == ["received_at"]
    assert len(set(needed) - set(filled_in)) + len(["a name"]) == 5
    assert open_questions == [
        "channel",
        "source",
        "harmed_first_name",
        "harmed_last_name",
        "responsible_first_name",
        "responsible_last_name",
        "offence",
        "account",
    ]
    assert not any(fold.is_open for part in form.parts() for fold in part.folds)


@pytest.mark.parametrize(
    ("source", "side", "initiator"),
    [
        ("self_harmed", "harmed", "harmed"),
        ("self_responsible", "responsible", "responsible"),
        ("family", "harmed", "fam_harmed"),
        ("family", "responsible", "fam_responsible"),
        ("court", "harmed", "court"),
        ("proactive", "harmed", "service"),
        ("pol_officer", "harmed", "prof"),
    ],
)
def test_who_wanted_it_first_is_taken_from_who_refers(client, address, source, side, initiator):
    named = {"harmed_first_name": "", f"{side}_first_name": "Jessica"}
    client.post(address, five(source=source, **named))

    assert Referral.objects.get().initiator == initiator


def test_a_coordinator_writes_down_what_came_by_telephone(world, client, address):
    answer = client.post(address, by_staff(agency=str(world.probation.pk)))

    referral = Referral.objects.get()
    assert answer["Location"] == reverse("referrals:detail", args=["kent", referral.reference])
    assert (referral.channel, referral.agency, referral.referrer_name) == (
        "phone",
        world.probation,
        "Olu Adeyemi",
    )
    assert (referral.initiator, referral.agreed_to_referral) == ("responsible", "yes")
    assert referral.received_at.isoformat() == "2026-08-11T13:30:00+00:00"


def test_a_facilitator_is_led_to_their_cases(world, address):
    answer = world.client("facilitator").post(address, five())

    assert (answer.status_code, answer["Location"]) == (302, reverse("cases:list", args=["kent"]))
    assert world.client("facilitator").get(address).status_code == 200


def test_it_is_kept_as_asked_and_answered_in_the_words_of_the_area(world, client, address):
    AreaSettings.objects.filter(area=world.kent).update(words="victim")

    client.post(address, by_staff(agency=str(world.probation.pk)))

    kept = json.loads(Submission.objects.get().as_sent)
    assert kept[:5] == [
        ["How did it come in?", "Telephone"],
        ["Who is referring?", "Probation practitioner"],
        ["When was it received?", "11 August 2026 at 2:30pm"],
        ["Which agency do they work for?", "Kent Probation"],
        ["Name of the referrer", "Olu Adeyemi"],
    ]
    assert ["Does any of these apply?", "Hate crime"] in kept
    assert ["Victim: Which of these is safe?", "A text message"] in kept
    assert ["Offender: Age, if the date of birth is not known", "31"] in kept


def test_how_to_reach_somebody_safely_is_kept_whole(client, address):
    client.post(address, by_staff())

    point = ContactPoint.objects.get()
    assert (point.kind, point.value, point.is_safe, point.call_ok, point.text_ok) == (
        "mobile",
        "07700 900123",
        "yes",
        "no",
        "yes",
    )
    assert (point.voicemail_ok, point.safe_times, point.who_may_answer, point.code_phrase) == (
        "no",
        "Weekdays before 2pm",
        "Her sister",
        "the library",
    )


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"harmed_telephone": "01632 960001"}, ("telephone", "unknown", "unknown", "unknown")),
        (
            {"harmed_telephone": "01632 960001", "harmed_safe_ways": ["call"]},
            ("telephone", "yes", "yes", "no"),
        ),
        (
            {"harmed_email": "jess@example.org", "harmed_safe_ways": ["email"]},
            ("email", "yes", "unknown", "unknown"),
        ),
        (
            {"harmed_address": "1 High Street", "harmed_safe_ways": ["post"]},
            ("address", "yes", "unknown", "unknown"),
        ),
        (
            {"harmed_email": "jess@example.org", "harmed_contacts_us": "on"},
            ("email", "no", "unknown", "unknown"),
        ),
    ],
)
def test_a_way_is_safe_only_if_somebody_said_so(client, address, said, kept):
    client.post(address, five(**said))

    point = ContactPoint.objects.get()
    assert (point.kind, point.is_safe, point.call_ok, point.text_ok) == kept
    assert point.person.contacts_us is ("harmed_contacts_us" in said)


def test_what_the_rules_ask_of_is_written_down(client, address):
    client.post(
        address,
        five(
            happened_about="about 1987",
            happened_in_area="yes",
            reported="no",
            proceedings_live="no",
            responsible_identified="yes",
            justice_stage="unreported",
            risks_told="He has moved next door.",
            harmed_lives_in_area="yes",
            harmed_language="cy",
        ),
    )

    incident = Incident.objects.get()
    assert (incident.happened_on, incident.happened_about) == (None, "about 1987")
    assert (incident.happened_in_area, incident.reported, incident.proceedings_live) == (
        "yes",
        "no",
        "no",
    )
    assert (incident.responsible_identified, incident.justice_stage) == ("yes", "unreported")
    assert incident.risks_told == "He has moved next door."
    one = ReferralPerson.objects.get()
    assert (one.lives_in_area, one.person.language) == ("yes", "cy")


def test_somebody_named_as_responsible_is_identified(client, address):
    client.post(address, by_staff())

    one = ReferralPerson.objects.get(side="responsible")
    assert Incident.objects.get().responsible_identified == "yes"
    assert (one.accepts_responsibility, one.age_told) == ("yes", 31)


def test_an_organisation_may_be_harmed_and_somebody_speaks_for_it(client, address):
    client.post(
        address,
        five(
            harmed_first_name="",
            harmed_organisation="Corner Shop",
            harmed_other_first_name="Nia",
            harmed_other_part="representative",
            harmed_other_telephone="01632 960002",
        ),
    )

    named = ReferralPerson.objects.order_by("part").values_list("part", "side")
    assert list(named) == [("party", "harmed"), ("representative", "harmed")]
    assert sorted(one.full_name for one in Person.objects.all()) == ["Corner Shop", "Nia"]
    assert ContactPoint.objects.get().person.full_name == "Nia"


@pytest.mark.parametrize("name", ["Łukasz", "محمد", "Ŵyn", "李小龍", "O’Neill-Smith"])
def test_names_of_any_script_are_taken(client, address, name):
    client.post(address, five(harmed_first_name=name))

    assert Person.objects.get().first_name == name


def test_a_second_press_of_the_button_is_led_to_where_the_first_one_went(client, address):
    answers = five(form_key=str(uuid.uuid4()))

    first, second = client.post(address, answers), client.post(address, answers)

    assert (first.status_code, second.status_code) == (302, 302)
    assert first["Location"] == second["Location"]
    assert (Referral.objects.count(), Person.objects.count()) == (1, 1)


def test_a_form_of_another_site_is_refused(world, address):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, world.users["coordinator"])

    assert client.post(address, five()).status_code == 403
    assert Referral.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "status"),
    [("supervisor", 403), ("commissioner", 403), ("neighbour", 404), ("stranger", 404)],
)
def test_others_do_not_come_in(world, address, name, status):
    client = world.client(name)

    assert (client.get(address).status_code, client.post(address, five()).status_code) == (
        status,
        status,
    )
    assert Referral.objects.count() == 0
