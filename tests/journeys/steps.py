"""Steps that several journeys take, and a walker that knows what must stand on no page.

Every way to reach somebody is named beforehand, under the name of whose it is: wherever the walker
looks, it stands nowhere but on the page that shows that one person's, once it was asked for.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

from areas.tenancy import in_area
from cases.models import Participant, TimelineEntry
from tests.browser.walker import Walker
from tests.conftest import PHONE
from tests.journeys.story import Story, at

OUT_OF_PLACE = re.compile(r"perpetrator|unsuccessful|\bfail(ed|ure|s)?\b|non-complian", re.I)
"""Words that say of a person, or of what they chose, that they came short."""


@dataclass
class WaryWalker(Walker):
    """Counts clicks and choices; finds a way to reach somebody, and a word that hurts, anywhere."""

    ways: dict[str, str] = field(default_factory=dict)
    shown: str = ""
    clicks: int = 0
    pages: int = 0

    def look(self):
        self.pages += 1
        content = self.page.content()
        found = {whose for way, whose in self.ways.items() if way in content}
        assert found <= {self.shown}, f"{self.page.url} tells how to reach {found}"
        assert not (word := OUT_OF_PLACE.search(self.page.inner_text("main"))), word
        return super().look()

    def _go(self, way):
        self.clicks += 1
        return super()._go(way)

    def _fill(self, name, value):
        self.clicks += 1
        super()._fill(name, value)

    def unfold(self, summary, number=0):
        self.page.locator("summary", has_text=summary).nth(number).click()
        return self

    def lacks(self, text):
        assert text not in " ".join(self.page.inner_text("body").split()), text
        return self


class Told(Story):
    """A case of which the people are called by their first names."""

    def named(self, first_name: str) -> Participant:
        with in_area(self.world.kent.pk):
            rows = Participant.objects.select_related("person")
            return rows.get(person__first_name=first_name)

    def about(self, page: str, first_name: str, *more: object) -> Walker:
        return self.at_case(page, self.named(first_name).pk, *more)

    def latest(self, model):
        """The row of this kind that was written down last."""
        with in_area(self.world.kent.pk):
            return model.objects.order_by("recorded_at").last()

    def history(self) -> Counter[str]:
        """How often each kind of thing stands in the case's history."""
        with in_area(self.world.kent.pk):
            return Counter(TimelineEntry.objects.values_list("kind", flat=True))


def log_referral(story, day, people, **answers):
    """What came in by telephone is written down; `people` by side, with how they are reached."""
    with story.on(day, "coordinator", hour=10) as page:
        story.open("referrals:inbox").follow("Add a referral")
        if "party_a" in people:
            page.follow("It is a mediation between two parties")
        page.unfold("Signs that call for care").unfold("When, where and the justice system")
        for number, (side, person) in enumerate(people.items()):
            page.unfold("How to reach them safely", number)
            page.answer(**{f"{side}_{name}": value for name, value in person.items()})
        page.answer(channel="phone", **answers).send().reads("has been added")


def open_case(story, day, *, lead="Facilitator", second="Colleague", **answers):
    with story.on(day, "coordinator", hour=11) as page:
        story.open("referrals:inbox").take("main table a.rj-reference, main table a")
        page.follow("Accept and open a case").answer(**answers).send()
        page.page.get_by_label(f"Lead {lead}").check()
        page.page.get_by_label(f"Second {second}").check()
        page.send().reads("Lead facilitator").reads("What needs to happen next")


def tap(story, day, first_name, button, *, hour=14):
    """From the case: one click to the page, one for what came of it."""
    with story.on(day, "facilitator", hour=hour) as page:
        story.at_case("cases:detail")
        before = page.clicks
        page.follow(f"Log a contact ({story.named(first_name).person.short_name})").press(button)
        assert page.clicks - before == 2
        page.reads("The contact has been logged.")


def log_call(story, day, first_name, *, note, told=(), channel="phone", **more):
    """A longer talk of the afternoon; `told` is the information that was given."""
    page = story.about("cases:contact_add", first_name)
    page.unfold("Say more, or log it for another time")
    outcome = {"visit": "visit_held", "email": "reply"}.get(channel, "spoke")
    page.answer(outcome=outcome, channel=channel, happened_at=at(day, 14), note=note, **more)
    if told:
        page.answer(information=list(told), information_format="spoken")
    page.send().reads(note)


def record_session(story, day, first_name, *, purpose="preparation", **more):
    answers = {"attendance": "held", "meeting": "in_person", "minutes": 60, **more}
    answers |= {"purpose": purpose, "happened_at": at(day, 13)}
    return story.about("cases:session_add", first_name).answer(**answers).send()


def stands(story, first_name, status, **more):
    """Where somebody stands, from their card."""
    name = story.named(first_name).person.short_name
    page = story.at_case("cases:people").follow(f"Change ({name})")
    return page.answer(status=status, **more).send()


def agrees(story, day, first_name, purpose, *, state="given", method="signed"):
    """A line of the ledger, from the person's own page of consents."""
    story.about("cases:consents", first_name).follow("Record consent").answer(
        purpose=purpose, state=state, happened_on=day, method=method, wording_version="2026-1"
    ).send()


