from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client

from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.contacts import NobodyWasTold, NotAllowed, log_contact
from cases.models import Case, ContactEntry, Participant
from cases.queries.activities import contacts_of
from cases.stages import ParticipantStatus
from cases.views.work import attempt
from drafts.models import Draft
from tests.factories.cases import ContactEntryFactory, ParticipantFactory
from tests.factories.people import ContactPointFactory
from tests.moments import NOON, TODAY
from tests.world import sign_in
from ui.forms import Form

from .conftest import OPENED, day_of, moment_of

EARLIER = NOON - timedelta(hours=2)
ATTEMPT = {"happened_at": EARLIER, "channel": "phone", "outcome": "no_answer"}


def log(work, **given):
    return log_contact(work.harmed, by=work.by, now=NOON, **{**ATTEMPT, **given})


def answers(**given):
    return {
        "outcome": "spoke",
        "channel": "phone",
        "note": "She asked for time.",
        **moment_of("happened_at", EARLIER),
        **given,
    }


def test_an_attempt_is_an_attempt(work):
    ParticipantFactory._meta.model.objects.filter(pk=work.harmed.pk).update(status="not_contacted")
    entry = log(work)

    work.harmed.refresh_from_db()
    assert work.harmed.status == ParticipantStatus.ATTEMPTING
    assert entry.recorded_by == work.world.users["facilitator"]


def test_a_two_way_contact_reaches_them_and_is_audited_by_codes(work):
    type(work.harmed).objects.filter(pk=work.harmed.pk).update(status="attempting")
    entry = log(work, outcome="reply", note="In her own words.")

    work.harmed.refresh_from_db()
    event = Event.objects.get(verb="contact.logged")
    assert work.harmed.status == ParticipantStatus.CONTACTED
    assert event.subject_id == str(entry.pk)
    assert event.detail == {"case": work.case.reference, "channel": "phone", "result": "reply"}


def test_it_brings_the_case_to_the_top(work):
    Case.objects.filter(pk=work.case.pk).update(last_activity_at=OPENED)
    log(work)

    work.case.refresh_from_db()
    assert work.case.last_activity_at == NOON


@pytest.mark.parametrize("at", [NOON + timedelta(minutes=1), OPENED - timedelta(days=1)])
def test_a_contact_in_the_future_or_before_the_referral_is_refused(work, at):
    with pytest.raises(ImpossibleDay):
        log(work, happened_at=at)

    assert ContactEntry.objects.count() == 0
    assert Event.objects.filter(verb="contact.logged").count() == 0


def test_nothing_is_logged_in_a_closed_case(work):
    work.close()

    with pytest.raises(CaseClosed):
        log(work)


def test_somebody_who_lost_the_case_cannot_log(work):
    work.world.join("newcomer", "practitioner")
    actor = work.world.actor("newcomer")

    with pytest.raises(Case.DoesNotExist):
        log_contact(work.harmed, by=actor, now=NOON, **ATTEMPT)


def test_a_facilitator_logs_a_contact_by_the_page(work):
    answer = work.client.post(
        work.url("contact_add", work.harmed.pk),
        answers(
            information=["process", "rights"],
            information_format="spoken",
            information_language="en",
            **day_of("next_contact_on", TODAY),
        ),
        follow=True,
    )

    assert answer.redirect_chain == [(work.url("contacts"), 302)]
    text = answer.content.decode()
    assert "She asked for time." in text
    assert "Jessica M.: 12 August 2026" in text
    entry = ContactEntry.objects.get()
    assert entry.told in text
    assert entry.information == ["process", "rights"]
    assert (entry.happened_at, entry.information_given, entry.next_contact_on) == (
        EARLIER,
        True,
        TODAY,
    )


def test_the_form_offers_the_present_moment_and_shows_the_safe_contact_line(work):
    page = work.client.get(work.url("contact_add", work.harmed.pk))

    assert page.context["form"]["happened_at"].value() == NOON
    assert "Text only, after five." in page.content.decode()
    viewed = Event.objects.filter(verb="case.viewed").values_list("detail", flat=True)
    assert list(viewed) == [{"page": "contact_add"}]


@pytest.mark.parametrize(
    ("may", "sentence"),
    [
        ("no", "must not be contacted"),
        ("unknown", "not known whether this person may be contacted"),
    ],
)
def test_the_form_warns_where_contact_is_not_known_to_be_allowed(work, may, sentence):
    type(work.harmed).objects.filter(pk=work.harmed.pk).update(may_contact=may)

    page = work.client.get(work.url("contact_add", work.harmed.pk))

    assert sentence in page.content.decode()


