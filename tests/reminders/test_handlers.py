from datetime import timedelta

import pytest
from django.test import override_settings

from areas.actor import Actor
from areas.models import Membership
from areas.tenancy import in_area
from cases.models import Case, CaseWorker
from outbox.models import Entry
from reminders.actions import remind
from tests.factories.cases import CaseWorkerFactory
from tests.moments import NOON, TODAY
from tests.reminders.cases import case_due, deliver


def reminded(world, **values):
    case = case_due(world, reference="KNT-26-00042", label="Burglary, Northtown", **values)
    with in_area(world.kent.pk):
        remind(by=Actor.system(world.kent), now=NOON)
    return case


@override_settings(BASE_URL="https://rj.example.org/")
def test_the_facilitator_gets_the_reference_and_nothing_else(world):
    case = reminded(world)

    (letter,) = deliver(world.kent, NOON)

    entry = Entry.objects.get()
    assert (letter.subject, letter.to, letter.from_email) == (
        "A review is due: KNT-26-00042",
        ["facilitator@service.invalid"],
        "no-reply@rjcase.invalid",
    )
    assert letter.message()["Message-ID"] == f"<{entry.pk}@rjcase.invalid>"
    assert letter.body.split("\n") == [
        "A review is due for KNT-26-00042.",
        "",
        "https://rj.example.org/areas/kent/cases/KNT-26-00042/",
        "",
        "You receive this because the work is yours. Please do not answer this message.",
        "",
    ]
    assert case.label not in letter.body
    assert entry.done_at == NOON


def cleared(case, world):
    Case.objects.filter(pk=case.pk).update(risk_cleared_until=TODAY + timedelta(weeks=8))


def reviewed_but_soon_due_again(case, world):
    Case.objects.filter(pk=case.pk).update(risk_cleared_until=TODAY + timedelta(days=3))


def closed(case, world):
    Case.objects.filter(pk=case.pk).update(stage="closed", closed_on=TODAY)


def changed_hands(case, world):
    CaseWorker.objects.filter(case=case).update(until_at=NOON)
    CaseWorkerFactory(case=case, user=world.users["colleague"])


def left_the_service(case, world):
    Membership.objects.filter(user=world.users["facilitator"]).update(is_active=False)


def account_closed(case, world):
    user = world.users["facilitator"]
    user.is_active = False
    user.save()


def only_a_referrer_now(case, world):
    Membership.objects.filter(user=world.users["facilitator"]).update(roles=["commissioner"])


@pytest.mark.parametrize(
    "meanwhile",
    [
        cleared,
        reviewed_but_soon_due_again,
        closed,
        changed_hands,
        left_the_service,
        account_closed,
        only_a_referrer_now,
    ],
)
def test_what_changed_meanwhile_sends_nothing(world, meanwhile):
    case = reminded(world)
    meanwhile(case, world)

    assert deliver(world.kent, NOON) == []
    assert Entry.objects.get().done_at == NOON
