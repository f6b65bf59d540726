from datetime import timedelta

from django.urls import reverse

from cases.actions.notes import correct_note
from tests.moments import NOON

from .conftest import added, noted


def texts(work, **asked):
    lines = work.client.get(work.url("record"), asked).context["lines"]
    return [line.title for line in lines]


def test_an_empty_page_says_what_will_stand_there(work):
    text = work.client.get(work.url("record")).content.decode()
    narrowed = work.client.get(work.url("record"), {"what": "notes"}).content.decode()
    closed = work.world.client("supervisor").get(work.url("record")).content.decode()

    assert "What is written down about this case" in text
    assert "Nothing like this has been written down or added yet." in narrowed
    assert "What is written down about this case" in closed
    assert "Add a note" not in closed


def test_it_is_narrowed_to_notes_documents_types_sides_and_people(work):
    noted(work, happened_at=NOON - timedelta(hours=3))
    noted(work, about=work.harmed, happened_at=NOON - timedelta(hours=2))
    added(work, about=work.responsible)
    added(work, kind="order", about=work.harmed)
    everything = {
        "Note about the case",
        "Note about Jessica M.",
        "Signed consent, Daniel R.",
        "Court order or licence, Jessica M.",
    }

    assert set(texts(work)) == everything
    assert texts(work, what="notes") == ["Note about Jessica M.", "Note about the case"]
    assert len(texts(work, what="documents")) == 2
    assert texts(work, what="order") == ["Court order or licence, Jessica M."]
    assert texts(work, side="responsible") == ["Signed consent, Daniel R."]
    assert texts(work, what="notes", person=work.harmed.pk) == ["Note about Jessica M."]
    assert set(texts(work, what="nonsense", side="up", person="x")) == everything


def test_a_sensitive_one_stands_wherever_one_looks(work, sensitive):
    noted(work, about=work.harmed)

    assert texts(work, side="responsible") == ["Sensitive note by Manager, 12 August 2026"]


def test_it_takes_as_many_queries_with_one_as_with_thirty(work, count_queries):
    def fill():
        note = noted(work, about=work.harmed)
        correct_note(note, body="Corrected.", audience="team", seen=1, by=work.by, now=NOON)
        added(work, about=work.responsible)

    client = work.client
    fill()
    client.get(work.url("record"))
    with count_queries() as one:
        client.get(work.url("record"))
    for _ in range(12):
        fill()
    with count_queries() as many:
        answer = client.get(work.url("record"))

    assert len(answer.context["lines"]) == 25
    assert len(many) == len(one)


def test_the_card_of_a_person_leads_there(work):
    text = work.client.get(work.url("people")).content.decode()

    assert work.url("note_about", work.harmed.pk) in text
    assert f"{work.url('record')}?person={work.harmed.pk}" in text
    assert work.url("record") in text


def test_of_whom_a_note_speaks_that_became_sensitive_is_told_nowhere_any_more(work):
    note = noted(work, about=work.harmed)
    client = work.client
    assert "Note about Jessica M." in client.get(work.url("history")).content.decode()
    manager = work.world.actor("manager")
    correct_note(note, body="It was he.", audience="managers", seen=1, by=manager, now=NOON)

    for who in ("facilitator", "manager"):
        client = work.world.client(who)
        for page in ("history", "detail"):
            told = [one.title for one in client.get(work.url(page)).context["entries"]]
            assert sorted(told) == ["Sensitive note", "Sensitive note corrected"]
        narrowed = client.get(work.url("history"), {"person": work.harmed.pk})
        assert narrowed.context["entries"] == []
    assert len(texts(work, person=work.responsible.pk)) == 1
    today = work.world.client("colleague").get(reverse("cases:my_day", args=["kent"]))
    assert "Note about Jessica M." not in today.content.decode()
