"""Steps with somebody in prison: where they are, who lets a facilitator in, visits on paper."""

from areas.tenancy import in_area
from cases.models import AccessRequest, Session
from tests.journeys.story import at


def is_moved(story, first_name, code, day, *, held="sentenced"):
    """From the card of the person; the first time, or after where they were."""
    page = custody_of(story, first_name)
    known = page.page.get_by_role("button", name="Record a move").count()
    return (
        page
        .follow("Record a move" if known else "Record where they are")
        .answer(held=held, establishment=code, from_on=day)
        .send()
    )


def custody_of(story, first_name):
    name = story.named(first_name).person.short_name
    return story.at_case("cases:people").follow(f"Prison and supervision ({name})")


def adds_manager(story, first_name, name, prison, email):
    page = custody_of(story, first_name).follow("Add a professional")
    page.answer(role="pom", name=name, agency=prison, email=email)
    return page.send().reads(f"{name} Prison offender manager, {prison}")


def asks_for_access(story, first_name, day, code):
    """Recorded with who was asked; returns the day on which the prison is to be asked again."""
    page = custody_of(story, first_name).follow("Record that access was asked for")
    page.answer(establishment=code, asked_on=day, note="A visit of two hours, of two of us.")
    page.send().reads("Ask again on")
    return story.latest(AccessRequest).chase_on


def is_let_in(story, first_name, day, prison, note=""):
    page = custody_of(story, first_name).follow(f"Record the answer ({prison})")
    return page.answer(state="granted", answered_on=day, note=note).send().reads("Granted")


def plans_visit(story, first_name, day, code, *, purpose="preparation"):
    name = story.named(first_name).person.short_name
    page = story.at_case("cases:people").follow(f"Plan or record a session ({name})")
    return page.answer(
        attendance="planned",
        purpose=purpose,
        meeting="in_person",
        happened_at=at(day, 13),
        establishment=code,
    ).send()


def prints_sheet(story, first_name, when, *, lacking):
    """From the list of sessions; no name of the other side stands on it."""
    name = story.named(first_name).person.short_name
    page = story.at_case("cases:sessions").follow(f"Print a visit sheet: {when}, {name}")
    for words in lacking:
        page.lacks(words)
    page.reads("That you opened it has been recorded.")
    return page.reads("No telephone, watch that connects, USB stick or papers on anybody else")


def enters_visit(story, first_name, **told):
    """In the evening, from the page on which all visits of a day stand."""
    story.open("cases:my_day").reads("Outcomes to record")
    page = story.at_case("cases:sessions").follow("Record all your visits of a day on one page")
    page.reads(f"1pm, {story.named(first_name).person.short_name}")
    with in_area(story.world.kent.pk):
        key = Session.objects.get(attendance="planned").pk.hex
    page.answer(**{f'"{key}_{name}"': answer for name, answer in told.items()})
    return page.send().reads("The sessions have been recorded.")


def is_bound(story, first_name, **order):
    """An order that forbids contact with the other side, from their page."""
    page = custody_of(story, first_name).follow("Add an order or condition")
    page.answer(forbids_contact="yes", **order).send()
    return page.reads("Nothing is sent, passed on or arranged until a manager has agreed.")


def manager_agrees(story, who, order, why):
    """From the list of cases: the alert at the top of the case leads to what must be agreed to."""
    page = story.open("cases:list").follow(story.case.reference)
    page.reads("no contact with the other side unless a manager agrees")
    page.take("main a:has-text('See what binds them')").follow(f"Agree to contact ({order})")
    return page.answer(why=why).send().reads(f"{who} agreed to it on")
