import pytest
from django.http import Http404

from areas.scoping import Stale
from audit.models import Event
from cases.actions import part
from cases.actions.part import PartRefused, correct_part
from cases.models import CaseWorker, Consent, Pair, TimelineEntry
from cases.queries.part import in_the_way, what_ends
from cases.queries.people import get_pair, only_pair_with, pairs_of
from cases.stages import DeclineReason, ParticipantRole, ParticipantStatus, Side
from tests.cases.test_two_editors import sent
from tests.factories.activities import (
    AgreementActionFactory,
    AgreementFactory,
    ConferenceAttendanceFactory,
    ConferenceFactory,
    LetterFactory,
    LetterOfferFactory,
    MessageFactory,
)
from tests.factories.cases import ConsentFactory, ParticipantFactory
from tests.moments import NOON, TODAY

RESPONSIBLE = {"role": ParticipantRole.RESPONSIBLE, "side": Side.RESPONSIBLE}
BESIDE = {"role": ParticipantRole.SUPPORTER, "side": Side.HARMED}
NO_SIDE = {"role": ParticipantRole.OBSERVER, "side": Side.NEUTRAL}


def correct(work, one=None, seen=None, version=None, **to):
    row = one or work.harmed
    return correct_part(
        row,
        by=work.by,
        now=NOON,
        version=version or row.version,
        seen=what_ends(row, work.by).seen if seen is None else seen,
        **(to or BESIDE),
    )


def the_pair(work):
    return Pair.objects.get(case=work.case)


@pytest.fixture
def page(work):
    return work.url("part", work.harmed.pk)


def test_a_part_is_corrected_and_the_pairs_are_made_anew(work):
    Pair.objects.update(state="open")
    ConsentFactory(participant=work.harmed)
    second = ParticipantFactory(case=work.case)

    row = correct(work, **RESPONSIBLE)

    assert (row.role, row.side, row.version) == ("responsible", "responsible", 2)
    pairs = {(pair.one_id, pair.other_id) for pair in Pair.objects.filter(case=work.case)}
    assert pairs == {(second.pk, work.responsible.pk), (second.pk, work.harmed.pk)}
    assert Consent.objects.filter(participant=row).count() == 1
    assert Event.objects.get(verb="participant.part_corrected").detail == {
        "case": work.case.reference,
        "role_before": "harmed",
        "side_before": "harmed",
        "role": "responsible",
        "side": "responsible",
    }
    assert not TimelineEntry.objects.filter(kind="pair.fell_away").exists()


def test_what_was_recorded_between_two_is_shown_before_and_told_after(work, page):
    Pair.objects.update(route="letter", reason="h_too_soon", state="willing")
    shown = " ".join(work.client.get(page).content.decode().split())

    assert "What is recorded between Jessica M. and Daniel R.: A letter, Both are willing." in shown
    answers = sent(work.client.get(page).context["form"], part="supporter:harmed")
    assert work.client.post(page, answers).status_code == 302

    assert not Pair.objects.filter(case=work.case).exists()
    history = work.client.get(work.url("history")).content.decode()
    assert "Jessica M.: part corrected from Person harmed to Supporter (person harmed)" in history
    assert (
        "What was recorded between Jessica M. and Daniel R. ended: A letter, Both are willing"
        in history
    )


def test_a_pair_to_which_a_message_belongs_stays_ended_and_out_of_the_way(work):
    pair = the_pair(work)
    MessageFactory(pair=pair, state="stopped")

    correct(work)

    pair.refresh_from_db()
    assert (pair.chosen, pair.state, pair.version) == ("ended", "ended", 2)
    assert (pairs_of(work.case, work.by), only_pair_with(work.harmed, work.by)) == ([], None)
    with pytest.raises(Http404):
        get_pair(work.by, work.case, pair.pk)

    work.harmed.refresh_from_db()
    correct(work, role=ParticipantRole.HARMED, side=Side.HARMED)

    assert [(one.pk, one.state) for one in pairs_of(work.case, work.by)] == [(pair.pk, "ended")]


