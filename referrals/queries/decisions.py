"""Decisions in words."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from referrals.models import Referral
from referrals.stages import Decision
from ui.dates import moment

SENTENCES: dict[str, str | Promise] = {
    Decision.ACCEPT: gettext_lazy("%(who)s accepted this referral on %(when)s."),
    Decision.MORE_INFO: gettext_lazy(
        "%(who)s asked for more information about this referral on %(when)s."
    ),
    Decision.ANSWERED: gettext_lazy("%(who)s gave the missing information on %(when)s."),
    Decision.TAKEN_UP: gettext_lazy("%(who)s took this referral up again on %(when)s."),
    Decision.OFFER: gettext_lazy("%(who)s offered this referral to another area on %(when)s."),
    Decision.CAME_BACK: gettext_lazy("This referral came back from another area on %(when)s."),
    Decision.PASSED_ON: gettext_lazy("Another area took this referral on %(when)s."),
    Decision.DUPLICATE: gettext_lazy("%(who)s joined this referral to another on %(when)s."),
    Decision.SEPARATED: gettext_lazy("%(who)s separated this referral from another on %(when)s."),
}
_DECLINED = gettext_lazy("%(who)s decided on %(when)s not to open a case: %(why)s.")


def what_was_decided(referral: Referral) -> str:
    """Who decided what and when, in a sentence; of the latest decision."""
    return str(SENTENCES.get(referral.decision, _DECLINED)) % {
        "who": referral.decided_by.name if referral.decided_by else _("The service"),
        "when": moment(referral.decided_at) if referral.decided_at else "",
        "why": str(Decision(referral.decision).label) if referral.decision else "",
    }
