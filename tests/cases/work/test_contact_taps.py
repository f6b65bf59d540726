import re
from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.contacts import NotAllowed
from cases.actions.information import NobodyWasTold
from cases.models import ContactEntry, Participant
from drafts.models import Draft
from tests.factories.people import ContactPointFactory
from tests.moments import NOON, TODAY

from .told import contact_answers as answers
from .told import log


def may_not_be_contacted(work):
    Participant.objects.filter(pk=work.harmed.pk).update(may_contact="no")


def test_one_tap_logs_what_came_of_it_just_now(work):
    ContactPointFactory(person=work.harmed.person)
    address = work.url("contact_add", work.harmed.pk)
    page = work.client.get(address).content.decode()

    answer = work.client.post(address, {"did": "phone:no_answer"})

    assert 'name="did" value="phone:no_answer"' in page
    assert answer["Location"] == work.url("contacts")
    entry = ContactEntry.objects.get()
    assert (entry.happened_at, entry.channel, entry.outcome) == (NOON, "phone", "no_answer")


@pytest.mark.parametrize("is_safe", ["yes", "unknown"])
def test_what_is_known_of_safe_contact_stands_over_the_taps_with_headings_in_order(work, is_safe):
    Participant.objects.filter(pk=work.harmed.pk).update(may_contact="yes")
    ContactPointFactory(person=work.harmed.person, is_safe=is_safe)

    page = work.client.get(work.url("contact_add", work.harmed.pk)).content.decode()

    assert "Text only, after five." in page
    assert "not known whether this person may be contacted" not in page
    main = page[page.index("<main") :]
    levels = [int(level) for level in re.findall(r"<h([1-6])", main)]
    assert levels[:3] == [1, 2, 3]


@pytest.mark.parametrize("did", ["", "phone", "pigeon:spoke", "phone:spoke:because:more"])
def test_a_tap_that_is_none_of_ours_logs_nothing(work, did):
    answer = work.client.post(work.url("contact_add", work.harmed.pk), {"did": did})

    assert (answer.status_code, ContactEntry.objects.count()) == (422, 0)


def test_somebody_who_must_not_be_contacted_is_logged_when_they_came_themselves(work):
    may_not_be_contacted(work)
    address = work.url("contact_add", work.harmed.pk)
    page = work.client.get(address).content.decode()

    refused = work.client.post(address, {"did": "phone:spoke"})
    logged = work.client.post(address, {"did": "phone:spoke:they_came"})

    assert "They got in touch themselves, just now" in page
    assert refused.status_code == 422
    assert refused.context["form"].errors == {
        "against_wishes": ["This person must not be contacted. Say why it was done all the same."]
    }
    assert logged.status_code == 302
    assert ContactEntry.objects.get().against_wishes == "they_came"
    listed = work.client.get(work.url("contacts")).content.decode()
    assert "They got in touch themselves" in listed
    told = Event.objects.get(verb="contact.logged").detail
    assert told["against_wishes"] == "they_came"
    history = work.client.get(work.url("history")).content.decode()
    assert "Spoke with them (not as they had allowed: They got in touch themselves)" in history


def test_a_way_that_is_not_safe_asks_why_and_one_that_is_does_not(work):
    ContactPointFactory(person=work.harmed.person, is_safe="no")

    with pytest.raises(NotAllowed):
        log(work)
    assert log(work, channel="email").against_wishes == ""
    assert log(work, against_wishes="asked").against_wishes == "asked"


def test_a_reason_is_not_kept_where_none_was_needed(work):
    assert log(work, against_wishes="mistake").against_wishes == ""


def test_a_time_that_they_did_not_allow_asks_why(work):
    ContactPointFactory(person=work.harmed.person, safe_times="after 5")

    with pytest.raises(NotAllowed) as refused:
        log(work)

    assert "at these times: after 5." in str(refused.value)


def test_a_contact_that_was_not_safe_to_go_on_with_closes_the_way(work):
    ContactPointFactory(person=work.harmed.person)
    log(work, outcome="unsafe_abort")

    with pytest.raises(NotAllowed):
        log(work)
    log(work, outcome="spoke", against_wishes="they_came", happened_at=NOON)
    assert log(work).against_wishes == ""


def test_nobody_is_informed_by_a_call_that_nobody_answered(work):
    with pytest.raises(NobodyWasTold):
        log(work, information=["process"], information_format="spoken")

    told = {"information": ["process"], "information_format": "written"}
    assert log(work, outcome="sent", channel="letter", **told).information_given
    history = work.client.get(work.url("history"), {"view": "full"}).content.decode()
    assert "Information given: What restorative justice is" in history


def test_information_has_a_form_and_a_language(work):
    answer = work.client.post(
        work.url("contact_add", work.harmed.pk), answers(information=["process"])
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "information_format": ["Select in which form you gave the information"],
        "information_language": ["Select the language of the information"],
    }


def test_the_page_says_how_many_attempts_are_missing_and_then_offers_the_end(work):
    address = work.url("contact_add", work.harmed.pk)
    pages = []
    for channel in ("phone", "phone", "phone", "email"):
        log(work, channel=channel)
        pages.append(work.client.get(address).content.decode())
    ContactEntry.objects.filter(channel="phone").update(happened_at=NOON - timedelta(days=14))
    pages.append(work.client.get(address).content.decode())

    assert "2 more attempts are missing. At least one must be by another way." in pages[0]
    assert "One more attempt is missing. At least one must be by another way." in pages[1]
    assert "One more, by another way, is missing." in pages[2]
    assert "The last must be on 26 August 2026 or later" in pages[3]
    offered = ["Record that they could not be reached" in page for page in pages]
    assert offered == [False, False, False, False, True]


def test_what_was_begun_is_kept_and_a_tap_leaves_it(work):
    address = work.url("contact_add", work.harmed.pk)
    kept = work.client.post(address, answers(keep_draft="yes"))
    offered = work.client.get(address).content.decode()
    opened = work.client.get(address, {"draft": "open"}).content.decode()
    work.client.post(address, {"did": "phone:no_answer"})

    assert (kept.status_code, ContactEntry.objects.count(), Draft.objects.count()) == (302, 1, 1)
    assert "You have a draft from" in offered
    assert '<details class="govuk-details" open>' in offered
    assert "She asked for time." in opened
    work.client.post(f"{address}?draft=open", answers())
    assert (ContactEntry.objects.count(), Draft.objects.count()) == (2, 0)


def test_whom_to_contact_next_leaves_out_who_has_left(work):
    log(work, next_contact_on=TODAY - timedelta(days=2))
    log(work, happened_at=NOON, next_contact_on=TODAY + timedelta(days=2))
    Participant.objects.filter(pk=work.responsible.pk).update(recontact_on=TODAY)

    page = work.client.get(work.url("contacts"))
    assert [(one.participant, one.due_on) for one in page.context["next_contacts"]] == [
        (work.responsible, TODAY),
        (work.harmed, TODAY + timedelta(days=2)),
    ]
    Participant.objects.filter(pk=work.harmed.pk).update(status="withdrew")
    may_not = Participant.objects.filter(pk=work.responsible.pk)
    may_not.update(may_contact="no")
    assert work.client.get(work.url("contacts")).context["next_contacts"] == []
