from datetime import timedelta

import pytest

from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.consents import NothingToWithdraw, NotTheirGuardian, record_consent
from cases.models import Case, Consent, Participant
from cases.queries.activities import consent_for
from cases.queries.consents import ledger_of, lines_of, may_we, needs_guardian
from cases.stages import ConsentPurpose, ParticipantRole, Side
from drafts.models import Draft
from people.models import Person
from tests.factories.cases import ConsentFactory, ParticipantFactory
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


def held(work):
    rows = lines_of(work.harmed, work.by)
    return {one.purpose: one for one in ledger_of(work.harmed, rows, TODAY)}


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


def mother_of(work):
    return ParticipantFactory(
        case=work.case,
        role=ParticipantRole.PARENT,
        side=Side.HARMED,
        person__first_name="Ruth",
        person__last_name="Moore",
    )


def is_a_child(work):
    born = TODAY.replace(year=TODAY.year - 15)
    Person.objects.filter(pk=work.harmed.person_id).update(date_of_birth=born)
    work.harmed.person.date_of_birth = born


def test_of_a_child_both_are_asked(work):
    is_a_child(work)
    mother = mother_of(work)

    assert not may_we(work.harmed, "participate", work.by, TODAY)
    say(work)
    assert held(work)[ConsentPurpose.PARTICIPATE].half
    assert not may_we(work.harmed, "participate", work.by, TODAY)
    say(work, given_by=mother, happened_on=TODAY - A_DAY)
    assert not held(work)[ConsentPurpose.PARTICIPATE].half
    assert may_we(work.harmed, "participate", work.by, TODAY)
    say(work, given_by=mother, state="withdrawn")
    assert not may_we(work.harmed, "participate", work.by, TODAY)
    assert consent_for(work.by, work.harmed, "participate").given_by == mother


def test_a_guardian_who_takes_back_leaves_the_childs_own_word(work):
    mother = mother_of(work)
    say(work)

    with pytest.raises(NothingToWithdraw):
        say(work, given_by=mother, state="withdrawn")
    assert consent_for(work.by, work.harmed, "participate").given_by is None


def test_a_guardian_named_stands_where_the_age_is_not_known(work):
    assert not needs_guardian(work.harmed, TODAY)
    work.harmed.guardian = mother_of(work)

    assert needs_guardian(work.harmed, TODAY)


def test_a_guardians_yes_does_not_let_us_contact_a_child_and_their_no_forbids_it(work):
    Participant.objects.filter(pk=work.harmed.pk).update(may_contact="unknown")
    mother = mother_of(work)
    say(work, purpose="contact", given_by=mother, happened_on=TODAY - A_DAY)
    assert Participant.objects.get(pk=work.harmed.pk).may_contact == "unknown"

    say(work, purpose="contact", given_by=mother, state="withdrawn")
    assert Participant.objects.get(pk=work.harmed.pk).may_contact == "no"


def test_nobody_else_answers_beside_them(work):
    with pytest.raises(NotTheirGuardian):
        say(work, given_by=work.responsible)


def test_the_page_asks_who_answered_and_says_that_one_of_two_is_missing(work):
    is_a_child(work)
    mother = mother_of(work)
    work.harmed.guardian = mother
    work.harmed.save()
    address = work.url("consent_add", work.harmed.pk)
    work.client.post(address, answers(answered="self"))
    half = work.client.get(work.url("consents", work.harmed.pk)).content.decode()
    work.client.post(address, answers(answered=str(mother.pk)))
    whole = work.client.get(work.url("consents", work.harmed.pk)).content.decode()

    assert "is under 18, or has a guardian" in work.client.get(address).content.decode()
    assert "Their parent or guardian is asked too." in half
    assert "One of two has agreed" not in whole
    assert "Ruth M." in whole
    history = work.client.get(work.url("history")).content.decode()
    assert "Consent of Ruth M. for Jessica M., given: To take part" in history


def test_of_a_child_without_a_guardian_the_ledger_says_so(work):
    is_a_child(work)

    page = work.client.get(work.url("consents", work.harmed.pk)).content.decode()

    assert "none is in the case yet" in page


def test_after_six_months_the_ledger_asks_again(work):
    ConsentFactory(participant=work.harmed, happened_on=TODAY - timedelta(days=182))
    address = work.url("consents", work.harmed.pk)
    fresh = work.client.get(address).content.decode()
    Consent.objects.create(
        area=work.case.area,
        participant=work.harmed,
        purpose="survey",
        state="given",
        method="verbal",
        happened_on=TODAY - timedelta(days=183),
        wording_version="1",
        recorded_at=NOON,
    )
    old = work.client.get(address).content.decode()

    assert "Ask again" not in fresh
    assert "Ask again: to be asked for their view" in old
    again = f"{work.url('consent_add', work.harmed.pk)}?purpose=survey"
    assert again in old
    assert work.client.get(again).context["form"]["purpose"].value() == "survey"


def test_the_ledger_takes_as_many_queries_for_one_line_as_for_many(work, count_queries):
    address, user = work.url("consents", work.harmed.pk), work.world.users["facilitator"]
    client = work.client
    mother = mother_of(work)
    ConsentFactory(participant=work.harmed, recorded_by=user, given_by=mother)
    client.get(address)
    with count_queries() as one:
        client.get(address)
    for _ in range(30):
        ConsentFactory(participant=work.harmed, recorded_by=user, given_by=mother)
    with count_queries() as many:
        client.get(address)

    assert len(many) == len(one)


def test_what_was_begun_is_kept(work):
    address = work.url("consent_add", work.harmed.pk)
    work.client.post(address, answers(keep_draft="yes", witness="Ann Other"))

    assert "Ann Other" in work.client.get(address, {"draft": "open"}).content.decode()
    assert (Consent.objects.count(), Draft.objects.count()) == (0, 1)
    work.client.post(f"{address}?draft=open", answers())
    assert (Consent.objects.count(), Draft.objects.count()) == (1, 0)
