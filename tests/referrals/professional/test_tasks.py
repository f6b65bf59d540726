from uuid import UUID

import pytest
from django.urls import reverse

from areas.roles import Role
from audit.models import Event
from drafts.models import Draft
from tests.referrals.professional.writing import (
    AGREEMENT,
    INCIDENT,
    RISK,
    SENTENCE,
    YOU,
    Writer,
)


def states(writer):
    return {row.label: row.status for row in writer.page("draft").context["tasks"]}


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def test_whoever_refers_is_led_from_the_page_of_entry_to_their_drafts(world):
    answer = world.client("referrer").get(reverse("referrals:add", args=["kent"]))

    assert (answer.status_code, answer["Location"]) == (302, "/areas/kent/referrals/drafts/")


def test_without_drafts_the_list_says_what_will_be_there(world):
    answer = world.client("referrer").get(reverse("referrals:drafts", args=["kent"]))

    assert b"You have no draft referrals." in answer.content
    assert list(Event.objects.values_list("verb", "subject_id")) == [("draft.listed", "referral")]


def test_a_draft_begins_with_nothing_answered(world):
    writer = Writer(world)

    assert states(writer) == {
        "About you": "Not yet started",
        "What happened": "Not yet started",
        "People harmed": "Not yet started",
        "People responsible": "Not yet started",
        "Agreement to be referred": "Not yet started",
        "Risk and safety": "Not yet started",
        "Sentence and release": "Not yet started",
        "Documents": "Optional",
        "Check and send": "Cannot start yet",
    }
    page = writer.page("draft")
    assert b"Saved 12 August 2026 at midday." in page.content
    assert b"deleted after 28 days: this one on 10 September 2026." in page.content


def test_the_list_tells_how_far_each_draft_is(world):
    writer = Writer(world)
    writer.task("you", YOU)
    page = writer.client.get(writer.url("drafts"))

    assert [done for _whole, done in page.context["rows"]] == [1]
    assert b"1 of 7 completed" in page.content


@pytest.mark.parametrize(
    ("task", "answers"),
    [
        ("you", YOU),
        ("incident", INCIDENT),
        ("agreement", AGREEMENT),
        ("risk", RISK),
        ("sentence", SENTENCE),
        ("harmed", {"everybody": "nobody"}),
        ("responsible", {"everybody": "unknown"}),
    ],
)
def test_a_task_can_be_done_in_any_order_and_is_found_as_it_was(world, task, answers):
    writer = Writer(world)
    answer = writer.task(task, answers)
    form = writer.page("task", task).context["form"]

    assert (answer.status_code, answer["Location"]) == (302, writer.url("draft", writer.pk))
    assert list(states(writer).values()).count("Completed") == 1
    assert (form.errors, form.data.dict().keys()) == ({}, answers.keys())


@pytest.mark.parametrize(
    ("task", "answers", "changes", "field", "sentence"),
    [
        ("you", YOU, {"referrer_name": ""}, "referrer_name", "Enter your name"),
        ("you", YOU, {"referrer_email": "olu"}, "referrer_email", "in the correct format"),
        ("you", YOU, {"source": "pol_officer"}, "source", "Select an option from the list"),
        ("incident", INCIDENT, {"account": ""}, "account", "Enter what happened"),
        ("incident", INCIDENT, {"account": "x" * 10_000}, "account", "5000 characters or fewer"),
        ("incident", INCIDENT, {"happened_on_month": "13"}, "happened_on", "Enter a real date"),
        (
            "incident",
            INCIDENT,
            {"happened_on_year": "2027"},
            "happened_on",
            "must be 12 August 2026 or earlier",
        ),
        ("you", YOU, {"source": "other"}, "role_in_words", "Enter your role"),
        ("agreement", AGREEMENT, {"agreed": "no"}, "agreed_on", "Remove the day"),
        ("agreement", AGREEMENT, {"initiator": "nobody"}, "initiator", "Select an option"),
        ("sentence", SENTENCE, {"reported": ""}, "reported", "Select whether it has been"),
        ("risk", RISK, {"flags": ["none"]}, "flags", "Select an option from the list"),
        ("harmed", {}, {"everybody": "all"}, "everybody", "Add somebody, or select"),
        ("responsible", {}, {}, "everybody", "Select whether you have added everybody"),
    ],
)
def test_what_cannot_be_is_said_on_the_task_itself_and_nothing_is_saved(
    world, task, answers, changes, field, sentence
):
    writer = Writer(world)
    answer = writer.task(task, answers, **changes)

    assert (answer.status_code, list(errors(answer))) == (422, [field])
    assert sentence in errors(answer)[field][0]
    assert writer.draft().tasks == {}
    assert all(
        str(value) in answer.content.decode()
        for name, value in answers.items()
        if name in {"referrer_telephone", "police_reference"}
    )


