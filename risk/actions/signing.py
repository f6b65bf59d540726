"""The second pair of eyes: sign off, or send back."""

from __future__ import annotations

from datetime import date, datetime, timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.roles import Perm
from areas.two_people import TwoPersonAct, need_two
from audit.record import record
from cases.actions.clearance import clear_risk, end_clearances
from cases.actions.timeline import tell
from cases.queries.next_steps import standing_of
from cases.stages import PRINCIPALS, RiskLevel, RiskLook
from risk.levels import OF_A_PART, ONE_SIDE, SIDE_MET, Kind, State, highest
from risk.models import Assessment
from risk.queries import last_review_day
from ui.dates import day, moment

from .locking import locked, must_be_unchanged

LOOKS = {
    Kind.INITIAL: RiskLook.FIRST,
    Kind.SECONDARY: RiskLook.SECOND,
    Kind.SECONDARY_HARMED: RiskLook.SECOND,
    Kind.SECONDARY_RESPONSIBLE: RiskLook.SECOND,
    Kind.PRE_MEETING: RiskLook.SECOND,
    Kind.REVIEW: None,
}


class NotWaiting(Exception):
    """Somebody was first: the assessment is not where it was. The text may be shown."""


class ImpossibleReview(Exception):
    """The review would come too late, or today already. The text may be shown."""


def _waiting(assessment: Assessment, *, version: int | None, by: Actor) -> Assessment:
    by.must(Perm.RISK_SIGN_OFF)
    row = locked(assessment, by=by)
    if row.signed_by and row.signed_at:
        raise NotWaiting(
            _("%(name)s signed this assessment off on %(moment)s.")
            % {"name": row.signed_by.name, "moment": moment(row.signed_at)}
        )
    if row.state != State.SUBMITTED:
        raise NotWaiting(_("This assessment is not waiting for sign-off any more."))
    must_be_unchanged(row, version=version)
    return row


def _review_day(row: Assessment, asked: date | None, *, by: Actor, today: date) -> date:
    latest = last_review_day(by, row.level, today)
    if asked is None:
        return latest
    if not today < asked <= latest:
        raise ImpossibleReview(
            _("The review must be between %(first)s and %(last)s.")
            % {"first": day(today + timedelta(days=1)), "last": day(latest)}
        )
    return asked


def _push_down(row: Assessment, *, by: Actor, now: datetime) -> None:
    """Give the case what the signature means for it: nothing of a supporter, a place or what came
    after a meeting, nor of one side before the other side is judged too. Of both sides the graver
    level, the earlier review and the conditions of both count. "Do not go on" always counts.
    """
    if not row.goes_on:
        end_clearances(row.case, why=row.judgement, by=by, now=now)
        return
    judged = _judged_with(row, by=by, today=timezone.localdate(now))
    if not judged:
        tell(row.case, "risk.signed_part", row, by=by, now=now, number=row.number)
        return
    clear_risk(
        row.case,
        level=RiskLevel(highest(one.level for one in judged) or row.level),
        until=min(one.review_on for one in judged if one.review_on),
        look=LOOKS[Kind(row.kind)],
        conditions="\n\n".join(one.conditions for one in judged if one.conditions),
        happened_on=timezone.localdate(now),
        by=by,
        now=now,
    )


def _judged_with(row: Assessment, *, by: Actor, today: date) -> list[Assessment]:
    """The assessments that together are of the whole case, or none while a part is all there is.

    The other side's counts until the whole case is judged again, or somebody says not to go on.
    """
    kind = Kind(row.kind)
    if kind in OF_A_PART:
        return []
    if kind not in ONE_SIDE:
        return [row]
    signed = Assessment.objects.visible_to(by).filter(case=row.case, state=State.SIGNED)
    other = signed.filter(kind=ONE_SIDE[kind]).order_by("-signed_at", "-number").first()
    if not (other and other.signed_at and other.goes_on and other.review_on):
        return []
    since = signed.exclude(pk=row.pk).filter(signed_at__gt=other.signed_at)
    overtaken = any(_is_of_the_whole(one) or not one.goes_on for one in since)
    stands = other.review_on > today and not overtaken and not _somebody_came_since(other, by=by)
    return [row, other] if stands else []


def _somebody_came_since(other: Assessment, *, by: Actor) -> bool:
    """Whether a principal of that side was met for the first time after it was signed off."""
    signed_on = timezone.localdate(other.signed_at)
    now = standing_of(other.case, by)
    return any(
        now.met.get(one.pk, signed_on) > signed_on
        for one in now.taking_part
        if one.role in PRINCIPALS and one.side == SIDE_MET[Kind(other.kind)]
    )


def _is_of_the_whole(row: Assessment) -> bool:
    return row.kind not in OF_A_PART and row.kind not in ONE_SIDE


@transaction.atomic
def sign_off(
    assessment: Assessment,
    *,
    review_on: date | None = None,
    version: int | None = None,
    by: Actor,
    now: datetime,
) -> Assessment:
    """Sign it: a judgement that goes on clears the case until the review; any other ends that.
    What is of a part of the case clears nothing by itself (see `_push_down`).

    The review falls at the latest after the area's weeks (field guide 9: 8 weeks, 4 if high).
    Raises CaseClosed, SamePerson, NotWaiting, Stale, ImpossibleReview.
    """
    row = _waiting(assessment, version=version, by=by)
    need_two(TwoPersonAct.SIGN_RISK, first=row.recorded_by_id, by=by)
    if row.is_reviewed:
        row.review_on = _review_day(row, review_on, by=by, today=timezone.localdate(now))
    row.state, row.signed_at, row.signed_by = State.SIGNED, now, by.user
    row.version += 1
    row.save(update_fields=["state", "signed_at", "signed_by", "review_on", "version"])
    record("risk.signed", row, by=by, number=row.number, level=row.level, judgement=row.judgement)
    _push_down(row, by=by, now=now)
    return row


@transaction.atomic
def return_assessment(
    assessment: Assessment, *, why: str, version: int | None = None, by: Actor, now: datetime
) -> Assessment:
    """Send it back to its writer. Raises CaseClosed, NotWaiting, Stale."""
    row = _waiting(assessment, version=version, by=by)
    row.state, row.returned_why = State.RETURNED, why
    row.version += 1
    row.save(update_fields=["state", "returned_why", "version"])
    tell(row.case, "risk.returned", row, by=by, now=now, number=row.number)
    return row
