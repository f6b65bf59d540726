from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from cases.models import Participant
from cases.queries.activities import side_in_words
from cases.queries.record_lines import DOCUMENTS, EVERYTHING, NOTES, Asked
from cases.stages import DocumentType, Side
from ui import fields
from ui.forms import Form

ONLY_NOTES, ONLY_DOCUMENTS = "notes", "documents"


class RecordForm(Form):
    """What to see of the notes and documents, from the address; an answer that makes no sense
    narrows nothing.
    """

    what = fields.SelectField(label=_("What"), required=False)
    side = fields.SelectField(label=_("Side"), required=False)
    person = fields.SelectField(label=_("Who"), required=False)

    def __init__(
        self,
        address: Mapping[str, Any],
        *,
        people: Sequence[Participant],
        words: Mapping[str, Any],
    ) -> None:
        super().__init__(address)
        sides = {one.side for one in people}
        named = [(str(one.pk), one.person.short_name) for one in people]
        kinds = [(ONLY_NOTES, _("Notes")), (ONLY_DOCUMENTS, _("Documents"))]
        self._choose("what", _("Notes and documents"), [*kinds, *DocumentType.choices])
        on_it = [(one.value, side_in_words(one, words)) for one in Side if one in sides]
        self._choose("side", _("Either side"), on_it)
        self._choose("person", _("Everybody"), named)
        self.full_clean()

    def _choose(self, name: str, all_of: Any, choices: Sequence[tuple[str, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = [("", all_of), *choices]

    @property
    def is_narrowed(self) -> bool:
        return any(self.cleaned_data.values())

    def asked(self) -> Asked:
        what, side, person = (self.cleaned_data.get(name) for name in ("what", "side", "person"))
        type_of = DocumentType(what) if what in DocumentType.values else None
        kinds = EVERYTHING.kinds
        if what == ONLY_NOTES:
            kinds = (NOTES,)
        elif what:
            kinds = (DOCUMENTS,)
        return Asked(
            kinds=kinds,
            type=type_of,
            side=Side(side) if side else None,
            participant=UUID(person) if person else None,
        )
