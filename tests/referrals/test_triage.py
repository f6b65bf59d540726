import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from areas.tenancy import set_context
from audit.models import Event
from referrals.actions import decide_referral
from referrals.models import ReferralDecision
from referrals.stages import Decision
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.people import ContactPointFactory
from tests.factories.referrals import FullReferralFactory, ReferralFactory
from tests.moments import NOON
from tests.world import sign_in

DECLINE = {"version": "1", "decision": "r_no_offender", "note": "Nobody is known."}
TOLD = (
    "Manager decided on 12 August 2026 at midday not to open a case: "
    "Age outside what the service may take."
)


def detail(referral):
    return reverse("referrals:detail", args=["kent", referral.reference])


def decide(referral):
    return reverse("referrals:decide", args=["kent", referral.reference])


def reveal(referral, person_id):
    return reverse("referrals:reveal", args=["kent", referral.reference, person_id])


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def first_decides(world, referral, decision=Decision.AGE):
    decide_referral(referral, decision=decision, note="First.", by=world.actor("manager"), now=NOON)
    set_context(area_id=world.kent.pk, user_id=None)


@pytest.fixture
def referral(world):
    return FullReferralFactory(
        area=world.kent,
        agency=world.probation,
        agreed_to_referral="no",
        incident__flags=["da"],
        incident__account="He took her telephone.",
        harmed__person__first_name="Jessica",
        harmed__person__last_name="Lane",
        harmed__person__date_of_birth=date(1998, 2, 2),
    )


def test_the_page_tells_what_came_in_and_the_look_is_recorded(world, referral):
    answer = world.client("coordinator").get(detail(referral))

    shown = text(answer)
    told = ("Robbery of a person", "Domestic abuse", "Jessica L.", "28 years old", "Kent Probation")
    assert [word for word in told if word not in shown] == []
    assert "The person did not agree to be referred." in shown
    assert list(Event.objects.values_list("verb", "subject_id", "actor_id")) == [
        ("referral.viewed", str(referral.pk), world.users["coordinator"].pk)
    ]


def test_surnames_and_contact_details_are_not_on_the_page(world, referral):
    ContactPointFactory(person=referral.people.get(side="harmed").person)

    shown = text(world.client("coordinator").get(detail(referral)))

    assert [word for word in ("Lane", "07700", "1998") if word in shown] == []


def test_the_account_of_the_harm_is_closed(world, referral):
    shown = text(world.client("coordinator").get(detail(referral)))

    closed = shown[
        shown.index('<details class="govuk-details">') : shown.index(
            "</details>", shown.index('<details class="govuk-details">')
        )
    ]
    assert "He took her telephone." in closed
    assert shown.count("He took her telephone.") == 1


def test_a_coordinator_may_accept_ask_or_decline(world, referral):
    answer = world.client("coordinator").get(detail(referral))

    assert reverse("cases:open", args=["kent", referral.reference]) in text(answer)
    offered = answer.context["form"].fields["decision"].choices
    assert offered[1][0] == "more_info"
    assert (str(offered[2][0]), [code for code, _ in offered[2][1]][0]) == (
        "Not suitable",
        "info_only",
    )
    assert len(offered) == 3


def test_a_referral_that_waits_is_not_asked_about_again(world, referral):
    first_decides(world, referral, Decision.MORE_INFO)

    answer = world.client("coordinator").get(detail(referral))

    assert [str(label) for label, _ in answer.context["form"].fields["decision"].choices[1:]] == [
        "Not suitable"
    ]
    assert "Manager asked for more information about this referral" in text(answer)
    assert "First." in text(answer)


def test_where_nobody_is_named_the_page_says_why_it_cannot_be_accepted(world):
    referral = ReferralFactory(area=world.kent)

    shown = text(world.client("coordinator").get(detail(referral)))

    assert "Nobody is named in this referral. Ask the referrer who was involved." in shown
    assert "Accept and open a case" not in shown


def test_a_supervisor_reads_and_has_nothing_to_decide(world, referral):
    shown = text(world.client("supervisor").get(detail(referral)))

    assert "Jessica L." in shown
    for button in ("Save the decision", "Accept and open a case", "Show contact details"):
        assert button not in shown


