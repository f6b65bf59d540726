"""A lone parent who is the one harmed: a service manager says why no parent's consent is asked."""

import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from audit.models import Event
from cases.actions import guardians
from cases.actions.activity import CaseClosed
from cases.actions.guardians import NoneToSpare, say_why_no_guardian
from cases.models import Note, Participant, TimelineEntry
from cases.queries.consents import ledger_of, lines_of, may_we
from people.models import Person
from tests.factories.cases import ConsentFactory
from tests.moments import NOON, TODAY

WHY = "His mother is the one harmed; his social worker was asked."


@pytest.fixture
def child(work):
    Person.objects.filter(pk=work.responsible.person_id).update(age_told=15, age_told_on=TODAY)
    return Participant.objects.select_related("person", "case").get(pk=work.responsible.pk)


def says(work, one, who="manager", **told):
    told = {"why": WHY, "version": one.version, **told}
    return say_why_no_guardian(one, by=work.world.actor(who), now=NOON, **told)


def form(one, **told):
    return {"version": one.version, "asked": "no", "why": WHY, **told}


def done():
    verbs = Event.objects.filter(verb__in=["guardian.asked", "note.written"])
    return sorted((one.verb, one.detail.get("asked")) for one in verbs)


def now_of(one):
    return Participant.objects.select_related("person").get(pk=one.pk)


def test_a_manager_says_why_and_the_child_alone_is_asked(work, child):
    by = work.world.actor("manager")
    ConsentFactory(participant=child)
    assert not may_we(child, "participate", by, TODAY)

    one = says(work, child)

    assert (one.no_guardian_why, may_we(one, "participate", by, TODAY)) == (WHY, True)
    assert done() == [("guardian.asked", False), ("note.written", None)]
    [note] = Note.objects.all()
    assert (note.participant_id, note.audience) == (child.pk, "team")
    assert note.body == f"No parent or guardian is asked for consent beside Daniel R.: {WHY}"


def test_it_can_be_undone_and_the_reason_stays_in_the_note(work, child):
    one = says(work, says(work, child), why="")

    assert (one.no_guardian_why, Note.objects.count()) == ("", 1)
    assert not may_we(one, "participate", work.by, TODAY)
    assert done() == [
        ("guardian.asked", False),
        ("guardian.asked", True),
        ("note.written", None),
    ]


def test_the_same_again_says_nothing(work, child):
    says(work, says(work, child))
    assert len(done()) == 2


@pytest.mark.parametrize("who", ["facilitator", "coordinator", "supervisor"])
def test_nobody_but_a_manager_says_so(work, child, who):
    with pytest.raises((NoneToSpare, PermissionDenied)):
        says(work, child, who)
    assert (now_of(child).no_guardian_why, done()) == ("", [])


def test_of_an_adult_no_parent_is_asked_anyway(work):
    Person.objects.filter(pk=work.responsible.person_id).update(age_told=30)
    with pytest.raises(NoneToSpare, match="is not known to be under 18"):
        says(work, now_of(work.responsible))


def test_whoever_was_overtaken_hears_of_it(work, child):
    with pytest.raises(Stale):
        says(work, child, version=child.version + 1)
    assert (now_of(child).no_guardian_why, done()) == ("", [])


def test_in_a_closed_case_nothing_is_said(work, child):
    work.close()
    with pytest.raises(CaseClosed):
        says(work, child)


def test_if_the_note_is_not_kept_nothing_is(work, child, monkeypatch):
    def fails(*_args, **_more):
        raise RuntimeError

    monkeypatch.setattr(guardians, "write_note", fails)
    with pytest.raises(RuntimeError):
        says(work, child)
    assert (now_of(child).no_guardian_why, TimelineEntry.objects.count(), done()) == ("", 0, [])


def test_the_page_the_card_the_ledger_and_the_history_say_it(work, child):
    client, address = work.world.client("manager"), work.url("no_guardian", child.pk)
    people = client.get(work.url("people")).content.decode()
    shown = client.get(address)
    told = client.post(address, form(child), follow=True)
    ledger = client.get(work.url("consents", child.pk)).content.decode()
    history = client.get(work.url("history")).content.decode()

    assert address in people
    assert (shown.status_code, b"Only a service manager" in shown.content) == (200, False)
    assert told.redirect_chain == [(work.url("people"), 302)]
    assert f"No parent or guardian is asked for consent: {WHY}" in told.content.decode()
    assert f"as a service manager decided: {WHY}" in ledger
    assert "No parent or guardian is asked for consent beside Daniel R." in history
    again = client.post(address, form(now_of(child), asked="yes"))
    assert (again.status_code, now_of(child).no_guardian_why) == (302, "")
    history = client.get(work.url("history")).content.decode()
    assert "A parent or guardian is asked for consent beside Daniel R." in history


def test_a_page_that_is_wrong_stale_or_not_theirs(work, child):
    client, address = work.world.client("manager"), work.url("no_guardian", child.pk)
    empty = client.post(address, form(child, why=" "))
    long = client.post(address, form(child, why="x" * 201))
    stale = client.post(address, form(child, version=child.version + 5))
    facilitator = work.client.post(address, form(child))

    assert [one.status_code for one in (empty, long, stale, facilitator)] == [422, 422, 409, 422]
    assert b"Enter why no parent or guardian can be asked" in empty.content
    assert WHY.encode() in stale.content
    assert b"Only a service manager can record this." in facilitator.content
    assert (
        work.url("no_guardian", child.pk)
        not in work.client.get(work.url("people")).content.decode()
    )
    assert work.world.client("stranger").get(address).status_code == 404
    assert work.world.client("neighbour").get(address).status_code == 404
    assert client.get(work.url("no_guardian", work.foreign.pk)).status_code == 404
    assert work.world.client("commissioner").get(address).status_code == 403


def test_a_birth_date_takes_the_place_of_a_told_age(work, child):
    address = work.url("details", child.pk)
    ConsentFactory(participant=child)
    told = {
        "version": child.version,
        "person_version": child.person.version,
        "first_name": "Daniel",
        "last_name": "Reid",
        "language": "en",
        "welsh_wanted": "unknown",
        "date_of_birth_day": 1,
        "date_of_birth_month": 2,
        "date_of_birth_year": 1990,
    }
    assert work.client.post(address, told).status_code == 302

    one = now_of(child)
    assert (one.person.age_told, one.person.is_child_on(TODAY)) == (15, False)
    [first, *_others] = ledger_of(one, lines_of(one, work.by), TODAY)
    assert first.asks_guardian is False
