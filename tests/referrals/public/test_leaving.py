import pytest
from django.test import Client
from django.urls import reverse

from drafts.models import PublicDraft
from tests.referrals.public.visitor import SELF, Visitor


@pytest.fixture
def visitor(db):
    return Visitor()


def test_leaving_deletes_the_draft_and_the_cookie_and_leads_to_the_weather(visitor):
    visitor.tell(SELF)
    answer = visitor.at("leave")

    assert (answer.status_code, answer["Location"]) == (302, "https://www.bbc.co.uk/weather")
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert answer["Cache-Control"] == "no-store, private"
    assert (answer.cookies["answers"]["path"], answer.cookies["answers"].value) == ("/refer/", "")
    assert answer.cookies["csrftoken"].value == ""
    assert PublicDraft.objects.count() == 0


def test_back_after_leaving_shows_nothing(visitor):
    visitor.tell(SELF)
    token = visitor.client.cookies["answers"].value
    visitor.at("leave")
    visitor.client.cookies["answers"] = token

    for name in ("check", "equality", "sent"):
        assert visitor.at(name)["Location"] == reverse("refer:start")
    assert visitor.at("question", "name")["Location"] == reverse("refer:start")
    assert "checked" not in visitor.at("question", "you").content.decode()


def test_leaving_needs_no_draft(visitor):
    assert visitor.at("leave")["Location"] == "https://www.bbc.co.uk/weather"


@pytest.mark.parametrize("header", ["Sec-Purpose", "Purpose"])
def test_a_browser_that_loads_ahead_deletes_nothing(visitor, header):
    visitor.tell(SELF)
    ahead = visitor.client.get(reverse("refer:leave"), headers={header: "prefetch;prerender"})

    assert (ahead.status_code, PublicDraft.objects.count()) == (204, 1)


def test_a_forged_form_is_refused(visitor):
    strict = Client(enforce_csrf_checks=True)

    assert (
        strict.post(reverse("refer:question", args=["you"]), {"who": "harmed"}).status_code == 403
    )
