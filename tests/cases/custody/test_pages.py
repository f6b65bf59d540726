import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import AccessRequest, AgencyContact, KeyDate, Stay
from drafts.models import Draft
from tests.cases.custody.made import A_DAY, ABOUT_A_ROW, ANSWERS
from tests.cases.work.conftest import day_of
from tests.factories.cases import ResponsibleFactory
from tests.factories.custody import (
    AccessRequestFactory,
    AgencyContactFactory,
    CourtOrderFactory,
    KeyDateFactory,
    StayFactory,
)
from tests.moments import TODAY


def agreed(known):
    order = known.rows["order"]
    order.agreed_at, order.agreed_by = "2026-08-01T12:00Z", known.work.world.users["deputy"]
    order.save()


@pytest.mark.parametrize("name", ANSWERS)
def test_each_form_does_its_work_and_leads_back(known, name):
    if name == "order_take_back":
        agreed(known)
    page = known.client(name).get(known.url(name))
    answer = known.post(name)

    assert page.status_code == 200
    assert (answer.status_code, answer.url) == (
        302,
        known.work.url("custody", known.work.responsible.pk),
    )


def test_what_was_done_stands_in_the_tables(known):
    for name in ("custody_move", "access_answer", "key_date_note", "professional_end"):
        assert known.post(name).status_code == 302

    mine = {"participant": known.work.responsible}
    assert Stay.objects.get(until_on=None, **mine).held == "licence"
    assert AccessRequest.objects.get(**mine).state == "refused"
    assert KeyDate.objects.get(**mine).noted_months == 3
    assert AgencyContact.objects.get(**mine).until_on == TODAY


def test_the_page_shows_all_of_it(known):
    AgencyContactFactory(participant=known.work.responsible, name="Past", until_on=TODAY)
    StayFactory(
        participant=known.work.responsible,
        held="remand",
        establishment="ACI",
        from_on=TODAY - 99 * A_DAY,
        until_on=TODAY - 30 * A_DAY,
    )
    CourtOrderFactory(against=known.work.responsible, kind="stalking", until_on=TODAY - A_DAY)
    page = known.client("custody").get(known.url("custody")).content.decode()

    for text in (
        "No contact with the other side",
        "Not to come within 100 metres.",
        "Moorland (HMP &amp; YOI)",
        "On remand, Altcourse (HMP &amp; YOI)",
        "Within 3 months",
        "Olu Officer",
        "olu@prison.invalid",
        "Ask again: today",
        "Orders that have ended",
        "Stalking protection order: ",
    ):
        assert text in page
    assert "Agree to contact" not in page


def test_a_manager_is_offered_to_agree_and_then_to_take_it_back(known):
    client, url = known.work.world.client("manager"), known.url("custody")
    assert "Agree to contact" in client.get(url).content.decode()
    known.post("order_agree")
    page = client.get(url).content.decode()

    assert "Manager agreed to it on 12 August 2026" in page
    assert "Take back the agreement" in page
    assert "Agree to contact" not in page


def test_an_empty_page_says_what_belongs_there(work):
    page = work.client.get(work.url("custody", work.harmed.pk)).content.decode()

    for text in (
        "No order or condition is recorded.",
        "Nobody has recorded whether they are in prison or supervised.",
        "No date is recorded.",
        "Nobody of another agency is recorded.",
        "No prison has been asked.",
    ):
        assert text in page


def test_nothing_of_one_side_stands_on_the_page_of_the_other(known):
    page = known.client("custody").get(known.work.url("custody", known.work.harmed.pk))

    for mark in ("100 metres", "Moorland", "Olu", "11 October 2026", "prison.invalid"):
        assert mark not in page.content.decode()


@pytest.mark.parametrize(
    ("place", "told", "field"),
    [
        ("custody_move", {"held": ""}, "held"),
        ("custody_move", {"establishment": "MDI"}, "establishment"),
        ("custody_move", {"after": "x" * 40}, "after"),
        ("custody_move", day_of("from_on", TODAY + A_DAY), "from_on"),
        ("professional_add", {"name": ""}, "name"),
        ("professional", {"email": "no"}, "email"),
        ("professional_end", day_of("until_on", TODAY + A_DAY), "until_on"),
        ("access_ask", {"establishment": "MDI"}, "__all__"),
        ("access_ask", {"establishment": "QQQ"}, "establishment"),
        ("access_chase", day_of("chased_on", TODAY + A_DAY), "chased_on"),
        ("access_answer", {"state": "asked"}, "state"),
        ("key_date_add", {"kind": "x"}, "kind"),
        ("key_date", day_of("on", TODAY - A_DAY), "on"),
        ("order_add", {"terms": " "}, "terms"),
        ("order_add", day_of("until_on", TODAY - A_DAY), "until_on"),
        ("order", {"forbids_contact": "no"}, "__all__"),
        ("order_agree", {"why": ""}, "why"),
        ("order_take_back", {"version": ""}, "version"),
    ],
)
def test_a_bad_form_says_what_is_wrong_and_keeps_the_answers(known, place, told, field):
    answer = known.post(place, **told)

    assert answer.status_code == 422
    assert set(answer.context["form"].errors) == {field}
    sent = known.answers(place, **told)
    for key, value in sent.items():
        assert answer.context["form"].data[key] == str(value)


