"""The forms that a page prints, read as a browser reads them."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

UNTYPED = {"csrfmiddlewaretoken", "form_key"}
SET_ASIDE = {"keep_draft", "drop_draft"}
"""Buttons that send nothing: with one of them no action would meet what is typed."""
WORDS = "Some words that will do well."
GOOD = {"_day": "11", "_month": "8", "_year": "2026", "_time": "10am"}


@dataclass
class Printed:
    """One form that posts: where to, and its fields with their kinds, options and values.

    A file is chosen and cannot be printed again: its box is left empty.
    """

    action: str
    kinds: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    values: dict[str, list[str]] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)

    @property
    def sent(self) -> list[str]:
        """What goes along when the form is sent, and not only kept."""
        return [name for name in self.kinds if name not in SET_ASIDE]

    @property
    def typed(self) -> list[str]:
        return [name for name in self.sent if name not in UNTYPED]

    def chosen(self, name: str) -> bool:
        """Whether one chooses, rather than types."""
        return self.kinds[name] in {"radio", "checkbox", "select"}

    def good(self) -> dict[str, list[str]]:
        """Answers that might do, so that a bad one among them is met by the action, too."""
        return {name: self._good(name) for name in self.sent}

    def _good(self, name: str) -> list[str]:
        if name in UNTYPED or self.kinds[name] == "hidden":
            return self.values.get(name, [""])
        if self.options.get(name):
            several = self.kinds[name] == "checkbox"
            return self.options[name] if several else [next(filter(None, self.options[name]), "")]
        for end, value in GOOD.items():
            if name.endswith(end):
                return [value]
        return [WORDS] if "mail" not in name else ["a@b.invalid"]


class FormReader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[Printed] = []
        self.form: Printed | None = None
        self.select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        if tag == "form" and known.get("method", "").lower() == "post":
            self.form = Printed(known.get("action", ""))
            self.found.append(self.form)
        if self.form is None:
            return
        if tag == "option" and self.select:
            self.form.options.setdefault(self.select, []).append(known.get("value", ""))
        if name := known.get("name"):
            self._field(tag, name, known)

    def _field(self, tag: str, name: str, known: dict[str, str]) -> None:
        assert self.form is not None
        if tag == "input":
            kind = known.get("type", "text")
            if kind == "file":
                return
            self.form.kinds[name] = kind
            if kind in {"radio", "checkbox"}:
                self.form.options.setdefault(name, []).append(known.get("value", "on"))
            else:
                self.form.values.setdefault(name, []).append(known.get("value", ""))
        if tag == "button":
            self.form.kinds[name] = "hidden"
            self.form.values[name] = [known.get("value", "")]
        if tag in {"select", "textarea"}:
            self.form.kinds[name] = tag
            self.form.rows[name] = int(known.get("rows") or 0)
            self.select = name if tag == "select" else ""

    def handle_endtag(self, tag: str) -> None:
        if tag == "select":
            self.select = ""
        if tag == "form":
            self.form = None


def forms_of(html: str) -> list[Printed]:
    reader = FormReader()
    reader.feed(html)
    return reader.found
