from datetime import date

import pytest
from django.db import IntegrityError, transaction

from areas.actor import Actor
from referrals.models import Referral, Submission
from tests.factories.areas import AgencyFactory
from tests.factories.referrals import IncidentFactory, ReferralFactory, SubmissionFactory
from tests.moments import NOON


@pytest.fixture
def sent(world):
    """One by our officer's agency, one by another agency, one by nobody's; one in another area."""
    police = AgencyFactory(area=world.kent)
    rows = {}
    for name, agency in (("probation", world.probation), ("police", police), ("none", None)):
        referral = ReferralFactory(area=world.kent, agency=agency)
        rows[name] = (referral, SubmissionFactory(referral=referral, agency=agency))
    SubmissionFactory(referral=ReferralFactory(area=world.avon))
    return rows


def seen_by(actor, sent):
    referrals = set(Referral.objects.visible_to(actor))
    submissions = set(Submission.objects.visible_to(actor))
    names = {name for name, (referral, _) in sent.items() if referral in referrals}
    assert names == {name for name, (_, one) in sent.items() if one in submissions}
    assert len(referrals) == len(submissions) == len(names)
    return names


@pytest.mark.parametrize(
    ("name", "names"),
    [
        ("coordinator", {"probation", "police", "none"}),
        ("supervisor", {"probation", "police", "none"}),
        ("referrer", {"probation"}),
        ("facilitator", set()),
        ("commissioner", set()),
    ],
)
def test_each_role_sees_what_concerns_it(world, sent, name, names):
    assert seen_by(world.actor(name), sent) == names


def test_the_program_sees_the_area(world, sent):
    assert seen_by(Actor.system(world.kent), sent) == {"probation", "police", "none"}


def test_a_facilitator_sees_what_they_wrote_down_themselves(world, sent):
    actor = world.actor("facilitator")
    mine = ReferralFactory(area=world.kent, recorded_by=actor.user)
    written = SubmissionFactory(referral=mine, recorded_by=actor.user)

    assert list(Referral.objects.visible_to(actor)) == [mine]
    assert list(Submission.objects.visible_to(actor)) == [written]


def test_a_reference_is_given_once_in_an_area(world):
    ReferralFactory(area=world.kent, reference="KNT-R26-00001")
    ReferralFactory(area=world.avon, reference="KNT-R26-00001")

    with pytest.raises(IntegrityError, match="referral_reference"), transaction.atomic():
        ReferralFactory(area=world.kent, reference="KNT-R26-00001")


@pytest.mark.parametrize("half", [{"decision": "accept"}, {"decided_at": NOON}])
def test_a_decision_and_its_time_come_together(world, half):
    with pytest.raises(IntegrityError, match="referral_decided_with_a_time"), transaction.atomic():
        ReferralFactory(area=world.kent, **half)


def test_flags_and_some_offences_make_an_incident_sensitive(world):
    plain = IncidentFactory(referral=ReferralFactory(area=world.kent), happened_on=date(2026, 6, 3))
    flagged = IncidentFactory(referral=ReferralFactory(area=world.kent), flags=["stalking"])

    grave = IncidentFactory(referral=ReferralFactory(area=world.kent), offence="hom_murder")

    assert [one.is_sensitive for one in (plain, flagged, grave)] == [False, True, True]
