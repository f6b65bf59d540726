from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from areas.models import Agency, ApiKey
from ui import fields
from ui.forms import Form


class KeyForm(Form):
    """A key for one system of one agency."""

    agency = fields.RowSelectField(
        queryset=Agency.objects.none(), label=_("Agency"), missing=_("Select the agency")
    )
    name = fields.TextField(
        label=_("Name of the system"),
        missing=_("Enter the name of the system"),
        max_length=80,
        width=20,
        help_text=_("For example, Crime records. You will recognise the key by it."),
    )
    scopes = fields.ChoicesField(
        label=_("What may it do?"),
        choices=ApiKey.Scope.choices,
        missing=_("Select what the system may do"),
    )

    def __init__(self, *args: Any, agencies: QuerySet[Agency], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["agency"].queryset = agencies  # type: ignore[attr-defined]


class EndForm(Form):
    """Nothing to answer: the page asks whether it is meant."""
