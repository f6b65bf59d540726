import pytest
from django.core.exceptions import PermissionDenied
from django.db import ProgrammingError, transaction

from areas.roles import Role
from areas.tenancy import in_area
from people.models import ContactPoint, Person
from referrals.actions.transfer import accept_parcel, offer_parcel, refuse_parcel, take_back
from referrals.models import Incident, Parcel, Referral, Submission
from referrals.stages import Status
from tests.factories.areas import AreaFactory, AreaSettingsFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON
from tests.referrals.parcels import LATER, offer, referral_to_pass_on, settle, there


@pytest.fixture
def referral(world):
    return referral_to_pass_on(world)


def test_the_sender_cannot_accept_and_a_third_area_sees_no_parcel(world, referral):
    third = AreaFactory(slug="third", code="THD")
    AreaSettingsFactory(area=third)
    world.join("thirdling", Role.COORDINATOR, area=third)
    parcel = offer(world, referral)

    for area, name in ((world.kent, "coordinator"), (third, "thirdling")):
        by = world.actor(name, area)
        with pytest.raises(Parcel.DoesNotExist):
            accept_parcel(parcel, by=by, now=LATER)
        with pytest.raises(Parcel.DoesNotExist):
            refuse_parcel(parcel, reason="No.", by=by, now=LATER)

    assert Parcel.objects.count() == 0
    assert Parcel.objects.filter(pk=parcel.pk).update(state="refused") == 0


def test_the_receiver_reads_neither_the_referral_nor_its_people(world, referral):
    parcel = offer(world, referral)
    by = there(world)

    assert (Referral.objects.count(), Person.objects.count(), Incident.objects.count()) == (0, 0, 0)
    assert list(Parcel.objects.visible_to(by)) == [parcel]


@pytest.mark.parametrize(
    ("area", "change"),
    [
        ("kent", {"state": "accepted", "arrived_as": "X"}),
        ("kent", {"state": "refused"}),
        ("kent", {"lawful": "public_task"}),
        ("kent", {"to_area": "kent"}),
        ("avon", {"state": "taken_back"}),
        ("avon", {"referral_reference": "X"}),
        ("avon", {"state": "accepted"}),
        ("avon", {"state": "refused", "arrived_as": "X"}),
        ("avon", {"sent_at": LATER}),
    ],
)
def test_neither_side_does_the_other_s_part_even_past_the_program(world, referral, area, change):
    parcel = offer(world, referral)
    place = {"kent": world.kent, "avon": world.avon}[area]
    if "to_area" in change:
        change = {"to_area": AreaFactory()}

    def write():
        with in_area(place.pk):
            row = Parcel.objects.get(pk=parcel.pk)
            for name, value in {"contents": "", **change}.items():
                setattr(row, name, value)
            row.save(update_fields=["contents", *change])

    with pytest.raises(ProgrammingError), transaction.atomic():
        write()


def test_what_is_in_a_parcel_is_never_changed_nor_is_an_answered_one(world, referral):
    parcel = offer(world, referral)
    there(world)
    row = Parcel.objects.get(pk=parcel.pk)
    row.contents, row.state = "Something else that is long enough.", "refused"
    with pytest.raises(ProgrammingError, match="only emptied"), transaction.atomic():
        row.save(update_fields=["contents", "state"])
    refuse_parcel(parcel, reason="No.", by=there(world), now=LATER)
    row = Parcel.objects.get(pk=parcel.pk)
    with pytest.raises(ProgrammingError, match="answered once"), transaction.atomic():
        row.save(update_fields=["answer"])


def test_a_parcel_begins_as_offered(world, referral):
    parcel = offer(world, referral)
    parcel.pk, parcel.state, parcel._state.adding = None, "accepted", True

    with pytest.raises(ProgrammingError, match="begins as offered"), transaction.atomic():
        parcel.save(force_insert=True)


def test_a_submission_is_emptied_only_once_its_referral_was_passed_on(world, referral):
    row = referral.submissions.get()
    row.as_sent = "[]"
    with pytest.raises(ProgrammingError, match="emptied when"), transaction.atomic():
        row.save(update_fields=["as_sent"])
    Referral.objects.filter(pk=referral.pk).update(status="passed_on")
    row.as_sent = '[["Name", "Somebody else"]]'
    with pytest.raises(ProgrammingError, match="never changed"), transaction.atomic():
        row.save(update_fields=["as_sent"])
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        Submission.objects.filter(pk=row.pk).update(channel="post")


@pytest.mark.parametrize("name", ["supervisor", "facilitator", "commissioner", "referrer"])
def test_others_pass_nothing_on(world, referral, name):
    parcel = offer(world, referral)
    by = world.actor(name)
    for act in (
        lambda: offer_parcel(
            referral, to_area=world.avon, lawful="consent", reason="", by=by, now=NOON
        ),
        lambda: take_back(referral, by=by, now=NOON),
        lambda: accept_parcel(parcel, by=by, now=NOON),
        lambda: refuse_parcel(parcel, reason="No.", by=by, now=NOON),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_whoever_was_named_in_both_and_joined_is_cleared_with_them(world, referral):
    joined = FullReferralFactory(area=world.kent, status=Status.MERGED, merged_into=referral)
    again = joined.people.get(side="harmed").person
    again.merged_into = referral.people.get(side="harmed").person
    again.save()
    accept_parcel(offer(world, referral), by=there(world), now=LATER)

    settle(world)

    assert {one.full_name for one in Person.objects.all()} == {"Passed on"}
    assert ContactPoint.objects.get().value == ""
