from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ui import fields
from ui.forms import VersionedForm

from . import national
from .models import AreaSettings


class SettingsForm(VersionedForm):
    edits = True
    words = fields.ChoiceField(
        label=_("What you call the two sides"),
        choices=AreaSettings.Words.choices,
        missing=_("Select what you call the two sides"),
    )
    telephone = fields.PhoneField(
        label=_("Telephone of the service"),
        help_text=_("The public is told to ring it. Without one they are sent to 101."),
        required=False,
    )
    email = fields.EmailField(label=_("Email of the service"), required=False)
    hours = fields.TextField(
        label=_("When somebody answers"),
        help_text=_("Such as “Weekdays, 9 to 5”."),
        required=False,
        max_length=120,
    )
    triage_days = fields.WholeNumberField(
        label=_("Working days to decide a referral"),
        missing=_("Enter the working days to decide a referral"),
        min_value=1,
        max_value=20,
        width=2,
    )
    first_contact_days = fields.WholeNumberField(
        label=_("Working days to the first contact"),
        missing=_("Enter the working days to the first contact"),
        min_value=1,
        max_value=20,
        width=2,
    )
    risk_review_weeks = fields.WholeNumberField(
        label=_("Weeks between reviews of risk"),
        missing=_("Enter the weeks between reviews of risk"),
        min_value=1,
        max_value=26,
        width=2,
    )
    risk_review_weeks_high = fields.WholeNumberField(
        label=_("Weeks between reviews of high risk"),
        missing=_("Enter the weeks between reviews of high risk"),
        min_value=1,
        max_value=26,
        width=2,
    )
    remote_is_direct = fields.TickField(
        label=_("Count a live video or telephone meeting as a direct intervention"), required=False
    )
    suppression_threshold = fields.WholeNumberField(
        label=_("Smallest number shown to the commissioner"),
        help_text=_("Smaller numbers are shown as “fewer than”. It cannot be lower than 5."),
        missing=_("Enter the smallest number shown to the commissioner"),
        min_value=national.SUPPRESSION_THRESHOLD,
        max_value=20,
        width=2,
    )
