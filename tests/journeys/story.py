"""Moving through time and seats: on a day, a person of the world sits down at the browser."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from areas.tenancy import in_area
from cases.models import Case, Participant
from outbox.actions import work
from rjcase import clock
from tests.browser.walker import Walker
from tests.world import World

LONDON = ZoneInfo("Europe/London")


def at(day: date, hour: int = 10, minute: int = 0) -> datetime:
    return datetime.combine(day, time(hour, minute), tzinfo=LONDON)


@dataclass
class Story:
    """A case as it is lived: who sits down on which day, and what they do."""

    walker: Walker
    world: World

    @contextmanager
    def on(self, day: date, who: str, hour: int = 18) -> Iterator[Walker]:
        """The evening of a day unless said otherwise, so that what happened on it lies behind."""
        with clock.fixed_at(at(day, hour)):
            yield self.walker.become(self.world.users[who])

    @property
    def area(self) -> str:
        return self.world.kent.slug

    @property
    def case(self) -> Case:
        with in_area(self.world.kent.pk):
            return Case.objects.get()

    def person(self, side: str) -> Participant:
        with in_area(self.world.kent.pk):
            return Participant.objects.get(side=side)

    def open(self, page: str, *args: object) -> Walker:
        return self.walker.open(page, self.area, *args)

    def at_case(self, page: str, *args: object) -> Walker:
        return self.open(page, self.case.reference, *args)

    def with_person(self, page: str, side: str) -> Walker:
        return self.at_case(page, self.person(side).pk)

    def the_worker_works(self) -> None:
        while work(self.world.kent, clock=clock.now):
            pass
