"""What cannot be taken gets a sentence and stays on the page; what is odd is simply taken."""

import pytest
from django.urls import reverse

from areas.places import postcodes
from drafts.models import PublicDraft
from drafts.public import body_of
from tests.referrals.public.visitor import SELF, Visitor, words

LONG = "x" * 10_000


@pytest.fixture
def visitor(world):
    return Visitor()


def wrong(answer):
    assert answer.status_code == 422
    return {name: list(errors) for name, errors in answer.context["form"].errors.items()}


@pytest.mark.parametrize(
    ("until", "name", "answers", "field", "sentence"),
    [
        (None, "you", {}, "who", "Select who you are"),
        ("you", "reported", {"reported": "maybe"}, "reported", "Select an option from the list"),
        ("what", "when", {}, "when", "Write roughly when, or tick the box if you do not know"),
        (
            "what",
            "when",
            {"when": "in 2087"},
            "when",
            "That year has not come yet. Check what you wrote.",
        ),
        (
            "when",
            "where",
            {"by": "postcode", "what": "home"},
            "postcode",
            "Enter a postcode, such as ME14 1XX",
        ),
        (
            "when",
            "where",
            {"by": "postcode", "postcode": "BFPO 12", "what": "home"},
            "postcode",
            str(postcodes.BFPO),
        ),
        (
            "when",
            "where",
            {"by": "postcode", "postcode": "no fixed abode", "what": "home"},
            "postcode",
            str(postcodes.NO_ABODE),
        ),
        (
            "when",
            "where",
            {"by": "postcode", "postcode": "ME14", "what": "home"},
            "postcode",
            str(postcodes.PART),
        ),
        (
            "when",
            "where",
            {"by": "postcode", "postcode": "EH1 1CK", "what": "home"},
            "postcode",
            str(postcodes.IN_SCOTLAND),
        ),
        ("where", "name", {"first_name": ""}, "first_name", "Enter a name that we can use"),
        (
            "where",
            "name",
            {"first_name": LONG},
            "first_name",
            "First name, or the name that we should use must be 80 characters or fewer",
        ),
        (
            "where",
            "name",
            {"first_name": "a\0b"},
            "first_name",
            "Remove the characters that cannot be printed",
        ),
        (
            "name",
            "age",
            {"under_18": "yes", "age": "130"},
            "age",
            "Enter an age under 18, or answer no above",
        ),
        (
            "name",
            "age",
            {"under_18": "yes", "age": "-3"},
            "age",
            "Enter an age under 18, or answer no above",
        ),
        (
            "name",
            "age",
            {"under_18": "yes", "age": "1/1/2090"},
            "age",
            "Age in years must be a whole number",
        ),
        ("age", "contact", {}, "channels", "Select how we can contact you, or that it is not safe"),
        (
            "age",
            "contact",
            {"channels": ["call"]},
            "telephone",
            "Enter the number that we may call",
        ),
        (
            "age",
            "contact",
            {"channels": ["call"], "telephone": "ring"},
            "telephone",
            "Enter a telephone number, such as 01632 960 001",
        ),
        ("age", "contact", {"channels": ["text"]}, "mobile", "Enter the number that we may text"),
        (
            "age",
            "contact",
            {"channels": ["email"], "email": "x"},
            "email",
            "Enter an email address in the correct format, such as name@example.com",
        ),
        (
            "age",
            "contact",
            {"channels": ["post"]},
            "address",
            "Enter the address that we may write to",
        ),
        (
            "age",
            "contact",
            {"channels": ["none", "post"], "address": "1 Road"},
            "channels",
            "Select ways to contact you, or that it is not safe. Not both.",
        ),
        ("contact", "safe", {}, "voicemail", "Select whether we may leave a voicemail"),
        ("safe", "help", {"language": "other"}, "other_language", "Enter the language"),
        (
            "help",
            "more",
            {"more": LONG},
            "more",
            "Is there anything else you want to tell us must be 2000 characters or fewer",
        ),
    ],
)
def test_what_cannot_be_taken_gets_a_sentence_and_stays_on_the_page(
    visitor, until, name, answers, field, sentence
):
    if until:
        visitor.tell(SELF, until=until)
    answer = visitor.answer(name, **answers)

    assert wrong(answer) == {field: [sentence]}
    assert words(answer).count("<title>Error: ") == 1
    for told in answers.values():
        if isinstance(told, str) and "\0" not in told and told != "maybe":
            assert told in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "\u202eסיגל",
        "Zoë e\u0301\u0301\u0301",
        "이름",
        "Łukasz O'Brien-Świątek",
        "<b>Jess</b>",
        "😀",
    ],
)
def test_any_name_is_simply_taken(visitor, name):
    visitor.tell({**SELF, "name": {"first_name": name}})

    assert body_of(PublicDraft.objects.get())["answers"]["name"]["first_name"] == name
    assert visitor.send()["Location"] == reverse("refer:sent")


@pytest.mark.parametrize(
    "when", ["about 1987", "June 2024", "over several years", "gestern", "١٩٨٧"]
)
def test_any_time_is_simply_taken(visitor, when):
    visitor.tell(SELF, until="what")

    assert visitor.answer("when", when=when).status_code == 302


def test_a_wrong_answer_under_a_choice_that_was_not_made_does_not_matter(visitor):
    visitor.tell(SELF, until="age")

    page = visitor.answer("contact", channels=["call"], telephone="01632 960001", email="nonsense")
    assert page.status_code == 302
