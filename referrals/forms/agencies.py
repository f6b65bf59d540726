from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from areas.models import Agency
from ui import fields
from ui.forms import Form, VersionedForm


class AgencyForm(Form):
    name = fields.TextField(
        label=_("Name of the agency"), missing=_("Enter the name of the agency"), max_length=120
    )
    kind = fields.SelectField(
        label=_("What kind of agency is it?"),
        choices=Agency.Kind.choices,
        missing=_("Select what kind of agency it is"),
    )


class ChangeAgencyForm(VersionedForm, AgencyForm):
    """What the agency is called and what it is, said anew."""

    edits = True


class OfAgencyForm(Form):
    agency = fields.RowSelectField(label=_("Agency"), queryset=None, missing=_("Select the agency"))

    def __init__(
        self, data: QueryDict | None = None, *, agencies: QuerySet[Agency], **kwargs: Any
    ) -> None:
        super().__init__(data, **kwargs)
        agency: Any = self.fields["agency"]
        agency.queryset = agencies
        agency.label_from_instance = lambda row: row.name


class DomainForm(OfAgencyForm):
    domain = fields.TextField(
        label=_("Mail domain"),
        missing=_("Enter the mail domain"),
        max_length=120,
        width=20,
        help_text=_("What stands behind the @ of their work addresses, such as kent.police.uk."),
    )


class InviteForm(OfAgencyForm):
    name = fields.TextField(label=_("Name"), missing=_("Enter their name"), max_length=120)
    email = fields.EmailField(label=_("Work email"), missing=_("Enter their work email"))
