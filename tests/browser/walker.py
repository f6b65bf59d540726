"""A person at a real browser, for journeys and page tests: every page that they see is checked."""

from dataclasses import dataclass, field
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import Resolver404, resolve
from playwright.sync_api import ConsoleMessage, Locator, Page, Response

from tests.world import sign_in

ALLOWED_NOTICES = ("404 (", "403 (", "409 (", "422 (")
CHECKED = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Walker:
    """Walks pages by what they say; `seen` keeps one accessibility check for each view and status."""

    page: Page
    base: str
    seen: set[tuple[str, str]] = field(default_factory=set)
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        self.page.on("response", self._answered)

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type == "error" and not any(notice in message.text for notice in ALLOWED_NOTICES):
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
        self.page.context.add_cookies([{"name": cookie.key, "value": cookie.value, "url": self.base}])
        return self

    def visit(self, path: str) -> "Walker":
        self.page.goto(f"{self.base}{path}")
        return self.look()

    def look(self) -> "Walker":
        """Nothing stands out of the window, and nothing keeps anybody out (axe)."""
        wide = self.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert wide <= 0, f"{self.page.url} is {wide} pixels too wide"
        key = (self.view_name, self.page.title().split(":")[0])
        if key not in self.seen:
            self.seen.add(key)
            found = Axe().run(self.page, options=CHECKED)
            assert found.violations_count == 0, f"{self.page.url}\n{found.generate_report()}"
        assert self.complaints == []
        return self

    @property
    def view_name(self) -> str:
        try:
            return resolve(urlsplit(self.page.url).path).view_name
        except Resolver404:
            return "nowhere"

    def field(self, label: str, *, within: str | None = None) -> Locator:
        place = self.page.get_by_role("group", name=within, exact=True) if within else self.page
        return place.get_by_label(label, exact=True)

    def write(self, label: str, text: str, *, within: str | None = None) -> "Walker":
        self.field(label, within=within).fill(text)
        return self

    def select(self, label: str, option: str, *, within: str | None = None) -> "Walker":
        self.field(label, within=within).select_option(label=option)
        return self

    def tick(self, label: str, *, within: str | None = None) -> "Walker":
        self.field(label, within=within).check()
        return self

    def day(self, legend: str, day: int, month: int, year: int, time: str | None = None) -> "Walker":
        self.write("Day", str(day), within=legend).write("Month", str(month), within=legend)
        self.write("Year", str(year), within=legend)
        return self.write("Time", time, within=legend) if time else self

    def press(self, name: str) -> "Walker":
        self.page.get_by_role("button", name=name, exact=True).first.click()
        return self.look()

    def follow(self, name: str) -> "Walker":
        self.page.get_by_role("link", name=name, exact=True).first.click()
        return self.look()

    def reads(self, text: str) -> "Walker":
        """The page says so somewhere; the reader sees the sentence, not the markup."""
        assert text in " ".join(self.page.inner_text("body").split()), self.page.inner_text("main")
        return self

    @property
    def heading(self) -> str:
        return self.page.locator("h1").first.inner_text()
