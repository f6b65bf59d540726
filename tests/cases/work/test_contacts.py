from datetime import timedelta
from uuid import uuid4

import pytest
from django.http import Http404
from django.test import Client

from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.contacts import log_contact
from cases.models import Case, ContactEntry
from cases.queries.activities import contacts_of
from cases.stages import ParticipantStatus
from cases.views.work import attempt
from tests.factories.cases import ContactEntryFactory, ParticipantFactory
from tests.moments import NOON, TODAY
from tests.world import sign_in
from ui.forms import Form

from .conftest import OPENED, day_of, moment_of
from .told import ATTEMPT, EARLIER, log
from .told import contact_answers as answers


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


@pytest.mark.parametrize(
    ("channel", "outcome", "status"),
    [
        ("email", "spoke", 422),
        ("letter", "visit_held", 422),
        ("phone", "visit_dna", 422),
        ("video", "spoke", 302),
        ("video", "visit_held", 302),
    ],
)
def test_what_came_of_it_can_come_of_that_channel(work, channel, outcome, status):
    work.harmed.person.contact_points.all().delete()
    answer = work.client.post(
        work.url("contact_add", work.harmed.pk),
        answers(channel=channel, outcome=outcome, against_wishes="asked"),
    )

    assert answer.status_code == status
    if status == 422:
        assert answer.context["form"].errors == {
            "outcome": ["Select what can come of the way that you selected"]
        }
