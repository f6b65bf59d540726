import pytest
from django.urls import reverse

from people.models import Connection
from tests.factories.people import PersonFactory
from tests.factories.referrals import (
    FullReferralFactory,
    ReferralFactory,
)
from tests.moments import NOON


def page(name, *args):
    return reverse(f"referrals:{name}", args=["kent", *args])


def text(answer):
    return " ".join(answer.content.decode().split())


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def told(world, **fields):
    return FullReferralFactory(
        area=world.kent,
        harmed__person__first_name="Jessica",
        harmed__person__last_name="Lane",
        **fields,
    )


@pytest.fixture
def two(world):
    return tuple(told(world, incident__police_reference="46/1") for _ in range(2))


@pytest.fixture
def client(world):
    return world.client("coordinator")


def test_a_worker_is_said_to_know_somebody_and_it_is_taken_back(client, world, two):
    address = page("connections", two[0].reference)
    person = two[0].people.get(side="harmed").person
    worker = world.users["facilitator"]
    answers = {"worker": str(worker.pk), "person": str(person.pk), "kind": "friend"}

    first, again = client.post(address, answers), client.post(address, answers)

    assert (first.status_code, again.status_code) == (302, 422)
    assert errors(again) == {"__all__": ["This connection has been declared before."]}
    row = Connection.objects.get()
    end = page("connection_end", two[0].reference, row.pk)
    assert end in text(client.get(address))
    assert "Facilitator knows the person harmed: Friend or neighbour." in text(
        client.get(page("detail", two[0].reference))
    )
    assert client.get(end).status_code == 405
    assert client.post(end)["Location"] == f"{address}?queue=to_triage"
    assert client.post(page("connection_end", two[1].reference, row.pk)).status_code == 404
    assert Connection.objects.get().ended_at == NOON


def test_a_connection_through_a_joined_record_is_shown_and_ended_where_it_was_declared(
    client, world, two
):
    person = two[0].people.get(side="harmed").person
    other = PersonFactory(area=world.kent, merged_into=person)
    row = Connection.objects.create(
        area=world.kent, person=other, user=world.users["colleague"], kind="work", recorded_at=NOON
    )

    shown = text(client.get(page("connections", two[0].reference)))

    assert "Colleague" in shown
    assert page("connection_end", two[0].reference, row.pk) not in shown


def test_a_namesake_is_named_on_the_page_of_connections_alone(client, world, two):
    worker = world.users["facilitator"]
    worker.name = "Jessica Lane"
    worker.save()

    named = text(client.get(page("connections", two[0].reference)))
    hinted = text(client.get(page("detail", two[0].reference)))

    assert "Jessica Lane has the same name as somebody in this referral." in named
    assert "A worker of this service has the same name as the person harmed." in hinted
    assert "Jessica Lane" not in hinted


@pytest.mark.parametrize(
    ("changes", "wrong"),
    [
        ({"worker": ""}, {"worker": ["Select the worker"]}),
        ({"person": ""}, {"person": ["Select whom they know"]}),
        ({"kind": "enemy"}, {"kind": ["Select an option from the list"]}),
        ({"worker": "neighbour"}, {"worker": ["Select an option from the list"]}),
    ],
)
def test_a_connection_that_cannot_be(client, world, two, changes, wrong):
    person = two[0].people.get(side="harmed").person
    answers = {
        "worker": str(world.users["facilitator"].pk),
        "person": str(person.pk),
        "kind": "friend",
        **changes,
    }
    if answers["worker"] == "neighbour":
        answers["worker"] = str(world.users["neighbour"].pk)

    answer = client.post(page("connections", two[0].reference), answers)

    assert (answer.status_code, errors(answer)) == (422, wrong)


def test_where_nobody_is_named_nobody_can_be_known(client, world):
    bare = ReferralFactory(area=world.kent)

    assert "Nobody is named." in text(client.get(page("connections", bare.reference)))
