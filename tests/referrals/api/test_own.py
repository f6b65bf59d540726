import base64
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.urls import reverse

from areas.models import Membership
from areas.roles import Role
from audit.models import Event
from referrals.api.answers import WORDS
from referrals.queries import WORD_FOR_REFERRER
from referrals.stages import Status
from tests.factories.cases import CaseFactory, CaseReferralFactory
from tests.factories.referrals import ReferralFactory, SubmissionFactory
from tests.moments import NOON, TODAY
from tests.referrals.api.calls import PLACE, problem, system_of


def sent(world, agency=None, **kwargs):
    """A referral of Kent's probation with its submission."""
    agency = agency or world.probation
    referral = ReferralFactory(area=agency.area, agency=agency, **kwargs)
    SubmissionFactory(
        referral=referral,
        agency=agency,
        received_at=referral.received_at,
        as_sent='[["Kind of harm", "Arson"]]',
    )
    return referral


def references(answer):
    return [one["reference"] for one in answer.json()["results"]]


def cursor(position):
    return base64.b64encode(urlencode({"p": position}).encode()).decode()


def test_the_list_holds_what_the_agency_sent_the_latest_first(world, system):
    first = sent(world, received_at=NOON - timedelta(days=1))
    second = sent(world)
    ReferralFactory(area=world.kent)
    answer = system.list()

    assert answer.json() == {
        "next": None,
        "previous": None,
        "results": [
            {
                "reference": second.reference,
                "status": "received",
                "received_at": "2026-08-12T12:00:00+01:00",
            },
            {
                "reference": first.reference,
                "status": "received",
                "received_at": "2026-08-11T12:00:00+01:00",
            },
        ],
    }
    assert [one.on_behalf_of for one in Event.objects.filter(verb="referral.listed")] == [
        system.key.pk
    ]


