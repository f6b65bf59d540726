import pytest

from audit.models import Event
from cases.models import CaseWorker
from drafts.models import Draft
from people.models import ContactPoint
from tests.cases.doors import all_of, knock
from tests.factories.people import ContactPointFactory
from tests.moments import NOON

NUMBER = "07700 900111"
NEW = {"kind": "mobile", "value": NUMBER, "is_safe": "yes", "voicemail_ok": "no"}
PLACES = ("safe_contact", "way_add", "way_change", "way_end", "way_look")


@pytest.fixture
def point(work):
    return ContactPointFactory(person=work.harmed.person, value=NUMBER, safe_times="After five")


@pytest.fixture
def held_back(work, point):
    ContactPoint.objects.filter(pk=point.pk).update(
        look="waiting", recorded_by=work.world.users["facilitator"]
    )
    return point


def address(work, place, point, who=None):
    more = () if place in {"safe_contact", "way_add"} else (point.pk,)
    return work.url(place, (who or work.harmed).pk, *more)


def agreed(work, **answers):
    return {"version": work.harmed.version, "may_contact": "yes", "safe_contact": "", **answers}


def test_a_way_is_written_down_and_listed_without_itself(work):
    page = work.client.post(work.url("way_add", work.harmed.pk), NEW, follow=True)

    text = page.content.decode()
    assert page.redirect_chain == [(work.url("safe_contact", work.harmed.pk), 302)]
    assert "Mobile telephone: safe, no texts, no voicemail" in " ".join(text.split())
    assert NUMBER not in text
    people = work.client.get(work.url("people")).content.decode()
    assert ("no voicemail" in people, NUMBER in people) == (True, False)


def test_where_they_take_texts_only_every_page_says_so(work):
    said = {**NEW, "is_safe": "yes", "call_ok": "no", "text_ok": "yes", "safe_times": "after 5"}
    work.client.post(work.url("way_add", work.harmed.pk), said)
    ContactPointFactory(person=work.responsible.person, kind="email")

    ways = work.client.get(work.url("safe_contact", work.harmed.pk)).content.decode()
    assert "Mobile telephone: safe for texts only, no calls, after 5" in " ".join(ways.split())
    shown = work.client.post(work.url("reveal", work.harmed.pk)).content.decode()
    assert "Texts only: do not call" in shown
    (safe, other) = [
        told for _one, told in work.client.get(work.url("detail")).context["principals"]
    ]
    assert (safe.by_which, other.by_which) == ("Mobile telephone (texts only).", "Email.")
    (point,) = ContactPoint.objects.filter(person=work.harmed.person)
    work.client.post(address(work, "way_change", point), {"is_safe": "yes", "text_ok": "yes"})
    assert ContactPoint.objects.get(person=work.harmed.person, ended_at=None).call_ok == "no"


def test_what_is_not_said_of_a_new_way_is_not_known(work):
    work.client.post(
        work.url("way_add", work.harmed.pk), {"kind": "mobile", "value": NUMBER, "is_safe": "yes"}
    )

    point = ContactPoint.objects.get()
    assert (point.voicemail_ok, point.call_ok, point.text_ok) == ("unknown",) * 3
    assert work.client.get(work.url("contact_add", work.harmed.pk)).status_code == 200


@pytest.mark.parametrize(
    ("wrong", "field", "sentence"),
    [
        ({"kind": ""}, "kind", "Select what kind of way it is"),
        ({"value": ""}, "value", "Enter the number or address"),
        ({"value": "none"}, "value", "Enter a telephone number, such as 01632 960 001"),
        (
            {"kind": "email"},
            "value",
            "Enter an email address in the correct format, such as name@example.com",
        ),
        ({"is_safe": ""}, "is_safe", "Select whether it is safe to use"),
        ({"call_ok": "no"}, "call_ok", "Say that a text may be sent, or that it is not safe"),
        ({"safe_times": NUMBER}, "safe_times", "Leave out telephone numbers and addresses"),
    ],
)
def test_a_bad_way_is_refused_and_the_answers_are_kept(work, wrong, field, sentence):
    answer = work.client.post(work.url("way_add", work.harmed.pk), {**NEW, **wrong})

    assert (answer.status_code, answer.context["form"].errors) == (422, {field: [sentence]})
    assert answer.context["form"]["voicemail_ok"].value() == "no"


def test_a_way_is_changed_without_being_shown(work, point):
    page = address(work, "way_change", point)
    before = work.client.get(page).content.decode()
    answer = work.client.post(page, {"is_safe": "no", "safe_times": ""})
    late = work.client.post(page, {"is_safe": "yes"})

    assert (NUMBER in before, "After five" in before) == (False, True)
    assert (answer.status_code, late.status_code) == (302, 404)
    assert ContactPoint.objects.get(ended_at=None).is_safe == "no"


def test_a_changed_value_is_judged_by_its_kind(work, point):
    page = address(work, "way_change", point)

    assert work.client.post(page, {"is_safe": "yes", "value": "x"}).status_code == 422
    assert work.client.post(page, {"is_safe": "yes", "value": "01632 960002"}).status_code == 302


def test_a_way_is_used_no_more(work, point):
    page = address(work, "way_end", point)

    assert "Do not use this way any more" in work.client.get(page).content.decode()
    assert work.client.post(page, {}).status_code == 302
    assert ContactPoint.objects.get().ended_at is not None


