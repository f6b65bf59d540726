import pytest
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.urls import reverse

from areas.models import SecurityEvent, User

PAGE = "/sign-in/"
PASSWORD = "a long enough password"
TOO_MANY = "Too many failed login attempts"


@pytest.fixture
def manager(world):
    user = world.users["manager"]
    user.set_password(PASSWORD)
    user.save()
    return user


def attempt(client, password, email="manager@service.invalid", **headers):
    return client.post(PAGE, {"login": email, "password": password}, **headers)


def kinds():
    return list(SecurityEvent.objects.order_by("at").values_list("kind", "user_id"))


def test_the_page_asks_for_address_and_password(client, db):
    answer = client.get(PAGE)

    assert answer.status_code == 200
    assert {"login", "password"} <= set(answer.context["form"].fields)


def test_the_right_password_leads_to_one_s_areas(client, manager):
    answer = attempt(client, PASSWORD)

    assert (answer.status_code, answer["Location"]) == (302, reverse("areas:choose"))
    assert kinds() == [("signed_in", manager.pk)]


def test_whoever_signs_in_is_called_by_name(client, manager):
    attempt(client, PASSWORD)

    told = [
        str(message)
        for message in client.get(reverse("areas:choose"), follow=True).context["messages"]
    ]
    assert told == ["Successfully signed in as Manager."]


def test_the_address_may_be_written_in_capitals(client, manager):
    assert attempt(client, PASSWORD, email="Manager@Service.INVALID").status_code == 302


def test_the_session_s_key_changes_with_signing_in(client, manager):
    client.get(PAGE)
    before = client.session.session_key
    attempt(client, PASSWORD)

    assert client.session.session_key != before


def test_a_wrong_password_is_refused_and_written_down_without_what_was_typed(client, manager):
    answer = attempt(client, "a wrong password")

    assert answer.status_code == 200
    assert len(answer.context["form"].non_field_errors()) == 1
    assert kinds() == [("sign_in_failed", manager.pk)]


def test_an_unknown_address_is_answered_like_a_wrong_password(client, manager):
    wrong = attempt(client, "a wrong password").context["form"].non_field_errors()
    unknown = attempt(client, "a wrong password", email="nobody@service.invalid")

    assert unknown.context["form"].non_field_errors() == wrong
    assert kinds() == [("sign_in_failed", manager.pk), ("sign_in_failed", None)]


def test_a_closed_account_is_told_so_once_the_password_is_right(client, manager):
    manager.is_active = False
    manager.save()
    answer = client.post(PAGE, {"login": manager.email, "password": PASSWORD}, follow=True)

    assert answer.redirect_chain == [(PAGE, 302)]
    assert [str(message) for message in answer.context["messages"]] == [
        "This account has been closed. Ask your service manager."
    ]
    assert "_auth_user_id" not in client.session


@pytest.fixture(autouse=True)
def no_counters(db):
    """Tests that commit leave theirs behind: no flush empties a table without a model."""
    cache.clear()


def counters():
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM throttle_counter WHERE cache_key LIKE '%login_failed%'"
        )
        return cursor.fetchone()[0]


@pytest.mark.parametrize(
    "headers",
    [{}, {"HTTP_X_REQUESTED_WITH": "XMLHttpRequest"}, {"HTTP_ACCEPT": "application/json"}],
)
def test_five_wrong_passwords_shut_the_door_however_they_were_sent(client, manager, headers):
    for _ in range(5):
        attempt(client, "a wrong password", **headers)
    answer = attempt(client, PASSWORD)

    assert TOO_MANY in str(answer.context["form"].non_field_errors())
    assert counters() == 2
    assert [kind for kind, _ in kinds()] == ["sign_in_failed"] * 5


def test_the_limit_of_one_account_is_not_another_s(client, manager, world):
    world.users["deputy"].set_password(PASSWORD)
    world.users["deputy"].save()
    for _ in range(5):
        attempt(client, "a wrong password")

    assert attempt(client, PASSWORD, email="deputy@service.invalid").status_code == 302


def test_the_admin_has_no_sign_in_of_its_own(client, manager):
    manager.is_staff = manager.is_superuser = True
    manager.save()
    answer = client.post("/admin/login/", {"username": manager.email, "password": PASSWORD})

    assert answer.status_code == 302
    assert answer["Location"].startswith(PAGE)
    assert "_auth_user_id" not in client.session


def test_nobody_signs_up_by_themselves(client, db):
    assert client.get("/accounts/signup/").status_code == 404
    assert client.post("/sign-up/", {"email": "new@service.invalid"}).status_code == 404
    assert User.objects.count() == 0


def test_the_adapter_keeps_sign_up_closed(rf):
    from allauth.account.adapter import get_adapter  # noqa: PLC0415

    assert get_adapter().is_open_for_signup(rf.get("/")) is False


def test_signing_out_is_written_down(world):
    client = world.client("manager")
    answer = client.post(reverse("account_logout"))

    assert (answer.status_code, answer["Location"]) == (302, PAGE)
    assert [kind for kind, _ in kinds()] == ["signed_in", "signed_out"]


def test_a_next_address_of_another_site_is_not_followed(client, manager):
    answer = client.post(
        PAGE + "?next=https://evil.example/", {"login": manager.email, "password": PASSWORD}
    )

    assert answer["Location"] == reverse("areas:choose")


def test_security_events_can_be_neither_altered_nor_deleted(client, manager):
    attempt(client, "a wrong password")
    with connection.cursor() as cursor:
        cursor.execute("SELECT has_table_privilege('areas_securityevent', 'UPDATE, DELETE')")
        assert cursor.fetchone() == (False,)


def test_accounts_are_found_whatever_the_case_of_the_address(db):
    made = User.objects.create_user("Priya@Service.Invalid", PASSWORD, name="Priya Shah")

    assert User.objects.get_by_natural_key("PRIYA@service.invalid") == made
    assert (str(made), made.get_full_name(), made.email) == (
        str(made.pk),
        "Priya Shah",
        "priya@service.invalid",
    )
    assert User.objects.create_superuser("root@service.invalid", PASSWORD).is_superuser is True


def test_asking_for_the_password_of_an_address_that_nobody_has_is_answered_alike(world, client):
    answers = [
        client.post(reverse("account_reset_password"), {"email": email})
        for email in ("manager@service.invalid", "nobody@service.invalid")
    ]

    assert {answer["Location"] for answer in answers} == {reverse("account_reset_password_done")}
    assert [message.to for message in mail.outbox] == [["manager@service.invalid"]]
