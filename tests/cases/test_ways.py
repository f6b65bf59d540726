import pytest

from cases.queries.contacts import taps_of
from cases.queries.ways import ways_of
from cases.stages import ContactChannel
from tests.factories.cases import ContactEntryFactory
from tests.factories.custody import AgencyContactFactory, StayFactory
from tests.factories.people import ContactPointFactory
from tests.moments import NOON

from .made import daniel_of, jessica_of


def safety(participant, actor):
    return {str(way.channel): str(way.is_safe) for way in ways_of(participant, actor)}


def of(participant, actor, channel):
    return next(way for way in ways_of(participant, actor) if way.channel == channel)


def test_of_somebody_whom_nobody_asked_nothing_is_known(case, actor):
    assert safety(jessica_of(case), actor) == dict.fromkeys(ContactChannel.values, "unknown")


def test_a_mobile_that_is_safe_takes_calls_and_texts_only_where_they_are(case, actor):
    jessica = jessica_of(case)
    ContactPointFactory(person=jessica.person)
    assert safety(jessica, actor) == {
        "phone": "yes",
        "text": "unknown",
        "email": "unknown",
        "letter": "unknown",
        "visit": "unknown",
        "video": "yes",
        "through": "unknown",
    }
    ContactPointFactory(person=jessica.person, text_ok="yes", safe_times="evenings")

    assert safety(jessica, actor)["text"] == "yes"
    assert of(jessica, actor, "phone").times == ("evenings",)


def test_who_takes_texts_only_is_not_called(case, actor):
    jessica = jessica_of(case)
    told = {"call_ok": "no", "text_ok": "yes", "safe_times": "weekdays after 5"}
    ContactPointFactory(person=jessica.person, **told)

    allowed = safety(jessica, actor)
    assert (allowed["phone"], allowed["video"], allowed["text"]) == ("no", "no", "yes")
    sentence = of(jessica, actor, "phone").objection(outcome="no_answer", at=NOON)
    assert sentence == "They take texts only, no calls."
    assert "at these times" in of(jessica, actor, "text").objection(outcome="sent", at=NOON)
    ContactPointFactory(person=jessica.person, kind="telephone")
    assert safety(jessica, actor)["phone"] == "yes"


def test_what_was_ended_or_waits_for_a_second_look_is_not_used(case, actor):
    jessica = jessica_of(case)
    ContactPointFactory(person=jessica.person, ended_at=NOON)
    ContactPointFactory(person=jessica.person, kind="email", look="waiting")

    assert (safety(jessica, actor)["phone"], safety(jessica, actor)["email"]) == (
        "unknown",
        "unknown",
    )


@pytest.mark.parametrize("is_safe", ["no", "unknown"])
def test_what_is_not_said_to_be_safe_is_not(case, actor, is_safe):
    jessica = jessica_of(case)
    ContactPointFactory(person=jessica.person, kind="address", is_safe=is_safe)

    assert (safety(jessica, actor)["letter"], safety(jessica, actor)["visit"]) == (is_safe, is_safe)


@pytest.mark.parametrize(("allowed", "objects"), [("yes", False), ("no", True), ("unknown", True)])
def test_a_message_is_left_only_where_they_said_that_one_may_be(case, actor, allowed, objects):
    jessica = jessica_of(case)
    ContactPointFactory(person=jessica.person, voicemail_ok=allowed)
    way = of(jessica, actor, "phone")

    assert bool(way.objection(outcome="left_safe_msg", at=NOON)) is objects
    assert way.objection(outcome="no_answer", at=NOON) == ""
    (phone,) = taps_of([way], safe=True)
    assert any(tap.value == "phone:left_safe_msg" for tap in phone.taps) is not objects


def test_who_contacts_us_is_contacted_by_no_way(case, actor):
    jessica = jessica_of(case)
    jessica.person.contacts_us = True
    jessica.person.save()

    assert set(safety(jessica, actor).values()) == {"no"}


def test_a_prison_opens_its_visits_and_an_offender_manager_a_word_passed_on(case, actor):
    daniel = daniel_of(case)
    StayFactory(participant=daniel)
    AgencyContactFactory(participant=daniel)

    known = safety(daniel, actor)
    assert [channel for channel, safe in known.items() if safe == "yes"] == [
        "visit",
        "video",
        "through",
    ]
    visit, *_others = taps_of(ways_of(daniel, actor), safe=True)
    assert "visit:prison_cancelled" in {tap.value for tap in visit.taps}


def test_a_way_that_was_stopped_is_closed_until_they_are_spoken_with_by_it(case, actor):
    jessica = jessica_of(case)
    ContactPointFactory(person=jessica.person)
    ContactEntryFactory(participant=jessica, outcome="unsafe_abort", happened_at=NOON)

    assert safety(jessica, actor)["phone"] == "no"
    assert "was stopped" in of(jessica, actor, "phone").objection(outcome="spoke", at=NOON)
    assert safety(jessica, actor)["video"] == "yes"


def test_they_take_five_queries_however_much_is_known(case, actor, count_queries):
    jessica = jessica_of(case)
    for kind in ("mobile", "email", "address", "telephone"):
        ContactPointFactory(person=jessica.person, kind=kind)

    with count_queries() as asked:
        ways_of(jessica, actor)

    assert len(asked) == 5
