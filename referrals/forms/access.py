"""Asking for a one-off link."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from areas.models import Area
from ui import fields
from ui.forms import Form


class LinkForm(Form):
    area = fields.RowSelectField(
        label=_("Which service do you refer to?"),
        queryset=None,
        to_field_name="slug",
        missing=_("Select the service"),
    )
    email = fields.EmailField(
        label=_("Your work email"),
        missing=_("Enter your work email"),
        help_text=_("An address at your agency, not a personal one."),
    )

    def __init__(
        self, data: QueryDict | None = None, *, areas: QuerySet[Area], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        area: Any = self.fields["area"]
        area.queryset = areas
        area.label_from_instance = lambda row: f"{row.name}: {row.service_name}"
