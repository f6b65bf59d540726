"""What a corrected part takes with it: places at planned sessions, and pairs that were parted."""

from datetime import timedelta

import pytest

from areas.scoping import Stale
from audit.models import Event
from cases.actions.conferences import plan_conference
from cases.actions.crossing import NotOpposed, pair_of
from cases.actions.messages import take_message
from cases.actions.part import PartRefused
from cases.models import Companion
from cases.queries.ends import couples
from cases.queries.next_steps import standing_of
from cases.queries.part import what_ends
from cases.queries.visit_sheet import sheet_of
from cases.stages import DeclineReason, ParticipantRole, Side
from tests.cases.sessions.conftest import beside, planned
from tests.factories.activities import MessageFactory
from tests.factories.cases import ParticipantFactory
from tests.moments import NOON, TODAY
from ui.dates import moment

from .test_part import BESIDE, NO_SIDE, RESPONSIBLE, correct, the_pair

ACROSS = {"role": ParticipantRole.SUPPORTER, "side": Side.RESPONSIBLE}
PLACE = "The place of Ana R. at the session planned with Jessica M. on {}, if the side changes."


def accompany(session, *people):
    for one in people:
        Companion.objects.create(session=session, participant=one, area=session.area)


def on_the_sheet(session):
    return sheet_of(type(session).objects.get(pk=session.pk), side="", refusal="").companions


@pytest.fixture
def supporter(work):
    return beside(work.harmed, person__first_name="Ana", person__last_name="Reed")


@pytest.fixture
def parted(work):
    """Jessica turned out to be a supporter of Ruth; a message belongs to what was with Daniel."""
    MessageFactory(pair=the_pair(work), state="stopped")
    ruth = ParticipantFactory(case=work.case, status="willing", person__first_name="Ruth")
    correct(work)
    work.harmed.refresh_from_db()
    return ruth


def test_whoever_comes_to_the_other_side_is_not_expected_at_sessions_of_the_old(work, supporter):
    ahead, held = planned(work.harmed), planned(work.harmed, attendance="held", minutes=60)
    for session in (ahead, held):
        accompany(session, supporter)
    assert what_ends(supporter, work.by).sentences == [PLACE.format(moment(ahead.happened_at))]

    correct(work, supporter, **ACROSS)

    assert (on_the_sheet(ahead), on_the_sheet(held)) == ((), ("Ana R. (Supporter)",))


def test_those_of_the_old_side_are_not_expected_beside_whoever_left_it(work, supporter):
    interpreter = beside(
        work.harmed, role=ParticipantRole.INTERPRETER, side=Side.NEUTRAL, person__first_name="Ines"
    )
    session = planned(work.harmed)
    accompany(session, supporter, interpreter)
    assert what_ends(work.harmed, work.by).sentences[-1] == PLACE.format(
        moment(session.happened_at)
    )

    correct(work, **RESPONSIBLE)

    left = Companion.objects.filter(session=session)
    assert [one.participant for one in left] == [interpreter]


@pytest.mark.parametrize("whose", ["own", "beside"])
def test_on_the_same_side_all_places_stay(work, supporter, whose):
    session = planned(work.harmed)
    accompany(session, supporter)
    parent = {"role": ParticipantRole.PARENT, "side": Side.HARMED}

    correct(work, **BESIDE) if whose == "own" else correct(work, supporter, **parent)

    assert len(on_the_sheet(session)) == 1


def test_a_place_that_nobody_was_shown_does_not_end(work, supporter):
    seen = what_ends(supporter, work.by).seen
    accompany(planned(work.harmed), supporter)

    with pytest.raises(Stale):
        correct(work, supporter, seen=seen, **NO_SIDE)


def test_a_parted_pair_does_not_stand_in_the_way_of_a_meeting_of_all_three(work, parted):
    conference = plan_conference(
        work.case,
        form="conf",
        meeting="in_person",
        happened_at=NOON + timedelta(days=7),
        participants=[work.harmed, parted, work.responsible],
        by=work.by,
        now=NOON,
    )

    assert conference.places.count() == 3


def test_a_parted_pair_is_none_for_the_next_steps_nor_for_what_crosses(work, parted):
    ends = list(couples(work.by, work.case, [work.harmed, work.responsible]))

    assert [(pair.one, pair.other) for pair in standing_of(work.case, work.by).pairs] == [
        (parted, work.responsible)
    ]
    assert {carried for _one, _other, carried in ends} == {False}
    assert pair_of(work.responsible, work.harmed, by=work.by) is None
    with pytest.raises(NotOpposed):
        take_message(
            work.case,
            sender=work.harmed,
            recipient=work.responsible,
            text="Hello",
            said_on=TODAY,
            by=work.by,
            now=NOON,
        )


def test_where_the_only_pair_was_parted_the_case_has_none(work):
    MessageFactory(pair=the_pair(work), state="stopped")

    correct(work)

    assert standing_of(work.case, work.by).pairs == []


def test_what_they_said_and_the_new_part_cannot_say_is_shown_before_and_told_after(work):
    one = work.harmed
    one.kind, one.status, one.reason = "direct", "declined", "h_too_soon"
    one.save()
    assert what_ends(one, work.by).sentences == [
        "In what way they were harmed, where it is not asked of their new part.",
        "The reason why they do not take part, where it does not fit their new part.",
    ]

    row = correct(work, **RESPONSIBLE)

    assert (row.kind, row.reason) == ("", DeclineReason.R_NO_REASON)
    assert Event.objects.get(verb="participant.part_corrected").detail == {
        "case": work.case.reference,
        "role_before": "harmed",
        "side_before": "harmed",
        "kind_before": "direct",
        "reason_before": "h_too_soon",
        "role": "responsible",
        "side": "responsible",
    }


@pytest.mark.parametrize("part", [("party", "party_a"), ("harmed", "responsible")])
def test_a_part_that_the_others_of_the_case_leave_no_room_for_is_refused(work, part):
    role, side = ParticipantRole(part[0]), Side(part[1])

    with pytest.raises(PartRefused, match="does not go with"):
        correct(work, role=role, side=side)

    work.harmed.refresh_from_db()
    assert (work.harmed.role, work.harmed.version) == ("harmed", 1)


def test_a_party_of_a_mediation_does_not_become_a_person_harmed(work):
    for one, side in ((work.harmed, Side.PARTY_A), (work.responsible, Side.PARTY_B)):
        one.role, one.side = ParticipantRole.PARTY, side
        one.save()

    with pytest.raises(PartRefused, match="does not go with"):
        correct(work, role=ParticipantRole.HARMED, side=Side.HARMED)
