from datetime import timedelta

import pytest

from cases.models import Withdrawal
from tests.cases.made import daniel_of, day, jessica_of, url
from tests.factories.cases import CaseFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import ReferralPersonFactory
from tests.moments import TODAY


def stands(participant, **answers):
    return {
        "version": participant.version,
        "status": "willing",
        "known_to_other_side": "no",
        **answers,
    }


def test_a_person_steps_back(world, case):
    answers = {
        "reason": "w_health",
        "offer_open": "yes",
        "future_contact_ok": "no",
        "may_tell_other_side": "no",
    }
    page = url("withdraw", case, jessica_of(case).pk)
    client = world.client("facilitator")

    done = client.post(page, {**answers, **day("happened_on", TODAY)})
    again = client.post(page, {**answers, **day("happened_on", TODAY)})

    assert (done.status_code, again.status_code, Withdrawal.objects.count()) == (302, 409, 1)
    text = client.get(url("detail", case)).content.decode()
    assert "Jessica H. withdrew on 12 August 2026" in text
    assert "The other side must not be told." in text


def test_a_withdrawal_before_the_referral_is_refused(world, case):
    answers = {
        "reason": "w_health",
        "offer_open": "yes",
        "future_contact_ok": "no",
        "may_tell_other_side": "no",
    }
    page = url("withdraw", case, jessica_of(case).pk)

    old = world.client("facilitator").post(
        page, {**answers, **day("happened_on", TODAY.replace(year=2020))}
    )

    assert old.status_code == 422
    assert world.client("facilitator").post(page, {"reason": ""}).status_code == 422


def test_how_somebody_stands_is_changed(world, case):
    daniel = daniel_of(case)
    answers = stands(daniel, **day("responsibility_accepted_on", TODAY))

    done = world.client("facilitator").post(url("participant", case, daniel.pk), answers)

    daniel.refresh_from_db()
    assert done.status_code == 302
    assert (daniel.status, daniel.responsibility_accepted_on) == ("willing", TODAY)


def test_a_stale_page_of_somebody_gets_409_and_keeps_what_was_typed(world, case):
    jessica = jessica_of(case)
    page, client = url("participant", case, jessica.pk), world.client("facilitator")
    client.post(page, stands(jessica))

    second = client.post(page, stands(jessica, known_to_other_side="yes"))

    assert second.status_code == 409
    assert second.context["form"]["known_to_other_side"].value() == "yes"


def test_an_impossible_day_of_responsibility_is_refused(world, case):
    daniel = daniel_of(case)
    early = TODAY.replace(year=2020)
    answers = stands(daniel, **day("responsibility_accepted_on", early))

    refused = world.client("facilitator").post(url("participant", case, daniel.pk), answers)

    assert refused.status_code == 422


def test_withdrawing_is_not_a_status_to_choose(world, case):
    jessica = jessica_of(case)
    answers = stands(jessica, status="withdrew")

    assert (
        world.client("facilitator").post(url("participant", case, jessica.pk), answers).status_code
        == 422
    )


def test_a_new_person_is_added(world, case):
    answers = {"part": "supporter:harmed", "first_name": "Sam"}

    done = world.client("facilitator").post(url("participant_add", case), answers)

    assert done.status_code == 302
    assert case.participants.get(role="supporter").person.first_name == "Sam"


def test_somebody_named_in_the_referral_is_added_once(world, case):
    referral = case.referral_links.get().referral
    person = ReferralPersonFactory(referral=referral, person__first_name="Mary").person
    page, client = url("participant_add", case), world.client("facilitator")
    assert "Named in the referral" in client.get(page).content.decode()

    done = client.post(page, {"part": "harmed:harmed", "person": str(person.pk)})
    again = client.post(page, {"part": "harmed:harmed", "person": str(person.pk)})

    assert (done.status_code, again.status_code) == (302, 422)
    assert case.participants.filter(person=person).count() == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"first_name": "Mary"}, "Select their part"),
        ({"part": "harmed:harmed"}, "Enter a name"),
        ({"part": "harmed:responsible", "first_name": "Mary"}, "Select an option from the list"),
        ({"part": "harmed:harmed", "first_name": "M" * 81}, "80 characters"),
    ],
)
def test_a_bad_person_is_refused_with_a_sentence(world, case, answers, sentence):
    answer = world.client("facilitator").post(url("participant_add", case), answers)

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_person_and_a_name_are_one_too_many(world, case):
    referral = case.referral_links.get().referral
    person = ReferralPersonFactory(referral=referral).person
    answers = {"part": "harmed:harmed", "person": str(person.pk), "first_name": "Mary"}

    answer = world.client("facilitator").post(url("participant_add", case), answers)

    assert "Select a person or enter a name, not both" in answer.content.decode()


def test_another_areas_person_cannot_be_chosen(world, case):
    referral = case.referral_links.get().referral
    ReferralPersonFactory(referral=referral)
    theirs = PersonFactory(area=world.avon)
    answers = {"part": "harmed:harmed", "person": str(theirs.pk)}

    answer = world.client("facilitator").post(url("participant_add", case), answers)

    assert answer.status_code == 422
    assert "Select an option from the list" in answer.content.decode()


@pytest.mark.parametrize("name", ["participant_add", "hold"])
def test_a_closed_case_is_not_worked_on(world, name):
    case = CaseFactory(area=world.kent, stage="closed", closed_on=TODAY)
    answers = {
        "version": 1,
        "reason": "asked",
        **day("until", TODAY + timedelta(days=9)),
        "part": "harmed:harmed",
        "first_name": "Mary",
    }

    answer = world.client("coordinator").post(url(name, case), answers)

    assert answer.status_code == 422
    assert "This case is closed. Open it again to go on." in answer.content.decode()
