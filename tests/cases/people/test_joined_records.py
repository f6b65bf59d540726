from datetime import timedelta

import pytest

from cases.actions.case import open_case
from cases.actions.safe_contact import change_way, end_way
from cases.queries.safe_contact import refusal_of, safe_contact_of
from cases.queries.ways import ways_of
from people.actions import join_persons, reveal, separate_person
from people.models import ContactPoint
from people.sending import safe_email
from people.tokens import value_token
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def herself(work):
    """Jessica's own record, from when she referred herself, not yet known to be hers."""
    return PersonFactory(area=work.case.area, contacts_us=True)


@pytest.fixture
def by(world):
    return world.actor("coordinator")


def point(person, value, **told):
    kind = told.setdefault("kind", "mobile")
    token = value_token(person.area_id, kind=kind, value=value)
    return ContactPointFactory(person=person, value=value, value_token=token, **told)


def channels(work):
    return {str(way.channel): str(way.is_safe) for way in ways_of(work.harmed, work.by)}


def card(work):
    page = work.client.get(work.url("detail"))
    return next(safe for one, safe in page.context["principals"] if one.pk == work.harmed.pk)


def test_that_it_is_not_safe_to_contact_somebody_holds_for_every_record_about_them(
    work, by, herself
):
    point(work.harmed.person, "07700 900111")
    assert (refusal_of(work.harmed, by), channels(work)["phone"]) == ("", "yes")
    join_persons(herself, into=work.harmed.person, by=by, now=NOON)

    assert set(channels(work).values()) == {"no"}
    assert "they contact us" in refusal_of(work.harmed, by)
    assert (card(work).contacts_us, safe_contact_of(work.harmed, by).contacts_us) == (True, True)
    assert safe_email(work.harmed.person, by=by).why_not == "they_contact_us"
    page = work.client.post(work.url("reveal", work.harmed.pk)).content.decode()
    assert "It is not safe to contact this person: they contact us." in page

    separate_person(herself, by=by, now=LATER)

    assert (refusal_of(work.harmed, by), channels(work)["phone"]) == ("", "yes")
    assert card(work).contacts_us is False


def test_the_ways_of_every_record_are_known_and_found_on_the_page(work, by, herself):
    herself.contacts_us = False
    herself.save()
    hers = point(herself, "jess@mail.invalid", kind="email", code_phrase="the blue door")
    join_persons(work.harmed.person, into=herself, by=by, now=NOON)
    work.harmed.refresh_from_db()

    assert [way.kind for way in safe_contact_of(work.harmed, by).ways] == ["Email"]
    assert (channels(work)["email"], card(work).by_which) == ("yes", "Email.")
    assert safe_email(work.harmed.person, by=by).email == "jess@mail.invalid"
    (shown,) = reveal(work.harmed.person, by=work.by)
    assert (shown.value, shown.code_phrase) == ("jess@mail.invalid", "the blue door")

    changed = change_way(work.harmed, hers.pk, safe_times="evenings", by=work.by, now=LATER)
    separate_person(work.harmed.person, by=by, now=LATER)
    work.harmed.refresh_from_db()

    assert (changed.person_id, safe_contact_of(work.harmed, by).ways) == (herself.pk, [])


def test_what_one_record_says_of_a_number_is_not_undone_by_another(work, by, herself):
    herself.contacts_us = False
    herself.save()
    point(work.harmed.person, "07700 900111", text_ok="yes")
    other = point(herself, "07700 900111", is_safe="no")
    join_persons(herself, into=work.harmed.person, by=by, now=NOON)

    assert (channels(work)["phone"], channels(work)["text"]) == ("no", "no")
    assert (safe_contact_of(work.harmed, by).safe_ways, card(work).safe_ways) == ([], [])
    assert {one.is_safe for one in reveal(work.harmed.person, by=work.by)} == {"no"}
    assert set(ContactPoint.objects.values_list("is_safe", flat=True)) == {"yes", "no"}

    end_way(work.harmed, other.pk, by=work.by, now=LATER)

    assert (channels(work)["phone"], channels(work)["text"]) == ("yes", "yes")


def test_a_case_is_opened_with_what_any_record_says(world, by):
    referral = FullReferralFactory(area=world.kent)
    jessica = referral.people.get(side="harmed").person
    join_persons(PersonFactory(area=world.kent, contacts_us=True), into=jessica, by=by, now=NOON)

    case = open_case(referral, label="A case", by=by, now=NOON)

    assert case.participants.get(person=jessica).may_contact == "no"