@pytest.mark.parametrize(
    "name",
    [
        "professional",
        "professional_end",
        "access_chase",
        "access_answer",
        "order",
        "order_end",
        "order_agree",
    ],
)
def test_a_stale_form_keeps_the_answers_and_may_be_sent_again(known, name):
    row = known.rows[ABOUT_A_ROW[name]]
    row.version = 2
    row.save()
    first = known.post(name)

    assert first.status_code == 409
    if name not in {"access_chase", "order_agree"}:
        assert "What the record says now" in first.content.decode()
    assert first.context["form"].data["version"] == "2"
    assert known.post(name, version=2).status_code == 302


def test_of_two_moves_at_once_the_second_is_shown_the_first(known):
    known.post("custody_move")
    late = known.post("custody_move", held="recall", establishment="ACI")

    assert late.status_code == 409
    assert "On licence" in late.content.decode()
    assert late.context["form"]["held"].value() == "recall"
    after = late.context["form"].data["after"]
    assert known.post("custody_move", held="recall", after=after).status_code == 302


def test_the_first_move_of_two_at_once_where_none_stood(work):
    url = work.url("custody_move", work.harmed.pk)
    late = work.client.post(url, {**ANSWERS["custody_move"], "after": work.case.pk})

    assert (late.status_code, late.context["form"].data["after"]) == (409, "")
    assert "Not recorded yet." in late.content.decode()


def test_what_somebody_else_did_first_is_told(known):
    for name in ("professional_end", "access_answer", "key_date_note"):
        known.post(name)
        row = known.rows[ABOUT_A_ROW[name]]
        row.refresh_from_db()
        again = known.post(name, version=getattr(row, "version", ""))
        assert again.status_code == 409


@pytest.mark.parametrize("name", ["professional_add", "professional", "order_add", "order"])
def test_a_form_is_kept_and_gone_on_with(known, name):
    client, url = known.client(name), known.url(name)
    answers = {**known.answers(name), "keep_draft": "yes"}
    assert client.post(url, answers).status_code == 302
    assert "You have a draft" in client.get(url).content.decode()
    opened = client.get(url, {"draft": "open"})

    assert opened.context["form"].data["kind" if "order" in name else "name"] in {
        "bail",
        "Ann Other",
    }
    assert client.post(f"{url}?draft=open", known.answers(name)).status_code == 302
    assert Draft.objects.count() == 0


def test_a_reader_is_told_of_as_many_queries_whatever_there_is(known):
    client = known.work.client
    client.get(known.url("custody"))
    with CaptureQueriesContext(connection) as few:
        client.get(known.url("custody"))
    for _ in range(30):
        AgencyContactFactory(participant=known.work.responsible)
        AccessRequestFactory(participant=known.work.responsible)
        KeyDateFactory(participant=known.work.responsible)
        CourtOrderFactory(against=known.work.responsible)
        StayFactory(participant=known.work.responsible, until_on=TODAY)
        ResponsibleFactory(case=known.work.case)
    with CaptureQueriesContext(connection) as many:
        client.get(known.url("custody"))

    assert len(many) == len(few)


def test_the_card_of_a_person_leads_there(work):
    page = work.client.get(work.url("people")).content.decode()

    assert work.url("custody", work.harmed.pk) in page
    assert work.url("custody", work.responsible.pk) in page


def test_the_history_tells_of_it(known):
    for name in ("custody_move", "access_answer", "key_date", "order_agree"):
        known.post(name)
    page = known.work.client.get(known.work.url("history"), {"small": "yes"}).content.decode()

    for text in (
        "Daniel R.: On licence",
        "Moorland (HMP &amp; YOI) refused access to Daniel R.",
        "Release of Daniel R. is now on 13 August 2026",
        "A manager agreed to contact in spite of an order (Restraining order, Daniel R.)",
        "Probation wrote that a letter is allowed.",
    ):
        assert text in page


def test_the_page_of_somebody_who_is_not_responsible_begins_with_orders_and_professionals(work):
    folded = "If they are in prison or supervised"
    of_both = [
        work.client.get(work.url("custody", one.pk)).content.decode()
        for one in (work.harmed, work.responsible)
    ]

    assert [("Professionals and orders" in page, folded in page) for page in of_both] == [
        (True, True),
        (False, False),
    ]
