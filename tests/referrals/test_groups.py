from collections import Counter

from areas.models import Agency
from referrals.forms.tasks.sources import sources_of
from referrals.groups import HARMS, SENSITIVE, SOURCES, HarmGroup, SourceGroup
from referrals.stages import Offence, Source


def test_every_source_and_every_kind_of_harm_stands_in_one_group():
    assert Counter(one for group in SOURCES.values() for one in group) == Counter(Source)
    assert Counter(one for group in HARMS.values() for one in group) == Counter(Offence)
    assert (set(SOURCES), set(HARMS)) == (set(SourceGroup), set(HarmGroup))


def test_a_death_and_hatred_make_a_case_sensitive_whatever_was_flagged():
    wanted = {
        Offence.MURDER,
        Offence.MANSLAUGHTER,
        Offence.DRIVING_DEATH,
        Offence.SUPPLY_DEATH,
        Offence.RACIAL_PUBLIC,
        Offence.HATE_INCIDENT,
    }

    assert wanted - SENSITIVE == set()


def test_every_role_can_be_chosen_by_somebody_of_an_agency():
    offered = {one for kind in Agency.Kind for one in sources_of(Agency(kind=kind))}
    of_nobody_at_work = {*SOURCES[SourceGroup.SELF], Source.PROACTIVE, Source.UNKNOWN}

    assert set(Source) - offered == of_nobody_at_work
    assert Source.VICTIM_CARE in sources_of(Agency(kind=Agency.Kind.VICTIM_SERVICE))
    assert Source.EDUCATION in sources_of(Agency(kind=Agency.Kind.OTHER))
