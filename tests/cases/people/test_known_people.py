from datetime import date

import pytest

from audit.models import Event
from cases.actions.participants import InTheCase, add_participant
from cases.models import Participant
from cases.queries.known_people import known_people
from cases.stages import ParticipantRole, Side
from people.models import Person
from people.queries import called, named_like
from tests.factories.cases import (
    CaseFactory,
    CaseReferralFactory,
    CaseWorkerFactory,
    ConsentFactory,
    ParticipantFactory,
    ResponsibleFactory,
)
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.factories.referrals import ReferralFactory, ReferralPersonFactory
from tests.moments import NOON

SAM = {"first_name": "Sam", "last_name": "Archer"}
TYPED = {"part": "supporter:harmed", **SAM}


def sam(area, **values):
    return PersonFactory(area=area, **{**SAM, **values})


@pytest.fixture
def elsewhere(work):
    """Another case of the facilitator's, in which Sam was responsible."""
    case = CaseFactory(area=work.world.kent)
    CaseWorkerFactory(case=case, user=work.world.users["facilitator"])
    one = sam(work.world.kent, date_of_birth=date(1990, 3, 4), language="cy")
    return ResponsibleFactory(case=case, person=one, may_contact="yes", safe_contact="After five.")


def labels(world, who="facilitator", **typed):
    return [one.label for one in known_people(world.actor(who), **(typed or SAM))]


def post(work, **answers):
    return work.client.post(work.url("participant_add"), {**TYPED, **answers})


def asked(answer):
    return [(one["value"], one["label"]) for one in answer.context["form"]["same"].options]


def test_a_name_like_that_of_somebody_known_is_asked_about_and_they_are_linked(work, elsewhere):
    answer = post(work)

    (them, somebody_new) = asked(answer)
    assert answer.status_code == 422
    assert answer.context["form"].errors["same"] == ["Select whether it is one of these people"]
    assert them == (
        str(elsewhere.person_id),
        f"Sam A., born 1990, Person responsible in {elsewhere.case.reference}",
    )
    assert somebody_new[1] == "No, somebody new"
    assert answer.context["form"]["first_name"].value() == "Sam"
    assert post(work, same=them[0]).status_code == 302

    row = work.case.participants.get(role="supporter")
    assert row.person == elsewhere.person
    assert Person.objects.filter(last_name="Archer").count() == 1
    assert list(Event.objects.filter(verb="people.searched").values_list("detail", flat=True)) == [
        {"found": 1},
        {"found": 1},
    ]
    assert Event.objects.get(verb="participant.added").detail == {
        "case": work.case.reference,
        "role": "supporter",
        "side": "harmed",
        "known": True,
    }


def test_somebody_new_is_somebody_new_and_another_name_is_asked_about_again(work, elsewhere):
    (_them, somebody_new) = asked(post(work))
    sam(work.world.kent, first_name="Robert", last_name="Archer")
    ParticipantFactory(case=work.case, person=Person.objects.get(first_name="Robert"))

    assert post(work, same=somebody_new[0], first_name="Bob").status_code == 422
    assert post(work, same="nonsense").status_code == 422
    assert post(work, same=somebody_new[0]).status_code == 302
    assert work.case.participants.get(role="supporter").person != elsewhere.person
    assert Person.objects.filter(last_name="Archer", first_name="Sam").count() == 2


def test_whoever_is_like_nobody_is_added_at_once(work, elsewhere):
    assert post(work, first_name="Olive", last_name="Quarrington").status_code == 302
    assert Event.objects.get(verb="people.searched").detail == {"found": 0}


def test_what_is_known_of_the_person_goes_along_and_what_the_case_agreed_does_not(work, elsewhere):
    ContactPointFactory(person=elsewhere.person)
    ConsentFactory(participant=elsewhere)

    post(work, same=str(elsewhere.person_id))

    row = work.case.participants.get(role="supporter")
    assert (row.person.language, row.person.contact_points.count()) == ("cy", 1)
    assert (row.may_contact, row.safe_contact, row.status) == ("unknown", "", "not_contacted")
    assert row.consents.count() == 0
    page = work.client.get(work.url("people")).content.decode()
    assert elsewhere.case.reference in page


def test_nobody_whom_the_actor_may_not_see_is_hinted_at(work):
    """A restricted case, a colleague's, another area's, and one that is in a referral alone."""
    world = work.world
    hidden = CaseFactory(area=world.kent, is_restricted=True)
    ParticipantFactory(case=hidden, person=sam(world.kent))
    theirs = ParticipantFactory(case=CaseFactory(area=world.kent), person=sam(world.kent))
    sam(world.avon)
    named = ReferralPersonFactory(referral__area=world.kent, person=sam(world.kent))
    grown = ReferralFactory(area=world.kent)
    CaseReferralFactory(case=hidden, referral=grown)
    ReferralPersonFactory(referral=grown, person=sam(world.kent))
    ReferralPersonFactory(
        referral__area=world.kent,
        referral__status="merged",
        referral__merged_into=grown,
        person=sam(world.kent),
    )

    assert post(work).status_code == 302
    assert Event.objects.get(verb="people.searched").detail == {"found": 0}
    expected = {
        f"Sam A., date of birth not known, Person harmed in {theirs.case.reference}",
        f"Sam A., date of birth not known, Person harmed in {named.referral.reference}",
        f"Sam A., date of birth not known, Supporter (person harmed) in {work.case.reference}",
    }
    for who in ("coordinator", "manager"):
        assert set(labels(world, who)) == expected