def test_a_bad_form_keeps_the_answers(work):
    answer = work.client.post(
        work.url("contact_add", work.harmed.pk), answers(outcome="", happened_at_month="13")
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "outcome": ["Select what came of it"],
        "happened_at": ["Enter a real date, such as 27 3 2026"],
    }
    assert "She asked for time." in answer.content.decode()


def test_an_empty_form_names_what_is_missing(work):
    answer = work.client.post(work.url("contact_add", work.harmed.pk), {})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {"outcome", "channel", "happened_at"}


def test_a_refusal_of_the_action_is_a_sentence_on_the_page(work):
    early = moment_of("happened_at", OPENED - timedelta(days=1))

    answer = work.client.post(work.url("contact_add", work.harmed.pk), answers(**early))

    assert answer.status_code == 422
    assert "before 3 August 2026" in answer.content.decode()


def test_a_closed_case_says_so(work):
    work.close()

    answer = work.client.post(work.url("contact_add", work.harmed.pk), answers())

    assert answer.status_code == 422
    assert "This case is closed." in answer.content.decode()


def test_pressing_twice_logs_once(work):
    key, client = str(uuid4()), work.client
    for _ in range(2):
        answer = client.post(work.url("contact_add", work.harmed.pk), answers(form_key=key))

    assert answer["Location"] == work.url("contacts")
    assert ContactEntry.objects.count() == 1


def test_a_post_without_a_token_is_refused(work):
    browser = Client(enforce_csrf_checks=True)
    sign_in(browser, work.world.users["facilitator"])

    answer = browser.post(work.url("contact_add", work.harmed.pk), answers())

    assert answer.status_code == 403
    assert ContactEntry.objects.count() == 0


def test_a_participant_of_another_case_is_not_found(work):
    answer = work.client.get(work.url("contact_add", work.foreign.pk))

    assert answer.status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [("stranger", 404), ("neighbour", 404), ("commissioner", 403), ("supervisor", 403)],
)
def test_who_may_not_log(work, name, status):
    assert (
        work.world.client(name).get(work.url("contact_add", work.harmed.pk)).status_code == status
    )


def test_the_list_is_newest_first_and_paged(work):
    for hour in range(30):
        ContactEntryFactory(participant=work.harmed, happened_at=NOON - timedelta(hours=hour))

    page = work.client.get(work.url("contacts"), {"page": 2})

    assert [entry.happened_at for entry in contacts_of(work.by, work.case)][0] == NOON
    assert len(page.context["entries"]) == 5


def test_the_list_takes_as_many_queries_for_one_as_for_many(work, count_queries):
    client, user = work.client, work.world.users["facilitator"]
    ContactEntryFactory(participant=work.harmed, recorded_by=user)
    client.get(work.url("contacts"))
    with count_queries() as one:
        client.get(work.url("contacts"))
    for _ in range(20):
        ContactEntryFactory(participant=work.harmed, recorded_by=user)
    with count_queries() as many:
        client.get(work.url("contacts"))

    assert len(many) == len(one)


def test_a_supervisor_reads_the_list_and_adds_nothing(work):
    page = work.world.client("supervisor").get(work.url("contacts")).content.decode()

    assert "No contacts yet" in page
    assert "Log a contact" not in page


def test_a_case_that_was_taken_away_while_one_wrote_is_not_found(work):
    work.world.join("newcomer", "practitioner")
    actor = work.world.actor("newcomer")

    with pytest.raises(Http404):
        attempt(Form(), lambda: log_contact(work.harmed, by=actor, now=NOON, **ATTEMPT))


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

    assert "2 more attempts are missing. At least one must be by another way." in pages[0]
    assert "One more attempt is missing. At least one must be by another way." in pages[1]
    assert "One more, by another way, is missing." in pages[2]
    assert ["Record that they could not be reached" in page for page in pages] == [
        False,
        False,
        False,
        True,
    ]


def test_what_was_begun_is_kept_and_a_tap_leaves_it(work):
    address = work.url("contact_add", work.harmed.pk)
    kept = work.client.post(address, answers(keep_draft="yes"))
    offered = work.client.get(address).content.decode()
    opened = work.client.get(address, {"draft": "open"}).content.decode()
    work.client.post(address, {"did": "phone:no_answer"})

    assert (kept.status_code, ContactEntry.objects.count(), Draft.objects.count()) == (302, 1, 1)
    assert "You have a draft from" in offered
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
