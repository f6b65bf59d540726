"""An order counts wherever the same two meet, and tells nothing of where it was recorded."""

from datetime import timedelta

import pytest

from cases.actions.orders import (
    ForbiddenByOrder,
    OrderRefused,
    agree_to_contact,
    must_be_allowed,
)
from cases.guards import no_order_against
from cases.models import Case
from cases.queries.next_steps import standing_of
from cases.queries.obstacles import obstacles_of
from tests.cases.work.conftest import day_of
from tests.factories.activities import LetterFactory, LetterOfferFactory
from tests.factories.cases import (
    CaseFactory,
    CaseWorkerFactory,
    ConsentFactory,
    PairFactory,
    ParticipantFactory,
    ResponsibleFactory,
)
from tests.factories.custody import CourtOrderFactory
from tests.factories.people import PersonFactory
from tests.moments import NOON, TODAY

A_DAY = timedelta(days=1)
HIDDEN = (
    "An order or condition that is recorded in another case forbids Daniel R. and Jessica M. "
    "contact with each other. A manager must agree there before anything is sent, passed on or "
    "arranged."
)


@pytest.fixture
def before(work):
    """The same two in a colleague's case, the other way round."""
    case = CaseFactory(area=work.world.kent)
    return PairFactory(
        case=case, one__person=work.responsible.person, other__person=work.harmed.person
    )


def refusal(work, actor=None, one=None, **when):
    by = actor or work.by
    try:
        must_be_allowed(one or work.harmed, work.responsible, by=by, now=NOON, **when)
    except ForbiddenByOrder as refused:
        return str(refused)
    return None


@pytest.mark.parametrize("bound", ["one", "other"])
def test_an_order_of_another_case_stops_the_same_two_and_says_nothing_of_it(work, before, bound):
    CourtOrderFactory(against=getattr(before, bound))

    assert refusal(work) == HIDDEN


def test_whoever_may_see_the_other_case_is_told_which_it_is(work, before):
    CourtOrderFactory(against=before.one)
    reference = before.case.reference

    assert refusal(work, work.world.actor("coordinator")) == HIDDEN.replace(
        "another case", reference
    )
    Case.objects.filter(pk=before.case.pk).update(is_restricted=True)
    assert refusal(work, work.world.actor("coordinator")) == HIDDEN


@pytest.mark.parametrize(
    "values",
    [
        {"forbids_contact": False},
        {"agreed_at": NOON},
        {"until_on": TODAY - A_DAY},
        {"from_on": TODAY + A_DAY},
    ],
)
def test_one_that_forbids_nothing_now_stops_nothing(work, before, values):
    CourtOrderFactory(against=before.one, **values)

    assert refusal(work) is None


def test_one_that_begins_later_stops_what_is_arranged_for_then(work, before):
    CourtOrderFactory(against=before.one, from_on=TODAY + A_DAY)

    assert refusal(work, on=TODAY + A_DAY) == HIDDEN


def test_records_that_were_joined_are_one_person(work):
    root = PersonFactory(area=work.world.kent)
    for one in (work.responsible.person, again := PersonFactory(area=work.world.kent)):
        one.merged_into = root
        one.save()
    case = CaseFactory(area=work.world.kent)
    pair = PairFactory(case=case, one__person=work.harmed.person, other__person=again)
    CourtOrderFactory(against=pair.other)

    assert refusal(work) == HIDDEN


def test_an_order_that_protects_somebody_else_stops_nothing(work):
    """Daniel is bound elsewhere towards another; Jessica is there too, but beside him or apart."""
    case = CaseFactory(area=work.world.kent)
    pair = PairFactory(case=case, other__person=work.responsible.person)
    ParticipantFactory(case=case, person=work.harmed.person, role="supporter", side="responsible")
    CourtOrderFactory(against=pair.other)

    assert refusal(work) is None
    supporter = ParticipantFactory(case=work.case, role="supporter", side="harmed")
    assert refusal(work, one=supporter) is None


def test_an_order_of_another_area_stops_nothing(work):
    case = CaseFactory(area=work.world.avon)
    pair = PairFactory(case=case)
    CourtOrderFactory(against=pair.one)

    assert refusal(work) is None


def warnings(work, who="facilitator"):
    page = work.world.client(who).get(work.url("detail"))
    return [one.text for one in page.context["alerts"] if one.is_warning]


TOLD = (
    "An order recorded in another case: no contact between Daniel R. and Jessica M. "
    "unless a manager agrees there"
)


