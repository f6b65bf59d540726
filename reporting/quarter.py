"""The figures of one quarter of one area, counted in a handful of queries."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import settings_of
from areas.models import Commissioner
from areas.roles import Perm
from reporting import measures
from reporting.figures import About, Counts, QuarterFigures
from reporting.periods import Period


def quarter_figures(actor: Actor, period: Period, *, as_at: date) -> QuarterFigures:
    """Count a quarter as it stood on the London day `as_at`; the actor needs FIGURES_VIEW.

    Counted over the whole area as the program sees it: a restricted case that the actor may not
    open is in the figures all the same, or two managers would publish different ones.
    """
    actor.must(Perm.FIGURES_VIEW)
    area = Actor.system(actor.area)
    about = _about(area, period, as_at=as_at)
    return QuarterFigures(about, _counts(area, about, measures.Span.of(period, as_at=as_at)))


def _about(area: Actor, period: Period, *, as_at: date) -> About:
    settings = settings_of(area)
    commissioner = Commissioner.objects.visible_to(area).on(as_at).order_by("-from_on").first()
    return About(
        area=area.area.name,
        area_code=area.area.code,
        service=area.area.service_name,
        commissioner=commissioner.name if commissioner else "",
        commissioner_title=commissioner.body
        if commissioner
        else _("commissioner for %(area)s") % {"area": area.area.name},
        period=period,
        issued_on=as_at,
        remote_counts_as_direct=settings.remote_is_direct,
        words=settings.words,
    )


def _counts(area: Actor, about: About, span: measures.Span) -> Counts[int]:
    remote = about.remote_counts_as_direct
    referrals, initiators, received = measures.referrals(area, span)
    closed, reasons, left_out = measures.closures(area, span)
    return Counts(
        referrals=referrals,
        persons_harmed=measures.persons_harmed(area, span),
        initiators=initiators,
        cases_opened=measures.cases_opened(area, span),
        contacted=measures.contacted(area, span),
        engaged=measures.engaged(area, span),
        direct=measures.direct(area, span, remote=remote),
        indirect=measures.indirect(area, span, remote=remote),
        cases_closed=sum(reasons.values()),
        closed=closed,
        received=received,
        closures=measures.closure_rows(reasons),
        closures_left_out=left_out,
    )
