"""All that field guide 12.11 names, in the form and on the pages."""

import pytest
from django.db import IntegrityError, transaction

from areas.models import AreaSettings
from risk.actions import write_assessment
from risk.forms.assessment import AssessmentForm
from risk.forms.rows import factor_choices
from risk.levels import PROTECTING, AppliesTo, Factor, Kind, Strength
from risk.models import Assessment, FactorRow
from tests.factories.risk import FactorRowFactory
from tests.moments import NOON, TODAY
from tests.risk.cases import ANSWERS, content, page, text, worked_case, written

GUIDE = """
DENIAL MINIMISE REMORSE_ABSENT BLAME EMPATHY_LOW
MOTIVE_GAIN MOTIVE_REVENGE EXPECT_UNREAL PRESSURED
DA_CONTROL POWER ONGOING_CONTACT ORDER CHILD_CONTACT
PTSD SELFHARM MH_ACUTE REVICT TREAT_UNFINISHED GRIEF
VIOLENCE WEAPON VENUE TRAVEL HEALTH
SUBST
LD NEURO LANG AGE CAPACITY
SUPPORTER FAMILY_REACT GANG MEDIA SOCIALMEDIA COMMUNITY_TENSION
APPEAL LICENCE DISCLOSURE_NEWOFF PRISON AGENCY_OBJECT
LONEWORK CONFLICT_INT VICARIOUS
NO_RJ_HARM
"""
PROTECTIVE = "SUPPORT THERAPY RESILIENCE INSIGHT CLEAR_GOAL STABLE"
STRENGTH = {
    "strength_1": "pf_support",
    "strength_of_1": "harmed",
    "strength_how_1": "Her sister comes with her.",
}


def risk(number, **answers):
    one = {key[:-2]: value for key, value in ANSWERS.items() if key.endswith("_1")}
    return {f"{key}_{number}": value for key, value in {**one, **answers}.items()}


def form_of(answer):
    return answer.context["form"]


def test_every_factor_of_the_guide_can_be_chosen_in_its_group():
    offered = [[code for code, _ in group] for _, group in factor_choices(mediation=False)]

    lines = GUIDE.strip().splitlines()
    assert offered == [[f"rf_{one.lower()}" for one in line.split()] for line in lines]
    assert [*PROTECTING] == [f"pf_{one.lower()}" for one in PROTECTIVE.split()]
    assert len(Factor) == 52


@pytest.mark.parametrize(
    ("mediation", "left_out"),
    [(False, set()), (True, {"secondary_harmed", "secondary_harmer"})],
)
def test_every_kind_of_assessment_can_be_chosen(mediation, left_out):
    form = AssessmentForm(words={"harmed": "victim"}, today=TODAY, mediation=mediation)

    kinds = dict(form.fields["kind"].choices)
    assert (
        set(kinds)
        == {
            "initial",
            "secondary",
            "secondary_harmed",
            "secondary_harmer",
            "supporter",
            "pre_meeting",
            "venue",
            "post",
            "review",
        }
        - left_out
    )
    assert kinds.get("secondary_harmed") == (None if mediation else "After meeting the victim")


def test_one_risk_stands_open_and_another_is_asked_for_without_losing_an_answer(world):
    case, client = worked_case(world), world.client("facilitator")

    fresh = form_of(client.get(page(case, "add")))
    more = client.post(page(case, "add"), {**ANSWERS, "reasons": "", "another": "risk"})

    assert [row.number for row in fresh.rows()] == [1]
    assert more.status_code == 200
    assert [row.number for row in form_of(more).rows()] == [1, 2]
    assert "A room with two doors." in text(more)
    assert form_of(more).errors == {}
    assert 'name="factor_2" autofocus' in text(more).replace(' class="govuk-select"', "")
    assert Assessment.objects.count() == 0


def test_another_thing_that_protects_is_asked_for_in_the_same_way(world):
    case, client = worked_case(world), world.client("facilitator")

    more = client.post(page(case, "add"), {**ANSWERS, **STRENGTH, "another": "strength"})

    assert [row.number for row in form_of(more).strengths()] == [1, 2]
    assert [row.number for row in form_of(more).rows()] == [1]


def test_twelve_risks_are_written_and_after_them_no_more_is_offered(world):
    case, client = worked_case(world), world.client("facilitator")
    answers = {**ANSWERS}
    for number in range(2, 13):
        answers |= risk(number, mitigation=f"Step {number}.")

    full = client.post(page(case, "add"), {**answers, "another": "risk"})
    client.post(page(case, "add"), answers)

    assert [row.number for row in form_of(full).rows()] == [*range(1, 13)]
    assert "Add another risk" not in text(full)
    kept = Assessment.objects.get().risks
    assert [row.mitigation for row in kept][1:] == [f"Step {number}." for number in range(2, 13)]


def test_what_protects_is_written_without_a_score_and_read_apart(world):
    AreaSettings.objects.update(words="victim")
    case, client = worked_case(world), world.client("facilitator")

    client.post(page(case, "add"), {**ANSWERS, **STRENGTH})

    row = Assessment.objects.get()
    assert [one.factor for one in row.risks] == ["rf_venue"]
    (protects,) = row.strengths
    assert (protects.position, protects.likelihood, protects.residual, protects.rating) == (
        2,
        None,
        "",
        None,
    )
    read = text(client.get(page(case, "assessment", 1)))
    assert "What protects" in read
    assert "<strong>Victim</strong><br>Her sister comes with her." in read
    assert read.count("of 4, impact") == 1
    copied = form_of(client.get(page(case, "add"))).initial
    assert {key: copied[key] for key in STRENGTH} == STRENGTH


def test_what_protects_must_be_written_whole_once_begun(world):
    begun = {**ANSWERS, "strength_1": "pf_stable"}

    answer = world.client("facilitator").post(page(worked_case(world), "add"), begun)

    assert answer.status_code == 422
    assert form_of(answer).errors == {
        "strength_of_1": ["What protects, 1: choose whom it protects"],
        "strength_how_1": ["What protects, 1: enter how it helps"],
    }


def test_an_action_takes_what_protects_after_the_risks(world):
    strength = Strength(Factor.PF_STABLE, AppliesTo.COMMUNITY, "Quiet streets.")

    row = write_assessment(
        worked_case(world),
        by=world.actor("facilitator"),
        now=NOON,
        **content(strengths=[strength], kind=Kind.VENUE),
    )

    assert [(one.position, one.protects) for one in row.factors.all()] == [(1, False), (2, True)]


@pytest.mark.parametrize(
    "values",
    [
        {"likelihood": None},
        {"factor": "pf_stable"},
        {"factor": "rf_grief", "likelihood": None, "impact": None, "residual": ""},
    ],
)
def test_the_database_keeps_scores_with_risks_alone(world, values):
    assessment = written(world)

    with pytest.raises(IntegrityError), transaction.atomic():
        FactorRowFactory(assessment=assessment, **values)
    assert FactorRow.objects.count() == 0
