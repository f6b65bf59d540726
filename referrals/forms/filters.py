from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from areas.models import Agency
from referrals.groups import HarmGroup, SourceGroup
from referrals.queries import Filters, Queue
from referrals.stages import Flag
from ui import fields
from ui.forms import Form

DAYS = [("7", _("Last 7 days")), ("28", _("Last 28 days")), ("90", _("Last 90 days"))]


def _one_of(label: Any, choices: Any) -> fields.SelectField:
    field = fields.SelectField(label=label)
    field.choices = [("", _("Any")), *choices]
    return field


class FilterForm(Form):
    """What the inbox is narrowed to, from the address; what makes no sense there narrows nothing.

    It is printed and never sent to be judged. None of it is about a person, so that an address may
    be kept and passed on.
    """

    source = _one_of(_("Referred by"), SourceGroup.choices)
    agency = _one_of(_("Agency"), ())
    harm = _one_of(_("Kind of harm"), HarmGroup.choices)
    flag = _one_of(_("Flag"), Flag.choices)
    days = _one_of(_("Received"), DAYS)
    young = fields.TickField(label=_("Somebody is under 18"), required=False)

    def __init__(self, address: QueryDict, *, agencies: Iterable[Agency] = ()) -> None:
        super().__init__()
        agency: Any = self.fields["agency"]
        agency.choices = [("", _("Any")), *((str(one.pk), one.name) for one in agencies)]
        self.initial = {name: value for name in self.fields if (value := self._in(address, name))}
        asked = address.get("queue", "")
        self.queue = Queue(asked) if asked in Queue.values else Queue.TO_TRIAGE

    def _in(self, address: QueryDict, name: str) -> str | bool:
        value = address.get(name, "")
        if name == "young":
            return value == "on"
        field: Any = self.fields[name]
        return value if value in dict(field.choices) else ""

    @property
    def is_narrowed(self) -> bool:
        return bool(self.initial)

    def filters(self) -> Filters:
        return Filters(**self.initial)

    def query(self, queue: Queue | None = None) -> str:
        """The queue, or another one, with the same filters as part of an address."""
        chosen = {name: "on" if value is True else value for name, value in self.initial.items()}
        return urlencode({"queue": (queue or self.queue).value, **chosen})
