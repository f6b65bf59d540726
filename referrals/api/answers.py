"""What a system is told: one word of what became of a referral, and what its agency sent."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.db import models
from django.db.models import Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from areas.actor import Actor
from referrals.models import Referral, Submission
from referrals.queries.own import is_closed, wants_more, with_cases
from referrals.stages import Channel, Pause, Status


class Word(models.TextChoices):
    """The one word of what became of a referral; the same as on the referrer's own pages."""

    RECEIVED = "received", _("Received")
    MORE_WANTED = "more_wanted", _("More information wanted")
    ACCEPTED = "accepted", _("Accepted")
    NOT_SUITABLE = "not_suitable", _("Not suitable")
    PASSED_ON = "passed_on", _("Passed on to another service")
    CLOSED = "closed", _("Closed")


WORDS = {
    Status.TO_TRIAGE: Word.RECEIVED,
    Status.WAITING: Word.RECEIVED,
    Status.OFFERED: Word.RECEIVED,
    Status.MERGED: Word.RECEIVED,
    Status.ACCEPTED: Word.ACCEPTED,
    Status.DECLINED: Word.NOT_SUITABLE,
    Status.PASSED_ON: Word.PASSED_ON,
}


CLOSED = Q(counts=Status.ACCEPTED, has_closed_case=True, has_open_case=False)
MORE_WANTED = Q(counts=Status.WAITING, counts_paused=Pause.REFERRER)


def chosen(actor: Actor) -> QuerySet[Referral]:
    """What the actor's agency sent, as `line` and `said` read it."""
    rows: QuerySet[Referral] = Referral.objects.visible_to(actor).select_related("merged_into")
    return with_cases(rows, actor, counts=Coalesce("merged_into_id", "id"))


def said(rows: QuerySet[Referral], word: str) -> QuerySet[Referral]:
    """The rows of `chosen` whose `line` has the word."""
    rows = rows.alias(
        counts=Coalesce("merged_into__status", "status"),
        counts_paused=Coalesce("merged_into__paused_for", "paused_for"),
    )
    if word == Word.MORE_WANTED:
        return rows.filter(MORE_WANTED)
    if word == Word.CLOSED:
        return rows.filter(CLOSED)
    statuses = [status for status, one in WORDS.items() if one == word]
    return rows.filter(~MORE_WANTED, ~CLOSED, counts__in=statuses)


class ReferralLine(serializers.Serializer[Any]):
    """A referral that the agency sent."""

    reference = serializers.CharField(max_length=20)
    status = serializers.ChoiceField(Word.choices)
    received_at = serializers.DateTimeField()


class Answered(serializers.Serializer[Any]):
    question = serializers.CharField()
    answer = serializers.CharField(allow_blank=True)


class Sent(serializers.Serializer[Any]):
    """One submission, as it was sent."""

    received_at = serializers.DateTimeField()
    channel = serializers.ChoiceField(Channel.choices)
    answers = Answered(many=True)


class ReferralWhole(ReferralLine):
    """A referral that the agency sent, with everything that it sent about it."""

    sent = Sent(many=True)


class Fault(serializers.Serializer[Any]):
    """Which part of the request is meant: a `pointer` into the body (RFC 6901), a `header` or a
    `parameter`.
    """

    detail = serializers.CharField()
    pointer = serializers.CharField(required=False)
    header = serializers.CharField(required=False)
    parameter = serializers.CharField(required=False)


class ProblemBody(serializers.Serializer[Any]):
    """Why a request was refused (RFC 9457)."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField(allow_blank=True)
    errors = Fault(many=True, required=False)  # type: ignore[assignment]


def moment(value: datetime) -> str:
    return serializers.DateTimeField().to_representation(value) or ""


def line(referral: Referral, row: Any = None) -> dict[str, Any]:
    """What became of a referral; of one that was joined to another it is the other's word.

    `row` says which cases there are, where the referral itself does not (`queries.with_cases`).
    """
    counts = referral.merged_into or referral
    word = WORDS[Status(counts.status)]
    if wants_more(counts):
        word = Word.MORE_WANTED
    elif is_closed(row or referral, counts):
        word = Word.CLOSED
    return {
        "reference": referral.reference,
        "status": word,
        "received_at": moment(referral.received_at),
    }


def whole(submissions: Iterable[Submission]) -> dict[str, Any]:
    """The referral that the submissions are about, and what they said, the first one first."""
    sent = sorted(submissions, key=lambda one: (one.received_at, str(one.pk)))
    return {**line(sent[0].referral, sent[0]), "sent": [_as_sent(one) for one in sent]}


def _as_sent(one: Submission) -> dict[str, Any]:
    pairs = json.loads(one.as_sent)
    return {
        "received_at": moment(one.received_at),
        "channel": one.channel,
        "answers": [{"question": question, "answer": answer} for question, answer in pairs],
    }
