import json

import pytest

from people.models import Person
from referrals.actions.transfer import accept_parcel
from referrals.models import ReferralPerson, Submission
from referrals.stages import Status
from tests.factories.documents import ReferralDocumentFactory
from tests.factories.people import ContactPointFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON
from tests.referrals.parcels import LATER, offer, referral_to_pass_on, settle, there


@pytest.fixture
def referral(world):
    return referral_to_pass_on(world)


def test_what_was_joined_to_it_is_sent_and_cleared_with_it(world, referral):
    joined = FullReferralFactory(
        area=world.kent, status=Status.MERGED, merged_into=referral, agency=world.probation
    )
    SubmissionFactory(referral=joined, received_at=NOON, as_sent='[["Also", "this"]]')
    parcel = offer(world, referral)

    accept_parcel(parcel, by=there(world), now=LATER)
    assert json.loads(Submission.objects.get().as_sent) == [
        ["Name", "Jessica Lane"],
        ["Also", "this"],
    ]
    settle(world)

    assert {one.as_sent for one in Submission.objects.all()} == {"[]"}
    assert {one.person.full_name for one in ReferralPerson.objects.all()} == {"Passed on"}


def test_whoever_is_named_only_in_what_was_joined_arrives_too_and_nobody_comes_twice(
    world, referral
):
    jessica = referral.people.get(side="harmed").person
    joined = FullReferralFactory(
        area=world.kent,
        status=Status.MERGED,
        merged_into=referral,
        harmed__person__first_name="Jess",
        harmed__person__last_name="Lane",
        harmed__person__merged_into=jessica,
        harmed__person__contacts_us=True,
        harmed__needs="An interpreter",
        harmed__custody="custody",
        harmed__establishment="HMP Elmley",
        responsible__person__first_name="Second",
        responsible__person__last_name="Man",
        incident__risks_told="He has a knife.",
        incident__account="She saw it, too.",
        incident__flags=["da", "hate"],
        incident__police_reference="other",
        incident__reported="yes",
    )
    accused = referral.people.get(side="responsible").person
    again = joined.people.get(side="harmed").person
    ContactPointFactory(person=again, value="jess@home.invalid", kind="email")
    ReferralDocumentFactory(submission=SubmissionFactory(referral=joined))

    parcel = offer(world, referral)
    told = json.loads(parcel.summary)
    row = accept_parcel(parcel, by=there(world), now=LATER)

    assert ([one["side"] for one in told["people"]], told["documents"], told["flags"]) == (
        ["harmed", "responsible", "responsible"],
        1,
        ["da", "hate"],
    )
    incident = row.incident
    assert (incident.account, incident.risks_told, incident.flags, incident.reported) == (
        "His key still fits.\n\nShe saw it, too.",
        "He has a knife.",
        ["da", "hate"],
        "yes",
    )
    assert incident.police_reference == "46/1"
    named = {one.person.full_name: one for one in row.people.all()}
    assert set(named) == {"Jessica Lane", "Second Man", accused.full_name}
    jessica = named["Jessica Lane"]
    assert (jessica.person.contacts_us, jessica.needs, jessica.establishment) == (
        True,
        "A quiet room\n\nAn interpreter",
        "HMP Elmley",
    )
    assert {one.value for one in jessica.person.contact_points.all()} == {
        "07700 900123",
        "jess@home.invalid",
    }
    settle(world)
    assert not Person.objects.filter(first_name__in=("Jessica", "Jess", "Second")).exists()
