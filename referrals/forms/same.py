from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from people.models import Person
from referrals.queries.compare import PairOfPeople
from ui import fields
from ui.forms import Form, VersionedForm

NOTE = _("The referrer does not see it.")


class SameAsForm(Form):
    """Which other referral it is the same as."""

    reference = fields.TextField(
        label=_("Reference of the other referral"),
        missing=_("Enter the reference of the other referral"),
        max_length=20,
        width=10,
    )

    def clean_reference(self) -> str:
        return str(self.cleaned_data["reference"]).upper()


class CompareForm(VersionedForm):
    """Whether two referrals are the same, and which of their people are."""

    answer = fields.ChoiceField(
        label=_("Are these two referrals about the same thing?"),
        missing=_("Select whether they are the same"),
        choices=[("same", _("The same: join them")), ("not_the_same", _("Not the same"))],
        hints={
            "same": _("They count as one, received when the first came in. You can undo it."),
            "not_the_same": _("You will not be asked about these two again."),
        },
    )
    people = fields.ChoicesField(
        label=_("Who is the same person? (optional)"), choices=(), required=False
    )
    note = fields.LongTextField(
        label=_("Note (optional)"), help_text=NOTE, max_length=2000, rows=3, required=False
    )

    def __init__(self, *args: Any, pairs: Sequence[PairOfPeople] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.pairs = {pair.code: pair for pair in pairs}
        field: Any = self.fields["people"]
        field.choices = [(pair.code, pair.label) for pair in pairs]
        field.initial = [pair.code for pair in pairs if pair.is_likely]
        if not pairs:
            del self.fields["people"]

    def joined_people(self) -> list[PairOfPeople]:
        return [self.pairs[code] for code in self.cleaned_data.get("people", [])]


class SeparateForm(VersionedForm):
    """Take a joining back, of the referrals and of their people."""

    people = fields.ChoicesField(
        label=_("Who is another person after all? (optional)"), choices=(), required=False
    )
    note = fields.LongTextField(
        label=_("Note (optional)"), help_text=NOTE, max_length=2000, rows=3, required=False
    )

    def __init__(self, *args: Any, people: Sequence[Person] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {str(person.pk): person for person in people}
        field: Any = self.fields["people"]
        field.choices = [(code, person.short_name) for code, person in self.known.items()]
        if not people:
            del self.fields["people"]

    def separated_people(self) -> list[Person]:
        return [self.known[code] for code in self.cleaned_data.get("people", [])]
