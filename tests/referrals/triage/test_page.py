import uuid
from datetime import date

import pytest
from django.urls import reverse

from audit.models import Event
from referrals.models import Provenance
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
from tests.referrals.triage.desk import TOLD, decide, detail, first_decides, offered, text


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
        channel="phone",
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
    assert (
        f'Telephone: <a class="govuk-link rj-reference" href="{detail(joined)}?queue=to_triage">'
        in shown
    )
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
