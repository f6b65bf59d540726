"""Tenant rows: `visible_to(actor)` is the only way to them, and it always writes the area predicate
itself.
"""

from __future__ import annotations

import uuid
from typing import TYPE_CHECKING, Self, TypeVar

from django.db import models
from django.db.models import F

from .overtaken import who_was_first

if TYPE_CHECKING:
    from .actor import Actor

Row = TypeVar("Row", bound=models.Model, covariant=True)


class AreaQuerySet(models.QuerySet[Row]):
    def visible_to(self, actor: Actor) -> Self:
        """The rows of the actor's area. Override to narrow further, never to widen."""
        return self.filter(area_id=actor.area_id)


class AreaModel(models.Model):
    """A row that belongs to one area. The migration operation `TenantTable` gives its table the
    three belts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    area = models.ForeignKey(
        "areas.Area", on_delete=models.PROTECT, related_name="+", db_index=False
    )
    objects = AreaQuerySet.as_manager()

    class Meta:
        abstract = True


class Recorded(models.Model):
    """When it was written down, beside when it happened; and by whom (empty for the system)."""

    recorded_at = models.DateTimeField()
    recorded_by = models.ForeignKey(
        "areas.User", on_delete=models.PROTECT, related_name="+", null=True
    )

    class Meta:
        abstract = True


class Versioned(models.Model):
    """A row that people edit: a stale edit is refused by its version, never lost silently."""

    version = models.PositiveIntegerField(default=1)

    class Meta:
        abstract = True


class Stale(Exception):
    """Somebody else saved the row first. The text may be shown."""


def save_version(row: models.Model, *, version: int, fields: list[str]) -> None:
    """Save `fields` of a Versioned row if it still has `version`, else raise Stale; bumps the
    version.
    """
    values = {name: row._meta.get_field(name).pre_save(row, False) for name in fields}  # type: ignore[union-attr]
    changed = (
        type(row)._default_manager.filter(pk=row.pk, area_id=row.area_id, version=version)  # type: ignore[attr-defined]
    ).update(**values, version=F("version") + 1)
    if not changed:
        raise Stale(who_was_first(row))
    row.version = version + 1  # type: ignore[attr-defined]
