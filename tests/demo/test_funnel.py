"""The funnel of each kind of service, read off the database, against the published ends."""

from collections import Counter
from datetime import date

import pytest
from django.db.models import Exists, OuterRef

from areas.places.find import of_postcode
from areas.tenancy import in_area
from cases.models import Case, Conference, Letter, Participant
from people.models import ContactPoint, Person
from referrals.models import Referral
from rjcase.demo import draws
from rjcase.demo.cast import Service
from rjcase.demo.ordinary import Ordinary
from rjcase.demo.places import PLACES, furnish
from rjcase.demo.profiles import POST_SENTENCE, PROACTIVE_HUB, REFERRAL_LED, End
from tests.factories.areas import AreaFactory, AreaSettingsFactory

RIPE = date(2026, 6, 1)
"""Referrals from before this day have come to an end by the day of the data."""


def loaded(place, referrals):
    """One service with so many referrals, and its area as context for the assertions."""
    area = AreaFactory(slug=place.slug, code=place.slug[:3].upper())
    AreaSettingsFactory(area=area)
    service = Service(area)
    furnish(area, place)
    service.hire()
    Ordinary(service, 1, place.profile, welsh=place.welsh).tell(referrals)
    return in_area(area.pk)


def share_with_an_intervention():
    """Of the referrals that have come to an end: those whose case had a meeting or a letter."""
    met = Conference.objects.filter(case=OuterRef("pk"), attendance="held")
    wrote = Letter.objects.filter(case=OuterRef("pk"), state="delivered")
    reached = Case.objects.filter(Exists(met) | Exists(wrote)).values("referral_links__referral")
    ripe = Referral.objects.filter(received_at__date__lt=RIPE)
    return ripe.filter(pk__in=reached).count() / ripe.count()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("place", "referrals", "least", "most"),
    [
        pytest.param(PLACES[0], 45, 0.20, 0.30, id="P1"),
        pytest.param(PLACES[1], 100, 0.015, 0.06, id="P2"),
        pytest.param(PLACES[2], 45, 0.20, 0.30, id="P3"),
    ],
)
def test_as_many_referrals_end_in_an_intervention_as_is_published(
    db, place, referrals, least, most
):
    with loaded(place, referrals):
        assert least <= share_with_an_intervention() <= most
        assert Referral.objects.count() == referrals


@pytest.mark.parametrize(
    ("profile", "least", "most"),
    [(REFERRAL_LED, 0.20, 0.30), (PROACTIVE_HUB, 0.015, 0.06), (POST_SENTENCE, 0.20, 0.30)],
)
def test_every_end_has_the_share_that_the_guide_gives_it(profile, least, most):
    ends = Counter(profile.end(place / 10_000) for place in range(10_000))

    together = (ends[End.MET] + ends[End.WROTE]) / 10_000
    assert least <= together <= most
    assert ends[End.MET] / (ends[End.MET] + ends[End.WROTE]) == pytest.approx(
        profile.direct, abs=0.01
    )
    assert ends[End.REJECTED] / 10_000 == pytest.approx(profile.rejected, abs=0.001)
    assert set(ends) == set(End)


def test_what_comes_in_is_nobody_s(db):
    with loaded(PLACES[1], 40):
        points = Counter()
        for point in ContactPoint.objects.all():
            points[point.kind] += 1
            if point.kind == "mobile":
                assert point.value.startswith("07700 900")
            elif point.kind == "through":
                assert point.value.endswith("@example.org")
            else:
                postcode = point.value.split(", ")[1]
                assert of_postcode(postcode).force.slug == "gwent"
                assert set(postcode[-2:]) <= set("CIKMOV")
        names = {one.last_name for one in Person.objects.all()}
        channels = set(Referral.objects.values_list("channel", flat=True))

    assert points["mobile"]
    assert points["address"]
    assert names & set(draws.welsh()[1])
    assert names & {last for _, last in draws.OTHER_SCRIPTS}
    assert {"list", "web"} <= channels


def test_whoever_is_with_a_party_comes_into_the_case(db):
    with loaded(PLACES[0], 45):
        roles = set(Participant.objects.values_list("role", flat=True))
        assert Case.objects.filter(is_sensitive=True).exists()

    assert {"harmed", "responsible"} < roles
