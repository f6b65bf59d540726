"""Every page of a case: who comes in, who does not, and what a wrong answer gets."""

from datetime import timedelta

import pytest
from django.urls import reverse

from areas.grants import share
from audit.models import Event
from cases.models import CaseShare, Closure, StageChange, Withdrawal
from cases.stages import Stage
from tests.cases.made import daniel_of, get_ready, jessica_of, two_sided_case
from tests.factories.cases import CaseFactory, PairFactory, ParticipantFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import IncidentFactory, ReferralFactory, ReferralPersonFactory
from tests.moments import NOON, TODAY

OF_CASE = [
    "detail",
    "people",
    "history",
    "allocate",
    "participant_add",
    "move",
    "step_back",
    "hold",
    "close",
    "reopen",
]
OF_PERSON = ["participant", "withdraw"]
READING = ["detail", "people", "history"]


@pytest.fixture
def case(world):
    return two_sided_case(world)


def url(name, case, *args, area="kent"):
    return reverse(f"cases:{name}", args=[area, case.reference, *args])


def day(name, on):
    return {f"{name}_day": on.day, f"{name}_month": on.month, f"{name}_year": on.year}


@pytest.mark.parametrize("name", OF_CASE)
def test_a_coordinator_opens_every_page_of_a_case(world, case, name):
    assert world.client("coordinator").get(url(name, case)).status_code == 200


@pytest.mark.parametrize("name", OF_PERSON)
def test_a_facilitator_opens_every_page_of_a_person(world, case, name):
    page = url(name, case, jessica_of(case).pk)

    assert world.client("facilitator").get(page).status_code == 200


@pytest.mark.parametrize("name", OF_CASE)
@pytest.mark.parametrize("who", ["stranger", "neighbour"])
def test_a_stranger_and_a_neighbour_get_404(world, case, name, who):
    assert world.client(who).get(url(name, case)).status_code == 404


@pytest.mark.parametrize("name", OF_CASE)
def test_another_areas_reference_is_not_found_through_ones_own_door(world, name):
    case = two_sided_case(world, area=world.avon)

    assert world.client("manager").get(url(name, case)).status_code == 404


@pytest.mark.parametrize("name", OF_PERSON)
def test_a_person_of_another_case_is_not_found_through_this_one(world, case, name):
    other = jessica_of(two_sided_case(world))

    assert world.client("coordinator").get(url(name, case, other.pk)).status_code == 404


@pytest.mark.parametrize("name", OF_CASE)
def test_a_commissioner_gets_403(world, case, name):
    assert world.client("commissioner").get(url(name, case)).status_code == 403


@pytest.mark.parametrize("name", [name for name in OF_CASE if name not in READING])
def test_a_supervisor_reads_and_changes_nothing(world, case, name):
    assert world.client("supervisor").get(url(name, case)).status_code == 403


@pytest.mark.parametrize("name", READING)
def test_reading_a_case_is_recorded(world, case, name):
    world.client("supervisor").get(url(name, case))

    assert Event.objects.filter(verb="case.viewed", subject_id=str(case.pk)).count() == 1


@pytest.mark.parametrize("name", READING)
def test_a_facilitator_does_not_find_a_case_that_is_not_theirs(world, name):
    case = two_sided_case(world, with_team=False)

    assert world.client("facilitator").get(url(name, case)).status_code == 404


def test_a_facilitator_taken_off_a_case_does_not_find_it_any_more(world, case):
    case.workers.filter(user=world.users["colleague"]).update(until_at=NOON)

    assert world.client("colleague").get(url("detail", case)).status_code == 404


@pytest.mark.parametrize("who", ["coordinator", "facilitator", "manager", "supervisor"])
def test_a_restricted_case_is_not_there_for_those_not_named(world, who):
    case = two_sided_case(world, is_restricted=True)
    client = world.client(who)

    assert client.get(url("detail", case)).status_code == 404
    assert case.reference not in client.get(reverse("cases:list", args=["kent"])).content.decode()


@pytest.mark.parametrize("who", ["coordinator", "facilitator"])
def test_a_restricted_case_is_there_for_those_named(world, who):
    case = two_sided_case(world, is_restricted=True, with_team=False)
    share(case, with_user=world.users[who])
    client = world.client(who)

    assert client.get(url("detail", case)).status_code == 200
    assert case.reference in client.get(reverse("cases:list", args=["kent"])).content.decode()
    assert list(CaseShare.objects.values_list("area_id", "user_id")) == [
        (world.kent.pk, world.users[who].pk)
    ]


