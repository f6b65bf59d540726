"""What somebody needs, and what they hope for: asked at the start, at the end and later."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from areas.actor import Actor
from cases.models import HopedFor, NeedScore, NeedsReview, Participant
from cases.stages import Hope, Need, NeedsBy, NeedsMoment
from people.models import Answer

from .activity import must_have_happened, stamp
from .case_work import work_with
from .timeline import tell

Scores = Mapping[Need, int | None]
"""Each need that was asked about: 1 (a major difficulty) to 5, or none if it does not apply."""


@transaction.atomic
def record_needs(
    participant: Participant,
    *,
    moment: str,
    by_whom: str,
    happened_on: date,
    scores: Scores,
    by: Actor,
    now: datetime,
) -> NeedsReview:
    """Write down one look at the eight needs (field guide 12.12).

    Said again for the same moment by the same, it corrects what stood there; the audit keeps that
    it was corrected. Raises WorkRefused, ImpossibleDay.
    """
    case, participant = work_with(participant, by=by)
    must_have_happened(case, happened_on, by=by, now=now)
    former = NeedsReview.objects.visible_to(by).filter(
        participant=participant, moment=moment, by_whom=by_whom
    )
    verb = "needs.corrected" if former.delete()[0] else "needs.recorded"
    review = NeedsReview.objects.create(
        participant=participant,
        moment=NeedsMoment(moment),
        by_whom=NeedsBy(by_whom),
        happened_on=happened_on,
        **stamp(by, now),
    )
    NeedScore.objects.bulk_create(
        NeedScore(area_id=by.area_id, review=review, need=Need(need), score=score)
        for need, score in scores.items()
    )
    codes: dict[str, Any] = {"moment": moment, "by_whom": by_whom}
    tell(case, verb, review, by=by, now=now, on=happened_on, about=participant, **codes)
    return review


@transaction.atomic
def record_hopes(
    participant: Participant,
    *,
    hopes: Sequence[str],
    own_words: str,
    by: Actor,
    now: datetime,
) -> list[HopedFor]:
    """Write down what somebody hopes to have from the process, in place of what stood there.

    A hope that stays keeps what was said of whether it came true. Raises WorkRefused.
    """
    case, participant = work_with(participant, by=by)
    standing = {
        row.hope: row for row in HopedFor.objects.visible_to(by).filter(participant=participant)
    }
    hopes = list(dict.fromkeys(hopes))
    for hope, row in standing.items():
        if hope not in hopes:
            row.delete()
    rows = [
        standing.get(hope) or HopedFor(participant=participant, hope=hope, **stamp(by, now))
        for hope in hopes
    ]
    for row in rows:
        row.own_words = own_words
        row.save()
    tell(case, "hopes.recorded", participant, by=by, now=now, about=participant, hopes=hopes)
    return rows


@transaction.atomic
def settle_hopes(
    participant: Participant, *, met: Mapping[str, str], by: Actor, now: datetime
) -> None:
    """Write down whether each hope came true, in the person's own judgement; raises WorkRefused."""
    case, participant = work_with(participant, by=by)
    rows = HopedFor.objects.visible_to(by).filter(participant=participant, hope__in=met)
    for row in rows:
        row.met = Answer(met[Hope(row.hope)])
        row.save(update_fields=["met"])
    tell(case, "hopes.settled", participant, by=by, now=now, about=participant)
