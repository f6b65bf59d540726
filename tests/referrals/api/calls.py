"""A partner's system at the API: its key, its requests, a body that will do."""

import copy
import uuid
from dataclasses import dataclass

from django.test import Client

from areas.api_keys import hash_of
from areas.models import ApiKey
from referrals.api.described import EXAMPLE
from tests.factories.areas import AgencyFactory, ApiKeyFactory

PLACE = "/api/v1/areas/{}/referrals/"
JSON = "application/json"


def good(**changes):
    """The schema's own example, with some of it changed."""
    return {**copy.deepcopy(EXAMPLE), **changes}


def with_person(**changes):
    person = {"side": "harmed", "first_name": "Jessica", **changes}
    return good(people=[{name: value for name, value in person.items() if value is not None}])


def with_incident(**changes):
    return good(incident={**good()["incident"], **changes})


@dataclass
class System:
    """One system with its key. `shown` is the key itself."""

    key: ApiKey
    shown: str
    area: str = "kent"

    @property
    def header(self):
        return {"authorization": f"Bearer {self.shown}"}

    @property
    def place(self):
        return PLACE.format(self.area)

    def client(self):
        return Client(headers=self.header, raise_request_exception=False)

    def send(self, body=None, *, key=None, **kwargs):
        headers = {"idempotency-key": key or str(uuid.uuid4()), **kwargs.pop("headers", {})}
        kwargs = {"content_type": JSON, **kwargs}
        return self.client().post(
            self.place, good() if body is None else body, headers=headers, **kwargs
        )

    def list(self, **filters):
        return self.client().get(self.place, filters)

    def read(self, reference):
        return self.client().get(f"{self.place}{reference}/")


def system_of(area, agency=None, *, shown=None, **kwargs):
    """A system with a key of its own in an area."""
    shown = shown or f"rjk_test_{uuid.uuid4()}"
    kwargs["agency"] = agency or AgencyFactory(area=area)
    key = ApiKeyFactory(area=area, key_hash=hash_of(shown), **kwargs)
    return System(key, shown, area.slug)


def problem(answer):
    """Status and slug, and that it is a problem as it should be."""
    told = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert told["status"] == answer.status_code
    return answer.status_code, told["type"].rpartition(":")[2]


def faults(answer):
    return {fault["pointer"]: fault["detail"] for fault in answer.json().get("errors", ())}
