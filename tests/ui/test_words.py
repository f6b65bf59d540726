import pytest
from django.template import Context, Template

from ui.words import say


def test_a_word_is_the_national_one_when_the_area_has_none():
    assert say(None, "harmed") == "person harmed"


def test_a_plural_is_the_national_one_when_the_area_has_none():
    assert say({}, "responsible", plural=True) == "people responsible"


def test_an_area_says_its_own_word():
    assert say({"harmed": "victim"}, "harmed", capital=True) == "Victim"


def test_an_area_that_names_only_the_singular_gets_a_plural():
    assert say({"harmed": "victim"}, "harmed", plural=True) == "victims"


def test_an_area_that_says_the_national_word_has_its_plural_too():
    assert say({"harmed": "person harmed"}, "harmed", plural=True) == "people harmed"


def test_an_area_may_name_its_own_plural():
    words = {"harmed": "person hurt", "harmed_plural": "people hurt"}
    assert say(words, "harmed", plural=True) == "people hurt"


def test_a_misspelt_word_fails_at_once():
    with pytest.raises(KeyError):
        say(None, "harmd")


def test_the_tag_takes_the_words_of_the_page():
    source = '{% load words %}{% word "harmed" capital=True plural=True %}'
    assert Template(source).render(Context({"words": {"harmed": "victim"}})) == "Victims"
    assert Template(source).render(Context()) == "People harmed"
