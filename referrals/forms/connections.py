from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _

from areas.models import User
from people.models import Connection, Person
from ui import fields
from ui.forms import Form


class ConnectionForm(Form):
    """That a worker of the service knows somebody of this referral."""

    worker = fields.SelectField(label=_("Worker"), missing=_("Select the worker"))
    person = fields.ChoiceField(label=_("Whom do they know?"), missing=_("Select whom they know"))
    kind = fields.ChoiceField(
        label=_("How do they know them?"),
        missing=_("Select how they know them"),
        choices=Connection.Kind.choices,
    )

    def __init__(
        self,
        *args: Any,
        workers: Sequence[User],
        people: Sequence[tuple[Person, str]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.workers = {str(user.pk): user for user in workers}
        self.people = {str(person.pk): person for person, _label in people}
        asked: dict[str, Any] = self.fields
        asked["worker"].choices = [
            ("", fields.CHOOSE),
            *((code, user.name) for code, user in self.workers.items()),
        ]
        asked["person"].choices = [(str(person.pk), label) for person, label in people]

    def told(self) -> dict[str, Any]:
        """What `declare_connection` takes."""
        answers = self.cleaned_data
        return {
            "person": self.people[answers["person"]],
            "user": self.workers[answers["worker"]],
            "kind": answers["kind"],
        }
