from areas.api import AreaApi
from areas.roles import Perm
from tests.architecture.addresses import pages

PUBLIC = {
    "api_schema": "what partners read before they have a key; it holds no data",
    "alive": "a load balancer asks whether the process answers",
    "ready": "a load balancer asks whether it may send requests",
    "account_login": "the sign-in page",
    "account_reset_password": "asking for a new password",
    "account_reset_password_done": "it says that the link was sent",
    "account_reset_password_from_key": "the link of the message",
    "account_reset_password_from_key_done": "it says that the password was changed",
    "admin:login": "leads to the sign-in page",
    "account_logout": "signing out asks first, and does nothing for nobody",
    "refer:start": "the public door: what restorative justice is",
    "refer:how_to_leave": "the public door: how to get away from it",
    "refer:leave": "the public door: away from it, and everything forgotten",
    "refer:no_service": "the public door: whom to ring where no service is live",
    "refer:professional": "asking for a link to a work address: the same answer to everybody",
    "refer:link": "the link of the message: a button that lets in once",
    "refer:question": "the public door: one question, opened by the browser's own draft",
    "refer:check": "the public door: the answers of the browser's own draft",
    "refer:equality": "the public door: why we ask about equality",
    "refer:equality_questions": "the public door: optional questions",
    "refer:sent": "the public door: the receipt of the browser's own draft",
}
WITHOUT_AREA = {
    "front": "leads to one's areas",
    "areas:choose": "one's areas",
}


def is_open(page):
    return not getattr(page.view, "login_required", True) and not page.is_api


def test_every_page_of_an_area_has_a_door():
    without = [page.route for page in pages() if page.has_area and page.perm not in set(Perm)]

    assert without == []


def test_every_address_of_the_api_stands_behind_its_door():
    without = [
        page.route
        for page in pages()
        if page.route.startswith("api/")
        and page.name not in PUBLIC
        and not issubclass(page.view.cls, AreaApi)
    ]

    assert without == []


def test_the_api_asks_for_somebody_signed_in():
    open_to_all = [
        page.route
        for page in pages()
        if page.is_api
        and [one.__name__ for one in page.view.cls.permission_classes] != ["IsAuthenticated"]
    ]

    assert open_to_all == []


def test_the_public_pages_are_those_that_are_named_here():
    assert {page.name for page in pages() if is_open(page)} == set(PUBLIC)


def test_the_other_pages_belong_to_an_area_or_are_named_here():
    others = {
        page.name
        for page in pages()
        if not (page.has_area or is_open(page) or page.name.startswith("admin:"))
    }

    assert others == set(WITHOUT_AREA)


def test_no_page_goes_without_the_token_against_forged_requests():
    unguarded = [
        page.route
        for page in pages()
        if getattr(page.view, "csrf_exempt", False) and not page.is_api
    ]

    assert unguarded == []


def test_no_address_reads_the_area_from_anything_but_a_slug():
    assert [page.route for page in pages() if "area>" in page.route and not page.has_area] == []
