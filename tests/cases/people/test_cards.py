import pytest

from cases.queries.case import participants_of
from cases.queries.people import cards_of
from tests.factories.cases import (
    CaseFactory,
    CaseWorkerFactory,
    PairFactory,
    ParticipantFactory,
    ResponsibleFactory,
)
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.moments import TODAY


def elsewhere(work, actor=None):
    actor = actor or work.by
    cards = cards_of(participants_of(work.case, actor), actor, TODAY)
    return {
        card.participant.person.first_name: [(one.reference, one.part) for one in card.elsewhere]
        for card in cards
        if card.elsewhere
    }


def another(work, **values):
    case = CaseFactory(area=work.world.kent, **values)
    CaseWorkerFactory(case=case, user=work.world.users["facilitator"])
    return case


def test_somebody_harmed_in_one_case_may_be_responsible_in_another(work):
    other = another(work)
    ResponsibleFactory(case=other, person=work.harmed.person)

    assert elsewhere(work) == {"Jessica": [(other.reference, "Person responsible")]}
    page = work.client.get(work.url("people")).content.decode()
    assert f'href="/areas/kent/cases/{other.reference}/">{other.reference}</a> as Person' in page


def test_a_record_that_was_joined_with_theirs_counts(work):
    other = another(work)
    joined = PersonFactory(area=work.world.kent, merged_into=work.harmed.person)
    ParticipantFactory(case=other, person=joined)

    assert elsewhere(work) == {"Jessica": [(other.reference, "Person harmed")]}


def test_what_the_reader_may_not_see_is_not_even_counted(work):
    """Restricted, somebody else's, and another area's."""
    hidden = CaseFactory(area=work.world.kent, is_restricted=True)
    ResponsibleFactory(case=hidden, person=work.harmed.person)
    theirs = CaseFactory(area=work.world.kent)
    ResponsibleFactory(case=theirs, person=work.harmed.person)

    assert elsewhere(work) == {}
    assert hidden.reference not in work.client.get(work.url("people")).content.decode()
    coordinator = work.world.actor("coordinator")
    assert elsewhere(work, coordinator) == {"Jessica": [(theirs.reference, "Person responsible")]}


def test_the_page_asks_as_much_for_thirty_people_as_for_two(work, count_queries):
    def asked():
        with count_queries() as queries:
            assert work.client.get(work.url("people")).status_code == 200
        return len(queries)

    for one in (work.harmed, work.responsible):
        ContactPointFactory(person=one.person)
    pair = PairFactory(case=work.case)
    few = asked()
    for _ in range(14):
        more = PairFactory(case=work.case, other=pair.other)
        ContactPointFactory(person=more.one.person)
        ParticipantFactory(case=work.case, guardian=more.one)

    assert asked() == few


def test_a_case_with_several_people_shows_its_pairs_and_why(work):
    pair = PairFactory(case=work.case, state="not_now", reason="h_too_soon", recontact_on=TODAY)
    page = " ".join(work.client.get(work.url("people")).content.decode().split())

    assert ("Who may meet whom" in page, "Too soon: may come back" in page) == (True, True)
    assert pair.one.person.short_name in page


@pytest.mark.parametrize("role", ["interpreter", "intermediary", "observer"])
def test_whoever_is_on_neither_side_makes_no_pair(work, role):
    ParticipantFactory(case=work.case, role=role, side="neutral")

    page = work.client.get(work.url("people")).content.decode()
    assert "Who may meet whom" not in page


def test_the_line_of_safe_contact_agrees_with_the_ways_that_are_known(work):
    ContactPointFactory(person=work.responsible.person, kind="email", is_safe="yes")

    cards = work.client.get(work.url("people")).content.decode().split('id="p-')
    (card,) = [one for one in cards if one.startswith(str(work.responsible.pk))]
    assert ("not known yet" in card, "Safe contact:</strong> Email." in card) == (False, True)
