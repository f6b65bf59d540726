from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import VersionedForm

from . import national
from .models import AreaSettings


class SettingsForm(VersionedForm):
    words = forms.ChoiceField(
        label=_("What you call the two sides"), choices=AreaSettings.Words, widget=forms.RadioSelect
    )
    triage_days = forms.IntegerField(
        label=_("Working days to decide a referral"), min_value=1, max_value=20
    )
    first_contact_days = forms.IntegerField(
        label=_("Working days to the first contact"), min_value=1, max_value=20
    )
    risk_review_weeks = forms.IntegerField(
        label=_("Weeks between reviews of risk"), min_value=1, max_value=26
    )
    risk_review_weeks_high = forms.IntegerField(
        label=_("Weeks between reviews of high risk"), min_value=1, max_value=26
    )
    remote_is_direct = forms.BooleanField(
        label=_("Count a live video or telephone meeting as a direct intervention"), required=False
    )
    suppression_threshold = forms.IntegerField(
        label=_("Smallest number shown to the commissioner"),
        help_text=_("Numbers below it are shown as “fewer than”. It cannot be lower than 5."),
        min_value=national.SUPPRESSION_THRESHOLD,
        max_value=20,
    )