def test_the_case_page_warns_of_it_and_tells_nothing_else(work, before, count_queries):
    work.client.get(work.url("detail"))
    with count_queries() as without:
        work.client.get(work.url("detail"))
    for against in (before.one, before.other):
        CourtOrderFactory(against=against)
    CourtOrderFactory(against=before.one, from_on=TODAY + A_DAY)
    again = PairFactory(
        case=CaseFactory(area=work.world.kent),
        one__person=work.harmed.person,
        other__person=work.responsible.person,
    )
    CourtOrderFactory(against=again.other, agreed_at=NOON)

    with count_queries() as with_orders:
        page = work.client.get(work.url("detail"))

    assert [one.text for one in page.context["alerts"]] == [TOLD]
    assert TOLD in page.content.decode()
    assert before.case.reference not in page.content.decode()
    assert len(with_orders) == len(without)
    assert warnings(work, "coordinator") == [TOLD.replace("another case", before.case.reference)]


def test_nothing_warns_of_what_binds_two_who_are_not_opposed_here(work, before):
    supporter = ParticipantFactory(case=work.case, role="supporter", side="responsible")
    third = ResponsibleFactory(case=before.case, person=supporter.person)
    CourtOrderFactory(against=before.other)
    CourtOrderFactory(against=third)

    assert warnings(work) == [TOLD]


def test_whoever_works_with_them_in_another_case_cannot_agree(work, before):
    writer, manager = work.world.users["facilitator"], work.world.actor("manager")
    order = CourtOrderFactory(against=before.one, recorded_by=writer)
    CaseWorkerFactory(case=work.case, user=manager.user, role="supervisor")

    with pytest.raises(OrderRefused):
        agree_to_contact(order, why="It is allowed.", version=1, by=manager, now=NOON)

    deputy = work.world.actor("deputy")
    agree_to_contact(order, why="It is allowed.", version=1, by=deputy, now=NOON)
    assert refusal(work) is None


def unmet(work, who="facilitator"):
    found = no_order_against(standing_of(work.case, work.world.actor(who)), TODAY)
    return [(one.sentence, one.url_name, one.url_args) for one in found]


FORBIDS = (
    "An order recorded in another case forbids Daniel R. and Jessica M. contact with each other: "
    "a manager must agree there."
)


def test_the_step_to_the_conference_waits_for_it_too(work, before):
    assert unmet(work) == []
    for against in (before.one, before.other):
        CourtOrderFactory(against=against)
    CourtOrderFactory(against=before.one, from_on=TODAY + A_DAY)
    reference = before.case.reference

    assert unmet(work) == [(FORBIDS, "", ())]
    named = FORBIDS.replace("another case", reference)
    assert unmet(work, "coordinator") == [(named, "cases:detail", (reference,))]


def test_the_step_waits_only_where_both_take_part_on_opposed_sides(work, before):
    supporter = ParticipantFactory(case=work.case, role="supporter", side="responsible")
    CourtOrderFactory(against=ResponsibleFactory(case=before.case, person=supporter.person))
    CourtOrderFactory(against=before.one)
    work.responsible.status = "considering"
    work.responsible.save()

    assert unmet(work) == []


@pytest.fixture
def letter(work):
    """The person harmed wants to receive it, and its author agreed."""
    consent = ConsentFactory(participant=work.responsible, purpose="share_other_party")
    ends = {"author": work.responsible, "recipient": work.harmed}
    row = LetterFactory(case=work.case, state="offered", consent=consent, **ends)
    LetterOfferFactory(letter=row, answer="wanted")
    return row


def test_a_letter_says_beforehand_that_it_cannot_go_and_names_nobody(work, before, letter):
    CourtOrderFactory(against=before.one)
    where = before.case.reference
    there = "forbids contact between the two, and no manager has agreed there."

    def told(who):
        found = obstacles_of(work.case, letter, work.world.actor(who), now=NOON)
        return [(one.text, one.kind, one.bound, one.elsewhere) for one in found]

    said = f"An order or condition that is recorded in another case {there}"
    assert told("facilitator") == [(said, "elsewhere", None, "")]
    assert told("coordinator") == [(said.replace("another case", where), "elsewhere", None, where)]
    page = work.world.client("coordinator").get(work.url("letter", letter.pk)).content.decode()
    assert f">See {where}</a>" in page
    assert "Risk assessments of this case" not in page


def test_the_refusal_on_the_page_of_one_side_names_nobody(work, before, letter):
    CourtOrderFactory(against=before.one)
    answer = work.client.post(
        work.url("letter_deliver", letter.pk),
        {"version": 1, "handover": "handed", **day_of("delivered_on", TODAY)},
    )

    assert answer.status_code == 422
    assert answer.context["form"].non_field_errors() == [
        "An order or condition forbids contact between the two, and no manager has agreed."
    ]
    assert "Daniel" not in answer.content.decode()
