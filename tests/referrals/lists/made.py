"""Lists in each state, for tests."""

from audit.models import Event
from referrals.actions import lists
from referrals.models import ListRow
from referrals.queries.lists import get_list
from referrals.reading.columns import guessed
from referrals.stages import Source
from tests.moments import NOON
from tests.referrals.lists.files import HEADINGS, csv_of


def taken(world, *rows, who="coordinator", data=None, agency=None, source=Source.PROACTIVE):
    return lists.take_list(
        data or csv_of(*rows),
        agency=agency or world.probation,
        name="extract.csv",
        source=source,
        by=world.actor(who),
        now=NOON,
    )


def checked(world, *rows, who="coordinator", mapping=None, **changes):
    of = taken(world, *rows, who=who, **changes)
    return lists.match_columns(
        of,
        mapping=mapping or of.mapping or guessed(HEADINGS),
        version=of.version,
        by=world.actor(who),
        now=NOON,
    )


def started(world, *rows, with_looks=True, who="coordinator", **changes):
    of = checked(world, *rows, who=who, **changes)
    return lists.start_import(of, with_looks=with_looks, by=world.actor(who), now=NOON)


def imported(world, *rows, **changes):
    """A list of which every batch has been done, as the worker does them."""
    of = started(world, *rows, **changes)
    system = world_system(world)
    while lists.import_batch(of.pk, by=system, now=NOON):
        pass
    return get_list(world.actor("coordinator"), of.pk)


def world_system(world):
    return type(world.actor("coordinator")).system(world.kent)


def events(verb):
    return list(Event.objects.filter(verb=verb).values_list("detail", flat=True))


def verdicts(of):
    rows = ListRow.objects.filter(of=of).order_by("number")
    return list(rows.values_list("number", "verdict", "reasons"))


def outcomes(of):
    rows = ListRow.objects.filter(of=of).order_by("number").select_related("referral")
    return [(one.referral.reference if one.referral else "", one.was_there) for one in rows]