def test_the_overview_names_what_is_missing_with_the_form_that_puts_it_right(world, case):
    page = world.client("facilitator").get(url("detail", case))

    tasks = [(task.label, task.url) for task in page.context["onward"].tasks]
    jessica, daniel = jessica_of(case).pk, daniel_of(case).pk
    assert tasks == [
        (
            "Tell Jessica H. what restorative justice is, and log the contact.",
            url("contact_add", case, jessica),
        ),
        (
            "Tell Daniel R. what restorative justice is, and log the contact.",
            url("contact_add", case, daniel),
        ),
        (
            "Record the day on which Daniel R. accepted responsibility.",
            url("participant", case, daniel),
        ),
        ("Record whether Jessica H. is willing to take part.", url("participant", case, jessica)),
        ("Record whether Daniel R. is willing to take part.", url("participant", case, daniel)),
    ]
    assert "disabled" in page.content.decode()


def test_what_is_for_somebody_else_has_no_link(world, case):
    case.workers.filter(role="second").update(until_at=NOON)

    page = world.client("facilitator").get(url("detail", case))

    assert page.context["onward"].tasks[0].url == ""


def test_no_surname_and_no_way_to_reach_anybody_is_on_the_overview(world, case):
    text = world.client("facilitator").get(url("detail", case)).content.decode()

    assert "Jessica H." in text
    assert "Jessica Harmed" not in text
    assert "Daniel Responsible" not in text


def test_the_overview_takes_as_many_queries_for_two_people_as_for_twenty(
    world, case, count_queries
):
    client = world.client("facilitator")
    client.get(url("detail", case))
    with count_queries() as few:
        client.get(url("detail", case))
    for _number in range(9):
        PairFactory(case=case)
    ParticipantFactory(case=case, role="supporter")
    with count_queries() as many:
        client.get(url("detail", case))

    assert len(many) == len(few)
    assert len(few) <= 45


def test_only_several_pairs_are_shown(world, case):
    client = world.client("facilitator")
    assert client.get(url("people", case)).context["pairs"] == []

    PairFactory(case=case, one=jessica_of(case))
    assert len(client.get(url("people", case)).context["pairs"]) == 2


def test_a_ready_case_is_moved_with_one_press(world, case):
    get_ready(case)

    answer = world.client("facilitator").post(url("move", case), {"to": "preparation"})

    case.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (302, url("detail", case))
    assert case.stage == "preparation"


def test_a_case_that_is_not_ready_says_what_is_missing(world, case):
    answer = world.client("facilitator").post(url("move", case), {"to": "preparation"})

    assert answer.status_code == 422
    assert (
        "Tell Jessica H. what restorative justice is, and log the contact."
        in answer.content.decode()
    )


def test_the_second_to_move_a_case_gets_409_and_a_sentence(world, case):
    get_ready(case)
    world.client("facilitator").post(url("move", case), {"to": "preparation"})

    answer = world.client("colleague").post(url("move", case), {"to": "preparation"})

    assert answer.status_code == 409
    assert "Facilitator moved this case to “Preparation”" in answer.content.decode()


@pytest.mark.parametrize("to", ["", "nowhere", "closed"])
def test_a_step_that_is_not_in_the_table_is_refused(world, case, to):
    assert world.client("facilitator").post(url("move", case), {"to": to}).status_code in {409, 422}
    assert not StageChange.objects.exists()


def test_a_case_goes_back_with_a_reason_and_not_without(world):
    case = get_ready(two_sided_case(world), stage=Stage.PREPARATION)
    client = world.client("facilitator")

    without = client.post(url("step_back", case), {"to": "assessment", "reason": ""})
    assert (without.status_code, "Say why the case goes back" in without.content.decode()) == (
        422,
        True,
    )
    told = client.post(url("step_back", case), {"to": "assessment", "reason": "More time."})

    case.refresh_from_db()
    assert (told.status_code, case.stage) == (302, "assessment")


def test_nothing_lies_behind_assessment(world, case):
    text = world.client("facilitator").get(url("step_back", case)).content.decode()

    assert "This case cannot go back from where it is." in text


@pytest.mark.parametrize("stage", [Stage.OUTCOME, Stage.CONFERENCE])
def test_the_page_of_a_move_opens_at_every_stage(world, stage):
    case = get_ready(two_sided_case(world), stage=stage)

    assert world.client("facilitator").get(url("move", case)).status_code == 200
    assert world.client("facilitator").get(url("detail", case)).status_code == 200


