"""Why a row needs a look or is refused: codes that are kept, sentences that people read."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.stages import Side
from ui.words import say

from .columns import BY_CODE

NOBODY, MORE_CELLS, NOT_TAKEN = "nobody", "more_cells", "not_taken"
TWO_KINDS = "two_kinds"
NO_HARMED, NO_OFFENCE = "no_harmed", "no_offence"
LONG, FUTURE, OLD, EARLY = "long", "future", "old", "early"
UNREADABLE, UNKNOWN, SHORT_YEAR = "unreadable", "unknown", "short_year"

OF_THE_ROW: dict[str, str | Promise] = {
    NOBODY: gettext_lazy("Nobody is named."),
    MORE_CELLS: gettext_lazy(
        "It has more cells than there are headings: a separator or a quotation mark is in the "
        "wrong place."
    ),
    TWO_KINDS: gettext_lazy(
        "It names somebody harmed or responsible and a party of a mediation: a row is about one of "
        "the two."
    ),
    NOT_TAKEN: gettext_lazy("It could not be taken in as a referral."),
    NO_OFFENCE: gettext_lazy("No kind of harm is given: it will be called “Other”."),
}
OF_A_CELL: dict[str, str | Promise] = {
    LONG: gettext_lazy("%(label)s: the text is longer than %(limit)s characters."),
    FUTURE: gettext_lazy("%(label)s: the day is in the future."),
    OLD: gettext_lazy("%(label)s: nobody is as old as that."),
    EARLY: gettext_lazy("%(label)s: the day is too long ago."),
    UNREADABLE: gettext_lazy(
        "%(label)s: it cannot be read, and stays only in what was sent. Enter it by hand."
    ),
    UNKNOWN: gettext_lazy("%(label)s: we do not know these words. They will stand in the account."),
    SHORT_YEAR: gettext_lazy("%(label)s: the year has two digits and may be of the last century."),
}


def label_of(code: str, words: Mapping[str, str | Promise]) -> str:
    """What a column means, in the area's words: "Person harmed: date of birth"."""
    meaning = BY_CODE[code]
    if meaning.part in Side.values:
        side = say(words, meaning.part, capital=True)
        return _("%(side)s: %(what)s") % {"side": side, "what": meaning.label}
    return str(meaning.label)


def in_words(reason: str, words: Mapping[str, str | Promise]) -> str:
    """A reason, `why` or `field:why`, as a sentence."""
    code, _colon, why = reason.rpartition(":")
    if not code:
        if why == NO_HARMED:
            return _("No %(side)s is named.") % {"side": say(words, "harmed")}
        return str(OF_THE_ROW[why])
    return str(OF_A_CELL[why]) % {"label": label_of(code, words), "limit": BY_CODE[code].limit}
