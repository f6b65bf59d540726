from datetime import timedelta

import pytest
from django.urls import reverse

from tests.factories.areas import AgencyFactory
from tests.factories.referrals import FullReferralFactory
from tests.moments import NOON, TODAY


@pytest.fixture
def address(world):
    return reverse("referrals:inbox", args=["kent"])


def furnished(world):
    """Two referrals that differ in everything that can be filtered."""
    one = FullReferralFactory(
        area=world.kent,
        source="pol_officer",
        agency=world.probation,
        received_at=NOON,
        triage_due_on=TODAY,
        incident__offence="rape",
        incident__flags=["sexual"],
        harmed__age_told=17,
    )
    other = FullReferralFactory(
        area=world.kent, source="court", received_at=NOON - timedelta(days=8)
    )
    return one, other


@pytest.mark.parametrize(
    "filters",
    [
        {"source": "police"},
        {"agency": "PROBATION"},
        {"harm": "sexual"},
        {"flag": "sexual"},
        {"days": "7"},
        {"young": "on"},
        {"source": "police", "harm": "sexual", "young": "on", "days": "90"},
    ],
)
def test_filters_narrow_what_is_listed(world, address, filters):
    one, _other = furnished(world)
    if "agency" in filters:
        filters = {"agency": str(world.probation.pk)}

    answer = world.client("coordinator").get(address, filters)

    assert [row.referral for row in answer.context["rows"]] == [one]
    assert "Showing 1 to 1 of 1" in answer.content.decode()


@pytest.mark.parametrize(
    "filters",
    [
        {"source": "nonsense"},
        {"agency": "nonsense"},
        {"agency": "00000000-0000-0000-0000-000000000000"},
        {"harm": "rape"},
        {"flag": "\x00"},
        {"days": "-1"},
        {"days": "99999999999"},
        {"young": "yes"},
    ],
)
def test_a_filter_that_makes_no_sense_narrows_nothing(world, address, filters):
    furnished(world)

    answer = world.client("coordinator").get(address, filters)

    assert (answer.status_code, len(answer.context["rows"])) == (200, 2)
    assert not answer.context["form"].is_narrowed


def test_a_filter_by_another_areas_agency_narrows_nothing(world, address):
    furnished(world)
    theirs = AgencyFactory(area=world.avon)

    answer = world.client("coordinator").get(address, {"agency": str(theirs.pk)})

    assert len(answer.context["rows"]) == 2


def test_filters_go_along_to_pages_queues_and_referrals(world, address):
    one, _other = furnished(world)
    for _ in range(26):
        FullReferralFactory(area=world.kent, source="pol_officer")

    answer = world.client("coordinator").get(address, {"source": "police", "days": "28"})

    shown = answer.content.decode()
    assert f"{one.reference}/?queue=to_triage&amp;source=police&amp;days=28" in shown
    assert "?queue=declined&amp;source=police&amp;days=28" in shown
    assert "source=police&amp;days=28&amp;page=2" in shown


def test_where_nothing_is_like_the_filter_the_page_leads_to_all(world, address):
    shown = world.client("coordinator").get(address, {"flag": "hate"}).content.decode()

    assert "No referral in this queue is like this." in shown
    assert f'href="{address}?queue=to_triage"' in shown
