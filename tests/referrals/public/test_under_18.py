"""Whoever is under 18 is told in words for them what we do with what they said."""

import pytest

from tests.referrals.public.visitor import FAMILY, SELF, Visitor, words

THEIRS = "You can have an adult whom you trust with you each time we talk."
OF_THEM = "They can have an adult whom they trust with them each time"
ADULTS = "The service keeps what you tell it confidential"


def pages(answers, said):
    """The page before sending and the page after it."""
    visitor = Visitor()
    visitor.tell({**answers, "age": said})
    before = words(visitor.at("check"))
    visitor.send()
    return before, words(visitor.at("sent"))


@pytest.mark.parametrize("said", [{"under_18": "yes"}, {"under_18": "yes", "age": "12"}])
def test_a_child_reads_a_notice_of_their_own_before_and_after_sending(world, said):
    before, after = pages(SELF, said)

    assert [THEIRS in page for page in (before, after)] == [True, True]
    assert [ADULTS in page for page in (before, after)] == [False, False]
    assert [OF_THEM in page for page in (before, after)] == [False, False]


def test_whoever_asks_for_a_child_reads_what_we_do_with_children(world):
    before, after = pages(FAMILY, {"under_18": "yes"})

    assert [OF_THEM in page for page in (before, after)] == [True, True]
    assert (THEIRS in before, ADULTS in before) == (False, True)


@pytest.mark.parametrize("said", ["no", "quiet"])
def test_nobody_else_reads_it(world, said):
    before, after = pages(SELF, {"under_18": said})

    assert [THEIRS in page or OF_THEM in page for page in (before, after)] == [False, False]
    assert ADULTS in before
