"""Both sides on one programme: what is asked before they sit down together."""

from datetime import timedelta

import pytest
from django.urls import reverse

from cases.actions.activity import CaseClosed
from cases.actions.orders import ForbiddenByOrder
from cases.actions.programme_meetings import hold_meeting, move_meeting
from cases.actions.programmes import enrol
from cases.actions.safe_contact import MustNotBeContacted
from cases.actions.seats import KeptApart, NotPrepared
from cases.models import Clearance, Enrolment, SessionPlace
from cases.stages import Attendance, Group
from tests.cases.work.conftest import day_of
from tests.factories.cases import CaseFactory, ConsentFactory, PairFactory, ParticipantFactory
from tests.factories.custody import CourtOrderFactory
from tests.factories.people import PersonFactory
from tests.factories.programmes import (
    EnrolmentFactory,
    ProgrammeFactory,
    ProgrammeLeadFactory,
)
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)
UNNAMED = (
    "Two of those on this programme must not sit together as things stand. Those who work on "
    "their cases know more."
)


def join(work, programme, one=None, group=Group.YOUNG_PEOPLE):
    return enrol(
        one or work.responsible,
        programme=programme,
        from_on=TODAY,
        group=group,
        by=work.by,
        now=NOON,
    )


def refusal(work, programme, kind, one=None):
    places = Enrolment.objects.count()
    with pytest.raises(kind) as refused:
        join(work, programme, one)
    assert Enrolment.objects.count() == places
    return str(refused.value)


def first_of(programme):
    return programme.sessions.get(number=1)


def test_a_mother_and_her_son_are_seated_together_when_all_is_ready(work, family, ready):
    assert join(work, family).group == Group.YOUNG_PEOPLE


@pytest.mark.parametrize("days", [0, 1])
def test_an_order_that_holds_on_a_day_on_which_both_come_stops_it(work, family, ready, days):
    CourtOrderFactory(against=work.responsible, from_on=TODAY + days * DAY)

    assert refusal(work, family, ForbiddenByOrder) == (
        "An order or condition forbids Daniel R. contact with the other side. A manager must agree "
        "before anything is sent, passed on or arranged."
    )


@pytest.mark.parametrize(
    "values",
    [{"agreed_at": NOON}, {"from_on": TODAY + 2 * DAY}, {"until_on": TODAY}],
)
def test_an_order_that_holds_on_none_of_those_days_does_not(work, family, ready, values):
    """From the day after tomorrow they meet in their own groups."""
    CourtOrderFactory(against=work.responsible, **values)

    assert join(work, family).pk


def test_in_one_group_they_meet_on_its_days_too(work, family, ready):
    CourtOrderFactory(against=work.responsible, from_on=TODAY + 2 * DAY)

    with pytest.raises(ForbiddenByOrder):
        join(work, family, group=Group.PARENTS)


def test_where_no_meeting_is_planned_an_order_of_today_counts(work, family, ready):
    family.sessions.all().delete()
    CourtOrderFactory(against=work.responsible)

    refusal(work, family, ForbiddenByOrder)


def test_an_order_of_another_case_of_the_same_two_stops_it(work, family, ready):
    case = CaseFactory(area=work.world.kent)
    other = PairFactory(
        case=case, one__person=work.harmed.person, other__person=work.responsible.person
    )
    CourtOrderFactory(against=other.other)

    assert refusal(work, family, ForbiddenByOrder).startswith(
        "An order or condition that is recorded in another case forbids Daniel R. and Jessica M."
    )


def test_the_risk_is_signed_off_first(work, family, ready):
    Clearance.objects.update(until=TODAY - DAY)

    assert refusal(work, family, NotPrepared) == (
        "Both sides would sit together on this programme, and no signed-off risk assessment is in "
        "force. Have one signed off first."
    )


@pytest.mark.parametrize("name", ["harmed", "responsible"])
def test_both_agree_to_take_part_first(work, family, ready, name):
    one = getattr(work, name)
    ConsentFactory(participant=one, state="withdrawn", recorded_at=NOON + DAY)

    assert refusal(work, family, NotPrepared) == (
        "Both sides would sit together on this programme. Record first that "
        f"{one.person.short_name} agrees to take part, and for an under-18 that a parent or "
        "guardian does."
    )


@pytest.mark.parametrize("name", ["harmed", "responsible"])
def test_neither_may_have_said_not_to_be_contacted(work, family, ready, name):
    one = getattr(work, name)
    one.may_contact = "no"
    one.save()

    assert one.person.short_name in refusal(work, family, MustNotBeContacted)


def test_two_opposed_people_of_a_case_do_not_join_one_course(work, course, ready):
    EnrolmentFactory(participant=work.harmed, programme=course)

    assert refusal(work, course, KeptApart) == (
        "Daniel R. and Jessica M. stand on opposite sides, so they cannot be on one course "
        "together. Choose another programme for one of them."
    )


@pytest.mark.parametrize("kind", ["awareness", "step_up"])
def test_two_who_stand_opposed_in_any_case_do_not_join_from_different_ones(work, ready, kind):
    """The other is there by a record that was joined with theirs, and is never named."""
    again = PersonFactory(area=work.world.kent, merged_into=work.harmed.person)
    elsewhere = ParticipantFactory(case=work.foreign.case, person=again, side="responsible")
    programme = ProgrammeFactory(area=work.world.kent, kind=kind)
    EnrolmentFactory(participant=elsewhere, programme=programme)

    assert refusal(work, programme, KeptApart) == UNNAMED


