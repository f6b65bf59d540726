"""An area's settings: what local practice varies."""

from __future__ import annotations

from django.forms import model_to_dict
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas import actions
from areas.actor import Actor
from areas.context import settings_of
from areas.door import area_view
from areas.forms import SettingsForm
from areas.roles import Perm
from areas.scoping import Stale
from ui.pages import back, form_page


@area_view(Perm.AREA_CONFIGURE)
def area_settings(request: HttpRequest, actor: Actor) -> HttpResponse:
    row = settings_of(actor)
    initial = {**model_to_dict(row), **model_to_dict(actor.area, fields=actions.REACH)}
    form = SettingsForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        try:
            actions.change_settings(by=actor, **form.cleaned_data)
        except Stale as stale:
            form.lost_race(str(stale), version=settings_of(actor).version)
        else:
            return back(
                request, _("The settings have been saved."), "areas:settings", actor.area.slug
            )
    return form_page(request, "areas/settings.html", form, current=row)
