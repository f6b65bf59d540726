"""Whether all that a meeting asks for was looked at shortly before it (field guide 12.16,
INTERVENTION: "READY not older than 14 d (re-check)").

What must be there is asked once, when the case moves to the stage Conference. The look that is
asked for again is a signed-off risk assessment: whoever signs it judges anew whether the meeting
may be, and under which conditions. Until when a clearance holds (up to eight weeks) says nothing of
that.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import AreaQuerySet
from cases.models import Case, Clearance
from ui.dates import day

LASTS = timedelta(days=14)


def looks_at(case: Case, actor: Actor) -> AreaQuerySet[Clearance]:
    """Each time that an assessment of the whole case was signed off, whichever look it was."""
    return Clearance.objects.visible_to(actor).filter(case=case, pair=None)


def checked_on(case: Case, on: date, actor: Actor) -> date | None:
    """The last day, up to a day, on which an assessment of the whole case was signed off."""
    return last_up_to(on, looks_at(case, actor).values_list("happened_on", flat=True))


def last_up_to(on: date, looked: Iterable[date]) -> date | None:
    """The one rule of the case, of the forms and of recording the meeting."""
    return max((one for one in looked if one <= on), default=None)


def is_old(checked: date | None, on: date) -> bool:
    """Whether the last look is over 14 days before a day; where there is none, others say so."""
    return checked is not None and on > checked + LASTS


def lasts_until(checked: date | None) -> str:
    """For a form that plans a meeting."""
    if checked is None:
        return ""
    sentence = _(
        "The risk was last signed off on %(checked)s. A meeting after %(last)s asks for another "
        "look, signed off in the 14 days before it."
    )
    return sentence % {"checked": day(checked), "last": day(checked + LASTS)}


def too_old(checked: date | None, on: date) -> str:
    """The sentence against a meeting on a day, or nothing."""
    if checked is None or not is_old(checked, on):
        return ""
    sentence = _(
        "The risk was last signed off on %(checked)s, over 14 days before the meeting on %(on)s. "
        "Have it looked at again in the 14 days before."
    )
    return sentence % {"checked": day(checked), "on": day(on)}
