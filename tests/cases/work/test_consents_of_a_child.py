from datetime import timedelta

import pytest

from cases.actions.consents import NothingToWithdraw, NotTheirGuardian
from cases.consenting import asks_guardian
from cases.models import Consent, Participant
from cases.queries.activities import consent_for
from cases.queries.consents import may_we
from cases.stages import ConsentPurpose, ParticipantRole, Side
from drafts.models import Draft
from people.models import Person
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.moments import NOON, TODAY

from .told import consent_answers as answers
from .told import held, say

A_DAY = timedelta(days=1)


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
    assert not asks_guardian(work.harmed, TODAY)
    work.harmed.guardian = mother_of(work)

    assert asks_guardian(work.harmed, TODAY)


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
