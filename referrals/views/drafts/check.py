"""Everything on one page, then it is sent."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from drafts.actions import DraftGone
from people.actions import BornInTheFuture
from referrals.actions import SubmissionRefused
from referrals.actions.drafting import send_draft
from referrals.forms.tasks.send import SendForm
from referrals.forms.tasks.whole import Whole
from referrals.models import Referral
from referrals.queries.drafted import documents_of, sent_before
from rjcase import clock
from ui.pages import back, form_page

from .opening import opened


@area_view(Perm.REFERRAL_VIEW_OWN)
def draft_check(request: HttpRequest, actor: Actor, draft: UUID) -> HttpResponse:
    """Sending it a second time leads to what was sent."""
    whole = opened(actor, draft)
    if not whole.is_ready:
        return redirect("referrals:draft", actor.area.slug, draft)
    seen = whole.referral.draft.saved_at.isoformat()
    form = SendForm(request.POST if request.method == "POST" else None, initial={"seen": seen})
    if form.is_valid():
        try:
            referral = _send(whole, actor, seen=form.cleaned_data["seen"])
        except DraftGone as gone:
            return back(request, str(gone), "referrals:own", actor.area.slug)
        except (Stale, SubmissionRefused, BornInTheFuture) as refused:
            form.show_again(str(refused), seen=seen)
        else:
            return _sent(request, actor, referral)
    return form_page(request, "referrals/drafts/check.html", form, **_everything(actor, whole))


def _send(whole: Whole, actor: Actor, *, seen: str) -> Referral:
    names = [one.name for one in documents_of(actor, whole.referral)]
    told = whole.told(names)
    return send_draft(whole.referral.draft, seen=seen, told=told, by=actor, now=clock.now())


def _sent(request: HttpRequest, actor: Actor, referral: Referral) -> HttpResponse:
    message = _("Referral %(reference)s has been sent.") % {"reference": referral.reference}
    return back(request, message, "referrals:own_detail", actor.area.slug, referral.reference)


def _everything(actor: Actor, whole: Whole) -> dict[str, Any]:
    police = whole.forms["incident"].cleaned_data["police_reference"]
    return {
        "draft": whole.referral.draft,
        "sections": list(whole.sections()),
        "documents": [one.name for one in documents_of(actor, whole.referral)],
        "ends": sent_before(actor, police),
        "is_agreed": whole.is_agreed,
    }
