import pytest

from areas.models import Agency, AreaSettings
from areas.scoping import Stale, save_version
from cases.models import Participant
from tests.factories.areas import AgencyFactory
from tests.factories.cases import ParticipantFactory


def test_rows_are_those_of_the_actor_s_area(world):
    actor = world.actor("manager")
    ours = AgencyFactory(area=world.kent, name="Kent Police")
    AgencyFactory(area=world.avon, name="Avon Police")

    assert set(Agency.objects.visible_to(actor)) == {ours, world.probation}


def test_the_area_s_predicate_is_written_even_where_the_database_would_do_it(world):
    assert '"area_id" = ' in str(Agency.objects.visible_to(world.actor("manager")).query)


def test_a_row_is_saved_at_the_version_that_was_shown(world):
    row = AreaSettings.objects.get()
    row.triage_days = 4
    save_version(row, version=1, fields=["triage_days"])
    row.refresh_from_db()

    assert (row.triage_days, row.version) == (4, 2)


def test_a_stale_row_is_refused_and_nothing_is_written(world):
    row = AreaSettings.objects.get()
    save_version(row, version=1, fields=[])
    row.triage_days = 9
    with pytest.raises(Stale, match="Somebody else changed this record"):
        save_version(row, version=1, fields=["triage_days"])

    assert list(AreaSettings.objects.values_list("triage_days", "version")) == [(2, 2)]


def test_an_encrypted_text_is_sealed_when_it_is_saved_at_a_version(world):
    row = ParticipantFactory(case__area=world.kent)
    row.safe_contact = "Text only, after five"
    save_version(row, version=1, fields=["safe_contact", "person"])
    fresh = Participant.objects.get(pk=row.pk)

    assert (fresh.safe_contact, fresh.version, row.version) == ("Text only, after five", 2, 2)
