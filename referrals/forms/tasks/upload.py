from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from ui.forms import Form


class UploadForm(Form):
    document = forms.FileField(
        label=_("Choose a document"),
        help_text=_(
            "A PDF, a JPEG or PNG picture, or a Word document (DOCX). It is checked for viruses "
            "before anybody can open it."
        ),
        error_messages={"required": _("Choose a document"), "empty": _("The document is empty")},
        allow_empty_file=True,
    )
