from datetime import timedelta

import pytest
from django.http import Http404

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import ImpossibleDay
from cases.actions.case_work import SomebodyWasFirst
from cases.actions.custody_contacts import (
    add_agency_contact,
    change_agency_contact,
    end_agency_contact,
)
from cases.models import AgencyContact
from tests.factories.custody import AgencyContactFactory
from tests.moments import NOON, TODAY

TOLD = {
    "role": "pom",
    "name": "Olu Officer",
    "agency": "Moorland",
    "email": "olu@prison.invalid",
    "telephone": "01632 960 055",
}


@pytest.fixture
def olu(work):
    return AgencyContactFactory(participant=work.responsible)


def test_a_professional_is_added(work):
    row = add_agency_contact(work.responsible, by=work.by, now=NOON, **TOLD)

    assert {name: getattr(row, name) for name in TOLD} == TOLD
    event = Event.objects.get(verb="agency_contact.added")
    assert event.detail == {"case": work.case.reference, "role": "pom"}


def test_what_is_known_of_them_changes_once_for_each_version(work, olu):
    change_agency_contact(olu, version=1, by=work.by, now=NOON, **{**TOLD, "name": "Ola"})

    assert AgencyContact.objects.get().name == "Ola"
    with pytest.raises(Stale):
        change_agency_contact(olu, version=1, by=work.by, now=NOON, **{**TOLD, "name": "Oli"})
    assert Event.objects.get(verb="agency_contact.changed").detail["fields"] == ["name"]


def test_they_do_not_do_it_any_more(work, olu):
    with pytest.raises(ImpossibleDay):
        end_agency_contact(olu, until_on=TODAY + timedelta(days=1), version=1, by=work.by, now=NOON)
    with pytest.raises(Stale):
        end_agency_contact(olu, until_on=TODAY, version=7, by=work.by, now=NOON)
    end_agency_contact(olu, until_on=TODAY, version=1, by=work.by, now=NOON)

    assert AgencyContact.objects.get().until_on == TODAY
    with pytest.raises(SomebodyWasFirst):
        change_agency_contact(olu, version=2, by=work.by, now=NOON, **TOLD)


def test_one_that_is_gone_is_not_found(work, olu):
    olu.delete()
    olu.pk = work.case.pk

    with pytest.raises(Http404):
        end_agency_contact(olu, until_on=TODAY, version=1, by=work.by, now=NOON)
