import uuid
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from areas.tenancy import set_context
from audit.models import Event
from referrals.actions import decide_referral
from referrals.models import Provenance, ReferralDecision, Submission
from referrals.stages import Decision
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.people import ContactPointFactory
from tests.factories.referrals import (
    FullReferralFactory,
    ReferralFactory,
    ReferralPersonFactory,
    SubmissionFactory,
)
from tests.moments import NOON
from tests.world import sign_in

DECLINE = {
    "version": "1",
    "reason": "r_no_offender",
    "instead": "victim_service",
    "told": ["referrer", "harmed"],
    "note": "Nobody is known.",
}
ASK = {"version": "1", "paused_for": "referrer", "note": "Who was it?"}
TOLD = (
    "Manager decided on 12 August 2026 at midday not to open a case: "
    "Age outside what the service may take."
)


def detail(referral):
    return reverse("referrals:detail", args=["kent", referral.reference])


def decide(referral, way="not-suitable", query=""):
    there = reverse("referrals:decide", args=["kent", referral.reference])
    return f"{there}?as={way}{query}"


def reveal(referral, person_id):
    return reverse("referrals:reveal", args=["kent", referral.reference, person_id])


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def first_decides(world, referral, decision=Decision.AGE, **more):
    by = world.actor("manager")
    decide_referral(referral, decision=decision, note="First.", by=by, now=NOON, **more)
    set_context(area_id=world.kent.pk, user_id=None)


def offered(answer):
    return [way.label for way in answer.context["ways"]]


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


UNDECIDED = [
    "Ask for information",
    "Not suitable",
    "Information only",
    "Pass to the youth justice service",
    "Pass to a specialist service",
]


def test_a_coordinator_may_accept_ask_or_decline(world, referral):
    answer = world.client("coordinator").get(detail(referral))

    assert reverse("cases:open", args=["kent", referral.reference]) in text(answer)
    assert offered(answer) == UNDECIDED
    assert reverse("referrals:same", args=["kent", referral.reference]) in text(answer)


def test_a_referral_that_waits_is_not_asked_about_again_but_answered(world, referral):
    first_decides(world, referral, Decision.MORE_INFO)

    answer = world.client("coordinator").get(detail(referral))

    assert offered(answer) == ["Write down the answer", *UNDECIDED[1:]]
    shown = text(answer)
    assert "Manager asked for more information about this referral" in shown
    assert "The clock has stood still since 12 August 2026: The referrer has to tell us" in shown
    assert "First." in shown


def test_a_declined_referral_may_be_taken_up_again(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").get(detail(referral))

    assert offered(answer) == ["Take up again"]


def test_the_page_tells_all_that_was_said(world):
    referral = FullReferralFactory(
        area=world.kent,
        agency=world.probation,
        referrer_name="Olu Adeyemi",
        referrer_email="olu@probation.invalid",
        referrer_telephone="01632 960 001",
        agreed_on=date(2026, 8, 3),
        incident__happened_about="about 1987",
        incident__risks_told="He keeps a dog.",
        incident__police_reference="42/1234/26",
        harmed__needs="A BSL interpreter",
        harmed__person__contacts_us=True,
        responsible__custody="custody",
        responsible__establishment="HMP Elmley",
        responsible__release_on=date(2027, 1, 4),
    )
    ReferralPersonFactory(referral=referral, part="guardian")

    shown = text(world.client("coordinator").get(detail(referral)))

    told = (
        "olu@probation.invalid",
        "01632 960 001",
        "3 August 2026",
        "about 1987",
        "He keeps a dog.",
        "42/1234/26",
        "A BSL interpreter",
        "It is not safe to contact them: they contact us.",
        "In prison, HMP Elmley, until 4 January 2027",
        "Parent or guardian",
    )
    assert [words for words in told if words not in shown] == []


def test_how_whoever_referred_themselves_is_reached_is_not_on_the_page(world):
    referral = FullReferralFactory(
        area=world.kent,
        source="self_harmed",
        referrer_email="jess@home.invalid",
        referrer_telephone="07700 900123",
    )

    shown = text(world.client("coordinator").get(detail(referral)))

    assert [words for words in ("jess@home.invalid", "07700") if words in shown] == []


def test_where_it_came_from_is_told(world):
    came_by = Provenance.objects.create(
        area=world.kent,
        parcel_id=uuid.uuid4(),
        from_area_name="Avon",
        from_reference="AVN-R26-00001",
        received_there_at=NOON,
    )
    referral = FullReferralFactory(area=world.kent, came_by=came_by)

    assert "Avon, AVN-R26-00001" in text(world.client("coordinator").get(detail(referral)))


def test_what_the_rules_say_stands_in_words_whoever_is_responsible_first(world, referral):
    answer = world.client("coordinator").get(detail(referral))

    assert [
        (rule.value, result.outcome.value) for rule, result, _ in answer.context["results"]
    ] == [
        ("identified", "pass"),
        ("responsibility", "pass"),
        ("area_link", "unknown"),
        ("legal_stage", "unknown"),
        ("age", "pass"),
        ("offence", "pass"),
        ("agreement", "fail"),
        ("proceedings", "unknown"),
    ]
    shown = text(answer)
    assert "The person did not agree to be referred." in shown
    assert [word for word in (">Yes</strong>", ">No</strong>") if word not in shown] == []
    assert "Look twice:</strong> Domestic abuse." in shown


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"harmed__age_told": 17}, "Look twice:</strong> Under 18."),
        ({"incident__proceedings_live": "yes"}, "Look twice:</strong> Live proceedings."),
        (
            {"incident__flags": ["hate"], "responsible__age_told": 12},
            "Look twice:</strong> Hate crime, Under 18.",
        ),
    ],
)
def test_what_forces_a_second_look_is_named(world, fields, words):
    referral = FullReferralFactory(area=world.kent, **fields)

    assert words in text(world.client("coordinator").get(detail(referral)))


