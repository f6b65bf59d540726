import re

import pytest
from django.core import mail
from django.urls import reverse

from areas.models import Agency, AgencyDomain, Membership, User
from areas.roles import Role
from areas.tenancy import in_area
from audit.models import Event
from outbox.actions import work
from referrals.actions.agencies import add_agency, add_domain
from tests.factories.areas import AgencyFactory
from tests.moments import NOON


def url(name, *args):
    return reverse(f"referrals:{name}", args=["kent", *args])


def errors(answer):
    return {name: list(found) for name, found in answer.context["form"].errors.items()}


def invite(client, world, **changes):
    answers = {
        "agency": world.probation.pk,
        "name": "Olu Adeyemi",
        "email": "olu@probation.example",
    }
    return client.post(url("referrer_invite"), {**answers, **changes})


def the_worker_works(area):
    while work(area, clock=lambda: NOON):
        pass


def test_the_page_lists_agencies_with_their_domains_and_people(world):
    add_domain(world.probation, domain="probation.example", by=world.actor("manager"), now=NOON)
    world.join("guest", Role.GUEST, agency=world.probation)
    page = world.client("manager").get(url("agencies"))
    (partner,) = page.context["partners"]

    assert (page.status_code, partner.agency) == (200, world.probation)
    assert [one.domain for one in partner.domains] == ["probation.example"]
    assert [(one.user.name, guest) for one, guest in partner.people] == [
        ("Guest", True),
        ("Referrer", False),
    ]
    assert Event.objects.filter(verb="agency.listed").count() == 1


def test_without_agencies_the_page_says_what_will_be_there(world):
    Membership.objects.filter(agency=world.probation).delete()
    world.probation.delete()

    assert b"No agencies yet." in world.client("manager").get(url("agencies")).content


def test_a_manager_adds_an_agency_once(world):
    client = world.client("manager")
    first = client.post(url("agency_add"), {"name": "Kent Police", "kind": "police"})
    again = client.post(url("agency_add"), {"name": "KENT police", "kind": "police"})

    assert (first.status_code, first["Location"]) == (302, url("agencies"))
    assert (again.status_code, errors(again)) == (
        422,
        {"__all__": ["There is an agency of that name already."]},
    )
    assert Agency.objects.get(kind="police").name == "Kent Police"
    assert Event.objects.filter(verb="agency.added").count() == 1


def test_a_manager_changes_what_an_agency_is_called_and_is(world):
    client, place = world.client("manager"), url("agency_change", world.probation.pk)
    shown = client.get(place).context["form"]
    answers = {**shown.initial, "name": "Kent prisons", "kind": "prison"}

    assert client.post(place, answers)["Location"] == url("agencies")
    row = Agency.objects.get(pk=world.probation.pk)
    assert (row.name, row.kind) == ("Kent prisons", "prison")
    told = Event.objects.get(verb="agency.changed")
    assert (told.subject_id, told.detail) == (
        str(row.pk),
        {"kind": "prison", "fields": ["name", "kind"]},
    )
    late = client.post(place, {**answers, "name": "Something else"})
    assert (late.status_code, late.context["form"]["name"].value()) == (409, "Something else")
    assert client.post(place, {**answers, "name": "", "version": 1}).status_code == 422
    assert Event.objects.filter(verb="agency.changed").count() == 1


def test_an_agency_is_not_given_the_name_of_another(world):
    AgencyFactory(area=world.kent, name="Kent Police")
    client, place = world.client("manager"), url("agency_change", world.probation.pk)
    same = client.get(place).context["form"].initial
    taken = client.post(place, {**same, "name": "kent police"})

    assert errors(taken) == {"__all__": ["There is an agency of that name already."]}
    assert client.post(place, {**same, "name": same["name"].upper()}).status_code == 302


def test_only_the_areas_manager_changes_its_agencies(world):
    place = url("agency_change", world.probation.pk)
    foreign = url("agency_change", AgencyFactory(area=world.avon).pk)

    assert world.client("coordinator").post(place, {}).status_code == 403
    assert world.client("neighbour").post(place, {}).status_code == 404
    assert world.client("manager").get(foreign).status_code == 404


@pytest.mark.parametrize("typed", ["kent.police.uk", " @Kent.Police.UK "])
def test_a_mail_domain_is_added_and_removed(world, typed):
    client = world.client("manager")
    answers = {"agency": world.probation.pk, "domain": typed}

    assert client.post(url("domain_add"), answers)["Location"] == url("agencies")
    row = AgencyDomain.objects.get()
    assert (row.domain, row.agency) == ("kent.police.uk", world.probation)
    assert client.post(url("domain_remove", row.pk))["Location"] == url("agencies")
    assert AgencyDomain.objects.count() == 0
    verbs = {"agency.domain_added", "agency.domain_removed"}
    assert Event.objects.filter(verb__in=verbs).count() == 2


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("gmail.com", "Anybody can have an address at gmail.com."),
        ("@Hotmail.co.uk", "Anybody can have an address at hotmail.co.uk."),
        ("police", "Enter what stands behind the @"),
        ("olu@kent.police.uk", "Enter what stands behind the @"),
        ("-kent.police.uk", "Enter what stands behind the @"),
        ("known.example", "belongs to an agency of the area already"),
    ],
)
def test_a_domain_that_will_not_do_is_refused_in_a_sentence(world, typed, sentence):
    other = AgencyFactory(area=world.kent)
    add_domain(other, domain="known.example", by=world.actor("manager"), now=NOON)
    answer = world.client("manager").post(
        url("domain_add"), {"agency": world.probation.pk, "domain": typed}
    )

    assert (answer.status_code, AgencyDomain.objects.count()) == (422, 1)
    assert sentence in errors(answer)["__all__"][0]
    assert answer.context["form"]["domain"].value() == typed


