from datetime import timedelta

import pytest

from cases.stages import (
    Attendance,
    ContactOutcome,
    ParticipantRole,
    SessionPurpose,
    Side,
)
from reporting import measures
from reporting.figures import Sides
from reporting.measures import Span
from tests.factories.cases import (
    CaseFactory,
    ContactEntryFactory,
    ParticipantFactory,
    ResponsibleFactory,
    SessionFactory,
)
from tests.factories.people import PersonFactory
from tests.factories.programmes import (
    EnrolmentFactory,
    ProgrammeSessionFactory,
    SessionPlaceFactory,
)
from tests.reporting.rows import (
    AFTER,
    BEFORE,
    FIRST,
    ISSUED,
    LAST,
    Q2,
)

SPAN = Span.of(Q2, as_at=ISSUED)


def sides(harmed=0, responsible=0, other=0, persons=None):
    total = harmed + responsible + other
    return Sides.counted(
        harmed=harmed,
        responsible=responsible,
        other=other,
        persons=total if persons is None else persons,
    )


@pytest.mark.parametrize(
    ("moments", "expected"),
    [
        ([BEFORE], 0),
        ([FIRST], 1),
        ([LAST], 1),
        ([AFTER], 0),
        ([BEFORE, FIRST], 0),
        ([FIRST, LAST, AFTER], 1),
    ],
)
def test_contacted_counts_in_the_quarter_of_the_first_contact(area, kent, moments, expected):
    participant = ParticipantFactory(case=CaseFactory(**kent))
    for moment in moments:
        ContactEntryFactory(participant=participant, happened_at=moment)
    assert measures.contacted(area, SPAN) == sides(harmed=expected)


def test_an_attempt_is_an_attempt(area, kent):
    participant = ParticipantFactory(case=CaseFactory(**kent))
    for outcome in (ContactOutcome.LEFT_MESSAGE, ContactOutcome.NO_ANSWER, ContactOutcome.SENT):
        ContactEntryFactory(participant=participant, happened_at=FIRST, outcome=outcome)
    assert measures.contacted(area, SPAN) == sides()


def test_an_attempt_before_the_quarter_does_not_move_the_first_contact(area, kent):
    participant = ParticipantFactory(case=CaseFactory(**kent))
    ContactEntryFactory(
        participant=participant, happened_at=BEFORE, outcome=ContactOutcome.NO_ANSWER
    )
    ContactEntryFactory(participant=participant, happened_at=FIRST)
    assert measures.contacted(area, SPAN) == sides(harmed=1)


def test_a_session_is_a_contact_too(area, kent):
    SessionFactory(
        participant=ParticipantFactory(case=CaseFactory(**kent)),
        happened_at=FIRST,
        purpose=SessionPurpose.DEBRIEF,
    )
    assert measures.contacted(area, SPAN) == sides(harmed=1)


def test_contacted_counts_by_side_and_supporters_not_at_all(area, kent, elsewhere):
    case = CaseFactory(**kent)
    people = [
        ParticipantFactory(case=case),
        ResponsibleFactory(case=case),
        ParticipantFactory(case=case, side=Side.PARTY_A, role=ParticipantRole.PARTY),
        ParticipantFactory(case=case, role=ParticipantRole.SUPPORTER),
        ParticipantFactory(case=CaseFactory(**elsewhere)),
    ]
    for participant in people:
        ContactEntryFactory(participant=participant, happened_at=FIRST)
    assert measures.contacted(area, SPAN) == sides(harmed=1, responsible=1, other=1)


def test_one_person_in_two_cases_is_two_participants_and_one_person(area, kent):
    person = PersonFactory(**kent)
    again = PersonFactory(merged_into=person, **kent)
    for who in (person, person, again):
        participant = ParticipantFactory(case=CaseFactory(**kent), person=who)
        ContactEntryFactory(participant=participant, happened_at=FIRST)
    assert measures.contacted(area, SPAN) == sides(harmed=3, persons=1)


@pytest.mark.parametrize(
    ("moments", "expected"), [([BEFORE, FIRST], 0), ([FIRST], 1), ([LAST, AFTER], 1), ([AFTER], 0)]
)
def test_engaged_counts_in_the_quarter_of_the_first_session(area, kent, moments, expected):
    participant = ResponsibleFactory(case=CaseFactory(**kent))
    for moment in moments:
        SessionFactory(participant=participant, happened_at=moment)
    assert measures.engaged(area, SPAN) == sides(responsible=expected)


def test_a_meeting_of_a_programme_that_they_came_to_engages(area, kent):
    one = ResponsibleFactory(case=CaseFactory(**kent))
    place = EnrolmentFactory(participant=one)
    for number, moment in enumerate((FIRST, FIRST + timedelta(days=1))):
        meeting = ProgrammeSessionFactory(
            programme=place.programme, number=number, happened_at=moment, attendance="held"
        )
        SessionPlaceFactory(session=meeting, enrolment=place, came=bool(number))
    missed = EnrolmentFactory(participant=ParticipantFactory(case=one.case))
    SessionPlaceFactory(
        session=ProgrammeSessionFactory(
            programme=missed.programme, happened_at=FIRST, attendance="held"
        ),
        enrolment=missed,
        came=False,
    )

    assert measures.engaged(area, SPAN) == sides(responsible=1)
    assert measures.contacted(area, SPAN) == sides(responsible=1)


def test_a_missed_session_a_debrief_and_another_area_engage_nobody(area, kent, elsewhere):
    case = CaseFactory(**kent)
    SessionFactory(
        participant=ParticipantFactory(case=case),
        happened_at=FIRST,
        attendance=Attendance.NOT_ATTENDED,
    )
    SessionFactory(
        participant=ParticipantFactory(case=case),
        happened_at=FIRST,
        purpose=SessionPurpose.DEBRIEF,
    )
    SessionFactory(participant=ParticipantFactory(case=CaseFactory(**elsewhere)), happened_at=FIRST)
    assert measures.engaged(area, SPAN) == sides()
