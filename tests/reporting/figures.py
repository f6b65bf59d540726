from datetime import date

from reporting.figures import (
    About,
    Closure,
    Cohort,
    Counts,
    Direct,
    Indirect,
    Initiators,
    QuarterFigures,
    Sides,
)
from reporting.periods import Period


def about(**changes):
    facts = {
        "area": "Northshire",
        "service": "Northshire Restorative Justice",
        "area_code": "NSH",
        "commissioner": "Ann Example",
        "commissioner_title": "Police and Crime Commissioner for Northshire",
        "period": Period.parse("2026-27 Q2"),
        "issued_on": date(2026, 10, 14),
        "remote_counts_as_direct": True,
    }
    return About(**facts | changes)


def counts(**changes):
    numbers = {
        "referrals": 186,
        "persons_harmed": 203,
        "initiators": Initiators(118, 65, 3),
        "cases_opened": 158,
        "contacted": Sides.counted(harmed=89, responsible=42, other=0, persons=131),
        "engaged": Sides.counted(harmed=50, responsible=24, other=6, persons=78),
        "direct": Direct(21, 19),
        "indirect": Indirect(26, 71),
        "cases_closed": 122,
        "closed": Cohort.counted(reached=44, base=122),
        "received": Cohort.counted(reached=31, base=186),
        "closures": (
            Closure("direct", "Completed: direct", 19),
            Closure("indirect", "Completed: indirect", 25),
            Closure("harmed_declined", "Person harmed declined", 41),
            Closure("responsible_declined", "Person responsible declined", 22),
            Closure("needs_met", "Needs met earlier", 13),
            Closure("death", "Death of a participant", 2),
        ),
        "closures_left_out": 3,
    }
    return Counts(**numbers | changes)


def quarter(**changes):
    return QuarterFigures(about(), counts(**changes))


def nothing():
    nobody = Sides.counted(harmed=0, responsible=0, other=0, persons=0)
    return quarter(
        referrals=0,
        persons_harmed=0,
        initiators=Initiators(0, 0, 0),
        cases_opened=0,
        contacted=nobody,
        engaged=nobody,
        direct=Direct(0, 0),
        indirect=Indirect(0, 0),
        cases_closed=0,
        closed=Cohort.counted(reached=0, base=0),
        received=Cohort.counted(reached=0, base=0),
        closures=(),
        closures_left_out=0,
    )


def one_case():
    nobody_else = Sides.counted(harmed=1, responsible=1, other=0, persons=2)
    return quarter(
        referrals=1,
        persons_harmed=1,
        initiators=Initiators(0, 1, 0),
        cases_opened=1,
        contacted=nobody_else,
        engaged=nobody_else,
        direct=Direct(1, 1),
        indirect=Indirect(1, 1),
        cases_closed=1,
        closed=Cohort.counted(reached=1, base=1),
        received=Cohort.counted(reached=1, base=1),
        closures=(Closure("both", "Completed: both", 1),),
        closures_left_out=0,
    )
