"""A referral that is passed on, and what either side does with its parcel."""

from datetime import date, timedelta

from areas.actor import Actor
from areas.tenancy import in_area
from audit.models import Event
from referrals.actions.settle import settle_parcels
from referrals.actions.transfer import offer_parcel
from referrals.models import Referral
from tests.factories.people import ContactPointFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON

SENT, LATER = NOON, NOON + timedelta(days=2)
RECEIVED = NOON - timedelta(days=5)
SECRETS = ("Jessica", "Lane", "07700", "1998", "His key", "46/1", "Rosebud", "officer@")


def referral_to_pass_on(world):
    row = FullReferralFactory(
        area=world.kent,
        received_at=RECEIVED,
        referrer_email="officer@police.invalid",
        incident__account="His key still fits.",
        incident__police_reference="46/1",
        incident__happened_on=date(2026, 5, 3),
        incident__flags=["da"],
        harmed__person__first_name="Jessica",
        harmed__person__last_name="Lane",
        harmed__person__date_of_birth=date(1998, 2, 2),
        harmed__needs="A quiet room",
        responsible__age_told=17,
    )
    ContactPointFactory(
        person=row.people.get(side="harmed").person,
        who_may_answer="Only her",
        code_phrase="Rosebud",
        value_token="t",
    )
    SubmissionFactory(referral=row, received_at=RECEIVED, as_sent='[["Name", "Jessica Lane"]]')
    return row


def offer(world, referral, **changes):
    by = world.actor("coordinator")
    told = {"to_area": world.avon, "lawful": "consent", "reason": "", "by": by, "now": SENT}
    return offer_parcel(referral, **{**told, **changes})


def there(world):
    """The other area's coordinator; the test's transaction is theirs from here on."""
    return world.actor("neighbour", world.avon)


def settle(world, now=LATER):
    world.actor("coordinator")
    return settle_parcels(by=Actor.system(world.kent), now=now)


def verbs(area):
    with in_area(area.pk):
        rows = Event.objects.exclude(verb__startswith="person").order_by("at")
        return list(rows.values_list("verb", flat=True))


def status_of(world, referral):
    with in_area(world.kent.pk):
        return Referral.objects.get(pk=referral.pk).status