def test_the_rules_are_no_matter_once_it_was_decided(world, referral):
    first_decides(world, referral)

    assert "What the rules say" not in text(world.client("coordinator").get(detail(referral)))


def test_each_submission_is_listed_and_an_answer_is_closed(world, referral):
    SubmissionFactory(referral=referral, agency=world.probation, recorded_by=None)
    joined = FullReferralFactory(area=world.kent, status="merged", merged_into=referral)
    SubmissionFactory(referral=joined, channel="phone")
    SubmissionFactory(referral=referral, answers=True, as_sent='[["Who?", "His uncle did."]]')

    shown = text(world.client("coordinator").get(detail(referral)))

    assert "Web form, Kent Probation" in shown
    assert f'Telephone: <a class="govuk-link rj-reference" href="{detail(joined)}">' in shown
    closed = shown[shown.index("Read the answer") : shown.index("His uncle did.")]
    assert "</details>" not in closed


def test_a_decision_tells_what_it_came_with(world, referral):
    first_decides(
        world,
        referral,
        Decision.LIVE_PROCEEDINGS,
        instead="later",
        told=["referrer", "harmed"],
        again_on=date(2026, 11, 2),
    )

    shown = text(world.client("coordinator").get(detail(referral)))

    told = (
        "Instead: To come back later",
        "Told: The referrer, The person harmed",
        "To look at again on 2 November 2026",
    )
    assert [words for words in told if words not in shown] == []


def test_next_and_previous_and_back_stay_inside_the_filter(world, referral):
    later = FullReferralFactory(
        area=world.kent, triage_due_on=date(2026, 8, 17), incident__flags=["da"]
    )
    FullReferralFactory(area=world.kent, triage_due_on=date(2026, 8, 16))
    client, query = world.client("coordinator"), "queue=to_triage&flag=da"

    first = client.get(f"{detail(referral)}?{query}")
    second = client.get(f"{detail(later)}?{query}")

    assert (first.context["before"], first.context["after"]) == ("", f"{detail(later)}?{query}")
    assert (second.context["before"], second.context["after"]) == (
        f"{detail(referral)}?{query}",
        "",
    )
    inbox = reverse("referrals:inbox", args=["kent"])
    assert f'href="{inbox}?queue=to_triage&amp;flag=da"' in text(first)
    assert f"{decide(referral, 'ask')}&amp;{query}".replace("&f", "&amp;f") in text(first)


def test_where_nobody_is_named_the_page_says_why_it_cannot_be_accepted(world):
    referral = ReferralFactory(area=world.kent)

    shown = text(world.client("coordinator").get(detail(referral)))

    assert "Nobody is named in this referral. Ask the referrer who was involved." in shown
    assert "Accept and open a case" not in shown


