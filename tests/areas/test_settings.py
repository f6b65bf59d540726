from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse

from areas import actions
from areas.models import Area, AreaSettings
from areas.scoping import Stale
from areas.tenancy import in_area
from audit.models import Event

ANSWERS = {
    "version": 1,
    "words": "victim",
    "triage_days": 3,
    "first_contact_days": 5,
    "risk_review_weeks": 8,
    "risk_review_weeks_high": 4,
    "remote_is_direct": "on",
    "suppression_threshold": 5,
}


@pytest.fixture
def page():
    return reverse("areas:settings", args=["kent"])


@pytest.fixture
def client(world):
    return world.client("manager")


def changed():
    return list(
        Event.objects.filter(verb="area.settings_changed").values_list("actor_id", "detail")
    )


def test_the_form_shows_how_things_stand(client, page):
    form = client.get(page).context["form"]

    assert {
        name: form[name].value() for name in ("version", "words", "triage_days", "remote_is_direct")
    } == {
        "version": 1,
        "words": "person",
        "triage_days": 2,
        "remote_is_direct": True,
    }


def test_settings_are_changed_and_the_change_is_recorded_by_name(world, client, page):
    answer = client.post(page, ANSWERS, follow=True)
    row = AreaSettings.objects.get()

    assert answer.redirect_chain == [(page, 302)]
    assert "The settings have been saved." in answer.content.decode()
    assert (row.words, row.triage_days, row.version) == ("victim", 3, 2)
    assert changed() == [(world.users["manager"].pk, {"fields": ["triage_days", "words"]})]


def test_the_words_change_on_the_next_page(client, page):
    client.post(page, ANSWERS)

    assert client.get(page).context["words"]["responsible"] == "offender"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("triage_days", ""),
        ("triage_days", "0"),
        ("triage_days", "21"),
        ("triage_days", "soon"),
        ("words", "culprit"),
        ("words", ""),
        ("suppression_threshold", "4"),
        ("suppression_threshold", "9" * 400),
        ("version", ""),
        ("version", "first"),
    ],
)
def test_a_bad_answer_is_told_beside_its_field_and_the_others_are_kept(client, page, field, value):
    answer = client.post(page, {**ANSWERS, field: value})
    form = answer.context["form"]

    assert answer.status_code == 422
    assert set(form.errors) == {field}
    assert form["first_contact_days"].value() == "5"
    assert (AreaSettings.objects.get().version, changed()) == (1, [])


def test_an_empty_form_is_refused_field_by_field(client, page):
    answer = client.post(page, {})

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == set(ANSWERS) - {"remote_is_direct"}


def test_a_stale_form_shows_what_was_typed_and_can_be_sent_again(client, page):
    client.post(page, ANSWERS)
    stale = client.post(page, {**ANSWERS, "triage_days": 7})
    form = stale.context["form"]

    assert stale.status_code == 409
    assert form["triage_days"].value() == "7"
    assert AreaSettings.objects.get().triage_days == 3
    assert (
        client.post(
            page, {**ANSWERS, "triage_days": 7, "version": form["version"].value()}
        ).status_code
        == 302
    )
    assert AreaSettings.objects.get().triage_days == 7


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("stranger", 404),
        ("neighbour", 404),
        ("coordinator", 403),
        ("commissioner", 403),
        ("referrer", 403),
    ],
)
def test_only_a_service_manager_may(world, page, who, status):
    assert world.client(who).get(page).status_code == status
    assert world.client(who).post(page, ANSWERS).status_code == status
    assert AreaSettings.objects.get().version == 1


def test_an_area_s_settings_cannot_be_reached_through_another_s_door(world):
    world.client("neighbour").post(reverse("areas:settings", args=["avon"]), ANSWERS)

    assert AreaSettings.objects.get().version == 1
    with in_area(world.avon.pk):
        assert AreaSettings.objects.get().version == 2


def test_the_action_raises_before_it_writes(world):
    with pytest.raises(Stale):
        actions.change_settings(by=world.actor("manager"), version=7, triage_days=3)

    assert (AreaSettings.objects.get().triage_days, changed()) == (2, [])


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_of_two_at_once_one_wins_and_the_other_is_told(world):
    managers = [world.actor("manager"), world.actor("deputy")]

    def change(actor):
        try:
            with in_area(world.kent.pk, actor.user_id):
                actions.change_settings(by=actor, version=1, triage_days=6)
                return "won"
        except Stale:
            return "told"
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as threads:
        assert sorted(threads.map(change, managers)) == ["told", "won"]


def test_how_the_service_is_reached_is_set_and_told_to_the_public(world, client, page):
    reach = {
        "telephone": "01622 960 001",
        "email": "help@service.example",
        "hours": "Weekdays, 9 to 5",
    }
    answer = client.post(page, {**ANSWERS, **reach})
    area = Area.objects.get(pk=world.kent.pk)

    assert answer.status_code == 302
    assert {name: getattr(area, name) for name in reach} == reach
    assert changed()[0][1] == {"fields": ["triage_days", "words", "telephone", "email", "hours"]}
    assert client.get(page).context["form"]["telephone"].value() == "01622 960 001"


@pytest.mark.parametrize(
    ("field", "value"),
    [("telephone", "ring us"), ("telephone", "0" * 41), ("email", "help"), ("hours", "x" * 121)],
)
def test_a_way_to_be_reached_that_cannot_be_is_refused(world, client, page, field, value):
    answer = client.post(page, {**ANSWERS, field: value})

    assert (answer.status_code, set(answer.context["form"].errors)) == (422, {field})
    assert Area.objects.get(pk=world.kent.pk).telephone == ""


def test_a_stale_form_changes_no_telephone(world, client, page):
    answer = client.post(page, {**ANSWERS, "version": 7, "telephone": "01622 960 001"})

    assert answer.status_code == 409
    assert Area.objects.get(pk=world.kent.pk).telephone == ""
