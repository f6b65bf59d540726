"""Found by what somebody says on the telephone: a reference, a receipt, a name."""

import pytest
from django.urls import reverse

from audit.models import Event
from referrals.models import Arrival
from tests.cases.people.search import NOBODY, find, shown
from tests.factories.cases import CaseFactory, ParticipantFactory
from tests.factories.people import PersonFactory
from tests.factories.referrals import FullReferralFactory, ReferralPersonFactory
from tests.moments import NOON
from tests.referrals.triage.desk import detail


@pytest.fixture
def address(world):
    return reverse("cases:find", args=["kent"])


@pytest.fixture
def referral(world):
    row = FullReferralFactory(area=world.kent, reference="KNT-R26-00042")
    Arrival.objects.create(
        area=world.kent,
        kind="self_referral",
        receipt="SR-7K4M-29",
        body="{}",
        received_at=NOON,
        referral=row,
    )
    return row


@pytest.mark.parametrize(
    "quoted",
    [
        "KNT-R26-00042",
        " knt r26 00042 ",
        "knt/r26/42",
        "R26-42",
        "SR-7K4M-29",
        "sr 7k4m 29",
        "sr7k4m29",
    ],
)
def test_any_spacing_leads_straight_to_it(world, address, referral, quoted):
    answer = world.client("coordinator").post(address, {"typed": quoted})

    assert (answer.status_code, answer["Location"]) == (302, detail(referral))
    assert Event.objects.get(verb="people.searched").detail == {"found": 0, "quoted": True}


@pytest.mark.parametrize("quoted", ["KNT-26-00007", "knt 26 7", "26-7", " KNT/26/00007 "])
def test_a_case_is_found_by_its_reference(work, address, quoted):
    work.case.reference = "KNT-26-00007"
    work.case.save()

    answer = work.client.post(address, {"typed": quoted})

    assert answer["Location"] == reverse("cases:detail", args=["kent", "KNT-26-00007"])


@pytest.mark.parametrize(
    "typed",
    [
        "Jessica Lane",
        "KNT-R25-00042",
        "AVN-R26-00042",
        "SR-7K4M-28",
        "KNT-26-00042",
        "26-" + "9" * 100,
        "R26-" + "9" * 100,
        "R\u0662\u0666-\u0664\u0662",
        "\u202eR26-43",
        "%' OR 1=1",
        "...",
        "\u0301",
        "\U0001f600",
    ],
)
def test_what_is_not_found_gets_a_sentence(world, address, referral, typed):
    page = find(world.client("coordinator"), typed)

    assert NOBODY in page.content.decode()
    assert shown(page) == []
    assert Event.objects.get(verb="people.searched").detail == {"found": 0, "quoted": False}


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("  ", "Enter a reference, a receipt or a name"),
        ("R26-42\0", "Remove the characters that cannot be printed"),
        ("A" * 121, "Reference, receipt or name must be 120 characters or fewer"),
    ],
)
def test_what_cannot_be_looked_for_is_said_beside_the_box(world, address, typed, sentence):
    page = world.client("coordinator").post(address, {"typed": typed})

    assert page.status_code == 422
    assert page.context["form"].errors["typed"] == [sentence]
    assert not Event.objects.filter(verb="people.searched").exists()


@pytest.mark.parametrize(
    "typed",
    ["Featherstone", "feather", "Maëlle Featherstone", "featherstone maelle", "Fetherstone"],
)
def test_a_surname_or_a_part_of_one_is_enough(work, typed):
    one = PersonFactory(area=work.world.kent, first_name="Maëlle", last_name="Featherstone-Okoro")
    ParticipantFactory(case=work.case, person=one)

    page = find(work.client, typed)

    assert shown(page) == [("Maëlle Featherstone-Okoro", [work.case.reference])]
    assert reverse("cases:detail", args=["kent", work.case.reference]) in page.content.decode()
    assert Event.objects.get(verb="people.listed").detail == {"shown": 1}