def test_a_supervisor_reads_and_has_nothing_to_decide(world, referral):
    shown = text(world.client("supervisor").get(detail(referral)))

    assert "Jessica L." in shown
    for button in ('id="decide"', "Accept and open a case", "Show contact details"):
        assert button not in shown


def test_after_the_decision_the_page_says_what_it_was(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").get(detail(referral))

    assert TOLD in text(answer)
    assert "Accept and open a case" not in text(answer)


def test_an_accepted_referral_leads_to_its_case_for_those_who_may_see_it(world, referral):
    case = CaseFactory(area=world.kent)
    CaseReferralFactory(case=case, referral=referral)
    there = reverse("cases:detail", args=["kent", case.reference])

    assert there in text(world.client("supervisor").get(detail(referral)))
    case.is_restricted = True
    case.save()
    assert there not in text(world.client("supervisor").get(detail(referral)))


def test_of_a_restricted_case_nobody_is_named_and_nothing_is_told(world, referral):
    case = CaseFactory(area=world.kent, is_restricted=True)
    CaseReferralFactory(case=case, referral=referral)
    SubmissionFactory(referral=referral)
    first_decides(world, referral, Decision.MORE_INFO)

    shown = text(world.client("coordinator").get(detail(referral)))

    assert "This case is restricted" in shown
    secret = ("Jessica", "Domestic abuse", "telephone", "Kent Probation", "First.", "The same")
    assert [words for words in secret if words in shown] == []


def test_declining_leads_back_to_the_queue_as_it_was_filtered(world, referral):
    query = "&queue=to_triage&flag=da&source=probation"

    answer = world.client("coordinator").post(decide(referral, query=query), DECLINE)

    inbox = reverse("referrals:inbox", args=["kent"])
    assert (answer.status_code, answer["Location"]) == (
        302,
        f"{inbox}?queue=to_triage&source=probation&flag=da",
    )
    referral.refresh_from_db()
    assert (referral.status, referral.decision) == ("declined", "r_no_offender")
    kept = ReferralDecision.objects.get()
    assert (kept.note, kept.instead, kept.told, kept.again_on) == (
        "Nobody is known.",
        "victim_service",
        ["referrer", "harmed"],
        None,
    )


def test_asking_for_information_stops_the_clock(world, referral):
    answer = world.client("coordinator").post(decide(referral, "ask"), ASK)

    assert answer.status_code == 302
    referral.refresh_from_db()
    assert (referral.status, referral.paused_on, referral.paused_for) == (
        "waiting",
        date(2026, 8, 12),
        "referrer",
    )


def test_a_coordinator_writes_down_the_answer_and_goes_on_deciding(world, referral):
    first_decides(world, referral, Decision.MORE_INFO)
    client = world.client("coordinator")
    asked = text(client.get(decide(referral, "answer")))

    answer = client.post(
        decide(referral, "answer"), {"version": "2", "channel": "phone", "text": "His uncle."}
    )

    assert "First." in asked
    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, detail(referral))
    kept = Submission.objects.get()
    assert (kept.answers, kept.channel, kept.agency) == (True, "phone", None)
    referral.refresh_from_db()
    assert referral.status == "to_triage"


def test_a_declined_referral_is_taken_up_again(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").post(
        decide(referral, "take-up"), {"version": "2", "note": "He was found."}
    )

    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, detail(referral))
    referral.refresh_from_db()
    assert (referral.status, referral.decision) == ("to_triage", "taken_up")


@pytest.mark.parametrize(
    ("way", "decision"),
    [("information", "info_only"), ("youth-justice", "to_yjs"), ("specialist", "to_specialist")],
)
def test_a_referral_is_passed_to_who_is_right_for_it(world, referral, way, decision):
    answers = {name: DECLINE[name] for name in ("version", "instead", "told", "note")}

    answer = world.client("coordinator").post(decide(referral, way), answers)

    assert answer.status_code == 302
    referral.refresh_from_db()
    assert (referral.status, referral.decision) == ("declined", decision)


def test_live_proceedings_may_say_when_to_look_again(world, referral):
    answers = {
        **DECLINE,
        "reason": "r_live_proceedings",
        "again_on_day": "2",
        "again_on_month": "11",
        "again_on_year": "2026",
    }

    assert world.client("coordinator").post(decide(referral), answers).status_code == 302
    assert ReferralDecision.objects.get().again_on == date(2026, 11, 2)


