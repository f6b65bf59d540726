"""Daniel with one of everything, and what each form is answered with."""

from dataclasses import dataclass
from datetime import timedelta

from tests.cases.work.conftest import Work, day_of
from tests.factories.custody import (
    AccessRequestFactory,
    AgencyContactFactory,
    CourtOrderFactory,
    KeyDateFactory,
    StayFactory,
)
from tests.moments import TODAY

A_DAY = timedelta(days=1)
ADDING = ("custody_move", "professional_add", "access_ask", "key_date_add", "order_add")
ABOUT_A_ROW = {
    "custody_take_back": "stay",
    "professional": "professional",
    "professional_end": "professional",
    "access_chase": "access",
    "access_answer": "access",
    "key_date": "key_date",
    "key_date_end": "key_date",
    "key_date_note": "key_date",
    "order": "order",
    "order_end": "order",
    "order_agree": "order",
    "order_take_back": "order",
}
ANSWERS = {
    "custody_move": {"held": "licence", **day_of("from_on", TODAY)},
    "professional_add": {"role": "com", "name": "Ann Other"},
    "access_ask": {"establishment": "ACI", **day_of("asked_on", TODAY)},
    "key_date_add": {"kind": "parole", **day_of("on", TODAY + A_DAY)},
    "order_add": {
        "kind": "bail",
        "forbids_contact": "yes",
        "terms": "Not to write.",
        **day_of("from_on", TODAY),
    },
    "custody_take_back": {},
    "professional": {"role": "com", "name": "Ann Other"},
    "professional_end": day_of("until_on", TODAY),
    "access_chase": day_of("chased_on", TODAY),
    "access_answer": {"state": "refused", **day_of("answered_on", TODAY)},
    "key_date": day_of("on", TODAY + A_DAY),
    "key_date_end": {},
    "key_date_note": {},
    "order": {
        "kind": "bail",
        "forbids_contact": "yes",
        "terms": "Not to write.",
        **day_of("from_on", TODAY - 200 * A_DAY),
    },
    "order_end": day_of("until_on", TODAY),
    "order_agree": {"why": "Probation wrote that a letter is allowed."},
    "order_take_back": {},
}


@dataclass
class Known:
    """Daniel with one of everything; and the same of somebody in another case."""

    work: Work
    rows: dict[str, object]
    foreign: dict[str, object]

    def url(self, name, *, foreign=False):
        rows = self.foreign if foreign else self.rows
        more = [rows[ABOUT_A_ROW[name]].pk] if name in ABOUT_A_ROW else []
        return self.work.url(name, self.work.responsible.pk, *more)

    def client(self, name):
        who = "manager" if name in {"order_agree", "order_end"} else "facilitator"
        return self.work.world.client(who)

    def answers(self, place, **told):
        version = {"version": 1} if place in ABOUT_A_ROW else {}
        after = {"after": self.rows["stay"].pk} if place == "custody_move" else {}
        return {**ANSWERS[place], **version, **after, **told}

    def post(self, place, **told):
        return self.client(place).post(self.url(place), self.answers(place, **told))


def one_of_everything(participant, by=None):
    return {
        "stay": StayFactory(participant=participant),
        "professional": AgencyContactFactory(participant=participant),
        "access": AccessRequestFactory(participant=participant, asked_on=TODAY - 7 * A_DAY),
        "key_date": KeyDateFactory(participant=participant),
        "order": CourtOrderFactory(against=participant, recorded_by=by),
    }
