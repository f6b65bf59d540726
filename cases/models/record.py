from __future__ import annotations

from typing import Self, TypeVar

from django.db import models
from django.db.models import Exists, OuterRef

from areas.actor import Actor
from areas.encrypted import EncryptedText
from areas.models import Agency
from areas.roles import Perm, Role
from areas.scoping import AreaModel, AreaQuerySet, Recorded
from cases.stages import Audience, DocumentType, Side
from documents.models import Document

from .case import Case
from .participant import Participant

Row = TypeVar("Row", bound=models.Model, covariant=True)


def is_officer(actor: Actor) -> bool:
    """Whether somebody signs in for an agency; a guest by a one-off link is not trusted so far."""
    return bool(actor.user and actor.agency_id and Role.REFERRER in actor.roles)


class RecordQuerySet(AreaQuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """What the actor may read of the area's: a sensitive row only by managers and supervisors,
        and by whoever wrote all its versions.

        One version for managers makes all of them sensitive. Reach it through the visible case. An
        agency's people reach what is shared with it, while the person agrees
        (`cases.queries.shared`).
        """
        rows = super().visible_to(actor)
        versions = rows.filter(original=OuterRef("original"), audience=Audience.MANAGERS)
        known = rows.annotate(sensitive=Exists(versions))
        if not actor.may(Perm.CASE_VIEW):
            return known.shared_with(actor)
        if actor.user is None or actor.may(Perm.RECORD_SENSITIVE):
            return known
        return known.filter(~Exists(versions.exclude(recorded_by=actor.user)))

    def shared_with(self, actor: Actor) -> Self:
        """Of these rows, what is shared in all its versions with the agency that somebody signs in
        for: nothing of a restricted case, which only those named see.
        """
        versions = super().visible_to(actor).filter(original=OuterRef("original"))
        shared = self.filter(agency_id=actor.agency_id, audience=Audience.AGENCY)
        shared = shared.filter(case__is_restricted=False)
        shared = shared.filter(~Exists(versions.exclude(audience=Audience.AGENCY)))
        return shared if is_officer(actor) else self.none()


class Note(Recorded, AreaModel):
    """Something written down about a case, never altered: a correction is another note that
    `corrects` it. `audience` is who can see this, `original` the first of them all (itself, for the
    first).
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    side = models.CharField(max_length=20, choices=Side, default=Side.NEUTRAL)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.TEAM)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    original = models.ForeignKey("self", on_delete=models.CASCADE, related_name="+")
    corrects = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="corrected_by", null=True, blank=True
    )
    happened_at = models.DateTimeField()
    body = EncryptedText()

    objects = RecordQuerySet.as_manager()  # type: ignore[misc]

    @property
    def is_sensitive(self) -> bool:
        """Whether its words are shown only when they are asked for, which is written down."""
        return self.audience == Audience.MANAGERS or getattr(self, "sensitive", False)


class CaseDocument(Recorded, AreaModel):
    """A file of a case: its type, the side it belongs to, who can see it, and which it replaces.

    `happened_on` is the day of the document. `original` is the first version (itself, for the
    first), `number` counts them.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="documents")
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")
    type = models.CharField(max_length=20, choices=DocumentType)
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    side = models.CharField(max_length=20, choices=Side, default=Side.NEUTRAL)
    audience = models.CharField(max_length=10, choices=Audience, default=Audience.TEAM)
    agency = models.ForeignKey(
        Agency, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    happened_on = models.DateField()
    number = models.PositiveSmallIntegerField(default=1)
    original = models.ForeignKey("self", on_delete=models.CASCADE, related_name="+")
    replaces = models.OneToOneField(
        "self", on_delete=models.PROTECT, related_name="replaced_by", null=True, blank=True
    )

    objects = RecordQuerySet.as_manager()  # type: ignore[misc]

    @property
    def is_sensitive(self) -> bool:
        """Whether only managers, supervisors and its writer know more than that it is there."""
        return self.audience == Audience.MANAGERS or getattr(self, "sensitive", False)
