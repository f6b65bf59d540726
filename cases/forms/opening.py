from __future__ import annotations

from typing import Any

from django.utils.dateformat import format as date_format
from django.utils.translation import gettext_lazy as _

from referrals.models import Referral
from ui import fields
from ui.forms import VersionedForm

HARM, MEDIATION = "harm", "mediation"


def suggested_label(referral: Referral) -> str:
    """What happened and when, as far as that is known: short, and it tells nobody's name."""
    incident = getattr(referral, "incident", None)
    if incident is None:
        return ""
    month = date_format(incident.happened_on, "F Y") if incident.happened_on else ""
    parts = (incident.get_offence_display(), month or incident.happened_about)
    return ", ".join(part for part in parts if part)[:80]


class OpenForm(VersionedForm):
    """Accept a referral: the case needs a label, and whether it has a harmed side."""

    label = fields.TextField(
        label=_("Short label for the case"),
        help_text=_("What happened and when, such as “Burglary, June 2026”. Name nobody."),
        missing=_("Enter a short label for the case"),
        max_length=80,
    )
    about = fields.ChoiceField(
        label=_("What kind of case is it?"),
        choices=(
            (HARM, _("Somebody was harmed by somebody else")),
            (MEDIATION, _("A mediation between two parties, and neither is the one harmed")),
        ),
        hints={MEDIATION: _("Such as neighbours, or a family. They become Party A and Party B.")},
        initial=HARM,
        required=False,
    )

    def __init__(
        self,
        *args: Any,
        referral: Referral,
        names_parties: bool = False,
        **kwargs: Any,
    ) -> None:
        """`names_parties`: the referral says itself that it is a mediation; it is not asked."""
        initial = {"label": suggested_label(referral), "version": referral.version}
        super().__init__(*args, initial=initial, **kwargs)
        if names_parties:
            del self.fields["about"]

    def opened(self) -> dict[str, Any]:
        """The answers as `open_case` takes them."""
        answers = dict(self.cleaned_data)
        return {"is_mediation": answers.pop("about", MEDIATION) == MEDIATION, **answers}
