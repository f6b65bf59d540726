"""The results of a list, row by row, for the one who keeps it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from referrals.models import ListRow

from .reasons import in_words


def result_rows(
    rows: Iterable[ListRow], columns: Sequence[str], words: Mapping[str, str | Promise]
) -> Iterator[list[str]]:
    """Headings, then for each row its number, what became of it, its reference and the reasons.

    A row that became no referral is followed by its cells.
    """
    yield [_("Row"), _("Result"), _("Referral"), _("Reasons"), *columns]
    for one in rows:
        reasons = " ".join(in_words(why, words) for why in one.reasons)
        reference = one.referral.reference if one.referral else ""
        cells = [] if one.referral else json.loads(one.body)
        yield [str(one.number), result_of(one), reference, reasons, *cells]


def result_of(one: ListRow) -> str:
    """What became of a row, in a word or two."""
    if one.was_there:
        return _("Here already")
    if one.referral_id:
        return _("Imported")
    if one.done_at:
        return _("Refused") if one.verdict == ListRow.Verdict.REFUSED else _("Left out")
    return str(ListRow.Verdict(one.verdict).label)