def test_a_case_is_put_on_hold_and_released(world, case):
    client = world.client("facilitator")
    until = TODAY + timedelta(days=30)

    held = client.post(url("hold", case), {"version": 1, "reason": "asked", **day("until", until)})
    assert held.status_code == 302
    text = client.get(url("detail", case)).content.decode()
    assert "On hold until 11 September 2026" in text
    released = client.post(url("hold", case), {"version": 2, "release": "1"})

    case.refresh_from_db()
    assert (released.status_code, case.hold_until) == (302, None)


def test_a_hold_that_somebody_changed_is_told_and_what_was_typed_is_kept(world, case):
    client, until = world.client("facilitator"), TODAY + timedelta(days=30)
    answers = {"version": 1, "reason": "asked", **day("until", until)}
    client.post(url("hold", case), answers)

    second = world.client("colleague").post(url("hold", case), {**answers, "reason": "agency"})

    assert second.status_code == 409
    assert second.context["form"]["reason"].value() == "agency"


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Select why the case waits"),
        ({"reason": "asked"}, "Enter the last day of the hold"),
        ({"reason": "asked", **day("until", TODAY)}, "must be 13 August 2026 or later"),
        (
            {"reason": "asked", "until_day": "31", "until_month": "2", "until_year": "2027"},
            "real date",
        ),
        ({"reason": "nonsense", **day("until", TODAY)}, "Select an option from the list"),
    ],
)
def test_a_bad_hold_is_refused_with_a_sentence(world, case, answers, sentence):
    answer = world.client("facilitator").post(url("hold", case), {"version": 1, **answers})

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_hold_is_released_once(world, case):
    answer = world.client("facilitator").post(url("hold", case), {"version": 1, "release": "1"})

    assert answer.status_code == 422
    assert "This case is not on hold any more." in answer.content.decode()


def close(client, case, **answers):
    return client.post(
        url("close", case), {"reason": "c_needs_met", **day("happened_on", TODAY), **answers}
    )


def test_a_case_is_closed_and_opened_again(world, case):
    client = world.client("facilitator")

    assert close(client, case).status_code == 302
    text = client.get(url("detail", case)).content.decode()
    assert "Ended early: needs were met" in text
    assert client.get(url("people", case)).status_code == 200
    again = client.post(url("reopen", case), {"reason": "She rang."})

    case.refresh_from_db()
    assert (again.status_code, case.stage) == (302, "assessment")


def test_the_second_to_close_gets_409(world, case):
    close(world.client("facilitator"), case)

    answer = close(world.client("colleague"), case, note="I think so too.")

    assert (answer.status_code, Closure.objects.count()) == (409, 1)
    assert "I think so too." in answer.content.decode()


def test_opening_an_open_case_gets_409(world, case):
    assert world.client("facilitator").post(url("reopen", case), {"reason": "x"}).status_code == 409


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"reason": ""}, "Select how the case ended"),
        ({"reason": "c_else"}, "Select an option from the list"),
        ({"happened_on_day": ""}, "Enter the day of"),
        ({"happened_on_year": "2031"}, "must be 12 August 2026 or earlier"),
        ({"happened_on_year": "2020"}, "The date cannot be before 13 July 2026"),
        ({"note": "x" * 2001}, "2000 characters"),
    ],
)
def test_a_bad_closing_is_refused_with_a_sentence(world, case, answers, sentence):
    answer = close(world.client("facilitator"), case, **answers)

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_double_press_closes_once(world, case):
    client, key = world.client("facilitator"), "5f3c1f5e-7d1b-4a57-9a0c-1d2f3a4b5c6d"

    first = close(client, case, form_key=key)
    second = close(client, case, form_key=key)

    assert (first.status_code, second.status_code) == (302, 302)
    assert Closure.objects.count() == 1


def test_a_person_steps_back(world, case):
    answers = {
        "reason": "w_health",
        "offer_open": "yes",
        "future_contact_ok": "no",
        "may_tell_other_side": "no",
    }
    page = url("withdraw", case, jessica_of(case).pk)
    client = world.client("facilitator")

    done = client.post(page, {**answers, **day("happened_on", TODAY)})
    again = client.post(page, {**answers, **day("happened_on", TODAY)})

    assert (done.status_code, again.status_code, Withdrawal.objects.count()) == (302, 409, 1)
    text = client.get(url("detail", case)).content.decode()
    assert "Jessica H. withdrew on 12 August 2026" in text
    assert "The other side must not be told." in text


def test_a_withdrawal_before_the_referral_is_refused(world, case):
    answers = {
        "reason": "w_health",
        "offer_open": "yes",
        "future_contact_ok": "no",
        "may_tell_other_side": "no",
    }
    page = url("withdraw", case, jessica_of(case).pk)

    old = world.client("facilitator").post(
        page, {**answers, **day("happened_on", TODAY.replace(year=2020))}
    )

    assert old.status_code == 422
    assert world.client("facilitator").post(page, {"reason": ""}).status_code == 422


