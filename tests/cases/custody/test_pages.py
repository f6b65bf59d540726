from dataclasses import dataclass
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases.models import AccessRequest, AgencyContact, CourtOrder, KeyDate, Stay
from drafts.models import Draft
from tests.cases.work.conftest import Work, day_of
from tests.factories.cases import ResponsibleFactory
from tests.factories.custody import (
    AccessRequestFactory,
    AgencyContactFactory,
    CourtOrderFactory,
    KeyDateFactory,
    StayFactory,
)
from tests.moments import TODAY

A_DAY = timedelta(days=1)
ADDING = ("custody_move", "professional_add", "access_ask", "key_date_add", "order_add")
ABOUT_A_ROW = {
    "custody_take_back": "stay",
    "professional": "professional",
    "professional_end": "professional",
    "access_chase": "access",
    "access_answer": "access",
    "key_date": "key_date",
    "key_date_end": "key_date",
    "key_date_note": "key_date",
    "order": "order",
    "order_end": "order",
    "order_agree": "order",
    "order_take_back": "order",
}
ANSWERS = {
    "custody_move": {"held": "licence", **day_of("from_on", TODAY)},
    "professional_add": {"role": "com", "name": "Ann Other"},
    "access_ask": {"establishment": "ACI", **day_of("asked_on", TODAY)},
    "key_date_add": {"kind": "parole", **day_of("on", TODAY + A_DAY)},
    "order_add": {
        "kind": "bail",
        "forbids_contact": "yes",
        "terms": "Not to write.",
        **day_of("from_on", TODAY),
    },
    "custody_take_back": {},
    "professional": {"role": "com", "name": "Ann Other"},
    "professional_end": day_of("until_on", TODAY),
    "access_chase": day_of("chased_on", TODAY),
    "access_answer": {"state": "refused", **day_of("answered_on", TODAY)},
    "key_date": day_of("on", TODAY + A_DAY),
    "key_date_end": {},
    "key_date_note": {},
    "order": {
        "kind": "bail",
        "forbids_contact": "yes",
        "terms": "Not to write.",
        **day_of("from_on", TODAY - 200 * A_DAY),
    },
    "order_end": day_of("until_on", TODAY),
    "order_agree": {"why": "Probation wrote that a letter is allowed."},
    "order_take_back": {},
}


@dataclass
class Known:
    """Daniel with one of everything; and the same of somebody in another case."""

    work: Work
    rows: dict[str, object]
    foreign: dict[str, object]

    def url(self, name, *, foreign=False):
        rows = self.foreign if foreign else self.rows
        more = [rows[ABOUT_A_ROW[name]].pk] if name in ABOUT_A_ROW else []
        return self.work.url(name, self.work.responsible.pk, *more)

    def client(self, name):
        who = "manager" if name in {"order_agree", "order_end"} else "facilitator"
        return self.work.world.client(who)

    def answers(self, place, **told):
        version = {"version": 1} if place in ABOUT_A_ROW else {}
        after = {"after": self.rows["stay"].pk} if place == "custody_move" else {}
        return {**ANSWERS[place], **version, **after, **told}

    def post(self, place, **told):
        return self.client(place).post(self.url(place), self.answers(place, **told))


def one_of_everything(participant, by=None):
    return {
        "stay": StayFactory(participant=participant),
        "professional": AgencyContactFactory(participant=participant),
        "access": AccessRequestFactory(participant=participant, asked_on=TODAY - 7 * A_DAY),
        "key_date": KeyDateFactory(participant=participant),
        "order": CourtOrderFactory(against=participant, recorded_by=by),
    }


@pytest.fixture
def known(work):
    return Known(
        work,
        one_of_everything(work.responsible, work.world.users["facilitator"]),
        one_of_everything(work.foreign),
    )


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


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize(("who", "status"), [("neighbour", 404), ("commissioner", 403)])
def test_who_may_not(known, name, who, status):
    assert known.work.world.client(who).get(known.url(name)).status_code == status


@pytest.mark.parametrize("name", ["custody", *ANSWERS])
def test_a_colleague_who_is_not_on_the_case_does_not_find_it(known, name):
    known.work.case.workers.update(until_at=known.work.case.opened_at)

    assert known.work.client.get(known.url(name)).status_code == (
        403 if name == "order_agree" else 404
    )


@pytest.mark.parametrize("name", ABOUT_A_ROW)
def test_a_row_of_another_case_is_not_found(known, name):
    assert known.client(name).get(known.url(name, foreign=True)).status_code == 404


@pytest.mark.parametrize("name", ["custody", *ADDING])
def test_a_participant_of_another_case_is_not_found(known, name):
    client = known.work.client
    assert client.get(known.work.url(name, known.work.foreign.pk)).status_code == 404


def test_a_supervisor_reads_and_changes_nothing(known):
    client = known.work.world.client("supervisor")
    page = client.get(known.url("custody"))

    assert page.status_code == 200
    assert "Record a move" not in page.content.decode()
    assert "Not to come within 100 metres." in page.content.decode()
    for name in ANSWERS:
        assert client.get(known.url(name)).status_code == 403


def test_nothing_is_written_in_a_closed_case(known):
    known.work.close()
    for name in ANSWERS:
        answer = known.post(name)
        assert (name, answer.status_code) == (name, 422)
        assert "This case is closed" in answer.content.decode()
    assert "Record a move" not in known.client("").get(known.url("custody")).content.decode()
    assert CourtOrder.objects.filter(case=known.work.case).count() == 1


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
