"""What the signature under an assessment of one side, or of a part, means for the case."""

from datetime import date, timedelta

import pytest

from audit.models import Event
from cases.models import Case, Clearance, TimelineEntry
from risk.actions import sign_off
from risk.models import Assessment
from tests.factories.cases import ClearanceFactory, ParticipantFactory, SessionFactory
from tests.factories.risk import AssessmentFactory
from tests.moments import NOON, TODAY
from tests.risk.cases import page, submitted, text, worked_case

STANDING = TODAY + timedelta(days=9)


def cached():
    return Case.objects.values_list("risk_level", "risk_cleared_until", "risk_second_on").get()


@pytest.fixture
def case(world):
    case = worked_case(world, risk_level="high", risk_cleared_until=STANDING)
    ClearanceFactory(case=case, level="high", look="first", until=STANDING)
    return case


def side(world, case, number, kind, **values):
    """Waiting for a signature."""
    more = {"state": "submitted", "submitted_at": NOON, "kind": kind, **values}
    by = world.users["facilitator"]
    return AssessmentFactory(case=case, number=number, recorded_by=by, **more)


def sign(world, row, **values):
    return sign_off(row, by=world.actor("supervisor"), now=NOON, **values)


@pytest.mark.parametrize("kind", ["supporter", "venue", "post"])
def test_a_part_changes_nothing_for_the_whole(world, case, kind):
    signed = sign(world, submitted(world, case=case, kind=kind, level="low"))

    assert (signed.state, signed.review_on) == ("signed", None)
    assert cached() == ("high", STANDING, None)
    assert Clearance.objects.filter(ended_at=None).count() == 1
    assert list(TimelineEntry.objects.values_list("kind", flat=True)) == ["risk.signed_part"]
    assert Event.objects.filter(verb="risk.signed").count() == 1


@pytest.mark.parametrize("kind", ["venue", "secondary_harmed"])
def test_do_not_go_on_always_counts(world, case, kind):
    sign(world, submitted(world, case=case, kind=kind, judgement="stop"))

    assert cached() == ("", None, None)


def test_one_side_alone_is_no_second_look(world, case):
    signed = sign(world, submitted(world, case=case, kind="secondary_harmed", level="low"))

    assert signed.review_on == TODAY + timedelta(weeks=8)
    assert cached() == ("high", STANDING, None)


def test_both_sides_are_one_with_the_graver_level_the_earlier_day_and_all_conditions(world, case):
    conditions = {"judgement": "conditions"}
    one = side(world, case, 1, "secondary_harmer", level="high", conditions="Two.", **conditions)
    other = side(world, case, 2, "secondary_harmed", level="low", conditions="Day.", **conditions)
    sign(world, one, review_on=date(2026, 8, 30))
    sign(world, other, review_on=date(2026, 9, 20))

    assert cached() == ("high", date(2026, 8, 30), TODAY)
    clearance = Clearance.objects.get(ended_at=None)
    assert (clearance.look, clearance.conditions) == ("second", "Day.\n\nTwo.")


@pytest.mark.parametrize("last", [{"judgement": "defer", "review_on": None}, {"review_on": TODAY}])
def test_the_other_side_counts_only_while_it_stands(world, case, last):
    signed = {"state": "signed", "signed_by": world.users["supervisor"], "signed_at": NOON}
    side(world, case, 1, "secondary_harmer", **signed, **last)

    sign(world, side(world, case, 2, "secondary_harmed"))

    assert cached() == ("high", STANDING, None)


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("venue", "This is about a part of the case."),
        ("secondary_harmed", "once the other side’s is signed off too"),
    ],
)
def test_whoever_signs_reads_what_it_means(world, case, kind, sentence):
    submitted(world, case=case, kind=kind)

    read = text(world.client("supervisor").get(page(case, "sign", 1)))

    assert sentence in read


def test_the_side_is_called_as_the_area_calls_it(world, case):
    submitted(world, case=case, kind="secondary_harmed")
    client = world.client("supervisor")

    pages = [page(case, "list"), page(case, "assessment", 1)]
    assert ["After meeting the person harmed" in text(client.get(one)) for one in pages] == [
        True,
        True,
    ]
    assert Assessment.objects.get().side_met == "harmed"


@pytest.mark.parametrize(
    "since",
    [
        {"kind": "venue", "judgement": "stop", "review_on": None},
        {"kind": "review", "level": "very_high", "review_on": STANDING},
    ],
)
def test_a_half_from_before_a_stop_or_a_judgement_of_the_whole_counts_no_more(world, case, since):
    signed = {"state": "signed", "signed_by": world.users["supervisor"]}
    hour = timedelta(hours=1)
    half = {"review_on": STANDING, "signed_at": NOON - 2 * hour}
    side(world, case, 1, "secondary_harmed", **signed, **half)
    kind, rest = since["kind"], {name: since[name] for name in since if name != "kind"}
    side(world, case, 2, kind, **signed, **rest, signed_at=NOON - hour)

    sign(world, side(world, case, 3, "secondary_harmer"))

    assert cached() == ("high", STANDING, None)


@pytest.mark.parametrize("part", ["venue", "supporter", "secondary_harmed"])
def test_what_is_written_next_begins_from_the_last_judgement_of_the_whole(world, case, part):
    side(world, case, 1, part)
    client = world.client("facilitator")

    assert client.get(page(case, "add")).context["form"].initial["kind"] == "initial"
    whole = side(world, case, 2, "initial")
    side(world, case, 3, part)
    answer = client.get(page(case, "add"))
    assert (answer.context["form"].initial["kind"], answer.context["last"]) == ("review", whole)


@pytest.mark.parametrize(("days_ago", "counts"), [(3, True), (1, False)])
def test_somebody_met_since_the_first_half_was_signed_was_not_judged(world, case, days_ago, counts):
    """A second person harmed, met before or after the assessment of their side two days ago."""
    one = ParticipantFactory(case=case, status="willing")
    SessionFactory(participant=one, happened_at=NOON - timedelta(days=days_ago))
    signed = {"state": "signed", "signed_by": world.users["supervisor"], "review_on": STANDING}
    side(world, case, 1, "secondary_harmed", **signed, signed_at=NOON - timedelta(days=2))

    sign(world, side(world, case, 2, "secondary_harmer"))

    assert (cached()[2] == TODAY) is counts
