import json
from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.urls import reverse

from people.models import Person
from referrals.actions.packing import contents_of, summary_of, unpacked
from referrals.eligibility import facts_of
from referrals.models import Referral, ReferralPerson
from referrals.queries.filters import is_young
from tests.moments import NOON, TODAY
from tests.referrals.public.visitor import FAMILY, SELF, Visitor, take_in, words
from tests.referrals.sent import DANIEL, JESSICA, ROBBERY, send

YEAR = timedelta(days=365)
LONG_AGO = {
    "received_at": NOON - YEAR,
    "incident": replace(ROBBERY, happened_on=date(2025, 6, 3)),
}
TEN = replace(DANIEL, age_told=None, said_under_18=True)


def told_of(referral):
    named = ReferralPerson.objects.filter(referral=referral, part="party")
    return {
        one.person.first_name: (
            one.person.age_told,
            one.person.age_told_on,
            one.person.said_under_18,
        )
        for one in named.select_related("person")
    }


@pytest.mark.parametrize("answers", [SELF, FAMILY])
@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ({"under_18": "yes", "age": "15"}, (15, TODAY, True)),
        ({"under_18": "yes"}, (None, None, True)),
        ({"under_18": "no"}, (None, None, False)),
        ({"under_18": "quiet"}, (None, None, False)),
    ],
)
def test_what_the_public_says_of_an_age_is_kept_and_staff_see_it(world, answers, said, kept):
    visitor = Visitor()
    visitor.tell({**answers, "age": said})
    visitor.send()
    take_in(world.kent)
    client = world.client("coordinator")
    inbox = words(client.get(reverse("referrals:inbox", args=["kent"]), {"young": "on"}))
    world.actor("coordinator")
    referral = Referral.objects.get()
    page = words(client.get(reverse("referrals:detail", args=["kent", referral.reference])))

    name = "Jess" if answers is SELF else "Sam"
    assert told_of(referral)[name] == kept
    assert (f">{referral.reference}</a>" in inbox) == (said["under_18"] == "yes")
    assert ("Under 18, no age was said" in page) == (kept == (None, None, True))


def test_an_age_is_as_old_as_its_telling(world):
    old = send(world, **LONG_AGO, people=[JESSICA, replace(DANIEL, age_told=17)])
    named = ReferralPerson.objects.filter(referral=old).select_related("person")

    assert told_of(old)["Daniel"] == (17, date(2025, 8, 12), False)
    assert facts_of(old, named).somebody_is_under_18 is True
    rows = Referral.objects.filter(is_young(world.actor("coordinator"), today=TODAY))
    assert list(rows) == []


def test_who_is_said_to_be_under_18_is_so_in_the_facts_and_in_the_list(world):
    referral = send(world, people=[JESSICA, TEN])
    named = ReferralPerson.objects.filter(referral=referral).select_related("person")
    found = facts_of(referral, named)

    assert (found.responsible_ages, found.somebody_is_under_18) == ((None,), True)
    rows = Referral.objects.filter(is_young(world.actor("coordinator"), today=TODAY))
    assert list(rows) == [referral]


@pytest.mark.parametrize(
    ("daniel", "told"),
    [
        (TEN, (None, None, True)),
        (replace(DANIEL, age_told=15), (15, date(2025, 8, 12), False)),
    ],
)
def test_a_parcel_carries_what_was_told_of_an_age(world, daniel, told):
    referral = send(world, **LONG_AGO, people=[JESSICA, daniel])
    by = world.actor("coordinator")
    bands = [one["age"] for one in json.loads(summary_of(referral, by=by, today=TODAY))["people"]]
    again = send(world, people=unpacked(contents_of(referral, by=by))["people"])

    assert bands == ["25_34", "under_18"]
    assert told_of(again)["Daniel"] == told


def test_a_parcel_packed_before_ages_had_a_day_is_taken_in(world):
    referral = send(world)
    body = json.loads(contents_of(referral, by=world.actor("coordinator")))
    for one in body["people"]:
        del one["age_told_on"], one["said_under_18"]

    again = send(world, people=unpacked(json.dumps(body))["people"])

    assert told_of(again)["Daniel"] == (31, TODAY, False)


def test_what_a_referral_named_before_still_counts_in_the_list(world):
    referral = send(world, people=[JESSICA, replace(DANIEL, age_told=15)])
    Person.objects.update(age_told=None, age_told_on=None)

    rows = Referral.objects.filter(is_young(world.actor("coordinator"), today=TODAY))
    assert list(rows) == [referral]
