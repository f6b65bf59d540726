"""Other agencies are asked about a sensitive or complex case (field guide 12.16, PREPARING; 2.7).

What they advised is written once and never altered; a correction is another row, and both stay to
be read.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.scoping import Stale
from cases.models import AgencyAdvice, Case
from cases.queries.multi_agency import advice_versions
from cases.stages import Advice, AskedAgency, AskedHow
from ui.dates import moment

from .activity import must_have_happened, stamp
from .case_work import WorkRefused, work_on
from .timeline import tell


@transaction.atomic
def record_advice(
    case: Case,
    *,
    happened_on: date,
    by: Actor,
    now: datetime,
    **told: Any,
) -> AgencyAdvice:
    """Write down which agencies were asked and what they advised.

    Raises WorkRefused, ImpossibleDay, CaseClosed.
    """
    case = work_on(case, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    key = uuid4()
    row = AgencyAdvice.objects.create(
        id=key,
        original_id=key,
        case=case,
        **_told(happened_on=happened_on, **told),
        **stamp(by, now),
    )
    codes: dict[str, Any] = {"how": row.how, "advice": row.advice}
    tell(case, "agencies.asked", row, by=by, now=now, on=happened_on, **codes)
    return row


@transaction.atomic
def correct_advice(
    row: AgencyAdvice,
    *,
    happened_on: date,
    seen: int,
    by: Actor,
    now: datetime,
    **told: Any,
) -> AgencyAdvice:
    """Write what holds in place of what was written; that stays to be read.

    `seen` is how many versions the writer was shown. Raises Stale, WorkRefused, ImpossibleDay,
    CaseClosed.
    """
    case = work_on(row.case, by=by)
    versions = advice_versions(row, by)
    latest = versions[-1]
    if len(versions) != seen:
        raise Stale(_corrected_by(latest))
    must_have_happened(case, happened_on, by=by, now=now)
    values = _told(happened_on=happened_on, **told)
    if all(getattr(latest, name) == value for name, value in values.items()):
        raise WorkRefused(_("Change something, or leave it as it is."))
    correction = AgencyAdvice.objects.create(
        original_id=latest.original_id, corrects=latest, case=case, **values, **stamp(by, now)
    )
    codes: dict[str, Any] = {
        "how": correction.how,
        "advice": correction.advice,
        "of": str(latest.original_id),
    }
    tell(case, "agencies.corrected", correction, by=by, now=now, **codes)
    return correction


def _told(
    *, happened_on: date, agencies: Iterable[str], how: str, advice: str, said: str
) -> dict[str, Any]:
    asked = set(agencies)
    if not asked:
        raise WorkRefused(_("Say which agencies were asked."))
    return {
        "happened_on": happened_on,
        "agencies": [one.value for one in AskedAgency if one in asked],
        "how": AskedHow(how).value,
        "advice": Advice(advice).value,
        "said": said,
    }


def _corrected_by(latest: AgencyAdvice) -> str:
    values = {
        "name": latest.recorded_by.name if latest.recorded_by else "",
        "when": moment(latest.recorded_at),
    }
    return _("%(name)s corrected this on %(when)s.") % values
