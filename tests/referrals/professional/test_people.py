from uuid import UUID

import pytest

from people.models import ContactPoint, Person
from referrals.models import ReferralPerson
from tests.referrals.professional.writing import (
    DANIEL,
    JESSICA,
    NO_LETTER,
    NO_WAY,
    REACH,
    STANDING,
    WRITE,
    Writer,
)

SHOP = {
    "organisation": "Corner Shop",
    "first_name": "Amir",
    "last_name": "Khan",
    "lives_in_area": "yes",
}
MOTHER = {"first_name": "Ruth", "last_name": "Lane", "part": "guardian", "of_whom": "Jessica Lane"}
NO_BIRTHDAY = {f"date_of_birth_{part}": "" for part in ("day", "month", "year")}


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def sent(writer):
    for side in ("harmed", "responsible"):
        everybody = "all" if writer.draft().side(side) else "nobody"
        assert writer.task(side, {"everybody": everybody}).status_code == 302
    assert writer.send().status_code == 302
    rows = ReferralPerson.objects.select_related("person").order_by("side", "part", "pk")
    return list(rows)


def test_somebody_who_was_added_is_led_through_their_pages(world):
    writer = Writer(world)
    key = writer.add("responsible")
    place = writer.url("draft_person", writer.pk, key, "about")
    ways = []
    for page, answers in (
        ("about", DANIEL),
        ("standing", STANDING),
        ("reach", NO_WAY),
        ("write", NO_LETTER),
    ):
        assert writer.page("draft_person", key, page).status_code == 200
        ways.append(writer.about(key, page, answers)["Location"])

    assert ways == [
        place.replace("about", "standing"),
        place.replace("about", "reach"),
        place.replace("about", "write"),
        writer.url("task", writer.pk, "responsible"),
    ]
    shown = writer.page("task", "responsible")
    assert [one.name for one in shown.context["people"]] == ["Daniel Moss"]
    assert b"Daniel Moss" in writer.page("draft").content


def test_several_people_stand_on_either_side(world):
    writer = Writer(world).rest()
    writer.harmed()
    writer.harmed(about={**JESSICA, "first_name": "Nia"})
    writer.responsible()
    writer.responsible(about={**DANIEL, "first_name": "Sam"})
    shown = [section.title for section in sections(writer)]

    assert shown[2:8] == [
        "People harmed",
        "Person harmed 1",
        "Person harmed 2",
        "People responsible",
        "Person responsible 1",
        "Person responsible 2",
    ]
    assert [row.side for row in sent(writer)] == ["harmed"] * 2 + ["responsible"] * 2


def sections(writer):
    for side in ("harmed", "responsible"):
        writer.task(side, {"everybody": "all"})
    return writer.page("draft_check").context["sections"]


def test_an_organisation_is_reached_by_whoever_speaks_for_it(world):
    writer = Writer(world).rest()
    key = writer.add("harmed", "organisation")
    for page, answers in (("about", SHOP), ("reach", REACH), ("write", NO_LETTER)):
        writer.about(key, page, answers)
    shop, amir = sent(writer)

    assert (shop.person.full_name, shop.part, shop.lives_in_area) == ("Corner Shop", "party", "yes")
    assert (amir.person.full_name, amir.part) == ("Amir Khan", "representative")
    assert ContactPoint.objects.get().person == amir.person


def test_an_organisation_for_which_nobody_speaks_is_reached_itself(world):
    writer = Writer(world).rest()
    key = writer.add("harmed", "organisation")
    nobody = {**SHOP, "first_name": "", "last_name": ""}
    for page, answers in (("about", nobody), ("reach", REACH), ("write", NO_LETTER)):
        writer.about(key, page, answers)
    (shop,) = sent(writer)

    assert ContactPoint.objects.get().person == shop.person


@pytest.mark.parametrize(
    ("changes", "is_child"),
    [
        ({"date_of_birth_year": "2012"}, True),
        ({}, False),
        ({**NO_BIRTHDAY, "age": "17"}, True),
        ({**NO_BIRTHDAY, "age": "18"}, False),
        (NO_BIRTHDAY, False),
    ],
)
def test_for_somebody_under_18_a_guardian_is_asked_for(world, changes, is_child):
    writer = Writer(world)
    writer.harmed(about={**JESSICA, **changes})
    shown = writer.page("task", "harmed")

    assert [one.is_child for one in shown.context["people"]] == [is_child]
    assert (b"Add a parent or guardian" in shown.content) == is_child


def test_which_other_language_somebody_prefers_is_kept(world):
    writer = Writer(world).rest()
    polish = {"language": "other", "other_language": "Polish", "needs": "No steps"}
    writer.harmed(about={**JESSICA, **polish})
    (jessica,) = sent(writer)

    assert (jessica.person.language, jessica.needs) == ("other", "Language: Polish\nNo steps")


def test_a_guardian_comes_with_the_child(world):
    writer = Writer(world).rest()
    writer.harmed(about={**JESSICA, **NO_BIRTHDAY, "age": "15"})
    key = writer.add("harmed", "relative")
    for page, answers in (("about", MOTHER), ("reach", REACH), ("write", NO_LETTER)):
        writer.about(key, page, answers)
    mother, child = sent(writer)

    assert (child.age_told, child.person.date_of_birth, child.part) == (15, None, "party")
    assert (mother.person.full_name, mother.part, mother.needs) == (
        "Ruth Lane",
        "guardian",
        "Belongs to Jessica Lane.",
    )


