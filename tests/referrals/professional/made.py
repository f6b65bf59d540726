"""A draft that is ready to be sent, without walking its pages."""

from uuid import uuid4

from areas.actor import Actor
from drafts.actions import start_draft
from drafts.models import Draft
from referrals.queries.drafted import FORM
from tests.moments import NOON
from tests.referrals.professional import writing


def page(answers):
    lists = {name: value if isinstance(value, list) else [value] for name, value in answers.items()}
    return {"answers": lists, "done": True}


def person(side, **pages):
    answered = {name: page(answers) for name, answers in pages.items()}
    return {"id": str(uuid4()), "side": side, "kind": "person", "pages": answered}


def finished_draft(by: Actor) -> Draft:
    tasks = {
        "you": writing.YOU,
        "incident": writing.INCIDENT,
        "harmed": {"everybody": "all"},
        "responsible": {"everybody": "all"},
        "agreement": writing.AGREEMENT,
        "risk": writing.RISK,
        "sentence": writing.SENTENCE,
    }
    people = [
        person("harmed", about=writing.JESSICA, reach=writing.REACH, write=writing.WRITE),
        person(
            "responsible",
            about=writing.DANIEL,
            standing=writing.STANDING,
            reach=writing.NO_WAY,
            write=writing.NO_LETTER,
        ),
    ]
    answers = {
        "tasks": {name: page(given) for name, given in tasks.items()},
        "people": people,
        "documents": [],
    }
    return start_draft(form=FORM, answers=answers, by=by, now=NOON)
