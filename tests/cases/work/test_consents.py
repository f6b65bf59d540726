from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.consents import NothingToWithdraw, record_consent
from cases.models import Consent
from cases.queries.activities import consents_now
from cases.stages import ConsentPurpose
from tests.factories.cases import ConsentFactory
from tests.moments import NOON, TODAY

from .conftest import day_of

A_DAY = timedelta(days=1)


def answers(**given):
    return {
        "purpose": "participate",
        "state": "given",
        "method": "signed",
        "wording_version": "2026-1",
        **day_of("happened_on", TODAY),
        **given,
    }


def say(work, **given):
    line = {
        "purpose": "participate",
        "state": "given",
        "happened_on": TODAY,
        "method": "verbal",
        "wording_version": "2026-1",
        **given,
    }
    return record_consent(work.harmed, by=work.by, now=NOON, **line)


def test_a_line_is_added_and_audited(work):
    line = say(work)

    event = Event.objects.get(verb="consent.recorded")
    assert (event.subject_id, event.detail) == (
        str(line.pk),
        {"case": work.case.reference, "purpose": "participate", "state": "given"},
    )


def test_the_latest_line_of_each_purpose_holds(work):
    say(work, happened_on=TODAY - A_DAY)
    withdrawn = say(work, state="withdrawn")
    contact = say(work, purpose="contact", state="refused")

    held = dict(consents_now(work.by, work.harmed))
    assert held[ConsentPurpose.PARTICIPATE] == withdrawn
    assert held[ConsentPurpose.CONTACT] == contact
    assert held[ConsentPurpose.SURVEY] is None


@pytest.mark.parametrize("before", [None, "refused"])
def test_what_was_not_given_cannot_be_withdrawn(work, before):
    if before:
        ConsentFactory(participant=work.harmed, state=before)

    with pytest.raises(NothingToWithdraw):
        say(work, state="withdrawn")

    assert Consent.objects.filter(state="withdrawn").count() == 0


def test_consent_is_not_recorded_for_a_day_to_come(work):
    with pytest.raises(ImpossibleDay):
        say(work, happened_on=TODAY + A_DAY)


def test_a_facilitator_records_consent_by_the_page(work):
    address = work.url("consent_add", work.harmed.pk)

    answer = work.client.post(address, answers(), follow=True)

    assert answer.redirect_chain == [(address, 302)]
    assert "Given, 12 August 2026" in answer.content.decode()
    assert answer.context["form"]["wording_version"].value() == "2026-1"
    assert Consent.objects.get().participant == work.harmed


def test_a_bad_form_keeps_the_answers(work):
    answer = work.client.post(
        work.url("consent_add", work.harmed.pk),
        answers(purpose="everything", wording_version="x" * 21, happened_on_day="32"),
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "purpose": ["Select an option from the list"],
        "happened_on": ["Enter a real date, such as 27 3 2026"],
        "wording_version": ["Version of the wording must be 20 characters or fewer"],
    }


def test_a_refusal_is_a_sentence(work):
    answer = work.client.post(work.url("consent_add", work.harmed.pk), answers(state="withdrawn"))

    assert answer.status_code == 422
    assert "Record it as refused." in answer.content.decode()


def test_a_participant_of_another_case_is_not_found(work):
    assert work.client.get(work.url("consent_add", work.foreign.pk)).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("neighbour", 404), ("supervisor", 403)])
def test_who_may_not_record(work, name, status):
    assert (
        work.world.client(name).get(work.url("consent_add", work.harmed.pk)).status_code == status
    )
