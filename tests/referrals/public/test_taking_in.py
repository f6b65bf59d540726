import json

import pytest
from django.urls import reverse

from areas.actor import Actor
from areas.tenancy import in_area
from audit.models import Event
from outbox.models import Entry
from people.models import EqualityAnswers, Person
from referrals.actions.take_in import take_in_self_referral
from referrals.handlers.arrived import arrived
from referrals.models import Arrival, Referral
from tests.moments import NOON
from tests.referrals.public.visitor import FAMILY, SELF, Visitor, take_in


@pytest.fixture
def sent(world):
    """Send answers, let the worker take them in, and stand in Kent with the referral."""

    def send(answers, **equality):
        visitor = Visitor()
        visitor.tell(answers)
        visitor.post("check")
        visitor.post("equality_questions", **equality)
        take_in(world.kent)
        world.actor("coordinator")
        return Referral.objects.get()

    return send


def ways(person):
    return [
        (way.kind, way.value, way.is_safe, way.text_ok, way.voicemail_ok)
        for way in person.contact_points.order_by("recorded_at", "kind")
    ]


def parts(referral):
    return sorted((one.part, one.side, one.person.full_name) for one in referral.people.all())


def test_what_was_said_becomes_a_referral(sent):
    referral = sent(SELF)
    incident = referral.incident

    assert (referral.source, referral.channel, referral.initiator) == (
        "self_harmed",
        "web",
        "harmed",
    )
    assert (referral.agreed_to_referral, referral.recorded_by) == ("yes", None)
    assert (incident.offence, incident.account) == ("burg_dwell", "Somebody broke in.")
    assert (incident.happened_about, incident.police_reference) == ("June 2026", "46/123/26")
    assert (incident.reported, incident.happened_in_area) == ("yes", "yes")
    assert parts(referral) == [("party", "harmed", "Jess Example")]


def test_the_safe_ways_stand_as_they_were_told(sent):
    [party] = sent(SELF).people.all()
    [way] = party.person.contact_points.all()

    assert ways(party.person) == [("mobile", "07700 900123", "yes", "no", "no")]
    assert (way.call_ok, way.safe_times, way.code_phrase) == ("yes", "mornings", "kettle")
    assert (party.needs, party.person.language) == ("Large print", "en")
    assert party.person.contacts_us is False


def test_the_submission_keeps_the_answers_but_no_way_to_reach_anybody(sent):
    submission = sent(SELF).submissions.get()
    pairs = json.loads(submission.as_sent)

    assert pairs[:2] == [
        ["Receipt given to the sender", Arrival.objects.get().receipt],
        ["Who are you?", "I was harmed"],
    ]
    assert ["How can we contact you safely?", "Call me"] in pairs
    assert ("07700 900123" in submission.as_sent, "kettle" in submission.as_sent) == (False, False)


@pytest.mark.parametrize(
    ("contact", "found"),
    [
        (
            {"channels": ["call", "text"], "telephone": "07700 900123"},
            [("mobile", "07700 900123", "yes", "yes", "no")],
        ),
        (
            {"channels": ["call", "text"], "telephone": "01632 960001", "mobile": "07700 900123"},
            [
                ("mobile", "07700 900123", "yes", "yes", "no"),
                ("telephone", "01632 960001", "yes", "no", "no"),
            ],
        ),
        (
            {"channels": ["text"], "mobile": "+44 7700 900123"},
            [("mobile", "+44 7700 900123", "yes", "yes", "no")],
        ),
        (
            {"channels": ["email", "post"], "email": "jess@example.org", "address": "1 Road"},
            [
                ("address", "1 Road", "yes", "unknown", "unknown"),
                ("email", "jess@example.org", "yes", "unknown", "unknown"),
            ],
        ),
    ],
)
def test_each_safe_way_becomes_one_of_its_kind(sent, contact, found):
    answers = {**SELF, "contact": contact}
    if "call" not in contact["channels"]:
        answers["safe"] = {"times": "mornings"}
    [party] = sent(answers).people.all()

    assert sorted(ways(party.person)) == found


def test_a_number_for_texts_alone_says_so(sent):
    [party] = sent({
        **SELF,
        "contact": {"channels": ["text"], "mobile": "07700 900123"},
        "safe": {"times": "mornings"},
    }).people.all()

    way = party.person.contact_points.get()
    assert (way.is_safe, way.call_ok, way.text_ok) == ("yes", "no", "yes")
    assert way.safe_times == "mornings"


def test_somebody_whom_it_is_not_safe_to_contact_has_no_way_and_contacts_us(sent):
    answers = {name: told for name, told in SELF.items() if name != "safe"}
    [party] = sent({**answers, "contact": {"channels": ["none"]}}).people.all()

    assert (ways(party.person), party.person.contacts_us) == ([], True)


