import pytest

from cases.actions.participants import CannotStandSo, update_participant
from cases.queries.standing import NEXT, may_stand, reasons_for
from cases.stages import ParticipantStatus
from drafts.models import Draft
from tests.moments import NOON


def stands(work, who=None, **values):
    who = who or work.harmed
    who.refresh_from_db()
    return update_participant(who, version=who.version, by=work.by, now=NOON, **values)


def test_the_table_names_every_status():
    assert set(NEXT) == set(ParticipantStatus)


@pytest.mark.parametrize(
    ("now", "then", "may"),
    [
        ("willing", "willing", True),
        ("contacted", "not_contacted", False),
        ("willing", "attempting", False),
        ("considering", "withdrew", False),
        ("willing", "participated", False),
        ("participated", "declined", False),
        ("withdrew", "considering", True),
        ("declined", "willing", True),
    ],
)
def test_where_somebody_may_stand_next(now, then, may):
    assert may_stand(now, then) is may


def test_a_status_that_does_not_follow_is_refused(work):
    with pytest.raises(CannotStandSo, match="cannot be put at “Not contacted yet” here"):
        stands(work, status="not_contacted")


def test_a_reason_goes_with_where_they_stand(work):
    assert stands(work, status="unsuitable", reason="u_risk").reason == "u_risk"
    assert stands(work, status="unsuitable", reason="h_angry").reason == "u_other"
    assert stands(work, status="declined").reason == "h_unknown"
    assert stands(work, status="willing").reason == ""
    assert stands(work, work.responsible, status="unsuitable").reason == "u_other"
    assert reasons_for("willing", "harmed") == []


def answers(work, **given):
    return {"version": 1, "status": "willing", "known_to_other_side": "no", **given}


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({"status": "unsuitable"}, "Select why they are not suitable"),
        (
            {"status": "declined", "reason": "u_risk"},
            "Select a reason that goes with where they stand",
        ),
    ],
)
def test_the_page_asks_for_a_reason_that_fits(work, told, sentence):
    page = work.url("participant", work.harmed.pk)
    answer = work.client.post(page, answers(work, **told))

    assert (answer.status_code, answer.context["form"].errors) == (422, {"reason": [sentence]})


def test_the_reason_stands_on_the_card_and_in_the_history(work):
    page = work.url("participant", work.harmed.pk)
    work.client.post(page, answers(work, status="unsuitable", reason="u_pressure"))

    people = " ".join(work.client.get(work.url("people")).content.decode().split())
    history = work.client.get(work.url("history")).content.decode()
    assert "Assessed unsuitable: They are under pressure to take part, or not to" in people
    assert "Jessica M.: Assessed unsuitable (They are under pressure" in history


def test_what_was_typed_may_be_kept_for_later(work):
    page = work.url("participant", work.harmed.pk)
    kept = work.client.post(page, answers(work, status="declined", keep_draft="yes"))
    opened = work.client.get(f"{page}?draft=open")
    dropped = work.client.post(f"{page}?draft=open", {"drop_draft": "yes"})

    assert (kept.status_code, opened.context["form"]["status"].value()) == (302, "declined")
    assert (dropped.status_code, Draft.objects.count()) == (302, 0)
