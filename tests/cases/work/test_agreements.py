from datetime import timedelta

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.agreements import (
    NothingHappenedYet,
    Promise,
    add_action,
    make_agreement,
    settle_action,
)
from cases.models import Agreement, AgreementAction
from cases.queries.activities import first_intervention_on
from tests.factories.activities import (
    AgreementActionFactory,
    AgreementFactory,
    ConferenceFactory,
    LetterFactory,
)
from tests.factories.cases import ParticipantFactory
from tests.moments import NOON, TODAY

from .conftest import day_of

A_DAY = timedelta(days=1)


@pytest.fixture
def held(work):
    return ConferenceFactory(
        case=work.case, attendance="held", minutes=60, happened_at=NOON - 2 * A_DAY
    )


def promise(work, **given):
    return Promise(**{
        "type": "repair",
        "owner": work.responsible,
        "what": "Mend the fence.",
        "due_on": TODAY + A_DAY,
        **given,
    })


def make(work, *promises, day=TODAY):
    return make_agreement(work.case, happened_on=day, promises=promises, by=work.by, now=NOON)


def test_an_agreement_is_made_with_its_actions(work, held):
    agreement = make(work, promise(work), promise(work, type="no_contact", owner=work.harmed))

    assert set(agreement.actions.values_list("type", "owner", "state")) == {
        ("repair", work.responsible.pk, "open"),
        ("no_contact", work.harmed.pk, "open"),
    }
    assert Event.objects.get(verb="agreement.made").detail == {
        "case": work.case.reference,
    }


def test_the_first_intervention_is_the_earliest_of_either_kind(work):
    assert first_intervention_on(work.by, work.case) is None

    LetterFactory(
        case=work.case,
        author=work.responsible,
        recipient=work.harmed,
        state="delivered",
        delivered_on=TODAY - A_DAY,
    )
    assert first_intervention_on(work.by, work.case) == TODAY - A_DAY

    ConferenceFactory(case=work.case, attendance="held", happened_at=NOON - 3 * A_DAY)
    assert first_intervention_on(work.by, work.case) == TODAY - 3 * A_DAY


def test_an_agreement_needs_something_to_follow(work):
    with pytest.raises(NothingHappenedYet):
        make(work, promise(work))

    assert Agreement.objects.count() == 0


def test_an_agreement_is_not_older_than_what_it_follows(work, held):
    with pytest.raises(NothingHappenedYet):
        make(work, promise(work), day=TODAY - 3 * A_DAY)


def test_an_action_is_not_due_before_the_agreement_and_then_nothing_is_written(work, held):
    with pytest.raises(ImpossibleDay):
        make(work, promise(work), promise(work, due_on=TODAY - A_DAY))

    assert (Agreement.objects.count(), AgreementAction.objects.count()) == (0, 0)
    assert Event.objects.filter(verb__startswith="agreement.").count() == 0


def test_an_action_is_added_later(work):
    agreement = AgreementFactory(case=work.case)

    action = add_action(
        agreement,
        type="course",
        owner=work.responsible,
        what="Go to the course.",
        due_on=TODAY,
        by=work.by,
        now=NOON,
    )

    assert AgreementAction.objects.get().what == "Go to the course."
    assert Event.objects.get(verb="agreement.action_added").subject_id == str(action.pk)


@pytest.fixture
def action(work):
    agreement = AgreementFactory(case=work.case)
    return AgreementActionFactory(agreement=agreement, owner=work.responsible)


def test_what_became_of_an_action_is_recorded_and_may_be_put_right(work, action):
    missed = settle_action(action, state="missed", settled_on=TODAY, by=work.by, now=NOON)
    settle_action(missed, state="done", settled_on=TODAY, by=work.by, now=NOON)

    action.refresh_from_db()
    assert (action.state, action.settled_on, action.version) == ("done", TODAY, 3)


def test_a_stale_or_early_word_on_an_action_is_refused(work, action):
    with pytest.raises(Stale):
        settle_action(action, state="done", settled_on=TODAY, version=0, by=work.by, now=NOON)
    with pytest.raises(ImpossibleDay):
        settle_action(action, state="done", settled_on=TODAY + A_DAY, by=work.by, now=NOON)


def test_nothing_is_agreed_in_a_closed_case(work, held):
    work.close()

    with pytest.raises(CaseClosed):
        make(work, promise(work))