def test_family_is_a_person_of_their_own_and_the_way_to_the_one_it_is_about(sent):
    referral = sent(FAMILY)
    harmed = referral.people.get(part="party")

    assert parts(referral) == [("family", "harmed", "Jess Example"), ("party", "harmed", "Sam")]
    assert (referral.source, referral.initiator) == ("family", "fam_harmed")
    assert (referral.referrer_name, referral.referrer_telephone) == ("Jess Example", "07700 900123")
    assert referral.agreed_to_referral == "unknown"
    assert ways(harmed.person) == [
        ("through", "Jess Example (mother)", "unknown", "unknown", "unknown")
    ]


def test_a_friend_of_somebody_responsible_supports_them(sent):
    referral = sent({
        **FAMILY,
        "you": {"who": "other"},
        "side": {"side": "responsible"},
        "them": {"first_name": "Sam", "agrees": "yes"},
    })

    assert parts(referral) == [
        ("party", "responsible", "Sam"),
        ("supporter", "responsible", "Jess Example"),
    ]
    assert (referral.source, referral.initiator) == ("other", "responsible")
    assert referral.agreed_to_referral == "yes"


def test_the_family_of_somebody_responsible_began_it(sent):
    referral = sent({**FAMILY, "side": {"side": "responsible"}})

    assert referral.initiator == "fam_responsible"


def test_somebody_responsible_refers_themselves(sent):
    referral = sent({**SELF, "you": {"who": "responsible"}})

    assert (referral.source, referral.initiator) == ("self_responsible", "responsible")


def test_a_child_comes_with_the_adult_whom_they_trust_and_a_flag(sent):
    referral = sent({
        **SELF,
        "age": {"under_18": "yes", "age": "15", "guardian": "Ann"},
        "what": {"kinds": ["home", "family", "sexual"], "account": ""},
        "more": {"more": "Please be quick."},
        "reported": {"reported": "no"},
        "help": {"language": "other", "other_language": "Polish"},
        "where": {**SELF["where"], "what": "quiet"},
        "when": {"unknown": "on"},
    })
    child = referral.people.get(part="party")

    assert parts(referral) == [("guardian", "harmed", "Ann"), ("party", "harmed", "Jess Example")]
    assert (child.age_told, child.lives_in_area) == (15, "unknown")
    assert (child.needs, child.person.language) == ("Language: Polish", "other")
    assert referral.incident.flags == ["da", "sexual", "child_victim"]
    assert referral.incident.offence == "misc"
    assert (referral.incident.account, referral.incident.happened_about) == ("Please be quick.", "")
    assert referral.incident.justice_stage == "unreported"


def test_equality_answers_stand_with_the_person_and_nowhere_in_the_referral(sent):
    referral = sent(SELF, sex="female", religion="not_said")
    answers = EqualityAnswers.objects.get()

    assert (answers.person, answers.answered_at) == (Person.objects.get(), NOON)
    assert (answers.sex, answers.religion, answers.ethnicity) == ("female", "not_said", "")
    assert "Prefer not to say" not in referral.submissions.get().as_sent


def test_how_they_heard_of_the_service_stands_with_the_referral_and_is_no_equality(world, sent):
    referral = sent(SELF, heard_from="family")

    assert (referral.heard_from, EqualityAnswers.objects.count()) == ("family", 0)
    page = world.client("coordinator").get(
        reverse("referrals:detail", args=["kent", referral.reference])
    )
    assert "Heard of us from" in page.content.decode()
    assert "Family or friends" in page.content.decode()


def test_nothing_told_of_equality_is_no_row(sent):
    referral = sent(SELF)

    assert (EqualityAnswers.objects.count(), referral.heard_from) == (0, "")


def test_it_is_taken_in_by_the_program_and_the_letter_box_is_emptied(sent):
    referral = sent(SELF)
    arrival = Arrival.objects.get()

    assert (arrival.referral, arrival.taken_in_at, arrival.body) == (referral, NOON, "")
    event = Event.objects.get(verb="arrival.taken_in")
    assert (event.actor_id, event.subject_id) == (None, str(arrival.pk))
    assert event.detail == {"kind": "self_referral"}


def test_twice_is_once(world, sent):
    referral = sent(SELF)
    system, arrival = Actor.system(world.kent), Arrival.objects.get()
    arrived(Entry.objects.get(kind="referrals.arrived"), system, NOON)

    assert take_in_self_referral(arrival, by=system, now=NOON) == referral
    assert Referral.objects.count() == 1


def test_a_failure_takes_everything_back_and_is_tried_again(world, monkeypatch):
    visitor = Visitor()
    visitor.tell(SELF)
    visitor.send()

    def fails(*args, **kwargs):
        raise RuntimeError

    monkeypatch.setattr("referrals.actions.take_in.record", fails)
    take_in(world.kent)

    with in_area(world.kent.pk):
        assert (Referral.objects.count(), Person.objects.count()) == (0, 0)
        assert Arrival.objects.get().taken_in_at is None
        assert Entry.objects.get(kind="referrals.arrived").last_error == "RuntimeError"
