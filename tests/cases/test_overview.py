from django.urls import reverse

from tests.cases.made import daniel_of, jessica_of, url
from tests.factories.cases import PairFactory, ParticipantFactory
from tests.moments import NOON


def test_that_a_step_is_not_ones_own_is_no_task(world, case):
    page = world.client("supervisor").get(url("detail", case))

    assert "Your role does not allow this step." not in page.content.decode()


def test_the_overview_names_what_is_missing_with_the_form_that_puts_it_right(world, case):
    page = world.client("facilitator").get(url("detail", case))

    tasks = [(task.label, task.url) for task in page.context["onward"].tasks]
    jessica, daniel = jessica_of(case).pk, daniel_of(case).pk
    assert tasks == [
        (
            "Tell Jessica H. what restorative justice is, and log the contact.",
            url("contact_add", case, jessica),
        ),
        (
            "Tell Daniel R. what restorative justice is, and log the contact.",
            url("contact_add", case, daniel),
        ),
        (
            "Record the day on which Daniel R. accepted responsibility.",
            url("participant", case, daniel),
        ),
        ("Record whether Jessica H. is willing to take part.", url("participant", case, jessica)),
        ("Record whether Daniel R. is willing to take part.", url("participant", case, daniel)),
        (
            "A risk assessment must be written and signed off.",
            reverse("risk:list", args=["kent", case.reference]),
        ),
    ]
    assert "disabled" in page.content.decode()


def test_what_is_for_somebody_else_has_no_link(world, case):
    case.workers.filter(role="second").update(until_at=NOON)

    page = world.client("facilitator").get(url("detail", case))

    assert page.context["onward"].tasks[0].url == ""


def test_no_surname_and_no_way_to_reach_anybody_is_on_the_overview(world, case):
    text = world.client("facilitator").get(url("detail", case)).content.decode()

    assert "Jessica H." in text
    assert "Jessica Harmed" not in text
    assert "Daniel Responsible" not in text


def test_the_overview_takes_as_many_queries_for_two_people_as_for_twenty(
    world, case, count_queries
):
    client = world.client("facilitator")
    client.get(url("detail", case))
    with count_queries() as few:
        client.get(url("detail", case))
    for _number in range(9):
        PairFactory(case=case)
    ParticipantFactory(case=case, role="supporter")
    with count_queries() as many:
        client.get(url("detail", case))

    assert len(many) == len(few)
    assert len(few) <= 45


def test_only_several_pairs_are_shown(world, case):
    client = world.client("facilitator")
    assert client.get(url("people", case)).context["pairs"] == []

    PairFactory(case=case, one=jessica_of(case))
    assert len(client.get(url("people", case)).context["pairs"]) == 2
