from __future__ import annotations

from django.db import models

from areas.encrypted import EncryptedText
from areas.models import User
from areas.scoping import AreaModel, Recorded, Versioned
from cases.stages import (
    DeclineReason,
    HarmedKind,
    PairState,
    ParticipantRole,
    ParticipantStatus,
    Route,
    Side,
    Stage,
    WithdrawalReason,
)
from people.models import Answer, Person

from .case import Case


class Participant(Versioned, Recorded, AreaModel):
    """A person's part in one case, on one side: what is counted when people are counted.

    `safe_contact` is the line that everybody who works the case may read ("text only, weekdays
    after 5"); the ways themselves are the person's contact points, behind a logged reveal.
    `may_contact` is asked again at the moment of every sending. `kind` is in what way somebody was
    harmed, `reason` why they preferred not to (field guide 12.8). `guardian` is the parent whose
    consent stands beside an under-18's own; `no_guardian_why` is a service manager's reason where
    nobody in the case can give it. `interpreter` is the language, or BSL.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="participants")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    role = models.CharField(max_length=20, choices=ParticipantRole)
    side = models.CharField(max_length=20, choices=Side)
    status = models.CharField(
        max_length=20, choices=ParticipantStatus, default=ParticipantStatus.NOT_CONTACTED
    )
    recontact_on = models.DateField(null=True, blank=True)
    may_contact = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    safe_contact = EncryptedText(default="")
    known_to_other_side = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    responsibility_accepted_on = models.DateField(null=True, blank=True)
    kind = models.CharField(max_length=20, choices=HarmedKind, blank=True)
    reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    guardian = models.ForeignKey(
        "self", on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    no_guardian_why = models.CharField(max_length=200, blank=True)
    welsh_wanted = models.CharField(max_length=10, choices=Answer, default=Answer.UNKNOWN)
    welsh_asked_on = models.DateField(null=True, blank=True)
    interpreter = models.CharField(max_length=60, blank=True)
    access_needs = EncryptedText(null=True, blank=True)  # type: ignore[misc]

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "case", "person"], name="person_once_in_a_case")
        ]


class Pair(Versioned, Recorded, AreaModel):
    """Two participants on opposed sides, and what there may be between them: the unit of process.

    `one` is on the harmed side or party A, `other` on the responsible side or party B.
    A case with one of each has one pair and never shows it. `chosen` is what a facilitator recorded
    by hand (being explored, not now, ended); `state` is read off it and both statuses, so that
    whoever comes back, or a case that is opened again, finds the choice as it was made.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="pairs")
    one = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    other = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="+")
    route = models.CharField(max_length=20, choices=Route, default=Route.NOT_CHOSEN)
    state = models.CharField(max_length=20, choices=PairState, default=PairState.OPEN)
    chosen = models.CharField(max_length=20, choices=PairState, default=PairState.OPEN)
    reason = models.CharField(max_length=20, choices=DeclineReason, blank=True)
    recontact_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["area", "one", "other"], name="pair_once"),
            models.CheckConstraint(condition=~models.Q(one=models.F("other")), name="pair_of_two"),
        ]


class Withdrawal(Recorded, AreaModel):
    """A participant stepped back, at any time and at any stage: what they said of it, and what they
    allow. `told_on` is when the other side was told that it does not go on, and by whom.
    """

    participant = models.ForeignKey(
        Participant, on_delete=models.CASCADE, related_name="withdrawals"
    )
    stage = models.CharField(max_length=20, choices=Stage)
    reason = models.CharField(max_length=30, choices=WithdrawalReason)
    happened_on = models.DateField()
    offer_open = models.BooleanField()
    future_contact_ok = models.BooleanField()
    may_tell_other_side = models.BooleanField()
    told_on = models.DateField(null=True, blank=True)
    told_by = models.ForeignKey(
        User, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    note = EncryptedText(default="")