@pytest.mark.parametrize(
    ("part", "answers", "changes", "field", "sentence"),
    [
        ("about", JESSICA, {"first_name": "", "last_name": ""}, "first_name", "Enter a name."),
        ("about", JESSICA, {"first_name": "x" * 10_000}, "first_name", "80 characters or fewer"),
        ("about", JESSICA, {"age": "130"}, "age", "must be 120 or fewer"),
        (
            "about",
            JESSICA,
            {"date_of_birth_year": "2027"},
            "date_of_birth",
            "must be 12 August 2026 or earlier",
        ),
        (
            "about",
            JESSICA,
            {"date_of_birth_year": "1905"},
            "date_of_birth",
            "must be 12 August 1906 or later",
        ),
        ("about", JESSICA, {"lives_in_area": ""}, "lives_in_area", "Select whether they live"),
        ("about", JESSICA, {"other_language": "Polish"}, "other_language", "Remove it, or select"),
        ("reach", REACH, {"telephone": "none"}, "telephone", "Enter a telephone number"),
        ("reach", REACH, {"contact": ""}, "contact", "Select whether we may contact them"),
        ("write", WRITE, {"email": "jess"}, "email", "in the correct format"),
        ("write", WRITE, {"address": "x" * 301}, "address", "300 characters or fewer"),
    ],
)
def test_what_cannot_be_is_said_on_the_page_itself(world, part, answers, changes, field, sentence):
    writer = Writer(world)
    key = writer.add("harmed")
    answer = writer.about(key, part, answers, **changes)

    assert (answer.status_code, list(errors(answer))) == (422, [field])
    assert sentence in errors(answer)[field][0]
    assert writer.draft().people[0].pages == {}


def test_safe_ways_reach_the_service_as_they_were_given(world):
    writer = Writer(world).rest()
    writer.harmed(write={**WRITE, "email": "jess@example.com", "email_safe": "yes"})
    sent(writer)
    points = ContactPoint.objects.order_by("kind")

    assert [
        (one.kind, one.value, one.is_safe, one.text_ok, one.voicemail_ok) for one in points
    ] == [
        ("address", "1 High Street", "no", "unknown", "unknown"),
        ("email", "jess@example.com", "yes", "unknown", "unknown"),
        ("mobile", "07700 900123", "yes", "no", "no"),
    ]
    assert {(one.safe_times, one.who_may_answer, one.code_phrase) for one in points} == {
        ("Weekdays before 2pm", "Her mother", "Bluebell")
    }


@pytest.mark.parametrize(
    ("number", "kind"),
    [("07700 900123", "mobile"), ("+44 7700 900123", "mobile"), ("01632 960 001", "telephone")],
)
def test_a_mobile_is_told_from_another_telephone(world, number, kind):
    writer = Writer(world).rest()
    writer.harmed(reach={**REACH, "telephone": number}, write=NO_LETTER)
    sent(writer)

    assert ContactPoint.objects.get().kind == kind


def test_that_it_is_not_safe_to_contact_somebody_is_kept(world):
    writer = Writer(world).rest()
    writer.harmed(reach={**NO_WAY, "contact": "no"}, write=NO_LETTER)
    sent(writer)

    assert Person.objects.get().contacts_us is True


def test_half_a_page_is_kept_and_shown_again_without_complaint(world):
    writer = Writer(world)
    key = writer.add("harmed")
    answer = writer.post("draft_person", key, "about", first_name="Jess", age="old", keep_draft="y")
    page = writer.page("draft_person", key, "about")

    assert answer["Location"] == writer.url("drafts")
    assert (page.context["form"].errors, page.context["form"]["age"].value()) == ({}, "old")
    assert writer.page("task", "harmed").context["people"][0].finished == set()


def test_a_side_is_not_done_before_each_of_its_people_is(world):
    writer = Writer(world)
    key = writer.add("harmed")
    writer.task("harmed", {"everybody": "all"})

    assert writer.page("draft").context["tasks"][2].status == "In progress"
    refused = writer.task("harmed", {"everybody": "nobody"})
    assert errors(refused) == {
        "everybody": ["Remove the people above, or select that you added all"]
    }
    removed = writer.post("draft_person_remove", key)
    assert (removed["Location"], writer.draft().people) == (
        writer.url("task", writer.pk, "harmed"),
        (),
    )


def test_a_page_that_is_changed_later_leads_back_to_the_side(world):
    writer = Writer(world)
    key = writer.harmed()

    assert writer.about(key, "about", JESSICA)["Location"] == writer.url(
        "task", writer.pk, "harmed"
    )


def test_a_referral_takes_twenty_people(world):
    writer = Writer(world)
    for _ in range(20):
        writer.add("harmed")
    answer = writer.post("draft_person_add", "harmed", "person")

    assert answer["Location"] == writer.url("task", writer.pk, "harmed")
    assert len(writer.draft().people) == 20
    assert b"A referral takes 20 people." in writer.page("task", "harmed").content


def test_what_is_not_there_is_not_found(world):
    writer = Writer(world)
    key = writer.add("harmed")
    nobody = UUID(int=7)

    assert writer.post("draft_person_add", "responsible", "organisation").status_code == 404
    assert writer.post("draft_person_add", "nowhere", "person").status_code == 404
    assert writer.page("draft_person", nobody, "about").status_code == 404
    assert writer.page("draft_person", key, "standing").status_code == 404
    assert writer.post("draft_person_remove", nobody).status_code == 404
    assert writer.page("draft_person_remove", key).status_code == 405
