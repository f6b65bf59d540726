"""What is asked in a session, by what it is for and on which side (field guide 3.4 and 3.5)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _


class Prompt(models.TextChoices):
    """One question; the answer is kept under its code, which is never deleted or reused."""

    WHAT_HAPPENED = "what_happened", _("What happened, in their own words?")
    EFFECT = "effect", _("How has it affected them, and who else was affected?")
    OWN_PART = "own_part", _("What do they say they did, and whom did it affect?")
    THINKING = "thinking", _("What were they thinking then, and what do they think of it now?")
    BEFORE = "before", _("Did they know the other person before, and how do things stand?")
    EXPECTS = "expects", _("What do they hope for, and what do they expect of the other person?")
    WHY_NOW = "why_now", _("Why do they want this, and why now?")
    WORRIES = "worries", _("What worries them, and what would not be safe?")
    WELLBEING = "wellbeing", _("Health, alcohol or drugs, learning and access: what to plan for?")
    SUPPORT = "support", _("Who supports them, and should somebody come with them?")
    LEGAL = "legal", _("Where does it stand with police, court, prison or probation?")
    WANTS_TO_SAY = "wants_to_say", _("What do they want to say or to ask?")
    HARD_TO_HEAR = "hard_to_hear", _("What would be hard to hear, and what would help then?")
    NOT_TO_SAY = "not_to_say", _("What may the other side be told, and what not?")
    ROOM = "room", _("What would make the meeting feel safe: place, seats, breaks, a sign to stop?")
    WHO_COMES = "who_comes", _("Who comes with them, and what is that person’s part?")
    PRACTICAL = "practical", _("Travel, time, interpreter, access: what has to be arranged?")
    AFTERWARDS = "afterwards", _("What will they need afterwards, and from whom?")
    WORKED_ON = "worked_on", _("What was worked on?")
    LEARNED = "learned", _("What did they take from it, in their own words?")
    UNTIL_NEXT = "until_next", _("What will they do until the next session?")
    HOW_NOW = "how_now", _("How are they now?")
    LEFT_UNSAID = "left_unsaid", _("Was anything left unsaid, or harder than expected?")
    SINCE = "since", _("How has it been since?")
    KEPT_TO = "kept_to", _("Has what was agreed been kept to?")
    MORE = "more", _("Do they wish for anything more, from us or from others?")


_ABOUT_THEM = (Prompt.WHAT_HAPPENED, Prompt.EFFECT)
_ABOUT_RESPONSIBILITY = (Prompt.OWN_PART, Prompt.THINKING)
_BEGINNINGS: Mapping[str, Sequence[Prompt]] = {
    "harmed": _ABOUT_THEM,
    "responsible": _ABOUT_RESPONSIBILITY,
    "party_a": _ABOUT_THEM,
    "party_b": _ABOUT_THEM,
}
_PROMPTS: Mapping[str, Sequence[Prompt]] = {
    "assessment": (
        Prompt.BEFORE,
        Prompt.EXPECTS,
        Prompt.WHY_NOW,
        Prompt.WORRIES,
        Prompt.WELLBEING,
        Prompt.SUPPORT,
        Prompt.LEGAL,
    ),
    "preparation": (
        Prompt.WANTS_TO_SAY,
        Prompt.HARD_TO_HEAR,
        Prompt.NOT_TO_SAY,
        Prompt.WORRIES,
        Prompt.ROOM,
        Prompt.WHO_COMES,
        Prompt.PRACTICAL,
        Prompt.AFTERWARDS,
    ),
    "programme": (Prompt.WORKED_ON, Prompt.LEARNED, Prompt.UNTIL_NEXT),
    "debrief": (Prompt.HOW_NOW, Prompt.LEFT_UNSAID, Prompt.AFTERWARDS),
    "follow_up": (Prompt.SINCE, Prompt.KEPT_TO, Prompt.MORE),
}


def prompts_for(purpose: str, side: str) -> tuple[Prompt, ...]:
    """The questions of a session of this purpose with somebody on this side, in their order."""
    beginning = _BEGINNINGS.get(side, ()) if purpose == "assessment" else ()
    return (*beginning, *_PROMPTS.get(purpose, ()))