def test_what_belongs_to_a_part_goes_with_it(work):
    one = work.responsible
    one.responsibility_accepted_on, one.known_to_other_side = TODAY, "yes"
    one.status, one.reason = ParticipantStatus.DECLINED, "r_no_reason"
    one.save()
    Pair.objects.update(state="open")
    assert what_ends(one, work.by).sentences[:2] == [
        "The day on which they accepted responsibility.",
        "Whether the other side knows who they are: ask again.",
    ]

    row = correct(work, one, role=ParticipantRole.HARMED, side=Side.HARMED)

    assert (row.responsibility_accepted_on, row.known_to_other_side) == (None, "unknown")
    assert (row.status, row.reason) == ("declined", DeclineReason.H_NO_REASON)


def test_in_what_way_somebody_was_harmed_is_dropped_where_it_is_not_asked(work):
    work.harmed.kind, work.harmed.known_to_other_side = "direct", "yes"
    work.harmed.save()

    row = correct(work)

    assert (row.kind, row.known_to_other_side) == ("", "yes")


def crossed(work, what):
    letter = {"case": work.case, "author": work.responsible, "recipient": work.harmed}
    held = ConferenceFactory(case=work.case, attendance="held" if what == "met" else "planned")
    made = {
        "offered": lambda: LetterOfferFactory(letter=LetterFactory(**letter, state="kept")),
        "written": lambda: LetterFactory(**letter),
        "passed": lambda: MessageFactory(
            pair=the_pair(work), state="kept", offered_on=TODAY, said_on=TODAY
        ),
        "said": lambda: MessageFactory(pair=the_pair(work)),
        "met": lambda: ConferenceAttendanceFactory(
            conference=held, participant=work.harmed, came=True
        ),
        "agreed": lambda: AgreementFactory(case=work.case),
    }
    return made[what]()


@pytest.mark.parametrize(
    ("what", "sentence"),
    [
        ("offered", "A letter from or to Jessica M. was offered or delivered."),
        (
            "written",
            "A letter from or to Jessica M. is being prepared. Have it taken back first.",
        ),
        ("passed", "A message from or to Jessica M. was offered or passed on."),
        ("said", "A message from or to Jessica M. is being prepared. Have it taken back first."),
        ("met", "Jessica M. was at a meeting of both sides."),
        ("agreed", "There is an outcome agreement that Jessica M. is part of."),
    ],
)
def test_after_something_crossed_it_is_refused_and_said_why(work, page, what, sentence):
    form = work.client.get(page).context["form"]
    crossed(work, what)

    with pytest.raises(PartRefused) as refused:
        correct(work)

    assert str(refused.value) == sentence
    assert sentence in work.client.get(page).content.decode()
    answer = work.client.post(page, sent(form, part="supporter:harmed"))
    assert (answer.status_code, answer.context["form"].non_field_errors()) == (422, [sentence])


def test_a_letter_that_was_taken_back_and_a_planned_meeting_are_not_in_the_way(work):
    letter = LetterFactory(
        case=work.case, author=work.responsible, recipient=work.harmed, state="taken_back"
    )
    ConferenceAttendanceFactory(
        conference=ConferenceFactory(case=work.case), participant=letter.recipient
    )

    assert in_the_way(work.harmed, work.by) == []


def test_whoever_is_on_neither_side_is_bound_by_their_own_part_of_an_agreement_alone(work):
    observer = ParticipantFactory(case=work.case, role="observer", side="neutral")
    agreement = AgreementFactory(case=work.case)
    assert in_the_way(observer, work.by) == []

    AgreementActionFactory(agreement=agreement, owner=observer)

    assert len(in_the_way(observer, work.by)) == 1