def test_a_day_that_nobody_knows_may_be_told_in_words(world):
    writer = Writer(world)
    days = {f"happened_on_{part}": "" for part in ("day", "month", "year")}

    assert writer.task("incident", INCIDENT, **days, happened_about="about 1987").status_code == 302
    assert writer.task("incident", INCIDENT, happened_about="x" * 81).status_code == 422


def test_what_is_half_answered_is_kept_and_shown_again_without_complaint(world):
    writer = Writer(world)
    answer = writer.post(
        "task", "incident", account="He took", happened_on_day="32", keep_draft="y"
    )
    page = writer.page("task", "incident")

    assert (answer.status_code, answer["Location"]) == (302, writer.url("drafts"))
    assert (page.status_code, page.context["form"].errors) == (200, {})
    assert page.context["form"]["account"].value() == "He took"
    assert states(writer)["What happened"] == "In progress"


def test_that_somebody_has_not_agreed_is_a_state_and_no_error(world):
    writer = Writer(world)
    never = {f"agreed_on_{part}": "" for part in ("day", "month", "year")}
    writer.task("agreement", AGREEMENT, agreed="unknown", **never)

    assert states(writer)["Agreement to be referred"] == "Not agreed yet"


def test_a_draft_that_names_nobody_cannot_be_checked_and_says_why(world):
    writer = Writer(world).rest()
    for side in ("harmed", "responsible"):
        writer.task(side, {"everybody": "nobody"})
    last = writer.page("draft").context["tasks"][-1]

    assert (last.status, last.hint) == (
        "Cannot start yet",
        "Name at least one person on either side.",
    )
    assert writer.page("draft_check")["Location"] == writer.url("draft", writer.pk)


def test_a_task_that_is_none_is_not_there(world):
    assert Writer(world).page("task", "nonsense").status_code == 404


def test_more_than_a_draft_holds_is_said_on_the_page(world):
    writer = Writer(world)
    answer = writer.post("task", "risk", keep_draft="y", risks="x" * 500_000)

    assert (answer.status_code, errors(answer)) == (
        422,
        {
            "__all__": ["This is more than a draft can hold. Shorten your answers."],
            "risks": ["Risks that you know of must be 2000 characters or fewer"],
        },
    )


def test_a_draft_is_thrown_away_after_a_question(world):
    writer = Writer(world)
    asked = writer.page("draft_discard")
    answer = writer.post("draft_discard")

    assert b"Nothing of it will be kept." in asked.content
    assert (answer["Location"], Draft.objects.count()) == (writer.url("drafts"), 0)
    assert writer.page("draft").status_code == 404


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("coordinator", 403),
        ("facilitator", 403),
        ("manager", 403),
        ("neighbour", 404),
        ("stranger", 404),
    ],
)
def test_others_do_not_come_in(world, who, status):
    writer, client = Writer(world), world.client(who)
    places = [writer.url("drafts"), writer.url("draft", writer.pk)]
    places += [writer.url(name, writer.pk) for name in ("draft_check", "draft_discard")]
    places += [writer.url("task", writer.pk, "you"), writer.url("draft_documents", writer.pk)]

    assert {client.get(place).status_code for place in places} == {status}


def test_a_colleague_of_the_same_agency_does_not_find_the_draft(world):
    world.join("second", Role.REFERRER, agency=world.probation)
    writer, client = Writer(world), world.client("second")

    for name in ("draft", "draft_check", "draft_discard", "draft_documents"):
        assert client.get(writer.url(name, writer.pk)).status_code == 404
    assert client.post(writer.url("task", writer.pk, "you"), YOU).status_code == 404
    assert client.get(writer.url("drafts")).context["rows"] == []


def test_a_draft_that_never_was_is_not_there(world):
    writer = Writer(world)

    assert writer.client.get(writer.url("draft", UUID(int=7))).status_code == 404


def test_thirty_drafts_cost_as_many_queries_as_one(world, count_queries):
    writer = Writer(world)
    writer.client.get(writer.url("drafts"))
    with count_queries() as one:
        writer.client.get(writer.url("drafts"))
    for _ in range(29):
        writer.client.post(writer.url("drafts"))
    with count_queries() as thirty:
        writer.client.get(writer.url("drafts"))

    assert len(thirty) == len(one)
