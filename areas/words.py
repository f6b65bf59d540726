"""What an area calls the two sides. The code keeps one pair of names; only the label changes."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .models import AreaSettings

WORDS: dict[AreaSettings.Words, dict[str, str | Promise]] = {
    AreaSettings.Words.PERSON: {
        "harmed": _("person harmed"),
        "responsible": _("person responsible"),
    },
    AreaSettings.Words.VICTIM: {"harmed": _("victim"), "responsible": _("offender")},
    AreaSettings.Words.HARMER: {"harmed": _("harmed"), "responsible": _("harmer")},
}
