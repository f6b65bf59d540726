"""Documents of a referral that another area has taken over: out of reach at once, then gone."""

from datetime import timedelta

from django.urls import reverse

from areas.actor import Actor
from areas.tenancy import in_area
from documents.models import Document
from documents.sweeping import sweep
from referrals.actions.transfer import accept_parcel
from referrals.models import ReferralDocument, Submission
from tests.documents.files import pdf, taken_in
from tests.referrals.parcels import LATER, offer, referral_to_pass_on, settle, there
from tests.world import stand_in

OLD = LATER - timedelta(days=40)


def given_with(world, referral):
    document = taken_in(world, pdf(), now=OLD)
    with in_area(world.kent.pk):
        Document.objects.update(state=Document.State.CLEAN)
        submission = Submission.objects.get(referral=referral)
        ReferralDocument.objects.create(
            area=world.kent,
            referral=referral,
            submission=submission,
            document=document,
            recorded_at=OLD,
        )
    return document


def files(folder):
    return [path for path in folder.rglob("*") if path.is_file()]


def swept(world, callbacks):
    stand_in(world.kent)
    with callbacks(execute=True):
        return sweep(by=Actor.system(world.kent), now=LATER)


def test_its_link_goes_when_it_is_passed_on_and_its_file_with_the_next_sweep(
    world, folder, django_capture_on_commit_callbacks
):
    referral = referral_to_pass_on(world)
    document = given_with(world, referral)
    address = reverse("referrals:document", args=["kent", referral.reference, document.pk])
    page = reverse("referrals:detail", args=["kent", referral.reference])
    client = world.client("coordinator")
    assert (client.get(address).status_code, address in client.get(page).content.decode()) == (
        200,
        True,
    )

    parcel = offer(world, referral)
    assert (swept(world, django_capture_on_commit_callbacks), len(files(folder))) == (0, 1)
    accept_parcel(parcel, by=there(world), now=LATER)
    settle(world)

    assert (client.get(address).status_code, address in client.get(page).content.decode()) == (
        404,
        False,
    )
    assert swept(world, django_capture_on_commit_callbacks) == 1
    with in_area(world.kent.pk):
        assert Document.objects.count() == 0
    assert files(folder) == []


def test_none_of_it_reaches_the_other_area(world):
    referral = referral_to_pass_on(world)
    given_with(world, referral)
    accept_parcel(offer(world, referral), by=there(world), now=LATER)

    with in_area(world.avon.pk):
        assert (Document.objects.count(), ReferralDocument.objects.count()) == (0, 0)
