from datetime import timedelta

import pytest
from django.urls import reverse

from areas.models import Membership, Practitioner
from tests.cases.made import jessica_of, two_sided_case
from tests.factories.areas import PractitionerFactory
from tests.factories.cases import CaseWorkerFactory
from tests.factories.people import ConnectionFactory
from tests.moments import NOON, TODAY

DAY = timedelta(days=1)


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


def rows_of(world, case, name="coordinator"):
    return world.client(name).get(page(case)).context["form"].rows()


def test_the_page_shows_what_each_has_in_hand(world, case):
    two_sided_case(world)
    closed = two_sided_case(world)
    closed.stage, closed.closed_on = "closed", TODAY
    closed.save()
    recent = two_sided_case(world, with_team=False)
    CaseWorkerFactory(case=recent, user=world.users["colleague"], from_at=NOON - 8 * DAY)
    Practitioner.objects.filter(user=world.users["colleague"]).update(is_volunteer=True)

    text = " ".join(world.client("coordinator").get(page(case)).content.decode().split())

    found = {
        row.candidate.practitioner.user.name: (row.candidate.open_cases, row.candidate.new_cases)
        for row in rows_of(world, case)
    }
    assert found == {"Colleague": (2, 1), "Facilitator": (1, 1)}
    assert "Advanced" in text
    assert "Volunteer" in text
    assert "Paid" in text


def test_a_supervised_case_is_no_case_in_hand(world, case):
    PractitionerFactory(area=world.kent, user=world.users["manager"])
    CaseWorkerFactory(case=two_sided_case(world), user=world.users["manager"], role="supervisor")

    assert {row.candidate.open_cases for row in rows_of(world, case)} == {0, 1}


def suggested(world, case):
    return {
        row.candidate.practitioner.user.name: row.candidate.suggestion
        for row in rows_of(world, case)
        if row.candidate.suggestion
    }


LEAD = "Suggested to lead: may lead this case and has the fewest open cases"
SECOND = "Suggested second: has the fewest open cases of the others"


@pytest.mark.parametrize(
    ("sensitive", "levels", "said"),
    [
        (False, ("advanced", "advanced"), {"Colleague": LEAD, "Facilitator": SECOND}),
        (False, ("foundation", "intermediate"), {"Colleague": SECOND, "Facilitator": LEAD}),
        (True, ("intermediate", "advanced"), {"Colleague": SECOND, "Facilitator": LEAD}),
        (True, ("intermediate", "intermediate"), {}),
        (False, ("foundation", "foundation"), {}),
    ],
)
def test_whom_the_rule_of_levels_favours_is_suggested_in_words(world, sensitive, levels, said):
    case = two_sided_case(world, with_team=False, is_sensitive=sensitive)
    for name, level in zip(("colleague", "facilitator"), levels, strict=True):
        Practitioner.objects.filter(user=world.users[name]).update(level=level)

    assert suggested(world, case) == said


def test_fewest_open_cases_come_first_and_then_fewest_new_ones(world, case):
    CaseWorkerFactory(case=two_sided_case(world, with_team=False), user=world.users["colleague"])

    assert suggested(world, case) == {"Facilitator": LEAD, "Colleague": SECOND}


def test_who_knows_somebody_is_shown_last_and_takes_no_place(world, case):
    ConnectionFactory(
        area=world.kent, person=jessica_of(case).person, user=world.users["colleague"]
    )
    client = world.client("coordinator")

    text = client.get(page(case)).content.decode()
    refused = client.post(page(case), answers(world))

    assert [row.candidate.knows_somebody for row in rows_of(world, case)] == [False, True]
    assert "Knows somebody in this case and may not work on it" in text
    assert str(practitioner(world, "colleague").pk) not in text
    assert refused.status_code == 422
    assert "Colleague knows somebody in this case" in refused.content.decode()


def test_a_supervisor_is_named_and_shown_the_next_time(world, case):
    client = world.client("coordinator")
    member = Membership.objects.get(area=world.kent, user=world.users["supervisor"])

    client.post(page(case), answers(world, supervisor=str(member.pk)))

    form = client.get(page(case)).context["form"]
    assert form["supervisor"].value() == member.pk
    assert [row.lead.chosen for row in form.rows()] == [False, True]


def test_one_and_thirty_facilitators_cost_the_same(world, case, count_queries):
    client, asked = world.client("coordinator"), []
    for more in (0, 30):
        PractitionerFactory.create_batch(more, area=world.kent)
        client.get(page(case))
        with count_queries() as queries:
            client.get(page(case))
        asked.append(len(queries))

    assert asked[0] == asked[1]


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