def row(number, owner, **given):
    return {
        f"type_{number}": "repair",
        f"owner_{number}": owner.pk,
        f"what_{number}": "Mend the fence.",
        **day_of(f"due_on_{number}", TODAY + A_DAY),
        **{f"{name}_{number}": value for name, value in given.items()},
    }


def test_a_facilitator_writes_an_agreement_with_two_actions(work, held):
    answer = work.client.post(
        work.url("agreement_add"),
        {
            **day_of("happened_on", TODAY),
            **row(1, work.responsible),
            **row(3, work.harmed, what="Say when it is done."),
        },
        follow=True,
    )

    page = answer.content.decode()
    assert answer.redirect_chain == [(work.url("activities"), 302)]
    assert ("Mend the fence." in page, "Say when it is done." in page) == (True, True)
    assert AgreementAction.objects.count() == 2


def test_a_half_filled_action_is_asked_for_the_rest(work, held):
    answer = work.client.post(
        work.url("agreement_add"),
        {
            **day_of("happened_on", TODAY),
            **row(1, work.responsible),
            **row(2, work.harmed, type=""),
            "due_on_2_day": "40",
        },
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {
        "type_2": ["Select the kind"],
        "due_on_2": ["Enter a real date, such as 27 3 2026"],
    }


def test_the_first_action_is_needed(work, held):
    answer = work.client.post(work.url("agreement_add"), day_of("happened_on", TODAY))

    assert set(answer.context["form"].errors) == {"type_1", "owner_1", "what_1", "due_on_1"}


def test_an_owner_from_elsewhere_is_refused_like_none_at_all(work, held):
    for owner in (work.foreign, ParticipantFactory(case__area=work.world.avon)):
        answer = work.client.post(
            work.url("agreement_add"), {**day_of("happened_on", TODAY), **row(1, owner)}
        )
        assert answer.context["form"].errors == {"owner_1": ["Select an option from the list"]}


def test_an_agreement_out_of_nothing_is_refused_in_words(work):
    answer = work.client.post(
        work.url("agreement_add"), {**day_of("happened_on", TODAY), **row(1, work.responsible)}
    )

    assert answer.status_code == 422
    assert "An agreement follows a conference that was held" in answer.content.decode()


def test_an_action_is_added_and_settled_by_the_pages(work, action):
    client = work.client
    added = client.post(
        work.url("agreement_action_add", action.agreement_id),
        {
            "type": "pay",
            "owner": work.responsible.pk,
            "what": "Twenty pounds.",
            **day_of("due_on", TODAY),
        },
    )
    settled = client.post(
        work.url("agreement_action", action.pk),
        {"state": "partly", "version": 1, **day_of("settled_on", TODAY)},
    )

    action.refresh_from_db()
    assert added["Location"] == settled["Location"] == work.url("activities")
    assert action.state == "partly"
    page = client.get(work.url("activities")).content.decode()
    assert ("Twenty pounds." in page, "Partly done, 12 August 2026" in page) == (True, True)


def test_bad_actions_keep_the_answers(work, action):
    client = work.client
    added = client.post(
        work.url("agreement_action_add", action.agreement_id), {"what": "Twenty pounds."}
    )
    settled = client.post(work.url("agreement_action", action.pk), {"version": 1})

    assert (added.status_code, settled.status_code) == (422, 422)
    assert "Twenty pounds." in added.content.decode()
    assert set(settled.context["form"].errors) == {"state", "settled_on"}


def test_a_stale_word_is_a_conflict(work, action):
    answer = work.client.post(
        work.url("agreement_action", action.pk),
        {"state": "done", "version": 0, **day_of("settled_on", TODAY)},
    )

    assert answer.status_code == 409
    assert answer.context["form"]["version"].value() == "1"


def test_actions_of_another_case_are_not_found(work):
    foreign = AgreementActionFactory(agreement=AgreementFactory(case=work.foreign.case))
    client = work.client

    assert client.get(work.url("agreement_action", foreign.pk)).status_code == 404
    assert client.get(work.url("agreement_action_add", foreign.agreement_id)).status_code == 404


@pytest.mark.parametrize(("name", "status"), [("neighbour", 404), ("supervisor", 403)])
def test_who_may_not(work, action, name, status):
    client = work.world.client(name)

    for address in (
        work.url("agreement_add"),
        work.url("agreement_action_add", action.agreement_id),
        work.url("agreement_action", action.pk),
    ):
        assert client.get(address).status_code == status