def assess_risk(story, day, *, kind="initial", level="medium", signed_on: date, applies_to):
    with story.on(day, "facilitator"):
        story.at_case("risk:add").answer(
            kind=kind,
            happened_on=day,
            level=level,
            judgement="proceed",
            reasons="Each of them decides on every step; two of us are there.",
            factor_1="rf_ptsd",
            applies_to_1=applies_to,
            likelihood_1=2,
            impact_1=3,
            mitigation_1="Breaks whenever they ask.",
            residual_1="medium",
        ).send().follow("Submit for sign-off").send()
    with story.on(signed_on, "supervisor", hour=9) as page:
        story.open("risk:waiting").follow(story.case.reference)
        if page.view_name == "risk:list":
            page.take("main table a")
        page.follow("Sign off").send()


def asks_agencies(story, day, **more):
    """Before a sensitive case is prepared, other agencies say what they think of it."""
    told = {"how": "meeting", "advice": "conditions", "said": "Go on slowly.", **more}
    with story.on(day, "facilitator") as page:
        story.at_case("cases:detail").follow_task("This is a sensitive case. Ask other agencies")
        page.answer(happened_on=day, agencies=["police", "probation"], **told).send()
        page.reads("Police, Probation.")


def moves(story, day, button, stage, who="facilitator", *, asks=False):
    """The button on the overview, once nothing is missing any more; `asks` other agencies first."""
    if asks:
        asks_agencies(story, day)
    with story.on(day, who) as page:
        story.at_case("cases:detail").reads("Everything that this step asks for is there.")
        page.press(button).reads(stage)


def meets(story, day, first_names, *, place, form="conf", minutes=90, checks=None, **more):
    """A meeting of both sides is planned on the day before, and recorded on its evening; `checks`
    where the last look at the risk is too old by then.
    """
    if checks:
        two, one = day - timedelta(days=2), day - timedelta(days=1)
        assess_risk(story, two, kind="pre_meeting", signed_on=one, **checks)
    came = [story.named(one).pk for one in first_names]
    with story.on(day - timedelta(days=1), "facilitator") as page:
        story.at_case("cases:activities").follow("Plan a conference").answer(
            form=form, meeting="in_person", happened_at=at(day, 14), place=place, participants=came
        ).send().reads("Planned")
    with story.on(day, "facilitator") as page:
        story.open("cases:my_day").reads("Outcomes to record")
        story.at_case("cases:activities")
        page.take("main a[href*='/conferences/']:not([href$='/plan/'])")
        page.answer(attendance="held", happened_at=at(day, 14), minutes=minutes, came=came)
        page.answer(apology_given="no", **more).send().reads(f"{minutes} minutes")


def adds_person(story, part, first_name, last_name, **more):
    """Somebody whom the referral did not name, from the page of the people."""
    page = story.at_case("cases:people").follow("Add a person")
    return page.answer(part=part, first_name=first_name, last_name=last_name, **more).send()


def may_be_contacted(story, *first_names):
    """Asked whether we may contact them, each said yes; how is known already."""
    for name in first_names:
        story.about("cases:safe_contact", name).answer(may_contact="yes").send()


def adds_way(story, first_name, way, line, *, kind="mobile"):
    """How somebody may be reached safely: the line that all read, and a way that nobody reads."""
    name = story.named(first_name).person.short_name
    page = story.at_case("cases:people").follow(f"Safe contact and ways to reach them ({name})")
    page.follow("Add a way to reach them").answer(kind=kind, value=way, is_safe="yes").send()
    story.about("cases:safe_contact", first_name).answer(may_contact="yes", safe_contact=line)
    return page.send().reads(line)


def wishes(story, one, other, **answers):
    """What two on opposed sides wish for, from the small table of who may meet whom."""
    names = [story.named(name).person.short_name for name in (one, other)]
    page = story.at_case("cases:people").reads("Who may meet whom")
    return page.follow(f"Change ({names[0]}, {names[1]})").answer(**answers).send()


def shows_one_way(story, day, first_name):
    """The button behind which somebody's contact details are shows theirs alone."""
    with story.on(day, "facilitator") as page:
        name = story.named(first_name).person.short_name
        story.at_case("cases:people").follow(f"Show contact details ({name})")
        page.shown = first_name
        page.press("Show contact details")
        content = page.page.content()
        assert [way for way, whose in page.ways.items() if whose == first_name and way in content]
        page.page.goto("about:blank")
        page.shown = ""


def on_a_phone(story, day, *pages, who="facilitator"):
    """The pages that matter most, as they are at 360 pixels; then the desk again."""
    with story.on(day, who) as page:
        desk = page.page.viewport_size
        page.page.set_viewport_size(PHONE)
        page.seen.clear()
        for name, *args in pages:
            story.at_case(name, *args)
        page.page.set_viewport_size(desk)


def came_to(story, *, stage, reason, entries):
    """What stands of the case at last."""
    case = story.case
    with in_area(story.world.kent.pk):
        closure = case.closures.get()
        assert (case.stage, closure.reason, closure.reopened_at) == (stage, reason, None)
    assert story.history() == entries, dict(story.history())
    assert story.walker.complaints == []
