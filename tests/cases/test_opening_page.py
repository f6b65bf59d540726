import pytest
from django.urls import reverse

from tests.factories.referrals import IncidentFactory, ReferralFactory, ReferralPersonFactory
from tests.moments import TODAY


def test_accepting_a_referral_asks_for_a_label_and_leads_to_the_allocation(world):
    referral = ReferralFactory(area=world.kent)
    IncidentFactory(referral=referral, happened_on=TODAY.replace(month=6))
    ReferralPersonFactory(referral=referral)
    page, client = (
        reverse("cases:open", args=["kent", referral.reference]),
        world.client("coordinator"),
    )

    form = client.get(page).context["form"]
    assert form["label"].value() == "Robbery of a person, June 2026"
    done = client.post(page, {"version": 1, "label": "Robbery, June 2026"})
    late = world.client("manager").post(page, {"version": 1, "label": "Robbery, June 2026"})

    assert (done.status_code, done["Location"].endswith("/allocate/")) == (302, True)
    assert (late.status_code, "Coordinator accepted this referral" in late.content.decode()) == (
        409,
        True,
    )


def test_a_referral_that_names_nobody_is_not_accepted(world):
    referral = ReferralFactory(area=world.kent)
    page, client = (
        reverse("cases:open", args=["kent", referral.reference]),
        world.client("coordinator"),
    )

    assert client.get(page).context["form"]["label"].value() == ""
    assert client.post(page, {"version": 1, "label": "A case"}).status_code == 422
    assert client.post(page, {"version": 1, "label": ""}).status_code == 422


@pytest.mark.parametrize(
    ("who", "status"), [("stranger", 404), ("facilitator", 403), ("neighbour", 404)]
)
def test_accepting_is_for_coordinators_of_the_area(world, who, status):
    referral = ReferralFactory(area=world.kent)
    page = reverse("cases:open", args=["kent", referral.reference])

    assert world.client(who).get(page).status_code == status


def test_another_areas_referral_is_not_accepted_through_ones_own_door(world):
    referral = ReferralFactory(area=world.avon)
    page = reverse("cases:open", args=["kent", referral.reference])

    assert world.client("coordinator").get(page).status_code == 404


@pytest.mark.parametrize(
    ("about", "label"),
    [("about 1987", "Robbery of a person, about 1987"), ("", "Robbery of a person")],
)
def test_no_month_is_suggested_where_none_is_known(world, about, label):
    referral = ReferralFactory(area=world.kent)
    IncidentFactory(referral=referral, happened_about=about)
    page = reverse("cases:open", args=["kent", referral.reference])

    form = world.client("coordinator").get(f"{page}?queue=waiting").context["form"]
    assert form["label"].value() == label


def test_the_way_back_keeps_the_queue(world):
    referral = ReferralFactory(area=world.kent)
    page = reverse("cases:open", args=["kent", referral.reference])

    shown = world.client("coordinator").get(f"{page}?queue=waiting&flag=da").content.decode()

    back = reverse("referrals:detail", args=["kent", referral.reference])
    assert shown.count(f'href="{back}?queue=waiting&amp;flag=da"') == 2
