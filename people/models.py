from __future__ import annotations

from datetime import date

from django.db import models
from django.utils.translation import gettext_lazy as _

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned

from .equality import (
    Disability,
    Ethnicity,
    GenderSame,
    NotAsked,
    Orientation,
    Religion,
    Sex,
)

OF_AGE = 18


class Answer(models.TextChoices):
    """A question that may not have been asked. Not known is never taken for yes."""

    YES = "yes", _("Yes")
    NO = "no", _("No")
    UNKNOWN = "unknown", _("Not known")


class Person(Versioned, Recorded, AreaModel):
    """One human being, or one organisation that was harmed, as one area knows them.

    Outlives a case and may be in several, on either side. Made at submission; two rows about the
    same person are joined by `merged_into`, which can be undone. Holds no way to reach the person:
    see ContactPoint. `contacts_us` says that it is not safe to contact them: they contact us.
    `age_told` is in whole years on `age_told_on`, where no date of birth is known; `said_under_18`
    is all that some tell.
    """

    first_name = models.CharField(max_length=80, blank=True)
    last_name = models.CharField(max_length=80, blank=True)
    organisation = models.CharField(max_length=120, blank=True)
    date_of_birth = models.DateField(null=True, blank=True)
    language = models.CharField(max_length=20, default="en")
    contacts_us = models.BooleanField(default=False)
    age_told = models.PositiveSmallIntegerField(null=True, blank=True)
    said_under_18 = models.BooleanField(default=False)
    age_told_on = models.DateField(null=True, blank=True)
    merged_into = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(first_name="", last_name="", organisation=""),
                name="person_has_a_name",
            )
        ]

    @property
    def full_name(self) -> str:
        return self.organisation or f"{self.first_name} {self.last_name}".strip()

    @property
    def short_name(self) -> str:
        """First name and initial: what pages show where the whole name is not needed."""
        if self.organisation or not self.first_name:
            return self.full_name
        return f"{self.first_name} {self.last_name[:1]}.".removesuffix(" .")

    def age_on(self, day: date) -> int | None:
        """Whole years on a day: by the date of birth, else as told then with the years since."""
        if self.date_of_birth is not None:
            return _whole_years(self.date_of_birth, day)
        if self.age_told is None or self.age_told_on is None:
            return self.age_told
        return self.age_told + max(0, _whole_years(self.age_told_on, day))

    def is_child_on(self, day: date) -> bool | None:
        """Under 18 on a day: by the age where it is known, else as was said; None if nobody said.

        `people.ages.under_18` asks the database the same.
        """
        age = self.age_on(day)
        if age is not None:
            return age < OF_AGE
        return True if self.said_under_18 else None


def _whole_years(since: date, day: date) -> int:
    return day.year - since.year - ((day.month, day.day) < (since.month, since.day))


class ContactPoint(Recorded, AreaModel):
    """One way to reach a person, shown only by `people.actions.reveal`.

    That writes its audit row first. Unknown safety is not usable. `ended_at` marks a superseded
    one: nothing is ever sent to it. `call_ok` is no where somebody takes texts alone; `text_ok` is
    asked of mobiles; `who_may_answer` and `code_phrase` are how we know that the right person has
    answered. `value_token` and `postcode_token` are keyed hashes of the normalised value, for
    equality (people.tokens). `look` says whether a second person must look at it first: somebody
    on the other side of a case may know it, and until then it is neither shown nor used.
    """

    class Kind(models.TextChoices):
        MOBILE = "mobile", _("Mobile telephone")
        TELEPHONE = "telephone", _("Telephone")
        EMAIL = "email", _("Email")
        ADDRESS = "address", _("Postal address")
        THROUGH = "through", _("Through somebody else")

    class Look(models.TextChoices):
        WAITING = "waiting", _("Waits for a second person")
        SAFE = "safe", _("A second person found it safe")
        REFUSED = "refused", _("A second person found it not safe")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="contact_points")
    kind = models.CharField(max_length=20, choices=Kind)
    value = EncryptedText()
    is_safe = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    voicemail_ok = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    call_ok = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    text_ok = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    safe_times = models.CharField(max_length=120, blank=True)
    who_may_answer = models.CharField(max_length=120, blank=True)
    code_phrase = EncryptedText(null=True, blank=True)  # type: ignore[misc]
    value_token = models.CharField(max_length=64, blank=True)
    postcode_token = models.CharField(max_length=64, blank=True)
    ended_at = models.DateTimeField(null=True, blank=True)
    look = models.CharField(max_length=10, choices=Look, blank=True)
    looked_at = models.DateTimeField(null=True, blank=True)
    looked_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        indexes = [
            models.Index(fields=["area", "value_token"], name="contact_by_value"),
            models.Index(fields=["area", "postcode_token"], name="contact_by_postcode"),
        ]


class Connection(Recorded, AreaModel):
    """A worker who knows a person outside work: a conflict of interest that somebody declared.

    The worker never gets a case that the person takes part in. `ended_at` marks one that was a
    mistake.
    """

    class Kind(models.TextChoices):
        RELATIVE = "relative", _("Family")
        FRIEND = "friend", _("Friend or neighbour")
        WORK = "work", _("Through other work")
        OTHER = "other", _("In another way")

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20, choices=Kind)
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["area", "person", "user"],
                condition=models.Q(ended_at=None),
                name="connection_once",
            )
        ]


class EqualityAnswers(AreaModel):
    """What a person told of themselves for equality monitoring, once, apart from every case.

    No page of a case or referral shows it; figures count it. Empty is a question that was left out;
    `not_asked` is why nobody has asked yet. Nobody recorded what a person sent in themselves.
    """

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    answered_at = models.DateTimeField()
    sex = models.CharField(max_length=20, choices=Sex, blank=True)
    gender_same = models.CharField(max_length=20, choices=GenderSame, blank=True)
    ethnicity = models.CharField(max_length=20, choices=Ethnicity, blank=True)
    religion = models.CharField(max_length=20, choices=Religion, blank=True)
    disability = models.CharField(max_length=20, choices=Disability, blank=True)
    orientation = models.CharField(max_length=20, choices=Orientation, blank=True)
    not_asked = models.CharField(max_length=20, choices=NotAsked, blank=True)
    recorded_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "person"], name="equality_answers_once")
        ]
