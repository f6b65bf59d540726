from datetime import date

import pytest

from referrals.eligibility import Facts, facts_of
from referrals.queries import people_of
from tests.factories.referrals import (
    FullReferralFactory,
    IncidentFactory,
    ReferralFactory,
    ReferralPersonFactory,
)


def facts(world, referral):
    return facts_of(referral, people_of(referral, world.actor("coordinator")))


def test_the_facts_are_those_of_the_referral_its_incident_and_its_people(world):
    referral = FullReferralFactory(
        area=world.kent,
        source="pol_officer",
        agreed_to_referral="yes",
        incident__offence="gbh",
        incident__justice_stage="charged",
        incident__reported="no",
        incident__proceedings_live="yes",
        incident__responsible_identified="yes",
        incident__happened_in_area="yes",
        harmed__lives_in_area="no",
        harmed__age_told=40,
        responsible__lives_in_area="yes",
        responsible__age_told=17,
    )

    assert facts(world, referral) == Facts(
        source="pol_officer",
        agreed="yes",
        offence="gbh",
        stage="charged",
        reported="no",
        proceedings="yes",
        identified="yes",
        offence_here="yes",
        harmed_here=("no",),
        harmed_ages=(40,),
        responsible_here=("yes",),
        responsible_ages=(17,),
        accepts=("yes",),
        somebody_is_under_18=True,
    )


def test_a_referral_without_an_incident_and_people_says_nothing(world):
    referral = ReferralFactory(area=world.kent, source="court")

    assert facts(world, referral) == Facts(source="court")


@pytest.mark.parametrize(
    ("born", "told", "age"),
    [
        (date(2008, 8, 12), 40, 18),
        (date(2008, 8, 13), None, 17),
        (None, 40, 40),
        (None, None, None),
    ],
)
def test_ages_are_those_on_the_day_of_receipt(world, born, told, age):
    """The referral was received on 12 August 2026."""
    referral = FullReferralFactory(
        area=world.kent,
        harmed__age_told=40,
        responsible__person__date_of_birth=born,
        responsible__age_told=told,
    )

    found = facts(world, referral)

    assert found.responsible_ages == (age,)
    assert found.somebody_is_under_18 == (age == 17)


def test_a_parent_a_supporter_and_an_organisation_have_no_age_that_counts(world):
    referral = ReferralFactory(area=world.kent)
    ReferralPersonFactory(referral=referral, part="guardian", age_told=17)
    ReferralPersonFactory(referral=referral, part="supporter", side="responsible", age_told=17)
    ReferralPersonFactory(referral=referral, person__organisation="The Corner Shop")

    found = facts(world, referral)

    assert (found.harmed_ages, found.responsible_ages, found.accepts) == ((), (), ())
    assert found.harmed_here == ("unknown",)


def test_a_police_reference_says_that_it_was_reported(world):
    referral = ReferralFactory(area=world.kent)
    IncidentFactory(referral=referral, police_reference="42/1234/26")

    assert facts(world, referral).reported == "yes"
