"""Grants on single rows, an exception on top of the role. The only module that knows
django-guardian.
"""

from __future__ import annotations

from django.db import models
from guardian.shortcuts import assign_perm, get_objects_for_user, remove_perm

from .models import User


def _view_permission(row: models.Model) -> str:
    return f"{row._meta.app_label}.view_{row._meta.model_name}"


def share(row: models.Model, *, with_user: User) -> None:
    """Let one named user see one row. The caller checks that both belong to the area, and records
    it.
    """
    assign_perm(_view_permission(row), with_user, row)


def unshare(row: models.Model, *, with_user: User) -> None:
    remove_perm(_view_permission(row), with_user, row)


def shared_pks(model: type[models.Model], user: User) -> models.QuerySet[models.Model]:
    """The keys of the rows that were shared with the user by name; global permissions and
    superusers do not count.
    """
    name = f"{model._meta.app_label}.view_{model._meta.model_name}"
    rows = get_objects_for_user(
        user,
        name,
        klass=model._base_manager.all(),
        use_groups=False,
        with_superuser=False,
        accept_global_perms=False,
    )
    keys: models.QuerySet[models.Model] = rows.values("pk")
    return keys