@pytest.mark.parametrize("whose", ["child", "guardian"])
def test_a_guardian_does_not_come_to_the_other_side_of_their_child(work, whose):
    mother = ParticipantFactory(
        case=work.case, role="parent", side="harmed", person__first_name="Ann", person__last_name=""
    )
    work.harmed.guardian = mother
    work.harmed.save()

    with pytest.raises(PartRefused, match="recorded as child and guardian"):
        correct(work, work.harmed if whose == "child" else mother, **RESPONSIBLE)

    assert correct(work, mother, **NO_SIDE).side == "neutral"


def test_the_same_part_changes_nothing(work):
    row = correct(work, role=ParticipantRole.HARMED, side=Side.HARMED)

    assert (row.version, Event.objects.count()) == (1, 0)


def test_the_second_of_two_sees_both_and_saves_knowingly(work, page):
    first, second = work.client, work.world.client("colleague")
    mine = sent(first.get(page).context["form"], part="supporter:harmed")
    second.post(page, sent(second.get(page).context["form"], part="representative:harmed"))

    lost = first.post(page, mine)

    assert lost.status_code == 409
    assert [(one.mine, one.theirs) for one in lost.context["form"].differing] == [
        ("Supporter (person harmed)", "Representative (person harmed)")
    ]
    again = {**sent(lost.context["form"]), "merge_part": "mine"}
    assert first.post(page, again).status_code == 302
    work.harmed.refresh_from_db()
    assert work.harmed.role == "supporter"


def test_what_came_between_them_meanwhile_is_shown_before_it_ends(work, page):
    Pair.objects.update(state="open")
    answers = sent(work.client.get(page).context["form"], part="supporter:harmed")
    Pair.objects.update(route="conference")

    lost = work.client.post(page, answers)

    assert lost.status_code == 409
    assert "A meeting" in lost.content.decode()
    assert work.client.post(page, sent(lost.context["form"])).status_code == 302
    with pytest.raises(Stale):
        correct(work, work.responsible, seen="", **NO_SIDE)


def test_a_part_that_is_none_is_refused_and_the_answer_kept(work, page):
    for wrong in ("", "harmed:responsible", "party:party_a"):
        answer = work.client.post(page, {"version": 1, "part": wrong})
        assert answer.status_code == 422
        assert (answer.context["form"]["part"].value() or "") == wrong


def test_a_closed_case_and_a_worker_who_was_taken_off_it(work, page):
    answers = sent(work.client.get(page).context["form"], part="supporter:harmed")
    work.close()
    closed = work.client.post(page, answers)

    CaseWorker.objects.filter(user=work.world.users["facilitator"]).update(until_at=NOON)

    assert (closed.status_code, work.client.post(page, answers).status_code) == (422, 404)
    work.harmed.refresh_from_db()
    assert work.harmed.role == "harmed"


def test_the_doors(work, page):
    foreign = work.url("part", work.foreign.pk)
    answers = {
        who: work.world.client(who).get(page).status_code
        for who in ("supervisor", "neighbour", "stranger", "coordinator")
    }

    assert answers == {"supervisor": 403, "neighbour": 404, "stranger": 404, "coordinator": 200}
    assert work.client.get(foreign).status_code == 404
    assert page in work.client.get(work.url("participant", work.harmed.pk)).content.decode()


def test_whoever_is_alone_in_a_case_may_have_any_part(work):
    case = work.foreign.case
    client = work.world.client("coordinator")
    url = work.url("part", work.foreign.pk).replace(work.case.reference, case.reference)

    offered = {one["value"] for one in client.get(url).context["form"]["part"].options}

    assert {"harmed:harmed", "party:party_a", "observer:neutral"} <= offered


def test_a_failure_after_the_write_leaves_nothing(work, monkeypatch):
    def broken(*told, **codes):
        raise RuntimeError

    monkeypatch.setattr(part, "tell", broken)
    with pytest.raises(RuntimeError):
        correct(work)

    work.harmed.refresh_from_db()
    assert (work.harmed.role, work.case.pairs.count(), Event.objects.count()) == ("harmed", 1, 0)
