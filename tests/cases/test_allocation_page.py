import pytest
from django.urls import reverse

from areas.models import Practitioner
from cases.queries.worklist import facilitators
from tests.cases.made import two_sided_case
from tests.factories.areas import PractitionerFactory
from tests.moments import TODAY


@pytest.fixture
def case(world):
    return two_sided_case(world, with_team=False)


def page(case):
    return reverse("cases:allocate", args=["kent", case.reference])


def practitioner(world, name):
    return Practitioner.objects.get(area=world.kent, user=world.users[name])


def answers(world, lead="facilitator", second="colleague", **more):
    return {
        "lead": str(practitioner(world, lead).pk),
        "second": str(practitioner(world, second).pk),
        "seen": "",
        **more,
    }


def test_the_page_shows_level_and_open_cases(world, case):
    two_sided_case(world)
    closed = two_sided_case(world)
    closed.stage, closed.closed_on = "closed", TODAY
    closed.save()

    text = world.client("coordinator").get(page(case)).content.decode()

    assert "Facilitator (advanced, 1 open case)" in text
    assert [row.open_cases for row in facilitators(world.actor("coordinator"))] == [1, 1]


def test_two_are_allocated_and_shown_the_next_time(world, case):
    client = world.client("coordinator")

    done = client.post(page(case), answers(world))

    assert done.status_code == 302
    form = client.get(page(case)).context["form"]
    assert form["lead"].value() == practitioner(world, "facilitator").pk
    assert form["seen"].value() != ""


def test_the_second_coordinator_gets_409_and_keeps_the_choice(world, case):
    world.client("coordinator").post(page(case), answers(world))

    late = world.client("manager").post(page(case), answers(world, "colleague", "facilitator"))

    assert late.status_code == 409
    assert "the case is with Colleague, Facilitator now" in late.content.decode()


def test_the_same_person_twice_is_refused_beside_the_field(world, case):
    answer = world.client("coordinator").post(page(case), answers(world, second="facilitator"))

    assert answer.status_code == 422
    assert "Select somebody else than the lead facilitator" in answer.content.decode()


def test_the_rule_of_levels_is_told_and_a_manager_may_go_over_it(world, case):
    Practitioner.objects.filter(area=world.kent).update(level="foundation")

    told = world.client("coordinator").post(page(case), answers(world, reason="supervised"))
    done = world.client("manager").post(page(case), answers(world, reason="supervised"))

    assert (told.status_code, done.status_code) == (422, 302)
    assert "may not lead a case" in told.content.decode()


def test_only_a_manager_is_asked_for_a_reason(world, case):
    assert "reason" not in world.client("coordinator").get(page(case)).context["form"].fields
    assert "reason" in world.client("manager").get(page(case)).context["form"].fields


def test_another_areas_facilitator_cannot_be_chosen(world, case):
    theirs = PractitionerFactory(area=world.avon, user=world.users["neighbour"])

    answer = world.client("coordinator").post(
        page(case), {**answers(world), "lead": str(theirs.pk)}
    )

    assert answer.status_code == 422
    assert "Select an option from the list" in answer.content.decode()


def test_an_empty_form_is_refused(world, case):
    answer = world.client("coordinator").post(page(case), {"seen": ""})

    assert answer.status_code == 422
    assert "Select the lead facilitator" in answer.content.decode()
