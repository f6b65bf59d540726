import pytest
from django.urls import reverse

from drafts.models import PublicDraft
from drafts.public import body_of
from tests.referrals.public.visitor import FAMILY, SELF, Visitor, words


@pytest.fixture
def visitor(db, world):
    return Visitor()


def question(name):
    return reverse("refer:question", args=[name])


def body():
    return body_of(PublicDraft.objects.get())


def test_the_start_says_what_happens_how_long_it_takes_and_what_to_do_in_danger(visitor):
    page = words(visitor.at("start"))

    assert "about 10 minutes" in page
    assert "call 999" in page
    assert "press 55" in page
    assert "working day" not in page
    assert "Exit this page" in page
    assert reverse("refer:how_to_leave") in page


def test_before_the_first_question_it_says_how_to_leave(visitor):
    page = words(visitor.at("how_to_leave"))

    assert "Shift key three times" in page
    assert "does not clear the list of pages" in page
    assert question("you") in page


def test_one_question_a_page_with_a_neutral_title_and_how_far_it_is(visitor):
    visitor.tell(SELF, until="you")
    page = words(visitor.at("question", "reported"))

    assert "<title>Your answers - step 2</title>" in page
    assert "Step 2 of 11" in page
    assert page.count("<h1") == 1
    assert "RJCase" not in page
    assert 'autocomplete="off"' in page


def test_nothing_is_kept_by_the_browser_but_a_cookie_that_ends_with_it(visitor):
    answer = visitor.answer("you", **SELF["you"])
    cookie = answer.cookies["answers"]

    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/refer/", True, "Lax")
    assert (cookie["max-age"], cookie["expires"]) == ("", "")
    assert set(visitor.client.cookies) == {"answers"}
    for place in ("start", "how_to_leave", "no_service"):
        assert visitor.at(place)["Cache-Control"] == "no-store, private"
    assert visitor.at("question", "reported")["Cache-Control"] == "no-store, private"


def test_a_question_that_is_not_there_is_not_found(visitor):
    assert visitor.at("question", "anything").status_code == 404


def test_nobody_skips_ahead_by_an_address(visitor):
    assert visitor.at("question", "more")["Location"] == reverse("refer:start")
    assert visitor.answer("more", more="x")["Location"] == reverse("refer:start")

    visitor.tell(SELF, until="you")
    assert visitor.at("question", "more")["Location"] == question("reported")
    assert visitor.at("question", "them")["Location"] == question("reported")


def test_somebody_who_asks_for_another_is_asked_about_them(visitor):
    visitor.tell(FAMILY, until="you")

    assert visitor.at("question", "side").status_code == 200
    visitor.tell(FAMILY, until="them")
    assert "Is the person you are asking for under 18?" in words(visitor.at("question", "age"))


def test_back_leads_to_the_question_before_and_from_a_change_to_the_check(visitor):
    assert reverse("refer:how_to_leave") in words(visitor.at("question", "you"))
    visitor.tell(SELF, until="reported")
    assert f'href="{question("reported")}"' in words(visitor.at("question", "what"))

    visitor.tell(SELF)
    assert f'href="{reverse("refer:check")}"' in words(visitor.at("question", "name"))


def test_answers_stand_in_the_page_when_one_comes_back(visitor):
    visitor.tell(SELF)

    assert 'value="Jess"' in words(visitor.at("question", "name"))
    assert visitor.at("question", "what").context["form"]["kinds"].value() == ["home"]


def test_a_change_returns_to_the_check(visitor):
    visitor.tell(SELF)
    page = visitor.answer("name", first_name="Jessica")

    assert page["Location"] == reverse("refer:check")
    assert "Jessica" in words(visitor.at("check"))


def test_a_change_that_opens_another_question_leads_there_first(visitor):
    visitor.tell(SELF)

    assert visitor.answer("you", who="family")["Location"] == question("side")
    assert visitor.answer("side", side="harmed")["Location"] == question("them")
    page = visitor.answer("them", first_name="Sam", agrees="no")
    assert page["Location"] == reverse("refer:check")


