import pytest
from django.urls import reverse

from audit.models import Event
from people.models import ContactPoint
from referrals.actions import mark_accepted
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON

DECIDED = {"decision": "accept", "decided_at": NOON}


def detail(referral):
    return reverse("referrals:detail", args=["kent", referral.reference])


def reveal(referral, person_id):
    return reverse("referrals:reveal", args=["kent", referral.reference, person_id])


def text(answer):
    return " ".join(answer.content.decode().split())


@pytest.fixture
def referral(world):
    return FullReferralFactory(
        area=world.kent, harmed__person__first_name="Jessica", harmed__person__last_name="Lane"
    )


def test_contact_details_are_shown_after_the_look_is_recorded(world, referral):
    person = referral.people.get(side="harmed").person
    ContactPointFactory(person=person, safe_times="Mornings")

    answer = world.client("coordinator").post(reveal(referral, person.pk))

    assert (answer.status_code, answer["Cache-Control"]) == (200, "no-store")
    assert [
        word for word in ("07700 900123", "Jessica Lane", "Mornings") if word not in text(answer)
    ] == []
    assert list(Event.objects.values_list("verb", "subject_id", "detail")) == [
        ("contact.revealed", str(person.pk), {"reason": "triage"})
    ]


def test_a_way_that_is_not_known_to_be_safe_says_so(world, referral):
    person = referral.people.get(side="harmed").person
    ContactPointFactory(person=person, is_safe="unknown")

    shown = text(world.client("coordinator").post(reveal(referral, person.pk)))

    assert "Do not use it until you know that it is safe." in shown


def test_texts_and_that_it_is_not_safe_at_all_are_said(world, referral):
    person = referral.people.get(side="harmed").person
    ContactPointFactory(person=person, call_ok="no", text_ok="yes")
    PersonFactory(area=world.kent, contacts_us=True, merged_into=person)
    client = world.client("coordinator")

    shown = text(client.post(reveal(referral, person.pk)))

    said = ("Texts only: do not call", "Texts</dt>", "they contact us")
    assert [one for one in said if one not in shown] == []
    assert "It is not safe to contact them" in text(client.get(detail(referral)))


def test_where_no_way_was_given_the_page_says_whom_to_ask(world, referral):
    person = referral.people.get(side="harmed").person

    shown = text(world.client("coordinator").post(reveal(referral, person.pk)))

    assert (ContactPoint.objects.count(), "Ask the referrer for one." in shown) == (0, True)


def test_contact_details_are_not_read_by_address(world, referral):
    person = referral.people.get(side="harmed").person

    assert world.client("coordinator").get(reveal(referral, person.pk)).status_code == 405
    assert not Event.objects.filter(verb="contact.revealed").exists()


def test_after_acceptance_contact_details_are_the_cases_business(world, referral):
    person = referral.people.get(side="harmed").person
    mark_accepted(referral, by=world.actor("manager"), now=NOON)
    client = world.client("coordinator")

    assert client.post(reveal(referral, person.pk)).status_code == 403
    assert "Show contact details" not in text(client.get(detail(referral)))
    assert not Event.objects.filter(verb="contact.revealed").exists()


def test_a_person_of_another_referral_is_not_revealed_through_this_one(world, referral):
    other = FullReferralFactory(area=world.kent).people.get(side="harmed").person

    assert world.client("coordinator").post(reveal(referral, other.pk)).status_code == 404


def joined_to_a_case(world, referral, **case):
    kept = FullReferralFactory(area=world.kent, status="accepted", **DECIDED)
    CaseReferralFactory(case=CaseFactory(area=world.kent, **case), referral=kept)
    referral.status, referral.merged_into, referral.decision = "merged", kept, "duplicate"
    referral.decided_at = NOON
    referral.save()
    return referral.people.get(side="harmed").person


def test_what_was_joined_to_an_accepted_one_is_the_cases_business_too(world, referral):
    person, client = joined_to_a_case(world, referral), world.client("coordinator")

    assert client.post(reveal(referral, person.pk)).status_code == 403
    assert "Show contact details" not in text(client.get(detail(referral)))


def test_what_was_joined_to_one_of_a_restricted_case_tells_nothing(world, referral):
    person = joined_to_a_case(world, referral, is_restricted=True)
    client = world.client("coordinator")

    assert client.post(reveal(referral, person.pk)).status_code == 404
    shown = text(client.get(detail(referral)))
    assert ("This case is restricted" in shown, "Jessica" in shown) == (True, False)