def test_two_of_one_side_here_who_are_opposed_elsewhere_are_not_told_so(work, course, ready):
    """No side, and neither the other case nor that there is one."""
    beside = ParticipantFactory(case=work.case, role="supporter", side="responsible")
    again = PersonFactory(area=work.world.kent, merged_into=beside.person)
    hidden = CaseFactory(area=work.world.kent, is_restricted=True)
    PairFactory(
        one=ParticipantFactory(case=hidden, person=again),
        other=ParticipantFactory(
            case=hidden, person=work.responsible.person, role="responsible", side="responsible"
        ),
        case=hidden,
    )
    EnrolmentFactory(participant=beside, programme=course)

    assert refusal(work, course, KeptApart) == (
        f"Daniel R. and {beside.person.short_name} must not sit together as things stand. Those "
        "who work on their cases know more."
    )


@pytest.mark.parametrize("name", ["harmed", "responsible"])
def test_whoever_contacts_us_may_ask_for_a_place(work, family, ready, name):
    one = getattr(work, name)
    one.person.contacts_us = True
    one.person.save()
    one.may_contact = "no"
    one.save()

    assert join(work, family).pk


@pytest.mark.parametrize("gone", [{"left_on": TODAY}, {"participant__status": "withdrew"}])
def test_whoever_left_or_stands_with_nobody_keeps_nobody_out(work, course, gone):
    EnrolmentFactory(participant=work.foreign, programme=course)
    EnrolmentFactory(
        participant=ParticipantFactory(
            case=work.case, status=gone.get("participant__status", "willing")
        ),
        programme=course,
        left_on=gone.get("left_on"),
    )

    assert join(work, course).pk


def test_a_closed_case_seats_nobody(work, family, ready):
    work.close()

    refusal(work, family, CaseClosed)


def test_the_page_says_why(work, family):
    form = {"programme": str(family.pk), "group": "young_people", **day_of("from_on", TODAY)}

    answer = work.client.post(work.url("enrolment_add", work.responsible.pk), form)

    said = (
        "Both sides would sit together on this programme. Record first that Daniel R. agrees to "
        "take part, and for an under-18 that a parent or guardian does."
    )
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [said])


def test_a_meeting_is_not_moved_to_a_day_on_which_an_order_holds(work, family, together):
    CourtOrderFactory(against=work.responsible, from_on=TODAY + 3 * DAY)
    meeting = first_of(family)

    with pytest.raises(ForbiddenByOrder):
        move_meeting(meeting, to=NOON + 3 * DAY, whose_doing="venue", by=work.by, now=NOON)
    meeting.refresh_from_db()
    assert meeting.happened_at == NOON + DAY
    assert move_meeting(meeting, to=NOON + 2 * DAY, whose_doing="venue", by=work.by, now=NOON)


@pytest.mark.parametrize("agreed_at", [None, NOON])
def test_the_page_of_a_meeting_says_so_before(work, family, together, agreed_at):
    CourtOrderFactory(against=work.responsible, agreed_at=agreed_at)
    address = reverse("cases:programme_meeting", args=["kent", family.pk, first_of(family).pk])

    page = work.client.get(address)

    assert ("forbids Daniel R. contact" in page.context["apart"]) == (agreed_at is None)
    assert ("Two of them must not meet" in page.content.decode()) == (agreed_at is None)
    assert "apart" not in work.world.client("colleague").get(address).context


def hold(work, programme, *came, by=None):
    now = NOON + 2 * DAY
    return hold_meeting(
        first_of(programme), came=came, minutes=120, by=by or work.by, now=now
    ).attendance


def test_that_both_came_waits_until_a_manager_agrees(work, family, together):
    order = CourtOrderFactory(against=work.responsible)
    places = list(family.enrolments.all())

    with pytest.raises(ForbiddenByOrder):
        hold(work, family, *places)
    assert SessionPlace.objects.count() == 0
    order.agreed_at = NOON
    order.save()
    assert hold(work, family, *places) == Attendance.HELD


def test_one_who_came_alone_is_recorded(work, family, together):
    CourtOrderFactory(against=work.responsible)

    assert hold(work, family, together) == Attendance.HELD


@pytest.mark.parametrize("who", ["colleague", "coordinator"])
def test_whoever_may_not_see_the_case_learns_no_more_than_needed(work, family, together, who):
    """A colleague who runs it knows everybody's name; who allocates cases knows none of these."""
    work.case.is_restricted = True
    work.case.save()
    work.case.workers.filter(user=work.world.users["colleague"]).delete()
    if who == "colleague":
        ProgrammeLeadFactory(programme=family, user=work.world.users[who])
    CourtOrderFactory(against=work.responsible)

    with pytest.raises(KeptApart) as refused:
        hold(work, family, *family.enrolments.all(), by=work.world.actor(who))
    named = UNNAMED.replace("Two of those on this programme", "Daniel R. and Jessica M.")
    assert str(refused.value) == (named if who == "colleague" else UNNAMED)


def test_an_order_between_two_of_different_cases_counts_at_a_meeting(work, family):
    again = ParticipantFactory(case=work.foreign.case, person=work.responsible.person)
    EnrolmentFactory(participant=again, programme=family)
    CourtOrderFactory(against=work.responsible)

    with pytest.raises(KeptApart):
        hold(work, family, *family.enrolments.all())
