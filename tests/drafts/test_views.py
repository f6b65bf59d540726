from types import SimpleNamespace

from django.test import RequestFactory

from drafts.queries import draft_of
from drafts.views import drops, keep, keeps, kept, raw_answers, restored, unjudged
from tests.moments import NOON
from tests.ui.screen import show
from ui import fields
from ui.forms import Form

FORM = {"form": "case.note", "subject": "KNT-26-00001"}


class Note(Form):
    days = fields.ChoicesField(label="Days", choices=[("a", "A"), ("b", "B")], required=False)
    note = fields.TextField(label="Note", missing="Enter a note")


def posted(**answers):
    return RequestFactory().post("/", {"csrfmiddlewaretoken": "x", "form_key": "y", **answers})


def test_the_buttons_are_told_apart():
    plain, keeping, dropping = posted(), posted(keep_draft="yes"), posted(drop_draft="yes")

    assert [(keeps(one), drops(one)) for one in (plain, keeping, dropping)] == [
        (False, False),
        (True, False),
        (False, True),
    ]
    assert not keeps(RequestFactory().get("/?keep_draft=yes"))


def test_the_answers_are_kept_as_they_were_sent_and_restored_as_a_forms_data(world):
    actor = world.actor("facilitator")
    keep(posted(days=["a", "b"], note="", keep_draft="yes"), actor, **FORM)
    draft = kept(actor, **FORM)
    form = Note(restored(RequestFactory().get("/?draft=open"), draft))
    unjudged(form)

    assert (draft, draft.saved_at) == (draft_of(actor, *FORM.values()), NOON)
    assert (form["days"].value(), form.errors) == (["a", "b"], {})


def test_a_draft_that_is_not_opened_leaves_the_form_empty(world):
    actor = world.actor("facilitator")
    draft = keep(posted(note="half", keep_draft="yes"), actor, **FORM)

    assert restored(RequestFactory().get("/"), draft) is None
    assert restored(RequestFactory().get("/?draft=open"), None) is None


def test_what_is_sent_goes_before_what_was_kept(world):
    actor = world.actor("facilitator")
    draft = keep(posted(note="half", keep_draft="yes"), actor, **FORM)
    sent = posted(note="whole")

    assert restored(sent, draft) == sent.POST
    assert raw_answers(sent) == {"note": ["whole"]}


def test_the_notice_says_since_when_and_leads_to_it():
    draft = SimpleNamespace(saved_at=NOON)
    shown = show("<c-draft :draft='draft' :opened='opened' />", draft=draft, opened=False)

    assert "You have a draft from 12 August 2026 at midday." in shown
    assert 'href="?draft=open"' in shown
    for nothing in ({"draft": draft, "opened": True}, {"draft": None, "opened": False}):
        assert show("<c-draft :draft='draft' :opened='opened' />", **nothing).strip() == ""


def test_a_form_that_can_be_kept_has_a_second_button():
    shown = show("<c-form :form='form' keep='Save and come back later' />", form=Note())

    assert shown.index(">Save<") < shown.index('name="keep_draft"')
