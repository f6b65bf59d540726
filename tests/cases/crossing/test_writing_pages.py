from datetime import timedelta
from uuid import uuid4

import pytest

from cases.models import Letter
from tests.cases.work.conftest import day_of
from tests.factories.cases import ParticipantFactory
from tests.moments import TODAY

BODY = "I think about it every day."


def add(work, *, to=None, of=None):
    return work.url("letter_add", (to or work.harmed).pk, (of or work.responsible).pk)


def written(**given):
    return {"body": BODY, "may_know": ["from"], **day_of("happened_on", TODAY), **given}


def test_who_says_something_to_whom_is_chosen_first(work):
    gone = ParticipantFactory(
        case=work.case, status="withdrew", person__first_name="Tom", person__last_name="Away"
    )
    supporter = ParticipantFactory(case=work.case, role="supporter", status="willing")

    page = work.client.get(work.url("write")).content.decode()

    assert add(work) in page
    assert add(work, to=work.responsible, of=work.harmed) in page
    assert work.url("message_add", work.harmed.pk, work.responsible.pk) in page
    assert add(work, of=work.responsible, to=supporter) in page
    assert work.url("message_add", supporter.pk, work.responsible.pk) not in page
    assert str(gone.pk) not in page


def test_where_nobody_can_write_to_anybody_the_page_says_so(work):
    work.case.participants.update(status="withdrew")

    assert "Nobody can write to anybody yet" in work.client.get(work.url("write")).content.decode()


def test_the_page_for_writing_speaks_of_the_recipient_alone(work):
    page = work.client.get(add(work)).content.decode()

    assert "You are writing to: the person harmed (Jessica M.)." in page
    assert "Daniel" not in page


def test_a_letter_may_be_left_and_come_back_to(work):
    client, page = work.client, add(work)

    assert client.post(page, written(keep_draft="yes")).status_code == 302
    assert "You have a draft from" in client.get(page).content.decode()
    assert BODY in client.get(page, {"draft": "open"}).content.decode()
    assert client.post(f"{page}?draft=open", written()).status_code == 302
    assert "You have a draft from" not in client.get(page).content.decode()
    assert Letter.objects.count() == 1


@pytest.mark.parametrize("who", ["another case", "another area", "nobody", "the same side"])
def test_an_end_from_elsewhere_is_not_found(work, who):
    other = {
        "another case": work.foreign,
        "another area": ParticipantFactory(case__area=work.world.avon),
        "the same side": work.harmed,
    }
    pk = other[who].pk if who in other else uuid4()

    assert work.client.get(work.url("letter_add", work.harmed.pk, pk)).status_code == 404
    assert work.client.post(work.url("letter_add", pk, work.harmed.pk)).status_code == 404


@pytest.mark.parametrize(
    ("given", "errors"),
    [
        ({"body": ""}, {"body": ["Enter the letter"]}),
        (
            {"body": "x" * 20_001},
            {"body": ["The letter must be 20000 characters or fewer"]},
        ),
        (
            day_of("happened_on", TODAY + timedelta(days=1)),
            {"happened_on": ["Written on must be 12 August 2026 or earlier"]},
        ),
    ],
)
def test_a_bad_form_keeps_the_answers(work, given, errors):
    answer = work.client.post(add(work), written(**given))

    assert answer.status_code == 422
    assert answer.context["form"].errors == errors
    assert "Whom it is from" in answer.content.decode()
