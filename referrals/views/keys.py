"""Keys of other systems: which there are, a new one, the end of one."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.models import Agency, ApiKey
from areas.roles import Perm
from referrals.actions.keys import KeyRefused, end_key, make_key
from referrals.forms.keys import EndForm, KeyForm
from referrals.queries.keys import get_key, keys_of
from rjcase import clock
from ui.pages import back, form_page

from .posted import posted

PER_PAGE = 25


@area_view(Perm.AREA_CONFIGURE)
def keys(request: HttpRequest, actor: Actor) -> HttpResponse:
    page = Paginator(keys_of(actor), PER_PAGE).get_page(request.GET.get("page"))
    rows = [(key, _scopes(key)) for key in page]
    return render(request, "referrals/keys.html", {"page": page, "rows": rows})


@area_view(Perm.AREA_CONFIGURE)
def key_add(request: HttpRequest, actor: Actor) -> HttpResponse:
    """Make a key and show it. The page that shows it is the answer itself: it is stored nowhere."""
    agencies = Agency.objects.visible_to(actor).order_by("name")
    form = KeyForm(posted(request), agencies=agencies)
    if form.is_valid():
        try:
            key, shown = make_key(
                form.cleaned_data["agency"],
                name=form.cleaned_data["name"],
                scopes=form.cleaned_data["scopes"],
                by=actor,
                now=clock.now(),
            )
        except KeyRefused as refused:
            form.add_error("name", str(refused))
        else:
            return render(request, "referrals/key_made.html", {"key": key, "shown": shown})
    return form_page(request, "referrals/key_add.html", form, agencies=agencies)


@area_view(Perm.AREA_CONFIGURE)
def key_end(request: HttpRequest, actor: Actor, key: UUID) -> HttpResponse:
    row = get_key(actor, key)
    form = EndForm(posted(request))
    if form.is_valid():
        try:
            end_key(row, by=actor, now=clock.now())
        except KeyRefused as refused:
            form.conflict = str(refused)
        else:
            message = _("The key of %(name)s has been ended.") % {"name": row.name}
            return back(request, message, "referrals:keys", actor.area.slug)
    return form_page(request, "referrals/key_end.html", form, key=row, scopes=_scopes(row))


def _scopes(key: ApiKey) -> str:
    return ", ".join(str(ApiKey.Scope(scope).label) for scope in key.scopes)