def test_after_the_decision_the_page_says_what_it_was(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").get(detail(referral))

    assert TOLD in text(answer)
    assert "Save the decision" not in text(answer)


def test_an_accepted_referral_leads_to_its_case_for_those_who_may_see_it(world, referral):
    case = CaseFactory(area=world.kent)
    CaseReferralFactory(case=case, referral=referral)
    there = reverse("cases:detail", args=["kent", case.reference])

    assert there in text(world.client("supervisor").get(detail(referral)))
    case.is_restricted = True
    case.save()
    assert there not in text(world.client("supervisor").get(detail(referral)))


def test_declining_leads_back_to_the_inbox(world, referral):
    answer = world.client("coordinator").post(decide(referral), DECLINE)

    assert (answer.status_code, answer["Location"]) == (
        302,
        reverse("referrals:inbox", args=["kent"]),
    )
    referral.refresh_from_db()
    assert (referral.status, referral.decision) == ("declined", "r_no_offender")
    assert ReferralDecision.objects.get().note == "Nobody is known."


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"decision": ""}, {"decision": ["Select what you decide"]}),
        ({"decision": "nonsense"}, {"decision": ["Select an option from the list"]}),
        ({"note": " "}, {"note": ["Enter what you need to know, or why it is not suitable"]}),
        ({"note": "x" * 2001}, {"note": ["Note must be 2000 characters or fewer"]}),
        (
            {"version": "x"},
            {"version": ["This page was out of date. Check your answers and send them again."]},
        ),
        ({"decision": "accept"}, {"__all__": ["A referral is accepted by opening its case."]}),
    ],
)
def test_what_cannot_be_is_answered_beside_the_question_and_kept(world, referral, changes, wrong):
    answer = world.client("coordinator").post(decide(referral), {**DECLINE, **changes})

    assert (answer.status_code, errors(answer)) == (422, wrong)
    assert ReferralDecision.objects.count() == 0
    form = answer.context["form"]
    assert form["note"].value() == {**DECLINE, **changes}["note"]
    assert [str(label) for _, label in form.fields["decision"].choices[:2]] == [
        "Choose one",
        "Ask for more information",
    ]


def test_an_empty_form_is_answered_too(world, referral):
    answer = world.client("coordinator").post(decide(referral), {})

    assert (answer.status_code, sorted(errors(answer))) == (422, ["decision", "note", "version"])


def test_the_second_to_decide_learns_who_was_first_and_keeps_their_note(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").post(decide(referral), DECLINE)

    assert answer.status_code == 409
    assert TOLD in text(answer)
    assert "Nobody responsible has been identified" in text(answer)
    assert "Nobody is known." in text(answer)
    assert ReferralDecision.objects.count() == 1


def test_even_an_unfinished_second_decision_is_kept_and_shown(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").post(decide(referral), {"note": "Half a thou"})

    assert answer.status_code == 409
    assert "Half a thou" in text(answer)


def test_a_stale_page_is_told_what_happened_in_between(world, referral):
    first_decides(world, referral, Decision.MORE_INFO)

    answer = world.client("coordinator").post(decide(referral), DECLINE)

    assert answer.status_code == 409
    assert "Manager asked for more information about this referral" in text(answer)
    assert "Nobody is known." in text(answer)


def test_a_second_press_of_the_button_decides_once(world, referral):
    client, answers = world.client("coordinator"), {**DECLINE, "form_key": str(uuid.uuid4())}

    first, second = client.post(decide(referral), answers), client.post(decide(referral), answers)

    assert (first.status_code, second.status_code) == (302, 302)
    assert ReferralDecision.objects.count() == 1


def test_a_decision_is_posted(world, referral):
    assert world.client("coordinator").get(decide(referral)).status_code == 405


@pytest.mark.parametrize(
    ("name", "reads", "reveals", "decides"),
    [
        ("coordinator", 200, 200, 302),
        ("manager", 200, 403, 302),
        ("supervisor", 200, 403, 403),
        ("facilitator", 403, 403, 403),
        ("referrer", 403, 403, 403),
        ("commissioner", 403, 403, 403),
        ("neighbour", 404, 404, 404),
        ("stranger", 404, 404, 404),
    ],
)
def test_who_reads_who_reveals_and_who_decides(world, referral, name, reads, reveals, decides):
    client = world.client(name)
    person = referral.people.get(side="harmed").person

    assert client.get(detail(referral)).status_code == reads
    assert client.post(reveal(referral, person.pk)).status_code == reveals
    assert client.post(decide(referral), DECLINE).status_code == decides


def test_a_referral_of_another_area_is_not_there_through_ones_own_door(world):
    foreign = FullReferralFactory(area=world.avon)
    client, person_id = world.client("coordinator"), uuid.uuid4()

    assert client.get(detail(foreign)).status_code == 404
    assert client.post(decide(foreign), DECLINE).status_code == 404
    assert client.post(reveal(foreign, person_id)).status_code == 404


def test_a_form_of_another_site_is_refused(world, referral):
    client = Client(enforce_csrf_checks=True)
    sign_in(client, world.users["coordinator"])
    person = referral.people.get(side="harmed").person

    assert client.post(decide(referral), DECLINE).status_code == 403
    assert client.post(reveal(referral, person.pk)).status_code == 403
    assert ReferralDecision.objects.count() == 0
