from django.contrib.messages import get_messages
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import RequestFactory, override_settings
from django.urls import path

from ui.fields import TextField
from ui.forms import Form
from ui.pages import back, form_page

urlpatterns = [path("cases/<slug:reference>/", back, name="case")]


class Name(Form):
    name = TextField(label="Name")


def status(form, **given):
    request = RequestFactory().get("/")
    return form_page(request, "forms/form.html", form, **given).status_code


def test_a_new_form_is_a_page():
    assert status(Name()) == 200


def test_a_form_with_errors_could_not_be_processed():
    assert status(Name({"name": ""})) == 422


def test_a_lost_race_is_a_conflict():
    form = Name({"name": "Jessica"})
    form.conflict = "Priya was faster."
    assert status(form) == 409


def test_a_view_may_say_otherwise():
    assert status(Name(), status=403) == 403


@override_settings(ROOT_URLCONF="tests.ui.test_pages")
def test_back_says_what_was_done_and_leads_there():
    request = RequestFactory().post("/")
    request._messages = CookieStorage(request)
    answer = back(request, "Saved.", "case", reference="MET-1")
    assert (answer.status_code, answer.url) == (302, "/cases/MET-1/")
    assert [str(message) for message in get_messages(request)] == ["Saved."]
