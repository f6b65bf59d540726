from datetime import date, timedelta

from cases.stages import (
    Attendance,
    ClosureReason,
    LetterState,
    Meeting,
    ShuttleState,
)
from referrals.actions.merge import join_referrals
from referrals.stages import Initiator, Part, Status
from referrals.stages import Side as ReferralSide
from reporting import measures
from reporting.figures import Closure, Cohort, Direct, Indirect, Initiators
from reporting.measures import Span
from reporting.periods import Period
from tests.factories.cases import (
    CaseFactory,
    CaseReferralFactory,
)
from tests.factories.people import PersonFactory
from tests.factories.referrals import ReferralFactory, ReferralPersonFactory
from tests.moments import NOON
from tests.reporting.rows import (
    AFTER,
    BEFORE,
    DAY_AFTER,
    DAY_BEFORE,
    FIRST,
    FIRST_DAY,
    ISSUED,
    LAST,
    LAST_DAY,
    Q2,
    ClosureFactory,
    ConferenceFactory,
    LetterFactory,
    MessageFactory,
    at,
)

SPAN = Span.of(Q2, as_at=ISSUED)


def case_of(referral):
    case = CaseFactory(area=referral.area)
    CaseReferralFactory(referral=referral, case=case)
    return case


# Referrals


def test_referrals_count_from_the_first_to_the_last_minute_of_the_quarter(area, kent, elsewhere):
    for moment in (BEFORE, FIRST, LAST, AFTER):
        ReferralFactory(received_at=moment, **kent)
    ReferralFactory(received_at=FIRST, **elsewhere)
    total, _initiators, _cohort = measures.referrals(area, SPAN)
    assert total == 2


def test_a_declined_referral_counts(area, kent):
    ReferralFactory(received_at=FIRST, status=Status.DECLINED, **kent)
    assert measures.referrals(area, SPAN)[0] == 1


def test_a_referral_written_down_late_counts_when_it_was_received(area, kent):
    ReferralFactory(received_at=LAST, recorded_at=at(2026, 10, 9), **kent)
    assert measures.referrals(area, SPAN)[0] == 1


def test_referrals_by_who_began_them(area, kent):
    for initiator in Initiator:
        ReferralFactory(received_at=FIRST, initiator=initiator, **kent)
    others = len(Initiator) - 4
    assert measures.referrals(area, SPAN)[1] == Initiators(2, 2, others)


def test_people_harmed_count_once_for_each_referral(area, kent, elsewhere):
    person = PersonFactory(**kent)
    for moment in (FIRST, LAST, AFTER):
        referral = ReferralFactory(received_at=moment, **kent)
        ReferralPersonFactory(referral=referral, person=person, side=ReferralSide.HARMED)
        ReferralPersonFactory(referral=referral, side=ReferralSide.RESPONSIBLE)
    ReferralPersonFactory(referral=ReferralFactory(received_at=FIRST, **elsewhere))
    assert measures.persons_harmed(area, SPAN) == 2


def test_referrals_that_were_joined_are_one_received_when_the_first_was(world, area, kent):
    first, second = (ReferralFactory(received_at=when, **kent) for when in (FIRST, LAST))
    third = ReferralFactory(received_at=BEFORE, **kent)
    by = world.actor("coordinator")
    join_referrals(first, into=second, by=by, now=NOON)
    assert measures.referrals(area, SPAN)[0] == 1

    join_referrals(third, into=second, by=by, now=NOON)
    assert measures.referrals(area, SPAN)[0] == 0


def test_people_harmed_in_joined_referrals_count_together(area, kent):
    kept = ReferralFactory(received_at=FIRST, **kent)
    joined = ReferralFactory(received_at=LAST, status="merged", merged_into=kept, **kent)
    her, him = PersonFactory(**kent), PersonFactory(**kent)
    again = PersonFactory(merged_into=her, **kent)
    for referral, person in ((kept, her), (joined, again), (joined, him)):
        ReferralPersonFactory(referral=referral, person=person, side=ReferralSide.HARMED)
    assert measures.persons_harmed(area, SPAN) == 2


def test_what_was_passed_on_still_counts_where_it_came_in(area, kent):
    ReferralFactory(received_at=FIRST, status="passed_on", **kent)
    assert measures.referrals(area, SPAN)[0] == 1


def test_whoever_is_with_a_person_harmed_is_not_counted_as_one(area, kent):
    referral = ReferralFactory(received_at=FIRST, **kent)
    for part in Part:
        ReferralPersonFactory(referral=referral, side=ReferralSide.HARMED, part=part)
    assert measures.persons_harmed(area, SPAN) == 1


