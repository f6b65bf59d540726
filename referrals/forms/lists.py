from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from areas.models import Agency
from referrals.models import ReferralList
from referrals.reading.columns import INCIDENT, MEANINGS, REFERRER, Meaning
from referrals.reading.reasons import label_of
from referrals.stages import Side, Source
from ui import fields
from ui.forms import Form, VersionedForm, dress
from ui.words import say

KIND = Agency.Kind
OUR_OWN, THEIR_OWN = "ours", "theirs"
OUT = "out"
SHOWN = 60
SOURCES: dict[str, Source] = {
    KIND.POLICE: Source.POLICE_OFFICER,
    KIND.PROBATION: Source.PROBATION_COM,
    KIND.PRISON: Source.PRISON_OTHER,
    KIND.VICTIM_SERVICE: Source.VICTIM_SERVICE,
    KIND.YOUTH_JUSTICE: Source.YOUTH_JUSTICE,
    KIND.COUNCIL: Source.COUNCIL,
    KIND.OTHER: Source.OTHER,
}
"""Who refers, where an agency means each row of its list as a referral."""


class UploadForm(Form):
    """A list comes in: whose it is, why, and the file."""

    agency = fields.RowSelectField(
        label=gettext_lazy("Which agency does the list come from?"),
        missing=gettext_lazy("Select the agency that the list comes from"),
        queryset=None,
    )
    meant = fields.ChoiceField(
        label=gettext_lazy("What is the list?"),
        missing=gettext_lazy("Select what the list is"),
        choices=(
            (OUR_OWN, gettext_lazy("An extract, in which the service looks for people to ask")),
            (THEIR_OWN, gettext_lazy("Referrals: the agency asks us to work with each of them")),
        ),
    )
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "CSV or Excel (XLSX), up to 5 MB and 10,000 rows, with headings in the first row. Of "
            "an Excel file the first sheet is read. The file itself is not kept."
        ),
        error_messages={
            "required": gettext_lazy("Choose a file"),
            "invalid": gettext_lazy("Choose a file"),
        },
        allow_empty_file=True,
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        files: MultiValueDict[str, Any] | None = None,
        *,
        agencies: QuerySet[Agency],
    ) -> None:
        super().__init__(data, files)
        agency: Any = self.fields["agency"]
        agency.queryset = agencies
        agency.label_from_instance = lambda row: row.name

    def source(self) -> str:
        """Where each of the list's referrals comes from."""
        told = self.cleaned_data
        return Source.PROACTIVE if told["meant"] == OUR_OWN else SOURCES[told["agency"].kind]


class MatchForm(VersionedForm):
    """What each column of a list means, with its first values beside it."""

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        of: ReferralList,
        samples: Sequence[Sequence[str]],
        words: Mapping[str, str | Promise],
    ) -> None:
        super().__init__(data, initial={"version": of.version})
        self.headings = {f"column_{place}": name for place, name in enumerate(of.columns)}
        codes = {heading: code for code, heading in of.mapping.items()}
        choices = [(OUT, _("Leave this column out")), *_grouped(words)]
        for place, (name, heading) in enumerate(self.headings.items()):
            self.fields[name] = forms.ChoiceField(
                label=heading,
                choices=choices,
                initial=codes.get(heading, OUT),
                help_text=_first_values([row[place] for row in samples if place < len(row)]),
                error_messages={"required": _("Select what this column means")},
            )
        dress(self)

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = super().clean() or {}
        seen: dict[str, str] = {}
        for name, heading in self.headings.items():
            code = told.get(name, OUT)
            if code != OUT and code in seen:
                self.add_error(
                    name,
                    _("“%(other)s” means this already. Leave one of the two out.")
                    % {"other": seen[code]},
                )
            seen.setdefault(code, heading)
        return told

    def mapping(self) -> dict[str, str]:
        """Field code to heading, as `match_columns` takes it."""
        told = self.cleaned_data
        return {told[name]: text for name, text in self.headings.items() if told[name] != OUT}


class ImportForm(VersionedForm):
    """Which rows become referrals; not asked where no row needs a look."""

    READY, LOOKS = "ready", "looks"

    rows = fields.ChoiceField(
        label=gettext_lazy("Which rows do you want to import?"),
        missing=gettext_lazy("Select which rows to import"),
    )

    def __init__(
        self, data: QueryDict | None = None, *, version: int, ready: int, looks: int
    ) -> None:
        super().__init__(data, initial={"version": version})
        if not looks:
            del self.fields["rows"]
            return
        choices: Any = self.fields["rows"]
        only = ngettext(
            "Only the %(count)s row that is ready", "Only the %(count)s rows that are ready", ready
        ) % {"count": ready}
        both = ngettext(
            "Also the %(count)s row that needs a look",
            "Also the %(count)s rows that need a look",
            looks,
        ) % {"count": looks}
        choices.choices = [(self.READY, only), (self.LOOKS, both)]

    def with_looks(self) -> bool:
        return bool(self.cleaned_data.get("rows") == self.LOOKS)


def _grouped(words: Mapping[str, str | Promise]) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """The meanings of a column, under the part of the referral that they belong to."""
    names = {
        INCIDENT: _("What happened"),
        REFERRER: _("Who refers"),
        **{side.value: say(words, side.value, capital=True) for side in Side},
    }

    def part(meaning: Meaning) -> str:
        return meaning.part

    for of, meanings in groupby(MEANINGS, part):
        yield names[of], [(one.code, label_of(one.code, words)) for one in meanings]


def _first_values(cells: Sequence[str]) -> str:
    """The beginning of a column, so that one sees what it holds."""
    shown = [cell if len(cell) <= SHOWN else f"{cell[:SHOWN]}…" for cell in cells if cell]
    if not shown:
        return _("Empty in the first rows.")
    return _("For example: %(values)s") % {"values": "; ".join(dict.fromkeys(shown))}
