"""Why a meeting is planned with somebody who must not be contacted."""

from __future__ import annotations

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from cases.stages import AgainstWishes
from ui import fields
from ui.forms import Form

DESPITE = [one for one in AgainstWishes.choices if one[0] != AgainstWishes.MISTAKE]


def despite_field() -> fields.SelectField:
    return fields.SelectField(
        label=_("Why do you plan it all the same?"), choices=DESPITE, required=False
    )


def ask_why(form: Form, refusal: str) -> None:
    """Ask it only where they must not be contacted."""
    if refusal:
        form.fields["against_wishes"].help_text = refusal
    else:
        del form.fields["against_wishes"]


def must_say_why(form: Form, refusal: str) -> None:
    if refusal and not form.cleaned_data.get("against_wishes"):
        asked = gettext("%(why)s Say why you plan it all the same.") % {"why": refusal}
        form.add_error("against_wishes", asked)
