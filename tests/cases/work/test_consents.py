from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.consents import NothingToWithdraw, record_consent
from cases.models import Case, Consent, Participant
from cases.stages import ConsentPurpose
from tests.factories.cases import ConsentFactory
from tests.moments import NOON, TODAY

from .told import consent_answers as answers
from .told import held, say

A_DAY = timedelta(days=1)


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

    ledger = held(work)
    assert list(ledger) == list(ConsentPurpose)
    assert ledger[ConsentPurpose.PARTICIPATE].own == withdrawn
    assert ledger[ConsentPurpose.CONTACT].own == contact
    assert ledger[ConsentPurpose.SURVEY].own is None
    assert not any(one.stands for one in ledger.values())


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

    told = {"witness": "Ann Other", "capacity_note": "She said it back in her own words."}
    answer = work.client.post(address, answers(**told), follow=True)

    assert answer.redirect_chain == [(work.url("consents", work.harmed.pk), 302)]
    text = answer.content.decode()
    assert "Given, 12 August 2026" in text
    assert "witness Ann Other" in text
    assert "She said it back in her own words." in text
    assert work.client.get(address).context["form"]["wording_version"].value() == "2026-1"
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


@pytest.mark.parametrize("place", ["consents", "consent_add"])
def test_a_participant_of_another_case_is_not_found(work, place):
    assert work.client.get(work.url(place, work.foreign.pk)).status_code == 404


@pytest.mark.parametrize(
    ("name", "reads", "records"),
    [
        ("stranger", 404, 404),
        ("neighbour", 404, 404),
        ("commissioner", 403, 403),
        ("supervisor", 200, 403),
    ],
)
def test_who_may_read_and_who_may_record(work, name, reads, records):
    client = work.world.client(name)

    assert client.get(work.url("consents", work.harmed.pk)).status_code == reads
    assert client.get(work.url("consent_add", work.harmed.pk)).status_code == records


def test_somebody_who_lost_the_case_cannot_record(work):
    work.world.join("newcomer", "practitioner")
    actor = work.world.actor("newcomer")

    with pytest.raises(Case.DoesNotExist):
        record_consent(
            work.harmed,
            purpose="survey",
            state="given",
            happened_on=TODAY,
            method="verbal",
            wording_version="1",
            by=actor,
            now=NOON,
        )
    client = work.world.client("newcomer")
    assert client.post(work.url("consent_add", work.harmed.pk), answers()).status_code == 404


def test_nothing_is_recorded_in_a_closed_case(work):
    work.close()

    with pytest.raises(CaseClosed):
        say(work)


@pytest.mark.parametrize(
    ("before", "state", "after"),
    [
        ("unknown", "given", "yes"),
        ("no", "given", "yes"),
        ("yes", "refused", "no"),
        ("no", "refused", "no"),
    ],
)
def test_whether_they_may_be_contacted_follows_what_they_say_of_it(work, before, state, after):
    Participant.objects.filter(pk=work.harmed.pk).update(may_contact=before)

    say(work, purpose="contact", state=state)

    row = Participant.objects.get(pk=work.harmed.pk)
    assert row.may_contact == after
    assert row.version == work.harmed.version + (before != after)