@pytest.mark.parametrize("way", ["ask", "not-suitable", "information", "specialist"])
def test_the_page_of_a_way_says_of_whom_and_the_look_is_recorded(world, referral, way):
    answer = world.client("coordinator").get(decide(referral, way))

    assert "Robbery of a person" in text(answer)
    assert "Jessica L." in text(answer)
    assert list(Event.objects.values_list("verb", "subject_id", "detail")) == [
        ("referral.viewed", str(referral.pk), {"page": "decide"})
    ]


@pytest.mark.parametrize("way", ["", "accept", "nonsense", "\x00"])
def test_there_is_no_other_way(world, referral, way):
    client = world.client("coordinator")

    assert client.get(decide(referral, way)).status_code == 404
    assert client.post(decide(referral, way), DECLINE).status_code == 404


@pytest.mark.parametrize("way", ["answer", "take-up"])
def test_a_way_that_is_not_open_leads_back_to_the_referral(world, referral, way):
    answer = world.client("coordinator").get(decide(referral, way))

    assert (answer.status_code, answer["Location"].partition("?")[0]) == (302, detail(referral))


TOO_SOON = {"again_on_day": "12", "again_on_month": "8", "again_on_year": "2026"}
NEXT_MONTH = {"again_on_day": "12", "again_on_month": "9", "again_on_year": "2026"}


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"reason": ""}, {"reason": ["Select why it is not suitable"]}),
        ({"reason": "accept"}, {"reason": ["Select an option from the list"]}),
        ({"reason": "transfer"}, {"reason": ["Select an option from the list"]}),
        ({"note": " "}, {"note": ["Enter why, in a sentence"]}),
        ({"note": "x" * 2001}, {"note": ["Why must be 2000 characters or fewer"]}),
        ({"instead": ""}, {"instead": ["Select what was offered instead"]}),
        ({"told": []}, {"told": ["Select who is told, or nobody"]}),
        (
            {"told": ["nobody", "harmed"]},
            {"told": ["Select who is told, or nobody, but not both"]},
        ),
        (
            {"reason": "r_live_proceedings", **TOO_SOON},
            {"again_on": ["Day to look at it again must be 13 August 2026 or later"]},
        ),
        (
            NEXT_MONTH,
            {"again_on": ["Only a referral with live proceedings has a day to look again"]},
        ),
        (
            {"version": "x"},
            {"version": ["This page was out of date. Check your answers and send them again."]},
        ),
    ],
)
def test_what_cannot_be_is_answered_beside_the_question_and_kept(world, referral, changes, wrong):
    answer = world.client("coordinator").post(decide(referral), {**DECLINE, **changes})

    assert (answer.status_code, errors(answer)) == (422, wrong)
    assert ReferralDecision.objects.count() == 0
    assert answer.context["form"]["note"].value() == {**DECLINE, **changes}["note"]


@pytest.mark.parametrize(
    ("way", "needed"),
    [
        ("not-suitable", ["instead", "note", "reason", "told", "version"]),
        ("information", ["instead", "note", "told", "version"]),
        ("ask", ["note", "paused_for", "version"]),
    ],
)
def test_an_empty_form_is_answered_too(world, referral, way, needed):
    answer = world.client("coordinator").post(decide(referral, way), {})

    assert (answer.status_code, sorted(errors(answer))) == (422, needed)


def test_the_second_to_decide_learns_who_was_first_and_keeps_what_they_wrote(world, referral):
    first_decides(world, referral)

    answer = world.client("coordinator").post(decide(referral), DECLINE)

    assert answer.status_code == 409
    shown = text(answer)
    kept = (
        TOLD,
        "Nobody responsible has been identified",
        "A victim service",
        "The referrer, The person harmed",
        "Nobody is known.",
        detail(referral),
    )
    assert [words for words in kept if words not in shown] == []
    assert ReferralDecision.objects.count() == 1


@pytest.mark.parametrize(
    ("way", "answers"),
    [
        ("ask", ASK),
        ("information", {**DECLINE, "note": "Who was it?"}),
        ("specialist", {"note": "Who was it?"}),
        ("answer", {"version": "2", "channel": "phone", "text": "Who was it?"}),
    ],
)
def test_whatever_the_second_wanted_is_kept_even_unfinished(world, referral, way, answers):
    first_decides(world, referral)

    answer = world.client("coordinator").post(decide(referral, way), answers)

    assert answer.status_code == 409
    assert TOLD in text(answer)
    assert "Who was it?" in text(answer)


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
