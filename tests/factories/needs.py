from areas.tenancy import in_area
from cases.models import HopedFor
from cases.stages import Hope
from tests.moments import NOON


def hope_for_everything(participant):
    """All that somebody can hope for, so that each is asked about."""
    area = participant.area
    with in_area(area.pk):
        HopedFor.objects.bulk_create(
            HopedFor(area=area, participant=participant, hope=one, recorded_at=NOON) for one in Hope
        )
