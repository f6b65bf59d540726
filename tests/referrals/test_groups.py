from collections import Counter

from referrals.groups import HARMS, SOURCES, HarmGroup, SourceGroup
from referrals.stages import Offence, Source


def test_every_source_and_every_kind_of_harm_stands_in_one_group():
    assert Counter(one for group in SOURCES.values() for one in group) == Counter(Source)
    assert Counter(one for group in HARMS.values() for one in group) == Counter(Offence)
    assert (set(SOURCES), set(HARMS)) == (set(SourceGroup), set(HarmGroup))
