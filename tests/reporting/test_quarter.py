from datetime import date

import pytest
from django.core.exceptions import PermissionDenied

from areas.models import AreaSettings, Commissioner
from areas.tenancy import in_area
from reporting.figures import Closure, Cohort, Counts, Direct, Indirect, Initiators, Sides
from reporting.quarter import quarter_figures
from tests.factories.cases import (
    CaseFactory,
    CaseReferralFactory,
    ContactEntryFactory,
    ParticipantFactory,
    ResponsibleFactory,
    SessionFactory,
)
from tests.factories.referrals import ReferralFactory, ReferralPersonFactory
from tests.reporting.rows import (
    FIRST,
    ISSUED,
    Q2,
    ClosureFactory,
    ConferenceFactory,
    LetterFactory,
    at,
)


def one_whole_case(area):
    referral = ReferralFactory(area=area, received_at=FIRST)
    ReferralPersonFactory(referral=referral)
    case = CaseFactory(area=area, opened_at=at(2026, 7, 3))
    CaseReferralFactory(case=case, referral=referral)
    harmed, responsible = ParticipantFactory(case=case), ResponsibleFactory(case=case)
    for participant in (harmed, responsible):
        ContactEntryFactory(participant=participant, happened_at=at(2026, 7, 6))
        SessionFactory(participant=participant, happened_at=at(2026, 7, 10))
    LetterFactory(case=case, author=responsible, recipient=harmed, delivered_on=date(2026, 8, 20))
    ConferenceFactory(case=case, happened_at=at(2026, 9, 10))
    ClosureFactory(case=case, happened_on=date(2026, 9, 28), reason="c_both")
    return case


def test_one_case_walks_through_every_measure(world):
    one_whole_case(world.kent)
    figures = quarter_figures(world.actor("coordinator"), Q2, as_at=ISSUED)
    both = Sides.counted(harmed=1, responsible=1, other=0, persons=2)
    assert figures.counts == Counts(
        referrals=1,
        persons_harmed=1,
        initiators=Initiators(0, 1, 0),
        cases_opened=1,
        contacted=both,
        engaged=both,
        direct=Direct(1, 1),
        indirect=Indirect(1, 1),
        cases_closed=1,
        closed=Cohort(1, 0, "100%"),
        received=Cohort(1, 0, "100%"),
        closures=(Closure("c_both", "Completed: letters or messages, and a meeting", 1),),
        closures_left_out=0,
    )


def test_the_commissioner_is_who_it_was_on_that_day(world):
    with in_area(world.kent.pk):
        for from_on, until_on, name in (
            (date(2024, 5, 9), date(2026, 9, 30), "Ann Earlier"),
            (date(2026, 10, 1), None, "Ben Later"),
        ):
            Commissioner.objects.create(
                area=world.kent,
                kind=Commissioner.Kind.PCC,
                body="Police and Crime Commissioner for Kent",
                name=name,
                from_on=from_on,
                until_on=until_on,
            )
    actor = world.actor("manager")
    days = (date(2026, 9, 30), ISSUED)
    names = [quarter_figures(actor, Q2, as_at=day).about.commissioner for day in days]
    assert names == ["Ann Earlier", "Ben Later"]


def test_an_area_without_a_commissioner_on_record_has_a_title_all_the_same(world):
    about = quarter_figures(world.actor("manager"), Q2, as_at=ISSUED).about
    assert (about.commissioner, about.commissioner_title) == ("", "commissioner for Kent")
    assert about.reference == "KNT-2026-27-Q2"


def test_the_areas_setting_on_live_video_is_in_the_figures(world):
    actor = world.actor("manager")
    AreaSettings.objects.visible_to(actor).update(remote_is_direct=False)
    assert quarter_figures(actor, Q2, as_at=ISSUED).about.remote_counts_as_direct is False


def test_two_who_may_see_different_cases_get_the_same_figures(world):
    CaseFactory(area=world.kent, opened_at=FIRST, is_restricted=True)
    figures = [
        quarter_figures(world.actor(name), Q2, as_at=ISSUED).counts
        for name in ("coordinator", "supervisor", "manager")
    ]
    assert [counts.cases_opened for counts in figures] == [1, 1, 1]


@pytest.mark.parametrize("name", ["facilitator", "commissioner", "referrer"])
def test_others_get_no_figures(world, name):
    with pytest.raises(PermissionDenied):
        quarter_figures(world.actor(name), Q2, as_at=ISSUED)


def test_the_number_of_queries_does_not_grow_with_the_area(world, count_queries):
    actor = world.actor("manager")
    with count_queries() as empty:
        quarter_figures(actor, Q2, as_at=ISSUED)
    for _ in range(5):
        one_whole_case(world.kent)
    with count_queries() as full:
        quarter_figures(actor, Q2, as_at=ISSUED)
    assert len(full) == len(empty)
    assert len(full) <= 12
