from datetime import timedelta

import pytest

from cases.actions.contacts import NotAllowed
from cases.actions.safe_contact import change_way
from cases.models import ContactEntry
from cases.queries.safe_contact import safe_contact_of
from cases.queries.ways import ways_of
from people.models import ContactPoint
from people.sending import safe_email
from tests.factories.people import ContactPointFactory
from tests.moments import NOON

from .told import log

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def points(work):
    """A mobile with all that is known of it, an email address, and one that is not safe."""
    known = {"text_ok": "yes", "voicemail_ok": "no", "safe_times": "daytime"}
    return [
        ContactPointFactory(person=work.harmed.person, **known),
        ContactPointFactory(person=work.harmed.person, kind="email", value="jess@mail.invalid"),
        ContactPointFactory(person=work.harmed.person, kind="telephone", is_safe="no"),
    ]


def in_use():
    rows = ContactPoint.objects.filter(ended_at=None).order_by("kind")
    return list(rows.values_list("kind", "is_safe"))


@pytest.mark.parametrize("outcome", ["unsafe_abort", "wrong_number"])
def test_nobody_knows_any_more_that_a_way_is_safe_which_was_not(work, points, outcome):
    log(work, outcome=outcome, happened_at=NOON - timedelta(hours=1))

    assert in_use() == [("email", "yes"), ("mobile", "unknown"), ("telephone", "no")]
    ways = {str(one.channel): str(one.is_safe) for one in ways_of(work.harmed, work.by)}
    assert (ways["text"], ways["video"]) == ("unknown", "yes")
    told = safe_contact_of(work.harmed, work.by)
    assert [one.kind for one in told.safe_ways] == ["Email"]
    fresh = ContactPoint.objects.get(kind="mobile", ended_at=None)
    assert (fresh.value, fresh.text_ok, fresh.safe_times) == ("07700 900123", "yes", "daytime")


def test_nothing_is_sent_where_an_email_was_not_safe(work, points):
    log(work, channel="email", outcome="unsafe_abort")

    assert safe_email(work.harmed.person, by=work.by).email == ""


def test_one_tap_leads_to_asking_and_stands_in_the_history(work, points):
    page = work.url("contact_add", work.harmed.pk)

    answer = work.client.post(page, {"did": "phone:unsafe_abort"}, follow=True)

    assert answer.redirect_chain == [(work.url("safe_contact", work.harmed.pk), 302)]
    text = " ".join(answer.content.decode().split())
    assert "This way is not known to be safe any more: check with them" in text
    assert "Mobile telephone: <strong" in text
    shown = work.client.post(work.url("reveal", work.harmed.pk)).content.decode()
    assert shown.count("Not known to be safe: do not use") == 2
    history = work.client.get(work.url("history")).content.decode()
    assert "not safe to go on. Not known to be safe any more until somebody has asked" in history


def test_whoever_was_asked_again_opens_the_way(work, points):
    log(work, outcome="unsafe_abort")
    (held,) = ContactPoint.objects.filter(kind="mobile", ended_at=None)
    with pytest.raises(NotAllowed):
        log(work)

    change_way(work.harmed, held.pk, is_safe="yes", by=work.by, now=LATER)

    (phone, *_others) = ways_of(work.harmed, work.by)
    assert (phone.channel, phone.is_safe) == ("phone", "yes")
    assert log(work).against_wishes == ""
    assert ContactEntry.objects.count() == 2