def test_other_ways_to_be_contacted_ask_anew_when_they_are_safe(visitor):
    visitor.tell(SELF)
    page = visitor.answer("contact", channels=["email"], email="jess@example.org")

    assert page["Location"] == question("safe")
    assert "voicemail" not in words(visitor.at("question", "safe"))


def test_where_it_is_not_safe_nobody_is_asked_when_it_is(visitor):
    visitor.tell(SELF, until="age")

    assert visitor.answer("contact", channels=["none"])["Location"] == question("help")


def test_what_belongs_to_a_choice_that_was_not_made_is_forgotten(visitor):
    visitor.tell(SELF, until="you")
    visitor.answer("reported", reported="no", police_reference="46/1")

    assert body()["answers"]["reported"] == {"reported": "no", "police_reference": ""}


def test_the_check_shows_every_answer_and_a_way_to_change_it(visitor):
    visitor.tell(SELF)
    page = words(visitor.at("check"))

    for text in ("07700 900123", "kettle", "Somebody broke in.", "Left empty"):
        assert text in page
    assert page.count(">Change<") == 11


def test_a_postcode_on_a_border_asks_which_district(visitor):
    visitor.tell(SELF, until="when")
    where = {"by": "postcode", "postcode": "da52ck", "what": "home"}

    assert visitor.answer("where", **where)["Location"] == question("which-district")
    page = visitor.at("question", "which-district")
    names = [label for _, label in page.context["form"].fields["district"].choices]
    assert names == [
        "Dartford (Kent Police)",
        "Bexley (Metropolitan Police Service)",
        "None of these, or I do not know",
    ]
    dartford = page.context["form"].fields["district"].choices[0][0]
    assert visitor.answer("which-district", district=dartford)["Location"] == question("name")


def test_whoever_does_not_know_the_district_chooses_a_police_force(visitor):
    visitor.tell(SELF, until="when")
    visitor.answer("where", by="postcode", postcode="DA5 2CK", what="home")

    assert visitor.answer("which-district", district="none")["Location"] == question("force")
    assert visitor.answer("force", force="kent")["Location"] == question("name")


def test_a_district_or_a_police_force_by_name_will_do(visitor):
    visitor.tell(SELF, until="when")

    assert visitor.answer("where", by="district", what="home")["Location"] == question("district")
    form = visitor.at("question", "district").context["form"]
    maidstone = next(code for code, name in form.fields["district"].choices if name == "Maidstone")
    assert visitor.answer("district", district=maidstone)["Location"] == question("name")
    assert visitor.answer("where", by="force", what="quiet")["Location"] == question("force")
    assert visitor.answer("force", force="kent")["Location"] == question("name")
    assert visitor.answer("force", force="atlantis").status_code == 422


def test_an_area_without_a_live_service_says_who_to_ring(visitor):
    visitor.tell(SELF, until="when")
    page = visitor.answer("where", by="postcode", postcode="GU1 1CK", what="home")

    assert page["Location"] == reverse("refer:no_service")
    page = visitor.at("no_service")
    assert page.status_code == 200
    for text in ("Surrey Police", "101", "08 08 16 89 111", "Nothing that you wrote was sent"):
        assert text in words(page)


def test_an_area_that_is_not_live_yet_shows_its_own_telephone(visitor, world):
    world.kent.is_live, world.kent.telephone, world.kent.hours = False, "01622 960 001", "Mornings"
    world.kent.save()
    visitor.tell(SELF, until="where")

    assert "Restorative Kent: 01622 960 001 (Mornings)" in words(visitor.at("no_service"))


def test_without_a_place_it_still_says_who_to_ring(visitor):
    page = words(visitor.at("no_service"))

    assert "101" in page
    assert "08 08 16 89 111" in page


def test_the_sign_in_page_leads_whoever_has_no_account_to_it(visitor):
    assert reverse("refer:start") in words(visitor.client.get(reverse("account_login")))


def test_somebody_signed_in_may_use_it_too_and_stays_who_they_are(world):
    client = world.client("facilitator")

    assert client.get(reverse("refer:start")).status_code == 200
    assert client.post(question("you"), {"who": "harmed"})["Location"] == question("reported")
