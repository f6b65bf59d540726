"""The lists of the equality questions (field guide 12.16), as the Census of 2021 and the GSS asked
them. Each may be left out, and each may be answered with "prefer not to say".
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Sex(models.TextChoices):
    FEMALE = "female", _("Female")
    MALE = "male", _("Male")
    NOT_SAID = "not_said", _("Prefer not to say")


class GenderSame(models.TextChoices):
    YES = "yes", _("Yes")
    NO = "no", _("No")
    NOT_SAID = "not_said", _("Prefer not to say")


class Ethnicity(models.TextChoices):
    """The harmonised list of England and Wales, 2021: nineteen groups."""

    WHITE_BRITISH = "w_british", _("White: English, Welsh, Scottish, Northern Irish or British")
    WHITE_IRISH = "w_irish", _("White: Irish")
    WHITE_TRAVELLER = "w_traveller", _("White: Gypsy or Irish Traveller")
    WHITE_ROMA = "w_roma", _("White: Roma")
    WHITE_OTHER = "w_other", _("Any other White background")
    MIXED_CARIBBEAN = "m_caribbean", _("Mixed: White and Black Caribbean")
    MIXED_AFRICAN = "m_african", _("Mixed: White and Black African")
    MIXED_ASIAN = "m_asian", _("Mixed: White and Asian")
    MIXED_OTHER = "m_other", _("Any other Mixed or multiple background")
    INDIAN = "a_indian", _("Asian: Indian")
    PAKISTANI = "a_pakistani", _("Asian: Pakistani")
    BANGLADESHI = "a_bangladeshi", _("Asian: Bangladeshi")
    CHINESE = "a_chinese", _("Asian: Chinese")
    ASIAN_OTHER = "a_other", _("Any other Asian background")
    CARIBBEAN = "b_caribbean", _("Black: Caribbean")
    AFRICAN = "b_african", _("Black: African")
    BLACK_OTHER = "b_other", _("Any other Black, Black British or Caribbean background")
    ARAB = "o_arab", _("Arab")
    OTHER = "o_other", _("Any other ethnic group")
    NOT_SAID = "not_said", _("Prefer not to say")


class Religion(models.TextChoices):
    NONE = "none", _("No religion")
    BUDDHIST = "buddhist", _("Buddhist")
    CHRISTIAN = "christian", _("Christian")
    HINDU = "hindu", _("Hindu")
    JEWISH = "jewish", _("Jewish")
    MUSLIM = "muslim", _("Muslim")
    SIKH = "sikh", _("Sikh")
    OTHER = "other", _("Any other religion")
    NOT_SAID = "not_said", _("Prefer not to say")


class Disability(models.TextChoices):
    """The Census question: day-to-day activities limited by a lasting condition or illness."""

    A_LOT = "a_lot", _("Yes, a lot")
    A_LITTLE = "a_little", _("Yes, a little")
    NO = "no", _("No")
    NOT_SAID = "not_said", _("Prefer not to say")


class Orientation(models.TextChoices):
    STRAIGHT = "straight", _("Straight or heterosexual")
    GAY = "gay", _("Gay or lesbian")
    BISEXUAL = "bisexual", _("Bisexual")
    OTHER = "other", _("Other")
    NOT_SAID = "not_said", _("Prefer not to say")


class NotAsked(models.TextChoices):
    """Why nobody has asked yet: not to have asked is an answer too."""

    TOO_EARLY = "too_early", _("It was too early to ask")
    NOT_ALONE = "not_alone", _("Somebody else was listening")
    DISTRESS = "distress", _("They were in distress")
    NO_TIME = "no_time", _("There was no time for it")
    OTHER = "other", _("Another reason")
