"""A person at a real browser, for journeys and page tests: every page that they see is checked."""

import re
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve, reverse
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from tests.world import sign_in

ALLOWED_NOTICES = ("404 (", "403 (", "405 (", "409 (", "422 (")
CHECKED = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "resultTypes": ["violations"],  # what passed would be carried over in full
}


@dataclass
class Walker:
    """Walks pages by what they say; `seen` keeps one check of access for each view and status."""

    page: Page
    base: str
    seen: set[tuple[str, str]] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(
            notice in message.text for notice in ALLOWED_NOTICES
        ):
            self.complaints.append(f"{self.page.url}: {message.text}")

    def _answered(self, response: Response) -> None:
        if response.status >= 500:
            self.complaints.append(f"{response.status} at {response.url}")

    def become(self, user) -> "Walker":
        """Another person sits down: signed in without the page, their own session."""
        client = Client()
        sign_in(client, user)
        cookie = client.cookies[settings.SESSION_COOKIE_NAME]
        self.page.context.clear_cookies()
        self.page.context.add_cookies([
            {"name": cookie.key, "value": cookie.value, "url": self.base}
        ])
        return self

    def visit(self, path: str) -> "Walker":
        self.page.goto(f"{self.base}{path}")
        return self.look()

    def fits(self) -> "Walker":
        """Nothing stands out of the window, nothing failed."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"
        assert self.complaints == []
        return self

    def look(self) -> "Walker":
        """It fits, and nothing keeps anybody out (axe)."""
        self.fits()
        key = (self.view_name, self.page.title().split(":")[0])
        if key not in self.seen:
            self.seen.add(key)
            found = Axe().run(self.page, options=CHECKED)
            assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        return self

    @property
    def view_name(self) -> str:
        try:
            return resolve(urlsplit(self.page.url).path).view_name
        except Resolver404:
            return "nowhere"

    def open(self, name: str, *args: object) -> "Walker":
        return self.visit(reverse(name, args=[str(arg) for arg in args]))

    def answer(self, **answers: Any) -> "Walker":
        """Fill in the form's fields by name: days and moments in their parts, radios by value."""
        for name, value in answers.items():
            self._fill(name, value)
        return self

    def _fill(self, name: str, value: Any) -> None:
        if isinstance(value, date):
            parts = {"day": value.day, "month": value.month, "year": value.year}
            if isinstance(value, datetime):
                parts["time"] = f"{value:%H:%M}"
            for part, number in parts.items():
                self.page.fill(f"main [name={name}_{part}]", str(number))
        elif isinstance(value, list):
            for one in value:
                self.page.check(f'main [name={name}][value="{one}"]')
        else:
            self._fill_one(name, str(value))

    def _fill_one(self, name: str, value: str) -> None:
        first = self.page.locator(f"main [name={name}]").first
        kind = first.evaluate("element => element.type")
        if kind in {"radio", "checkbox"}:
            chosen = f'[value="{value}"]' if kind == "radio" else ""
            self.page.check(f"main [name={name}]{chosen}")
        elif kind == "select-one":
            first.select_option(value)
        else:
            first.fill(value)

    def write(self, label: str, text: str) -> "Walker":
        self.page.get_by_label(label, exact=True).fill(text)
        return self

    def send(self) -> "Walker":
        """Press the form's own button; what was wrong with it is shown where it fails."""
        self._go(self.page.locator("main form[novalidate] button[type=submit]:not([name])").last)
        errors = self.page.locator(".govuk-error-summary")
        assert errors.count() == 0, errors.first.inner_text()
        return self

    def press(self, name: str) -> "Walker":
        return self._go(self.page.get_by_role("button", name=name, exact=True).first)

    def _go(self, way: Locator) -> "Walker":
        """A click, and the page that it leads to: the former one may look just the same."""
        with self.page.expect_navigation(wait_until="load"):
            way.click()
        return self.look()

    def follow(self, name: str) -> "Walker":
        """Take a link, or what looks like a button and leads elsewhere."""
        links = self.page.locator("a", has_text=re.compile(rf"^\s*{re.escape(name)}\s*$"))
        return self._go(links.filter(visible=True).first)

    def follow_task(self, name: str) -> "Walker":
        """A task of a task list: its link says how far it is too."""
        links = self.page.locator("a.govuk-task-list__link", has_text=name)
        return self._go(links.first)

    def reads(self, text: str) -> "Walker":
        """The page says so somewhere; the reader sees the sentence, not the markup."""
        assert text in " ".join(self.page.inner_text("body").split()), self.page.inner_text("main")
        return self

    def take(self, selector: str) -> "Walker":
        """Take the first way that is found by its place and not by what it says."""
        return self._go(self.page.locator(selector).first)

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()


class PlainWalker(Walker):
    """The same person without scripts: axe needs them, and looks at these pages elsewhere."""

    def look(self) -> "Walker":
        return self.fits()