def test_the_referral_cohort_counts_those_whose_case_had_an_intervention_by_the_report_date(
    area, kent
):
    met, written, late, waiting = (ReferralFactory(received_at=FIRST, **kent) for _ in range(4))
    ReferralFactory(received_at=FIRST, **kent)
    ConferenceFactory(case=case_of(met), happened_at=at(2026, 10, 14, 23, 59))
    LetterFactory(case=case_of(written), delivered_on=ISSUED)
    ConferenceFactory(case=case_of(late), happened_at=at(2026, 10, 15, 0))
    case_of(waiting)
    assert measures.referrals(area, SPAN)[2] == Cohort(2, 3, "40%")


def test_a_referral_with_two_cases_counts_once(area, kent):
    referral = ReferralFactory(received_at=FIRST, **kent)
    for _ in range(2):
        ConferenceFactory(case=case_of(referral))
    assert measures.referrals(area, SPAN)[2] == Cohort(1, 0, "100%")


# Cases


def test_cases_count_when_they_are_opened(area, kent, elsewhere):
    for moment in (BEFORE, FIRST, LAST, AFTER):
        CaseFactory(opened_at=moment, **kent)
    CaseFactory(opened_at=FIRST, **elsewhere)
    assert measures.cases_opened(area, SPAN) == 2


def test_a_restricted_case_is_counted_too(area, kent):
    CaseFactory(opened_at=FIRST, is_restricted=True, **kent)
    assert measures.cases_opened(area, SPAN) == 1


# Interventions


def test_direct_interventions_are_events_with_their_cases_beside_them(area, kent, elsewhere):
    case = CaseFactory(**kent)
    for moment in (BEFORE, FIRST, LAST, AFTER):
        ConferenceFactory(case=case, happened_at=moment)
    ConferenceFactory(case=CaseFactory(**kent), happened_at=FIRST)
    ConferenceFactory(case=case, happened_at=FIRST, attendance=Attendance.CANCELLED)
    ConferenceFactory(case=case, happened_at=FIRST, attendance=Attendance.PLANNED)
    ConferenceFactory(case=CaseFactory(**elsewhere), happened_at=FIRST)
    assert measures.direct(area, SPAN, remote=True) == Direct(3, 2)


def test_live_video_is_direct_or_indirect_as_the_area_has_it(area, kent):
    case = CaseFactory(**kent)
    for meeting in (Meeting.VIDEO, Meeting.PHONE, Meeting.IN_PERSON):
        ConferenceFactory(case=case, happened_at=FIRST, meeting=meeting)
    assert measures.direct(area, SPAN, remote=True) == Direct(3, 1)
    assert measures.indirect(area, SPAN, remote=True) == Indirect(0, 0)
    assert measures.direct(area, SPAN, remote=False) == Direct(1, 1)
    assert measures.indirect(area, SPAN, remote=False) == Indirect(1, 2)


def test_indirect_counts_a_case_once_and_its_exchanges_beside_it(area, kent, elsewhere):
    case = CaseFactory(**kent)
    for day in (DAY_BEFORE, FIRST_DAY, LAST_DAY, DAY_AFTER):
        LetterFactory(case=case, delivered_on=day)
    LetterFactory(case=CaseFactory(**kent), state=LetterState.KEPT, delivered_on=None)
    LetterFactory(case=CaseFactory(**elsewhere), delivered_on=FIRST_DAY)
    assert measures.indirect(area, SPAN, remote=True) == Indirect(1, 2)


def test_a_message_that_was_passed_on_is_an_exchange_of_its_day(area, kent, elsewhere):
    case = CaseFactory(**kent)
    LetterFactory(case=case, delivered_on=FIRST_DAY)
    for day in (DAY_BEFORE, FIRST_DAY, LAST_DAY, DAY_AFTER):
        MessageFactory(case=case, passed_on_on=day)
    for state in ShuttleState:
        if state != ShuttleState.PASSED_ON:
            MessageFactory(case=CaseFactory(**kent), state=state, passed_on_on=None)
    MessageFactory(case=CaseFactory(**elsewhere), passed_on_on=FIRST_DAY)
    assert measures.indirect(area, SPAN, remote=True) == Indirect(1, 3)


