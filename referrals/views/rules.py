"""What a service manager says of which referrals the area takes."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.door import area_view
from areas.roles import Perm
from areas.scoping import Stale
from drafts.pages import drafted
from referrals import queries
from referrals.actions.rules import as_values, change_rules
from referrals.forms.rules import RulesForm, initial_of
from rjcase import clock
from ui.pages import back, form_page


@area_view(Perm.AREA_CONFIGURE)
@drafted("referral.rules")
def rules(request: HttpRequest, actor: Actor) -> HttpResponse:
    initial = initial_of(as_values(queries.limits_of(actor)))
    version = queries.version_of_rules(actor)
    posted = request.POST if request.method == "POST" else None
    form = RulesForm(posted, initial={**initial, "version": version})
    if form.is_valid():
        try:
            change_rules(by=actor, **form.settings())
        except Stale as stale:
            form.lost_race(str(stale), version=version)
        else:
            return back(
                request, _("The rules have been saved."), "referrals:rules", actor.area.slug
            )
    return form_page(
        request,
        "referrals/rules.html",
        form,
        turned_away=queries.turned_away_this_year(actor, today=clock.today()),
    )
