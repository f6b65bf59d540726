from datetime import timedelta

import pytest

from cases.models import Consent, Withdrawal
from drafts.models import Draft
from tests.cases.made import daniel_of, day, jessica_of, two_sided_case, url
from tests.factories.cases import ConsentFactory, SessionFactory
from tests.moments import NOON, TODAY

ANSWERS = {
    "reason": "w_health",
    "offer_open": "yes",
    "future_contact_ok": "no",
    "may_tell_other_side": "no",
    **day("happened_on", TODAY),
}


@pytest.fixture
def address(case):
    return url("withdraw", case, jessica_of(case).pk)


def test_what_it_stops_is_shown_before_and_after(world, case, address):
    jessica = jessica_of(case)
    at = NOON + timedelta(days=2)
    SessionFactory(participant=jessica, attendance="planned", minutes=None, happened_at=at)
    ConsentFactory(participant=jessica)
    ConsentFactory(participant=jessica, purpose="survey")
    client = world.client("facilitator")
    before = client.get(address).content.decode()

    answer = client.post(
        address, {**ANSWERS, "consents": ["survey"], "note": "Her back."}, follow=True
    )

    assert "The session on 14 August 2026 at midday is cancelled." in before
    assert "Their consent ends: to take part." in before
    assert "What was being prepared between them and 1 other person ends." in before
    assert answer.redirect_chain == [(url("withdrawn", case, jessica.pk), 302)]
    after = answer.content.decode()
    assert "Planned sessions cancelled: 1." in after
    assert "Consents ended: 2." in after
    assert "We cannot take this further at the moment." in after
    assert "Her back." in after
    assert Consent.objects.filter(state="withdrawn", purpose="survey").exists()


def test_somebody_was_first(world, case, address):
    client = world.client("facilitator")
    client.post(address, ANSWERS)

    again = client.post(address, {**ANSWERS, "note": "Her back."})

    assert (again.status_code, Withdrawal.objects.count()) == (409, 1)
    assert "Her back." in again.content.decode()


def test_a_bad_form_keeps_the_answers(world, address):
    answer = world.client("facilitator").post(
        address, {**ANSWERS, "offer_open": "", "note": "Her back."}
    )

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"offer_open": ["Select yes or no"]}
    assert "Her back." in answer.content.decode()


def test_a_day_before_the_referral_is_refused_beside_its_question(world, address):
    long_ago = day("happened_on", TODAY.replace(year=2020))

    answer = world.client("facilitator").post(address, {**ANSWERS, **long_ago})

    assert answer.status_code == 422
    assert list(answer.context["form"].errors) == ["happened_on"]


def test_what_was_begun_is_kept(world, address):
    client = world.client("facilitator")
    client.post(address, {**ANSWERS, "note": "Her back.", "keep_draft": "yes"})

    assert "Her back." in client.get(address, {"draft": "open"}).content.decode()
    client.post(f"{address}?draft=open", ANSWERS)
    assert (Withdrawal.objects.count(), Draft.objects.count()) == (1, 0)


def test_of_somebody_who_never_stepped_back_there_is_nothing_to_read(world, case):
    read = url("withdrawn", case, daniel_of(case).pk)

    assert world.client("facilitator").get(read).status_code == 404


@pytest.mark.parametrize(
    ("name", "reads", "records"),
    [
        ("stranger", 404, 404),
        ("neighbour", 404, 404),
        ("commissioner", 403, 403),
        ("supervisor", 200, 403),
    ],
)
def test_who_may_read_it_and_who_may_record_it(world, case, address, name, reads, records):
    world.client("facilitator").post(address, ANSWERS)
    read = url("withdrawn", case, jessica_of(case).pk)

    assert world.client(name).get(read).status_code == reads
    assert world.client(name).post(address, ANSWERS).status_code == records


def test_somebody_of_another_case_is_not_found_through_this_one(world, case):
    other = jessica_of(two_sided_case(world))

    assert world.client("facilitator").get(url("withdrawn", case, other.pk)).status_code == 404


def test_a_facilitator_who_was_taken_off_the_case_records_nothing(world, case, address):
    case.workers.update(until_at=NOON)

    assert world.client("facilitator").post(address, ANSWERS).status_code == 404
