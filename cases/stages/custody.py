"""Where somebody is held or supervised, and what binds them (field guide 12.21)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Held(models.TextChoices):
    """Where somebody responsible is, in the eyes of the law (field guide 12.21)."""

    NOT_KNOWN = "not_known", _("Not known")
    NONE = "community_none", _("In the community, not supervised")
    ORDER = "community_order", _("Community order")
    SUSPENDED = "suspended", _("Suspended sentence")
    REMAND = "remand", _("On remand")
    SENTENCED = "sentenced", _("Serving a sentence")
    LICENCE = "licence", _("On licence")
    RECALL = "recall", _("Recalled")
    HOSPITAL = "secure_hosp", _("Secure hospital")
    SECURE_HOME = "sch_stc", _("Secure children’s home or training centre")
    YOI = "yoi", _("Young offender institution")


class AgencyRole(models.TextChoices):
    POM = "pom", _("Prison offender manager")
    COM = "com", _("Community offender manager")
    VLO = "vlo", _("Victim liaison officer")
    POLICE = "police", _("Police officer")
    FLO = "flo", _("Family liaison officer")
    YJS = "yjs", _("Youth justice worker")
    SOCIAL_WORKER = "social_worker", _("Social worker")
    IDVA = "idva", _("Domestic or sexual violence adviser")
    OTHER = "other", _("Other")


class Access(models.TextChoices):
    ASKED = "asked", _("Asked for")
    CHASED = "chased", _("Asked again")
    GRANTED = "granted", _("Granted")
    REFUSED = "refused", _("Refused")


class KeyDateKind(models.TextChoices):
    RELEASE = "release", _("Release")
    HDC = "hdc", _("Earliest release on curfew")
    LICENCE_END = "licence_end", _("End of licence")
    SENTENCE_END = "sentence_end", _("End of sentence")
    PAROLE = "parole", _("Parole hearing")
    COURT = "court", _("Court hearing")
    ANNIVERSARY = "anniversary", _("A day that is hard for them")


AHEAD = {
    KeyDateKind.RELEASE: (12, 6, 3),
    KeyDateKind.HDC: (12, 6, 3),
    KeyDateKind.LICENCE_END: (12, 6, 3),
    KeyDateKind.SENTENCE_END: (12, 6, 3),
    KeyDateKind.PAROLE: (12, 6, 3),
    KeyDateKind.COURT: (1,),
    KeyDateKind.ANNIVERSARY: (1,),
}
"""How many months before a day it is told of (field guide 9; for the last two, ours)."""
IN_CUSTODY = (
    Held.REMAND,
    Held.SENTENCED,
    Held.RECALL,
    Held.HOSPITAL,
    Held.SECURE_HOME,
    Held.YOI,
)


class OrderKind(models.TextChoices):
    RESTRAINING = "restraining", _("Restraining order")
    NON_MOLESTATION = "non_molestation", _("Non-molestation order")
    LICENCE = "licence", _("Licence condition")
    BAIL = "bail", _("Bail condition")
    STALKING = "stalking", _("Stalking protection order")
    SEXUAL_HARM = "sexual_harm", _("Sexual harm prevention order")
    OTHER = "other", _("Other order")
