"""What somebody was told of restorative justice: any of it counts as informed (rule C06)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _

from cases.stages import Information, InformationFormat

from .case_work import WorkRefused


class NobodyWasTold(WorkRefused):
    """Information is not given to somebody who was not there."""


def given(
    what: Sequence[str], form: str, language: str, *, is_somebody_there: bool
) -> dict[str, Any]:
    """The columns of what was given, in which form and language; raises NobodyWasTold."""
    if what and not is_somebody_there:
        raise NobodyWasTold(_("Nobody was there to be given information. Leave that out."))
    return {
        "information": [Information(one) for one in what],
        "information_format": InformationFormat(form) if what else "",
        "information_language": language if what else "",
    }