def test_of_records_that_were_joined_one_is_shown_and_one_that_can_be_seen(work, elsewhere):
    unseen = sam(work.world.kent)
    elsewhere.person.merged_into = unseen
    elsewhere.person.save()
    again = sam(work.world.kent, merged_into=unseen)
    ParticipantFactory(case=elsewhere.case, person=again)

    (found,) = known_people(work.by, **SAM)

    assert found.person in {elsewhere.person, again}


def test_somebody_in_two_cases_is_one_choice_with_both(work, elsewhere):
    ParticipantFactory(case=work.case, person=elsewhere.person, role="interpreter", side="neutral")

    (label,) = labels(work.world)

    parts = [f"Person responsible in {elsewhere.case.reference}"]
    parts.append(f"Interpreter in {work.case.reference}")
    assert sorted(label.removeprefix("Sam A., born 1990, ").split("; ")) == sorted(parts)


def test_a_parent_named_in_a_referral_is_said_to_be_one(work):
    one = ReferralPersonFactory(
        referral__area=work.world.kent, person=sam(work.world.kent), part="guardian"
    )

    (label,) = labels(work.world, "coordinator")
    part = label.removeprefix("Sam A., date of birth not known, ")
    assert part == f"Parent or guardian (person harmed) in {one.referral.reference}"


def test_an_organisation_is_known_by_its_name_however_it_is_written(work):
    shop = PersonFactory(area=work.world.kent, first_name="", last_name="", organisation="Café 7")
    ParticipantFactory(case=work.case, person=shop)

    assert labels(work.world, organisation="CAFE 7") == [
        f"Café 7, date of birth not known, Person harmed in {work.case.reference}"
    ]
    assert labels(work.world, organisation="Cafe 8") == []
    assert called(work.by, "?") == []


def test_with_an_organisation_who_speaks_for_it_is_looked_for_too(work, elsewhere):
    shop = PersonFactory(area=work.world.kent, first_name="", last_name="", organisation="Café 7")
    ParticipantFactory(case=work.case, person=shop)

    assert labels(work.world, organisation="Cafe 7", **SAM) == [
        f"Café 7, date of birth not known, Person harmed in {work.case.reference}",
        f"Sam A., born 1990, Person responsible in {elsewhere.case.reference}",
    ]
    assert labels(work.world, organisation="Cafe 8", **SAM) == labels(work.world)


@pytest.mark.parametrize(
    ("first", "last", "names"),
    [
        ("Samuel", "Archer", ["Sam"]),
        ("Archer", "Sam", ["Sam"]),
        ("SAM", "Árcher", ["Sam"]),
        ("Sam", "Obi", []),
        ("", "", []),
    ],
)
def test_a_name_is_like_another_as_it_is_for_referrals(work, first, last, names):
    sam(work.world.kent)

    assert [one.first_name for one in named_like(work.by, first, last)] == names


def test_only_those_among_whom_one_looks_are_found(work):
    one, _other = sam(work.world.kent), sam(work.world.kent)

    assert named_like(work.by, "Sam", "Archer", among=[one.pk]) == [one]
    assert known_people(work.by) == []


@pytest.mark.parametrize(
    ("side", "sentence"),
    [
        (Side.HARMED, "Jessica M. is in this case already."),
        (Side.RESPONSIBLE, "Jessica M. is on the other side of this case already."),
    ],
)
def test_nobody_is_twice_in_a_case_whatever_record_stands_for_them(work, side, sentence):
    again = PersonFactory(
        area=work.world.kent,
        first_name="Jessica",
        last_name="Moore",
        merged_into=work.harmed.person,
    )

    with pytest.raises(InTheCase) as refused:
        add_participant(
            work.case,
            role=ParticipantRole.SUPPORTER,
            side=side,
            person=again,
            by=work.by,
            now=NOON,
        )

    assert str(refused.value) == sentence


def test_the_page_says_who_is_on_the_other_side(work):
    typed = {"first_name": "Daniel", "last_name": "Reed"}

    answer = post(work, **typed, same=str(work.responsible.person_id))

    assert answer.status_code == 422
    assert "Daniel R. is on the other side of this case already." in answer.content.decode()
    assert not Participant.objects.filter(case=work.case, role="supporter").exists()


def test_answers_that_are_kept_while_it_is_asked_come_back_and_it_is_asked_again(work, elsewhere):
    page = work.url("participant_add")
    work.client.post(page, {**TYPED, "same": str(elsewhere.person_id), "keep_draft": "1"})

    shown = work.client.get(f"{page}?draft=open")

    assert shown.context["form"]["first_name"].value() == "Sam"
    assert not Event.objects.filter(verb="people.searched").exists()