@pytest.mark.parametrize(
    ("name", "typed"), [("Łukasz Żak", "zak"), ("李 小龙", "李"), ("Siân Prŷs", "prys")]
)
def test_names_of_every_script_are_found(work, name, typed):
    first, last = name.split()
    one = PersonFactory(area=work.world.kent, first_name=first, last_name=last)
    ParticipantFactory(case=work.case, person=one)

    assert shown(find(work.client, typed)) == [(name, [work.case.reference])]


def test_an_organisation_is_found_and_a_referral_that_is_no_case_yet(world):
    shop = PersonFactory(area=world.kent, first_name="", last_name="", organisation="Quayside Café")
    named = ReferralPersonFactory(referral__area=world.kent, person=shop)

    page = find(world.client("coordinator"), "quayside cafe")

    assert shown(page) == [("Quayside Café", [named.referral.reference])]
    assert detail(named.referral) in page.content.decode()


def test_several_records_of_one_person_are_one_line_with_all_their_parts(work):
    one = PersonFactory(area=work.world.kent, first_name="Olwen", last_name="Quarrington")
    again = PersonFactory(
        area=work.world.kent, first_name="Olwen", last_name="Quarrington", merged_into=one
    )
    ParticipantFactory(case=work.case, person=one)
    named = ReferralPersonFactory(referral__area=work.world.kent, person=again)

    ((name, references),) = shown(find(work.world.client("coordinator"), "Quarrington"))

    assert name == "Olwen Quarrington"
    assert sorted(references) == sorted([work.case.reference, named.referral.reference])


def test_nobody_is_found_whom_one_may_not_see(work):
    """A restricted case, a colleague's, a referral, another area."""
    world = work.world
    name = {"first_name": "Olwen", "last_name": "Quarrington"}
    hidden = CaseFactory(area=world.kent, is_restricted=True)
    ParticipantFactory(case=hidden, person=PersonFactory(area=world.kent, **name))
    colleagues = CaseFactory(area=world.kent)
    ParticipantFactory(case=colleagues, person=PersonFactory(area=world.kent, **name))
    ReferralPersonFactory(referral__area=world.kent, person=PersonFactory(area=world.kent, **name))
    elsewhere = CaseFactory(area=world.avon)
    ParticipantFactory(case=elsewhere, person=PersonFactory(area=world.avon, **name))

    assert shown(find(work.client, "Quarrington")) == []
    assert Event.objects.get(verb="people.searched").detail == {"found": 0, "quoted": False}
    of_service = [refs for _name, refs in shown(find(world.client("coordinator"), "Quarrington"))]
    assert len(of_service) == 2
    assert [hidden.reference] not in of_service


@pytest.mark.parametrize(
    ("who", "name"),
    [
        ("coordinator", "referrals:inbox"),
        ("facilitator", "cases:my_day"),
        ("manager", "cases:list"),
    ],
)
def test_the_box_stands_where_calls_are_taken(world, address, who, name):
    page = world.client(who).get(reverse(name, args=["kent"]))

    assert f'<form method="post" action="{address}"' in page.content.decode()


def test_an_arrival_that_is_not_taken_in_yet_leads_nowhere(world, address):
    Arrival.objects.create(
        area=world.kent, kind="self_referral", receipt="SR-7K4M-29", body="{}", received_at=NOON
    )

    assert NOBODY in find(world.client("coordinator"), "SR-7K4M-29").content.decode()


def test_a_facilitator_is_not_led_to_a_referral(work, referral):
    assert NOBODY in find(work.client, referral.reference).content.decode()


def test_the_page_without_a_search_is_a_box(work, address):
    page = work.client.get(address)

    assert (page.status_code, NOBODY in page.content.decode()) == (200, False)
    assert Event.objects.get(verb="people.listed").detail == {"shown": 0}


def test_other_doors_are_closed(world, address):
    statuses = [
        world.client(who).post(address, {"typed": "R26-1"}).status_code
        for who in ("stranger", "neighbour", "referrer", "commissioner")
    ]

    assert statuses == [404, 404, 403, 403]
