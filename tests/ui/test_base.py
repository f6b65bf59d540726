import re
from types import SimpleNamespace

import pytest
from django.template.loader import render_to_string

from tests.ui.screen import TEMPLATES, show
from ui.fields import TextField
from ui.forms import Form

PAGE = '{% extends "base.html" %}{% block title %}Cases{% endblock %}'
LEADING_BACK = ("403", "404", "409")
ERRORS = ("400", "403", "403_csrf", "404", "409", "500")
OURS = sorted(
    file
    for pattern in ("*.html", "cotton/**/*.html", "forms/*.html", "account/*.html")
    for file in TEMPLATES.glob(pattern)
)


class Name(Form):
    name = TextField(label="Name")


def title(html):
    return re.search("<title>(.*)</title>", html)[1]


def test_the_title_names_the_page_and_the_area():
    actor = SimpleNamespace(area=SimpleNamespace(name="Metropolitan"))
    assert title(show(PAGE, actor=actor)) == "Cases - Metropolitan - RJCase"
    assert title(show(PAGE)) == "Cases - RJCase"


def test_the_title_begins_with_error_when_the_form_has_one():
    assert title(show(PAGE, form=Name({}))) == "Error: Cases - RJCase"
    assert title(show(PAGE, form=Name())) == "Cases - RJCase"


def test_the_page_one_is_on_is_marked_in_the_navigation():
    navigation = [
        SimpleNamespace(label="Cases", url="/c", active=True),
        SimpleNamespace(label="Reports", url="/r", active=False),
    ]
    html = show(PAGE, navigation=navigation)
    assert html.count('href="/c" aria-current="true"') == 1
    assert html.count('<a class="govuk-service-navigation__link" href="/r">Reports</a>') == 1


def test_a_message_takes_the_focus_as_an_alert():
    messages = [SimpleNamespace(level_tag="success"), SimpleNamespace(level_tag="debug")]
    html = show(PAGE, messages=messages)
    assert html.count('<div role="alert" class="moj-alert moj-alert--success"') == 1
    assert html.count('<div role="alert" class="moj-alert moj-alert--information"') == 1


def test_the_language_of_the_page_is_the_readers():
    assert show(PAGE).count('<html lang="en-gb"') == 1


@pytest.mark.parametrize("name", ERRORS)
def test_an_error_page_needs_no_context(name):
    html = render_to_string(f"{name}.html")
    assert html.count("<h1") == 1
    back = html.count("Go to your first page")
    assert back == (1 if name in LEADING_BACK else 0)
    assert html.count('<p class="govuk-body">') == 2 + back


def test_a_lost_race_may_say_more():
    html = render_to_string("409.html", {"message": "Priya accepted it at 2:29pm."})
    assert html.count("Priya accepted it at 2:29pm.") == 1


@pytest.mark.parametrize("file", OURS, ids=lambda file: str(file.relative_to(TEMPLATES)))
def test_no_template_carries_script_or_style(file):
    text = file.read_text()
    assert re.findall(r"<script(?![^>]*src=)|<style|\sstyle=|\son[a-z]+=|\|safe", text) == []
