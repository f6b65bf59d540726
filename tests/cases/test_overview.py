from datetime import timedelta

from django.urls import reverse

from cases.models import TimelineEntry
from tests.benchmarks.quantity import key, multiply
from tests.cases.made import daniel_of, jessica_of, url
from tests.factories.cases import (
    ContactEntryFactory,
    PairFactory,
    ParticipantFactory,
    SessionFactory,
    TimelineEntryFactory,
)
from tests.factories.custody import CourtOrderFactory
from tests.factories.people import ContactPointFactory
from tests.moments import NOON, TODAY


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
            "Ask Jessica H. whether and how we may contact them safely, and record it.",
            url("safe_contact", case, jessica),
        ),
        (
            "Ask Daniel R. whether and how we may contact them safely, and record it.",
            url("safe_contact", case, daniel),
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


def test_a_side_card_says_by_which_ways_somebody_is_safely_reached(world, case):
    jessica = jessica_of(case)
    jessica.safe_contact = ""
    jessica.save()
    ContactPointFactory(person=jessica.person, kind="email", value="jessica@mail.invalid")
    ContactPointFactory(person=jessica.person, kind="mobile", look="waiting")
    ContactPointFactory(person=jessica.person, kind="telephone", is_safe="no")
    ContactPointFactory(person=jessica.person, kind="address", ended_at=NOON)

    page = world.client("facilitator").get(url("detail", case))

    safe = next(safe for one, safe in page.context["principals"] if one.pk == jessica.pk)
    assert (safe.by_which, [way.kind for way in safe.safe_ways]) == ("Email.", ["Email"])
    assert "not known yet. Ask before" not in side_of(page, "Jessica")


def side_of(page, name):
    """The words of one side's card."""
    content = page.content.decode()
    begun = content.index(f">{name}")
    return content[begun : content.index("</ul>", begun)]


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


def about_rows(queries):
    """The statements that read or write rows: neither a savepoint nor the area of the
    transaction.
    """
    told = [query["sql"] for query in queries.captured_queries]
    aside = ("SAVEPOINT", "RELEASE", "SELECT set_config", "SELECT NULLIF(current_setting")
    return [one for one in told if not one.startswith(aside)]


def test_5_and_5000_lines_of_history_take_twelve_queries(world, case, count_queries):
    client, jessica = world.client("facilitator"), jessica_of(case)
    jessica.status = "withdrew"
    jessica.save()
    entry = TimelineEntryFactory(case=case, participant=jessica)
    multiply(entry, (1, 4), id=key("few", entry))
    client.get(url("detail", case))
    with count_queries() as few:
        client.get(url("detail", case))
    multiply(entry, (1, 4995), id=key("many", entry))
    with count_queries() as many:
        page = client.get(url("detail", case))

    assert len(page.context["entries"]) == 5
    assert TimelineEntry.objects.filter(case=case).count() == 5_000
    assert (len(about_rows(few)), len(about_rows(many))) == (12, 12)


def test_what_is_due_planned_and_binding_stands_on_the_overview(world, case):
    daniel = daniel_of(case)
    case.participants.update(status="contacted")
    ContactEntryFactory(participant=daniel, next_contact_on=TODAY)
    SessionFactory(
        participant=daniel,
        attendance="planned",
        minutes=None,
        happened_at=NOON - timedelta(hours=1),
    )
    SessionFactory(
        participant=daniel, attendance="planned", minutes=None, happened_at=NOON + timedelta(days=9)
    )
    CourtOrderFactory(against=daniel)

    context = world.client("facilitator").get(url("detail", case)).context

    assert [one.what for one in context["due"]] == ["Contact Daniel R."]
    assert [one.what for one in context["to_record"]] == ["Preparation session with Daniel R."]
    assert [one.what for one in context["coming"]] == ["Preparation session with Daniel R."]
    assert [one.text for one in context["alerts"]] == [
        "Restraining order, Daniel R.: no contact with the other side unless a manager agrees"
    ]


def test_only_several_pairs_are_shown(world, case):
    client = world.client("facilitator")
    assert client.get(url("people", case)).context["pairs"] == []

    PairFactory(case=case, one=jessica_of(case))
    assert len(client.get(url("people", case)).context["pairs"]) == 2
