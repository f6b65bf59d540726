"""Why a case is sensitive and complex (Code of Practice, D; field guide 2.7), found after it was
opened, and why it is not after all.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class SensitiveReason(models.TextChoices):
    """`REFERRAL` is said by the program, of a referral that was joined."""

    ABUSE = "da", _("Domestic abuse, or coercive control")
    SEXUAL = "sexual", _("Sexual harm")
    STALKING = "stalking", _("Stalking")
    HATE = "hate", _("Hate crime")
    CHILD = "child_victim", _("A child was harmed")
    EXPLOITATION = "cse", _("Child sexual exploitation")
    TRAFFICKING = "trafficking", _("Trafficking or modern slavery")
    FATAL = "fatal", _("Somebody died")
    COMPLEX = "complex", _("Serious or complex in another way")
    REFERRAL = "referral", _("A referral that was joined says so")


MARKED_BY_HAND = tuple(one for one in SensitiveReason if one is not SensitiveReason.REFERRAL)


class NotSensitiveReason(models.TextChoices):
    MISTAKE = "mistake", _("It was marked by mistake")
    NOT_SO = "not_so", _("What was feared turned out not to be so")
