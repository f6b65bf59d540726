from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ui import fields
from ui.forms import Form


class FindForm(Form):
    """What somebody heard on the telephone: a reference, a receipt or a name, or a part of one."""

    typed = fields.TextField(
        label=_("Reference, receipt or name"),
        missing=_("Enter a reference, a receipt or a name"),
        max_length=120,
        width=20,
    )
