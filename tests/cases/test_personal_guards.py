"""What is asked of each person: told, safe to reach, agreed not too long ago."""

from datetime import timedelta

import pytest

from cases.models import Participant
from cases.personal_guards import consents_written, safe_route_confirmed
from cases.pipeline import TO_CONFERENCE, TO_PREPARATION, step_between
from cases.queries.next_steps import standing_of
from cases.queries.written import written_by
from cases.stages import Stage
from people.models import Person
from tests.cases.made import daniel_of, get_ready, jessica_of, two_sided_case
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.factories.people import ContactPointFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
LASTS = timedelta(days=183)


@pytest.fixture
def case(world):
    return get_ready(two_sided_case(world))


@pytest.fixture
def actor(world):
    return world.actor("facilitator")


def says(guard, case, actor, on=TODAY):
    return [(one.sentence, one.url_name) for one in guard(standing_of(case, actor), on)]


ASK = ("Ask Jessica H. whether and how we may contact them safely, and record it.",)
RECORD = ("Record a safe way to reach Jessica H., or in words what was agreed with them.",)


@pytest.mark.parametrize(
    ("stands", "contacts_us", "way", "told"),
    [
        ({"may_contact": "unknown"}, False, {}, ASK),
        ({"may_contact": "unknown", "safe_contact": ""}, False, None, ASK),
        ({"may_contact": "unknown"}, True, None, ()),
        ({"may_contact": "no", "safe_contact": ""}, False, None, ()),
        ({"may_contact": "yes"}, False, None, ()),
        ({"may_contact": "yes", "safe_contact": ""}, False, {}, ()),
        ({"may_contact": "yes", "safe_contact": ""}, False, None, RECORD),
        ({"may_contact": "yes", "safe_contact": ""}, False, {"is_safe": "unknown"}, RECORD),
        ({"may_contact": "yes", "safe_contact": ""}, False, {"ended_at": NOON}, RECORD),
        ({"may_contact": "yes", "safe_contact": ""}, False, {"look": "waiting"}, RECORD),
        ({"may_contact": "unknown", "status": "withdrew"}, False, None, ()),
    ],
)
def test_a_safe_route_is_known_of_everybody_on_a_side(case, actor, stands, contacts_us, way, told):
    jessica = jessica_of(case)
    Person.objects.filter(pk=jessica.person_id).update(contacts_us=contacts_us)
    for name, value in stands.items():
        setattr(jessica, name, value)
    jessica.save()
    if way is not None:
        ContactPointFactory(person=jessica.person, **way)

    assert says(safe_route_confirmed, case, actor) == [(one, "cases:safe_contact") for one in told]


def test_a_safe_route_is_not_asked_of_a_supporter(case, actor):
    ParticipantFactory(case=case, role="supporter", status="willing")

    assert says(safe_route_confirmed, case, actor) == []


def test_whoever_is_added_later_does_not_reach_the_conference_untold(case, actor):
    case.stage = Stage.PREPARATION
    case.save()
    ParticipantFactory(
        case=case, status="not_contacted", person__first_name="Late", person__last_name="Comer"
    )
    step = step_between(Stage.PREPARATION, Stage.CONFERENCE)

    told = [
        (one.guard, one.passable) for one in step.refusals(standing_of(case, actor), actor, TODAY)
    ]

    assert told == [("everybody_informed", False), ("safe_route_confirmed", False)]
    assert safe_route_confirmed in TO_PREPARATION
    assert safe_route_confirmed in TO_CONFERENCE


def test_an_old_consent_passes_no_step(case, actor):
    then = TODAY + LASTS
    ConsentFactory(participant=daniel_of(case), happened_on=then)

    assert says(consents_written, case, actor, then - DAY) == []
    assert says(consents_written, case, actor, then) == [
        (
            (
                "Ask Jessica H. again whether they agree to take part: they agreed in writing on "
                "12 August 2026, over six months ago."
            ),
            "cases:consent_add",
        )
    ]
    ConsentFactory(participant=jessica_of(case), happened_on=then)
    assert says(consents_written, case, actor, then) == []


def test_an_old_consent_of_a_parent_passes_no_step(case, actor):
    jessica = jessica_of(case)
    Person.objects.filter(pk=jessica.person_id).update(said_under_18=True)
    mother = ParticipantFactory(case=case, role="parent")
    ConsentFactory(participant=jessica, given_by=mother, happened_on=TODAY - LASTS)

    assert says(consents_written, case, actor) == [
        (
            (
                "Ask the parent or guardian of Jessica H. again: they consented in writing on "
                "10 February 2026, over six months ago."
            ),
            "cases:consent_add",
        )
    ]


def test_where_no_parent_can_be_asked_the_child_alone_is_and_the_reason_is_said(case, actor):
    jessica = jessica_of(case)
    Person.objects.filter(pk=jessica.person_id).update(said_under_18=True)
    Participant.objects.filter(pk=jessica.pk).update(no_guardian_why="Her mother was harmed.")

    assert says(consents_written, case, actor) == []
    assert written_by([Participant.objects.get(pk=jessica.pk)], TODAY, actor).refusal == ""
    ConsentFactory(participant=jessica, state="withdrawn", recorded_at=NOON + DAY)
    assert says(consents_written, case, actor) == [
        (
            (
                "Record the written consent of Jessica H. to take part. No parent or guardian is "
                "asked beside them: Her mother was harmed."
            ),
            "cases:consent_add",
        )
    ]


@pytest.mark.parametrize(
    ("meets_on", "said"),
    [
        (TODAY + LASTS - DAY, ""),
        (
            TODAY + LASTS,
            (
                "Jessica H. agreed to take part on 12 August 2026, over six months before "
                "11 February 2027: ask them again. The parent or guardian of Jessica H. consented "
                "on 12 August 2026, over six months before 11 February 2027: ask them again."
            ),
        ),
        (TODAY - DAY, "On 11 August 2026 no written consent of Jessica H. to take part stood."),
    ],
)
def test_a_meeting_is_judged_by_its_own_day(case, actor, meets_on, said):
    jessica = jessica_of(case)
    Person.objects.filter(pk=jessica.person_id).update(said_under_18=True)
    ConsentFactory(participant=jessica, given_by=ParticipantFactory(case=case, role="parent"))
    interpreter = ParticipantFactory(case=case, role="interpreter", side="neutral")
    people = [Participant.objects.get(pk=jessica.pk), interpreter]

    assert written_by(people, meets_on, actor).refusal == said