def test_a_case_in_which_a_message_was_passed_on_had_an_intervention(area, kent):
    heard, late = (ReferralFactory(received_at=FIRST, **kent) for _ in range(2))
    MessageFactory(case=case_of(heard), passed_on_on=ISSUED)
    MessageFactory(case=case_of(late), passed_on_on=ISSUED + timedelta(days=1))
    assert measures.referrals(area, SPAN)[2] == Cohort(1, 1, "50%")


def test_a_year_to_date_sums_the_case_quarters(area, kent):
    case = CaseFactory(**kent)
    for day in (date(2026, 5, 4), date(2026, 8, 3), date(2026, 8, 10)):
        LetterFactory(case=case, delivered_on=day)
    quarters = [
        measures.indirect(area, Span.of(quarter, as_at=ISSUED), remote=True)
        for quarter in Q2.quarters_to_date()
    ]
    assert quarters == [Indirect(1, 1), Indirect(1, 2)]


# Closures


def test_the_closure_cohort_counts_cases_closed_in_the_quarter(area, kent, elsewhere):
    for day in (DAY_BEFORE, FIRST_DAY, LAST_DAY, DAY_AFTER):
        ClosureFactory(case=CaseFactory(**kent), happened_on=day)
    ClosureFactory(case=CaseFactory(**elsewhere), happened_on=FIRST_DAY)
    met = ClosureFactory(case=CaseFactory(**kent), reason=ClosureReason.DIRECT)
    ConferenceFactory(case=met.case)
    assert measures.closures(area, SPAN) == (
        Cohort(1, 2, "33%"),
        {"c_needs_met": 2, "c_direct": 1},
        0,
    )


def test_duplicates_errors_and_transfers_leave_the_cohort(area, kent):
    for reason in (
        ClosureReason.DUPLICATE,
        ClosureReason.ERROR,
        ClosureReason.TRANSFER,
        ClosureReason.DEATH,
    ):
        ClosureFactory(case=CaseFactory(**kent), reason=reason)
    assert measures.closures(area, SPAN) == (Cohort(0, 1, "0%"), {"c_death": 1}, 3)


def test_a_case_closed_twice_counts_at_its_last_closure_before_the_report_date(area, kent):
    case = CaseFactory(**kent)
    ClosureFactory(case=case, happened_on=FIRST_DAY, reopened_at=at(2026, 8, 1))
    ClosureFactory(case=case, happened_on=date(2026, 10, 3), reason=ClosureReason.RISK)
    assert measures.closures(area, SPAN) == (Cohort(0, 0, "–"), {}, 0)
    third = Span.of(Period.parse("2026-27 Q3"), as_at=ISSUED)
    assert measures.closures(area, third) == (Cohort(0, 1, "0%"), {"c_risk": 1}, 0)


def test_a_second_closure_after_the_report_date_is_not_known_yet(area, kent):
    case = CaseFactory(**kent)
    ClosureFactory(case=case, happened_on=FIRST_DAY, reopened_at=at(2026, 10, 15))
    ClosureFactory(case=case, happened_on=date(2026, 10, 20), reason=ClosureReason.RISK)
    assert measures.closures(area, SPAN)[1] == {"c_needs_met": 1}


def test_a_case_that_is_open_again_is_not_closed(area, kent):
    ClosureFactory(
        case=CaseFactory(**kent), happened_on=FIRST_DAY, reopened_at=at(2026, 10, 14, 23, 59)
    )
    assert measures.closures(area, SPAN)[0] == Cohort(0, 0, "–")


def test_closed_twice_in_the_quarter_counts_once_for_the_last_reason(area, kent):
    case = CaseFactory(**kent)
    ClosureFactory(case=case, happened_on=FIRST_DAY, reopened_at=at(2026, 8, 1))
    ClosureFactory(case=case, happened_on=LAST_DAY, reason=ClosureReason.RISK)
    assert measures.closures(area, SPAN)[1] == {"c_risk": 1}


def test_reasons_are_printed_in_their_words():
    assert measures.closure_rows({"c_direct": 2, "c_death": 1}) == (
        Closure("c_direct", "Completed: they met", 2),
        Closure("c_death", "Ended early: a participant died", 1),
    )


def test_figures_of_a_running_quarter_stop_at_the_report_date(area, kent):
    running = Span.of(Q2, as_at=date(2026, 8, 12))
    for moment in (at(2026, 8, 12, 23, 59), at(2026, 8, 13, 0)):
        CaseFactory(opened_at=moment, **kent)
    assert measures.cases_opened(area, running) == 1