def test_pages_follow_one_another_by_cursor(world, system):
    for days in range(30):
        sent(world, received_at=NOON - timedelta(days=days // 2))
    first = system.list()
    second = system.client().get(first.json()["next"])

    assert (len(references(first)), len(references(second))) == (25, 5)
    assert not set(references(first)) & set(references(second))
    assert (first.json()["previous"], second.json()["next"]) == (None, None)
    assert references(system.client().get(second.json()["previous"])) == references(first)


def test_the_list_asks_the_same_questions_of_one_referral_as_of_thirty(
    world, system, count_queries
):
    sent(world)
    with count_queries() as one:
        system.list()
    for _ in range(24):
        sent(world)
    with count_queries() as many:
        system.list()

    assert len(one) == len(many)


@pytest.mark.parametrize(
    ("status", "word"),
    [("to_triage", "received"), ("waiting", "received"), ("declined", "not_suitable")],
)
def test_the_list_is_filtered_by_the_one_word(world, system, status, word):
    decided = {"decision": "r_age", "decided_at": NOON} if status == "declined" else {}
    wanted = sent(world, status=status, **decided)
    sent(world, status="accepted", decision="accept", decided_at=NOON)

    assert references(system.list(status=word)) == [wanted.reference]


def test_the_list_is_filtered_by_the_day_in_london(world, system):
    late = sent(world, received_at=NOON.replace(day=11, hour=0, minute=30))
    sent(world, received_at=NOON.replace(day=10, hour=23, minute=59))

    assert references(system.list(received_from="2026-08-11")) == [late.reference]


@pytest.mark.parametrize(
    ("filters", "parameter"),
    [
        ({"status": "to_triage"}, "status"),
        ({"status": "\0"}, "status"),
        ({"received_from": "yesterday"}, "received_from"),
        ({"received_from": "2026-08-13"}, "received_from"),
        ({"agency": "1"}, "agency"),
        ({"page": "2"}, "page"),
        ({"cursor": "\u0663"}, "cursor"),
        ({"cursor": "x"}, "cursor"),
        ({"cursor": "x" * 500}, "cursor"),
        ({"cursor": cursor("yesterday")}, "cursor"),
        ({"cursor": cursor("2026-13-45T99:00:00Z")}, "cursor"),
        ({"cursor": cursor("2026-08-12T12:00:00")}, "cursor"),
        ({"cursor": cursor("\0")}, "cursor"),
    ],
)
def test_a_filter_that_cannot_be_is_refused_by_name(world, system, filters, parameter):
    answer = system.list(**filters)

    assert problem(answer) == (400, "bad-request")
    assert [one["parameter"] for one in answer.json()["errors"]] == [parameter]


def test_what_is_asked_of_the_referrer_and_a_case_that_ended_have_their_words(world, system):
    accepted = {"status": "accepted", "decision": "accept", "decided_at": NOON}
    info = {"decision": "more_info", "decided_at": NOON}
    asked = sent(world, status="waiting", paused_for="referrer", **info)
    other = sent(world, status="waiting", paused_for="agency", **info)
    ended, running = sent(world, **accepted), sent(world, **accepted)
    CaseReferralFactory(
        referral=ended, case=CaseFactory(area=world.kent, stage="closed", closed_on=TODAY)
    )
    CaseReferralFactory(referral=running, case=CaseFactory(area=world.kent))
    joined = sent(world, status="merged", decision="duplicate", decided_at=NOON, merged_into=ended)
    wanted = {
        asked.reference: "more_wanted",
        other.reference: "received",
        ended.reference: "closed",
        running.reference: "accepted",
        joined.reference: "closed",
    }

    told = {one["reference"]: one["status"] for one in system.list().json()["results"]}
    assert told == wanted
    assert {one: system.read(one).json()["status"] for one in wanted} == wanted
    for word in set(wanted.values()):
        assert {one for one in wanted if wanted[one] == word} == set(
            references(system.list(status=word))
        )


@pytest.mark.parametrize(
    ("channel", "by"), [("list", None), ("list", "coordinator"), ("phone", "coordinator")]
)
def test_rows_of_a_list_and_what_staff_wrote_down_were_not_sent_by_the_agency(
    world, system, channel, by
):
    of_it = {"channel": channel, "recorded_by": world.users[by] if by else None}
    referral = ReferralFactory(area=world.kent, agency=world.probation, **of_it)
    SubmissionFactory(referral=referral, agency=world.probation, **of_it)

    assert references(system.list()) == []
    assert system.read(referral.reference).status_code == 404
    client = world.client("referrer")
    assert client.get(reverse("referrals:own", args=["kent"])).context["rows"] == []
    own = reverse("referrals:own_detail", args=["kent", referral.reference])
    assert client.get(own).status_code == 404


def test_what_its_accounts_guests_and_keys_sent_stays_the_agencys_own(world, system):
    world.join("guest", Role.GUEST, agency=world.probation)
    Membership.objects.filter(user=world.users["guest"]).update(is_active=False)
    of_it = [
        sent(world, recorded_by=world.users["guest"]),
        sent(world, recorded_by=world.users["referrer"]),
        sent(world, channel="system"),
    ]

    assert set(references(system.list())) == {one.reference for one in of_it}


def test_one_referral_says_one_word_and_what_was_sent(world, system):
    referral = sent(world, status="declined", decision="r_age", decided_at=NOON)
    answer = system.read(referral.reference)

    assert answer.json() == {
        "reference": referral.reference,
        "status": "not_suitable",
        "received_at": "2026-08-12T12:00:00+01:00",
        "sent": [
            {
                "received_at": "2026-08-12T12:00:00+01:00",
                "channel": "web",
                "answers": [{"question": "Kind of harm", "answer": "Arson"}],
            }
        ],
    }
    assert Event.objects.get(verb="submission.viewed").detail == {"page": "api"}


def test_what_was_sent_by_the_system_is_read_back(world, system):
    place = system.send()["Location"]
    told = system.client().get(place).json()

    assert told["status"] == "received"
    assert {"question": "Name of the referrer", "answer": "PC Alex Reed"} in told["sent"][0][
        "answers"
    ]
    assert told["sent"][0]["channel"] == "system"


def test_an_officer_reads_the_same_when_signed_in(world, system):
    reference = system.send().json()["reference"]
    client = world.client("referrer")

    assert client.get(f"{PLACE.format('kent')}{reference}/").status_code == 200
    assert references(client.get(PLACE.format("kent"))) == [reference]


def test_the_one_word_is_the_same_as_on_the_referrer_s_pages():
    said = {str(WORD_FOR_REFERRER[status]): word for status, word in WORDS.items()}

    assert set(WORDS) == set(Status)
    assert all(said[str(WORD_FOR_REFERRER[status])] == WORDS[status] for status in Status)
    assert len(set(said.values())) == len(said)


def test_nothing_of_another_agency_or_area_is_found_by_any_id_filter_or_cursor(world, theirs):
    other = system_of(world.kent)
    ours = [sent(world, received_at=NOON - timedelta(days=day)).reference for day in range(30)]
    system = system_of(world.kent, world.probation)
    onward = system.list().json()["next"].partition("cursor=")[2]
    for stranger in (other, theirs):
        assert references(stranger.list()) == []
        assert references(stranger.client().get(f"{stranger.place}?cursor={onward}")) == []
        assert references(stranger.list(status="received", received_from="2026-07-01")) == []
        answers = {stranger.read(one).content for one in [*ours, "KNT-R26-99999", "nothing"]}
        assert len(answers) == 1
        assert not any(one.encode() in answer for one in ours for answer in answers)


def test_of_a_referral_that_was_joined_to_another_it_is_the_others_word(world, system):
    kept = sent(world, status="declined", decision="r_age", decided_at=NOON)
    joined = sent(
        world,
        status="merged",
        decision="duplicate",
        decided_at=NOON,
        merged_into=kept,
    )
    told = {one["reference"]: one["status"] for one in system.list().json()["results"]}

    assert told == {kept.reference: "not_suitable", joined.reference: "not_suitable"}
    assert system.read(joined.reference).json()["status"] == "not_suitable"
    assert set(references(system.list(status="not_suitable"))) == set(told)
    assert references(system.list(status="received")) == []