def test_another_person_looks_at_what_was_held_back(work, held_back):
    page = address(work, "way_look", held_back)
    colleague = work.world.client("colleague")
    listed = colleague.get(work.url("safe_contact", work.harmed.pk)).content.decode()
    shut = colleague.get(page).content.decode()
    shown = colleague.post(page, {}).content.decode()
    unsaid = colleague.post(page, {"decided": "yes"})

    assert ("Look at it" in listed, NUMBER in listed, NUMBER in shut) == (True, False, False)
    assert (NUMBER in shown, unsaid.status_code) == (True, 422)
    assert colleague.post(page, {"decided": "yes", "is_safe": "yes"}).status_code == 302
    assert ContactPoint.objects.get().look == "safe"


def test_a_held_back_way_is_on_no_page_and_no_reveal(work, held_back):
    page = work.client.post(work.url("reveal", work.harmed.pk), {"form_key": ""})

    assert NUMBER not in page.content.decode()
    people = " ".join(work.client.get(work.url("people")).content.decode().split())
    assert "a second person must look at it before anybody uses it" in people


def test_whoever_wrote_it_down_is_refused_on_the_page(work, held_back):
    page = address(work, "way_look", held_back)
    listed = work.client.get(work.url("safe_contact", work.harmed.pk)).content.decode()

    answer = work.client.post(page, {"decided": "yes", "is_safe": "yes"})

    assert ("Look at it" in listed, answer.status_code) == (False, 422)
    assert "Somebody else must look at this address" in answer.content.decode()


def test_who_sees_no_contact_details_looks_at_nothing(work, held_back):
    page = address(work, "way_look", held_back)

    assert work.world.client("coordinator").post(page, {}).status_code == 403
    assert work.world.client("manager").post(page, {}).status_code == 200


def test_the_line_is_agreed(work):
    page = work.url("safe_contact", work.harmed.pk)

    assert work.client.post(page, agreed(work, safe_contact="Text only")).status_code == 302
    work.harmed.refresh_from_db()
    assert work.harmed.safe_contact == "Text only"


def test_two_people_at_one_line_keep_what_the_second_typed(work):
    page = work.url("safe_contact", work.harmed.pk)
    work.client.post(page, agreed(work, safe_contact="Text only"))

    second = work.client.post(page, agreed(work, safe_contact="Through her sister"))
    again = work.client.post(page, agreed(work, version=2, safe_contact="Through her sister"))

    assert (second.status_code, again.status_code) == (409, 302)
    assert second.context["form"]["safe_contact"].value() == "Through her sister"


@pytest.mark.parametrize("line", ["Call 07700 900 123", "(01632) 960-001", "jess@example.invalid"])
def test_the_line_holds_no_way_to_reach_anybody(work, line):
    page = work.url("safe_contact", work.harmed.pk)
    answer = work.client.post(page, agreed(work, safe_contact=line))

    assert (answer.status_code, answer.context["form"].errors) == (
        422,
        {"safe_contact": ["Leave out telephone numbers and addresses"]},
    )


@pytest.mark.parametrize("line", ["Text only, 10-11 and 14-15, not on 12.8.", "After 5.30pm"])
def test_the_line_may_name_hours(work, line):
    page = work.url("safe_contact", work.harmed.pk)

    assert work.client.post(page, agreed(work, safe_contact=line)).status_code == 302


def test_a_half_written_way_is_kept_for_later(work):
    page = work.url("way_add", work.harmed.pk)
    kept = work.client.post(page, {"value": NUMBER, "keep_draft": "yes"})
    offered = work.client.get(page).content.decode()
    opened = work.client.get(f"{page}?draft=open")
    sent = work.client.post(f"{page}?draft=open", NEW)

    assert (kept.status_code, "You have a draft from" in offered) == (302, True)
    assert (opened.status_code, opened.context["form"]["value"].value()) == (200, NUMBER)
    assert (sent.status_code, Draft.objects.count()) == (302, 0)


@pytest.mark.parametrize(
    ("name", "status"),
    [("neighbour", 404), ("stranger", 404), ("commissioner", 403), ("supervisor", 403)],
)
def test_who_may_not(work, point, name, status):
    pages = [address(work, place, point) for place in PLACES]

    assert knock(work.world.client(name), pages) == all_of(pages, status)


def test_what_is_elsewhere_is_not_found(work, point):
    other_case = [address(work, place, point, work.foreign) for place in PLACES]
    other_person = [address(work, place, point, work.responsible) for place in PLACES[2:]]
    pages = [*other_case, *other_person]

    assert knock(work.client, pages) == all_of(pages, 404)


def test_whoever_was_taken_off_the_case_finds_nothing(work, point):
    CaseWorker.objects.filter(user=work.world.users["facilitator"]).update(until_at=NOON)

    for place in PLACES:
        assert work.client.post(address(work, place, point), NEW).status_code == 404


@pytest.mark.parametrize("who", ["facilitator", "manager"])
def test_a_second_look_shows_nothing_that_does_not_wait_for_one(work, point, who):
    page = work.world.client(who).post(address(work, "way_look", point), {})

    assert (page.status_code, NUMBER in page.content.decode()) == (404, False)
    assert not Event.objects.filter(verb="contact.revealed").exists()