def stands(participant, **answers):
    return {
        "version": participant.version,
        "status": "willing",
        "may_contact": "yes",
        "safe_contact": "Text only",
        "known_to_other_side": "no",
        **answers,
    }


def test_how_somebody_stands_is_changed(world, case):
    daniel = daniel_of(case)
    answers = stands(daniel, **day("responsibility_accepted_on", TODAY))

    done = world.client("facilitator").post(url("participant", case, daniel.pk), answers)

    daniel.refresh_from_db()
    assert done.status_code == 302
    assert (daniel.status, daniel.safe_contact, daniel.responsibility_accepted_on) == (
        "willing",
        "Text only",
        TODAY,
    )


def test_a_stale_page_of_somebody_gets_409_and_keeps_what_was_typed(world, case):
    jessica = jessica_of(case)
    page, client = url("participant", case, jessica.pk), world.client("facilitator")
    client.post(page, stands(jessica))

    second = client.post(page, stands(jessica, safe_contact="Through her sister"))

    assert second.status_code == 409
    assert second.context["form"]["safe_contact"].value() == "Through her sister"


def test_an_impossible_day_of_responsibility_is_refused(world, case):
    daniel = daniel_of(case)
    early = TODAY.replace(year=2020)
    answers = stands(daniel, **day("responsibility_accepted_on", early))

    refused = world.client("facilitator").post(url("participant", case, daniel.pk), answers)

    assert refused.status_code == 422


def test_withdrawing_is_not_a_status_to_choose(world, case):
    jessica = jessica_of(case)
    answers = stands(jessica, status="withdrew")

    assert (
        world.client("facilitator").post(url("participant", case, jessica.pk), answers).status_code
        == 422
    )


def test_a_new_person_is_added(world, case):
    answers = {"part": "supporter:harmed", "first_name": "Sam"}

    done = world.client("facilitator").post(url("participant_add", case), answers)

    assert done.status_code == 302
    assert case.participants.get(role="supporter").person.first_name == "Sam"


def test_somebody_named_in_the_referral_is_added_once(world, case):
    referral = case.referral_links.get().referral
    person = ReferralPersonFactory(referral=referral, person__first_name="Mary").person
    page, client = url("participant_add", case), world.client("facilitator")
    assert "Named in the referral" in client.get(page).content.decode()

    done = client.post(page, {"part": "harmed:harmed", "person": str(person.pk)})
    again = client.post(page, {"part": "harmed:harmed", "person": str(person.pk)})

    assert (done.status_code, again.status_code) == (302, 422)
    assert case.participants.filter(person=person).count() == 1


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({"first_name": "Mary"}, "Select their part"),
        ({"part": "harmed:harmed"}, "Enter a name"),
        ({"part": "harmed:responsible", "first_name": "Mary"}, "Select an option from the list"),
        ({"part": "harmed:harmed", "first_name": "M" * 81}, "80 characters"),
    ],
)
def test_a_bad_person_is_refused_with_a_sentence(world, case, answers, sentence):
    answer = world.client("facilitator").post(url("participant_add", case), answers)

    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)


def test_a_person_and_a_name_are_one_too_many(world, case):
    referral = case.referral_links.get().referral
    person = ReferralPersonFactory(referral=referral).person
    answers = {"part": "harmed:harmed", "person": str(person.pk), "first_name": "Mary"}

    answer = world.client("facilitator").post(url("participant_add", case), answers)

    assert "Select a person or enter a name, not both" in answer.content.decode()


def test_another_areas_person_cannot_be_chosen(world, case):
    referral = case.referral_links.get().referral
    ReferralPersonFactory(referral=referral)
    theirs = PersonFactory(area=world.avon)
    answers = {"part": "harmed:harmed", "person": str(theirs.pk)}

    answer = world.client("facilitator").post(url("participant_add", case), answers)

    assert answer.status_code == 422
    assert "Select an option from the list" in answer.content.decode()


@pytest.mark.parametrize("name", ["participant_add", "hold"])
def test_a_closed_case_is_not_worked_on(world, name):
    case = CaseFactory(area=world.kent, stage="closed", closed_on=TODAY)
    answers = {
        "version": 1,
        "reason": "asked",
        **day("until", TODAY + timedelta(days=9)),
        "part": "harmed:harmed",
        "first_name": "Mary",
    }

    answer = world.client("coordinator").post(url(name, case), answers)

    assert answer.status_code == 422
    assert "This case is closed. Open it again to go on." in answer.content.decode()


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
