import re

from django.template.loader import get_template

from tests.architecture.source import ROOT, name, templates

FORBIDDEN = {
    "a script inside the page": re.compile(r"<script(?![^>]*\bsrc=)[^>]*>", re.I),
    "a style inside the page": re.compile(r"<style\b|\sstyle\s*=", re.I),
    "a handler inside the page": re.compile(r"\son[a-z]+\s*=\s*[\"']", re.I),
    "an address that runs a script": re.compile(r"(href|src|action)\s*=\s*[\"']?javascript:", re.I),
    "text that is not escaped": re.compile(r"\|\s*safe\b|\{%\s*autoescape\s+off"),
    "something from elsewhere": re.compile(
        r"<(script|link|img|iframe)[^>]+(src|href)=[\"']https?://", re.I
    ),
}
PRINTED = ROOT / "templates" / "reporting" / "pdf"
SIDES = re.compile(r"\bperson (harmed|responsible)\b", re.I)
COMMENT = re.compile(r"\{#.*?#\}|\{% comment.*?endcomment %\}", re.S)
CODE = re.compile(
    r"\{%\s*blocktranslate.*?endblocktranslate\s*%\}|\{%.*?%\}|\{\{.*?\}\}|<[^>]*>|&\w+;", re.S
)
LETTERS = re.compile(r"[A-Za-z]{2,}")
CLASSES = re.compile(r"\{% block (width|head)\b.*?endblock.*?%\}", re.S)
NAMES = {"RJCase", "RJC"}


def text(file):
    return COMMENT.sub("", file.read_text(encoding="utf-8"))


def test_no_template_holds_what_the_content_security_policy_forbids():
    found = [
        f"{name(file)}: {what}"
        for file in templates()
        for what, sign in FORBIDDEN.items()
        if sign.search(text(file))
    ]

    assert found == []


def test_pages_ask_the_area_for_its_words_for_the_two_sides():
    fixed = [
        name(file)
        for file in templates()
        if SIDES.search(text(file)) and PRINTED not in file.parents
    ]

    assert fixed == []


def test_every_word_of_a_page_is_marked_for_translation():
    bare = {
        name(file): words
        for file in templates()
        if (words := set(LETTERS.findall(" ".join(CODE.split(inner(file))))) - NAMES)
    }

    assert bare == {}


def inner(file):
    """The text without the tags that print a word, which may stand inside an attribute."""
    body = CLASSES.sub("", text(file))
    tags = re.compile(r"\{%\s*(translate|blocktranslate)\b.*?%\}")
    return tags.sub(
        lambda found: "{% blocktranslate %}" if "blocktranslate" in found[0] else "", body
    )


def test_every_template_compiles():
    for file in templates():
        get_template(file.relative_to(ROOT / "templates").as_posix())
