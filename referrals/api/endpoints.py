"""The addresses: send a referral, list one's own, read one of them."""

from __future__ import annotations

from datetime import datetime, time
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from rest_framework import serializers, status
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request
from rest_framework.response import Response

from areas.api import AreaApi
from areas.problems import BadRequest, InvalidBody, Problem, pointed
from areas.roles import Perm
from audit.record import record
from people.actions import BornInTheFuture
from referrals.actions import SubmissionRefused, submit_referral
from referrals.actions.keyed import SentDifferently, StillBeingTaken, Taken, take_once
from referrals.models import Referral
from referrals.queries import get_own_submissions
from referrals.stages import Channel
from rjcase import clock
from ui.days import in_london

from .answers import Word, chosen, line, moment, said, whole
from .bodies import ReferralBody
from .described import describes_create, describes_list, describes_one
from .fields import Code, Day
from .paging import Newest
from .parsing import StrictJson, fingerprint, key_of
from .told import as_sent, told


class Filters(serializers.Serializer[Any]):
    status = Code(Word.choices)
    received_from = Day()
    cursor = serializers.CharField(required=False, max_length=400)


class OwnReferrals(AreaApi):
    """What the agency of the key sent; and the way to send more."""

    perm = Perm.REFERRAL_VIEW_OWN
    perms = {"POST": Perm.REFERRAL_MAKE}
    parser_classes = [StrictJson]

    @describes_list
    def get(self, request: Request, area: str) -> Response:
        record("referral.listed", ("referrals.Referral", "api"), by=self.actor)
        pages = Newest()
        page = pages.paginate_queryset(self._chosen(request), request, view=self) or []
        return Response({
            "next": pages.get_next_link(),
            "previous": pages.get_previous_link(),
            "results": [line(one) for one in page],
        })

    @describes_create
    def post(self, request: Request, area: str) -> Response:
        if self.actor.key_id is None:
            raise PermissionDenied(_("Referrals are sent here with the key of an agency's system."))
        now, key, data = clock.now(), key_of(request), request.data
        try:
            taken = take_once(
                lambda: self._submit(data, now),
                key=key,
                fingerprint=fingerprint(data),
                by=self.actor,
                now=now,
            )
        except StillBeingTaken as early:
            raise _problem(409, "in-flight", str(early), {"Retry-After": "1"}) from early
        except SentDifferently as other:
            raise _problem(422, "key-used", str(other)) from other
        return self._created(request, taken)

    def _submit(self, data: Any, now: datetime) -> Referral:
        body = ReferralBody(data=data, context={"today": clock.today()})
        if not body.is_valid():
            raise InvalidBody(errors=list(pointed(body.errors)))
        try:
            return submit_referral(
                by=self.actor,
                now=now,
                received_at=now,
                channel=Channel.SYSTEM,
                as_sent=as_sent(body),
                **told(body.validated_data),
            )
        except (SubmissionRefused, BornInTheFuture) as refused:
            raise InvalidBody(str(refused)) from refused

    def _created(self, request: Request, taken: Taken) -> Response:
        place = reverse("referrals_api:detail", args=[self.actor.area.slug, taken.reference])
        headers = {"Location": request.build_absolute_uri(place)}
        if taken.again:
            headers["Idempotent-Replayed"] = "true"
        answer = {
            "reference": taken.reference,
            "status": Word.RECEIVED,
            "received_at": moment(taken.received_at),
        }
        return Response(answer, status=status.HTTP_201_CREATED, headers=headers)

    def _chosen(self, request: Request) -> QuerySet[Referral]:
        asked = _filters(request)
        rows = chosen(self.actor)
        if "status" in asked:
            rows = said(rows, asked["status"])
        if "received_from" in asked:
            rows = rows.filter(received_at__gte=in_london(asked["received_from"], time.min))
        return rows


class OwnReferral(AreaApi):
    """One referral that the agency of the key sent."""

    perm = Perm.REFERRAL_VIEW_OWN

    @describes_one
    def get(self, request: Request, area: str, reference: str) -> Response:
        submissions = get_own_submissions(self.actor, reference)
        for one in submissions:
            record("submission.viewed", one, by=self.actor, page="api")
        return Response(whole(submissions))


def _filters(request: Request) -> dict[str, Any]:
    """The filters of the address; raises BadRequest for one that there is not."""
    filters = Filters(data=request.query_params.dict(), context={"today": clock.today()})
    faults = {name: [_("There is no such filter.")] for name in request.query_params}
    faults = {name: faults[name] for name in faults if name not in filters.fields}
    if not filters.is_valid() or faults:
        errors = [
            {"parameter": fault["pointer"].removeprefix("#/"), "detail": fault["detail"]}
            for fault in pointed({**filters.errors, **faults})
        ]
        raise BadRequest(errors=errors)
    return dict(filters.validated_data)


def _problem(code: int, slug: str, sentence: str, headers: dict[str, str] | None = None) -> Problem:
    problem = Problem(sentence, headers=headers)
    problem.status_code, problem.slug = code, slug
    return problem
