import json
import uuid

import pytest
from django.urls import reverse

from audit.models import Event
from referrals.actions import answer_referral, decide_referral
from referrals.actions.packing import contents_of, unpacked
from referrals.forms.sent import contact_questions
from referrals.models import ListRow, Submission
from referrals.stages import Decision
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.people import ContactPointFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON
from tests.referrals.lists.made import imported
from tests.referrals.triage.desk import detail, text

STORY = "He took her telephone."
PAIRS = [
    ["What happened?", STORY],
    ["Person harmed: First name", "Jessica"],
    ["Person harmed: Telephone", "01632 960 001"],
    ["Person harmed: Who else may answer?", "Her sister"],
    ["How did they agree?", "In her kitchen, in writing"],
    ["Sentence, court and dates", "Maidstone Crown Court, 14 September"],
    ["Anything else", ""],
]


def sent(submission, referral=None):
    reference = (referral or submission.referral).reference
    return reverse("referrals:sent", args=["kent", reference, submission.pk])


@pytest.fixture
def submission(referral):
    return SubmissionFactory(referral=referral, as_sent=json.dumps(PAIRS))


def groups(answer):
    return [
        (group.heading, [(one.question, one.answer, one.is_story) for one in group.rows])
        for group in answer.context["groups"]
    ]


def test_what_was_asked_of_officers_and_stands_nowhere_else_is_read_here(world, submission):
    client = world.client("supervisor")
    assert f'href="{sent(submission)}?queue=to_triage"' in text(
        client.get(detail(submission.referral))
    )
    answer = client.get(sent(submission))

    assert groups(answer) == [
        ("", [("What happened?", STORY, True)]),
        ("Person harmed", [("First name", "Jessica", False)]),
        (
            "",
            [
                ("How did they agree?", "In her kitchen, in writing", False),
                ("Sentence, court and dates", "Maidstone Crown Court, 14 September", False),
                ("Anything else", "", False),
            ],
        ),
    ]
    shown = text(answer)
    assert "How people can be reached is left out here." in shown
    assert shown.index("<details") < shown.index(STORY) < shown.index("</details>")
    seen = Event.objects.get(verb="submission.viewed")
    assert (seen.subject_id, seen.actor_id) == (str(submission.pk), world.users["supervisor"].pk)


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("Person 1: Way to reach them 1: Number or address", "The old mill"),
        ("Person harmed: Postal address", "The old mill"),
        ("When is it safe?", "After six"),
        ("Her flat", "12 High Street, Dover"),
        ("Her flat", "With her aunt, 12 High Street, Dover, ground floor"),
        ("Anything", "jess@home.invalid"),
        ("Anything", "+44 7700 900 123"),
    ],
)
def test_no_door_tells_how_somebody_is_reached(world, referral, question, answer):
    person = referral.people.get(side="harmed").person
    ContactPointFactory(person=person, kind="address", value="12, High Street Dover")
    one = SubmissionFactory(referral=referral, as_sent=json.dumps([[question, answer]]))

    shown = world.client("coordinator").get(sent(one))

    assert (groups(shown), shown.context["left_out"]) == ([], 1)


def test_the_questions_of_every_door_about_ways_are_known():
    assert {"Telephone", "Postal address", "Safe days and times", "Which of these is safe?"} <= (
        contact_questions()
    )


def test_a_cell_that_could_not_be_read_is_read_here_and_no_number(world):
    row = {"Victim Forename": "Ann", "Victim Surname": "Lee", "Victim Tel No": "12"}
    data = ",".join([*row, "Victim DOB"]) + "\n" + ",".join([*row.values(), "about forty"])
    mapping = {
        "harmed_first_name": "Victim Forename",
        "harmed_last_name": "Victim Surname",
        "harmed_telephone": "Victim Tel No",
        "harmed_date_of_birth": "Victim DOB",
    }
    imported(world, data=data.encode(), mapping=mapping)
    assert ListRow.objects.get().body == ""

    rows = groups(world.client("coordinator").get(sent(Submission.objects.get())))[0][1]

    assert [(one, told) for one, told, _story in rows] == [
        ("Victim Forename", "Ann"),
        ("Victim Surname", "Lee"),
        ("Victim DOB", "about forty"),
    ]


def test_what_the_first_area_asked_is_read_in_the_second(world, referral):
    by = world.actor("coordinator")
    decide_referral(referral, decision=Decision.MORE_INFO, note="How old?", by=by, now=NOON)
    answer_referral(referral, text="He is 19.", by=by, now=NOON)
    told = unpacked(contents_of(referral, by=by))["as_sent"]
    arrived = SubmissionFactory(
        referral=FullReferralFactory(area=world.kent), channel="transfer", as_sent=json.dumps(told)
    )

    assert groups(world.client("coordinator").get(sent(arrived))) == [
        ("", [("Answer to what the service asked", "He is 19.", False)])
    ]


def test_of_what_was_joined_it_is_read_too_and_where_nothing_is_kept_it_says_so(world, referral):
    joined = FullReferralFactory(area=world.kent, status="merged", merged_into=referral)
    one = SubmissionFactory(referral=joined)

    assert "The answers were not kept" in text(world.client("coordinator").get(sent(one, referral)))


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("manager", 200),
        ("facilitator", 403),
        ("referrer", 403),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
def test_who_reads_what_was_sent(world, submission, name, status):
    assert world.client(name).get(sent(submission)).status_code == status


def test_what_is_not_this_referrals_or_of_a_closed_case_is_not_there(world, submission, referral):
    client = world.client("coordinator")
    foreign = SubmissionFactory(referral=FullReferralFactory(area=world.avon))
    other = SubmissionFactory(referral=FullReferralFactory(area=world.kent))
    nothing = reverse("referrals:sent", args=["kent", referral.reference, uuid.uuid4()])
    CaseReferralFactory(case=CaseFactory(area=world.kent, is_restricted=True), referral=referral)

    places = [
        sent(foreign),
        sent(foreign, referral),
        sent(other, referral),
        nothing,
        sent(submission),
    ]
    assert [client.get(place).status_code for place in places] == [404] * 5


@pytest.mark.parametrize("channel", ["list", "transfer"])
def test_of_an_address_no_cell_is_read_whatever_it_was_called(world, referral, channel):
    person = referral.people.get(side="harmed").person
    ContactPointFactory(person=person, kind="address", value="12 High St, PL4 8AA")
    cells = [["Addr 1", "12 High St"], ["PCode", "PL4 8AA"], ["Harm", "Burglary"]]
    submission = SubmissionFactory(referral=referral, channel=channel, as_sent=json.dumps(cells))

    answer = world.client("coordinator").get(sent(submission))

    assert (groups(answer), answer.context["left_out"]) == (
        [("", [("Harm", "Burglary", False)])],
        2,
    )