def test_an_agency_of_another_area_cannot_be_chosen(world):
    foreign = AgencyFactory(area=world.avon)
    for name, answers in (
        ("domain_add", {"domain": "kent.police.uk"}),
        ("referrer_invite", {"name": "Olu", "email": "olu@probation.example"}),
    ):
        answer = world.client("manager").post(url(name), {"agency": foreign.pk, **answers})
        assert errors(answer) == {"agency": ["Select an option from the list"]}


def test_the_form_opens_with_the_agency_that_was_chosen(world):
    client = world.client("manager")
    for name in ("domain_add", "referrer_invite"):
        form = client.get(f"{url(name)}?agency={world.probation.pk}").context["form"]
        assert form["agency"].value() == str(world.probation.pk)


def test_an_invitation_leads_to_a_password_and_then_in(world, client):
    answer = invite(world.client("manager"), world)
    the_worker_works(world.kent)
    (message,) = mail.outbox
    path = re.search(r"https?://[^/]+(/sign-in/password/\S+)", message.body)[1]

    assert (answer["Location"], message.to) == (url("agencies"), ["olu@probation.example"])
    form_at = client.get(path)["Location"]
    chosen = {"password1": "correct horse battery", "password2": "correct horse battery"}
    assert client.post(form_at, chosen).status_code == 302
    user = User.objects.get(email="olu@probation.example")
    assert (user.name, user.check_password("correct horse battery")) == ("Olu Adeyemi", True)
    with in_area(world.kent.pk):
        member = Membership.objects.get(user=user)
        assert (member.roles, member.agency) == ([Role.REFERRER], world.probation)
        assert Event.objects.filter(verb="referrer.invited").count() == 1


def test_a_guest_becomes_an_account(world):
    user = User.objects.create_user("olu@probation.example")
    world.users["olu"] = user
    world.join("olu", Role.GUEST, agency=world.probation)
    invite(world.client("manager"), world)
    user.refresh_from_db()

    assert (Membership.objects.get(user=user).roles, user.name) == ([Role.REFERRER], "Olu Adeyemi")
    assert user.has_usable_password()


def test_whose_account_was_ended_can_be_invited_again(world):
    client, member = world.client("manager"), Membership.objects.get(agency=world.probation)
    ended = client.post(url("referrer_end", member.pk))
    assert (ended["Location"], world.client("referrer").get(url("own")).status_code) == (
        url("agencies"),
        404,
    )
    invite(client, world, email=world.users["referrer"].email)

    assert world.client("referrer").get(url("own")).status_code == 200
    assert Event.objects.filter(verb="referrer.ended").count() == 1


@pytest.mark.parametrize("who", ["coordinator", "referrer"])
def test_whoever_has_an_account_here_is_not_invited(world, who):
    answer = invite(world.client("manager"), world, email=world.users[who].email.upper())

    assert (answer.status_code, errors(answer)) == (
        422,
        {"__all__": ["Somebody with this address has an account in this area already."]},
    )
    assert Event.objects.filter(verb="referrer.invited").count() == 0


def test_staff_are_not_ended_here(world):
    member = Membership.objects.get(user=world.users["coordinator"])

    assert world.client("manager").post(url("referrer_end", member.pk)).status_code == 404


def test_what_another_area_has_is_not_there(world):
    agency = AgencyFactory(area=world.avon)
    with in_area(world.avon.pk):
        domain = AgencyDomain.objects.create(
            area=world.avon, agency=agency, domain="avon.example", recorded_at=NOON
        )
    world.join("theirs", Role.GUEST, area=world.avon, agency=agency)
    with in_area(world.avon.pk):
        member = Membership.objects.get(user=world.users["theirs"])
    client = world.client("manager")

    assert client.post(url("domain_remove", domain.pk)).status_code == 404
    assert client.post(url("referrer_end", member.pk)).status_code == 404
    assert b"avon.example" not in client.get(url("agencies")).content


@pytest.mark.parametrize(
    ("who", "status"),
    [("coordinator", 403), ("referrer", 403), ("neighbour", 404), ("stranger", 404)],
)
def test_only_managers_come_in(world, who, status):
    client = world.client(who)
    names = ("agencies", "agency_add", "domain_add", "referrer_invite")

    assert {client.get(url(name)).status_code for name in names} == {status}


def test_thirty_agencies_cost_as_many_queries_as_one(world, count_queries):
    client, manager = world.client("manager"), world.actor("manager")
    client.get(url("agencies"))
    with count_queries() as one:
        client.get(url("agencies"))
    for number in range(29):
        agency = add_agency(name=f"Agency {number}", kind="police", by=manager)
        add_domain(agency, domain=f"a{number}.example", by=manager, now=NOON)
    with count_queries() as thirty:
        client.get(url("agencies"))

    assert len(thirty) == len(one)
