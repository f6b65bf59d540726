from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from areas.actor import Actor
from areas.models import AgencyDomain, Membership, SecurityEvent, SignInLink, User
from areas.roles import Role
from areas.tenancy import in_area
from audit.models import Event
from outbox.actions import work
from outbox.models import Entry
from referrals.actions.guests import LINK, LinkSpent, make_link, sweep, use_link
from referrals.models import Arrival
from referrals.queries.links import hash_of
from rjcase import clock
from tests.moments import NOON
from tests.world import stand_in

ASK, OFFICER = "/refer/professional/", "olu@probation.example"
ANSWER = b"If this address belongs to a partner, a link is on its way."


@pytest.fixture(autouse=True)
def no_counts(db):
    cache.clear()


@pytest.fixture
def domain(world):
    with in_area(world.kent.pk):
        return AgencyDomain.objects.create(
            area=world.kent,
            agency=world.probation,
            domain="probation.example",
            recorded_at=NOON,
        )


def ask(client, email=OFFICER, area="kent"):
    return client.post(ASK, {"area": area, "email": email})


def the_worker_works(area, now=NOON):
    while work(area, clock=lambda: now):
        pass


def link_in(message):
    return next(line for line in message.body.splitlines() if "/refer/link/" in line)


def path_of(link):
    return link[link.index("/refer/") :]


def asked_and_mailed(world, client, **asked):
    answer = ask(client, **asked)
    the_worker_works(world.kent)
    return answer


def test_a_work_address_of_a_partner_gets_a_link_that_lets_in_once(world, client, domain):
    answer = asked_and_mailed(world, client)
    (message,) = mail.outbox
    path = path_of(link_in(message))

    assert (answer.status_code, message.to) == (200, [OFFICER])
    assert ANSWER in answer.content
    opened = client.get(path)
    assert (opened.status_code, "_auth_user_id" in client.session) == (200, False)
    let_in = client.post(path)
    assert (let_in.status_code, let_in["Location"]) == (302, "/areas/kent/referrals/drafts/")
    assert client.get(let_in["Location"]).status_code == 200
    with in_area(world.kent.pk):
        member = Membership.objects.get(user__email=OFFICER)
        assert (member.roles, member.agency) == ([Role.GUEST], world.probation)
        assert not member.user.has_usable_password()
        verbs = list(Event.objects.order_by("at").values_list("verb", flat=True))
    assert verbs[:3] == ["guest.let_in", "link.made", "link.used"]
    signed_in = SecurityEvent.objects.filter(kind="signed_in", user_id=member.user_id)
    assert signed_in.count() == 1


def test_what_stands_in_the_database_opens_nothing(world, client, domain):
    asked_and_mailed(world, client)
    token = path_of(link_in(mail.outbox[0])).rstrip("/").rsplit("/", maxsplit=1)[-1]

    with in_area(world.kent.pk):
        stored = [*SignInLink.objects.values_list("key_hash", flat=True)]
        written = str(list(Entry.objects.values())) + str(list(Event.objects.values()))
    assert stored == [hash_of(token)]
    assert token not in written
    assert OFFICER not in written


@pytest.mark.parametrize(
    "spent", ["used", "old", "unknown", "of another area", "ended", "has an account"]
)
def test_a_link_that_is_spent_says_the_same_whatever_the_reason(world, client, domain, spent):
    asked_and_mailed(world, client)
    path, later = path_of(link_in(mail.outbox[0])), NOON
    if spent == "used":
        client.post(path)
        client.post(reverse("account_logout"))
    elif spent == "old":
        later = NOON + timedelta(hours=24)
    elif spent == "unknown":
        path = reverse("refer:link", args=["kent", "x" * 43])
    elif spent == "of another area":
        path = path.replace("kent", "avon")
    elif spent == "ended":
        with in_area(world.kent.pk):
            Membership.objects.filter(user__email=OFFICER).update(is_active=False)
    else:
        user = User.objects.get(email=OFFICER)
        user.set_password("a long password")
        user.save()
    with clock.fixed_at(later):
        answer = client.post(path)

    assert answer.status_code == 410
    assert b"This link does not work any more." in answer.content
    assert reverse("refer:professional").encode() in answer.content
    assert "_auth_user_id" not in client.session


def test_whoever_was_given_another_role_meanwhile_is_not_let_in(world, domain):
    user = world.join("both", Role.GUEST, Role.COORDINATOR, agency=world.probation)
    token = make_link(user, by=Actor.system(world.kent), now=NOON)

    with pytest.raises(LinkSpent):
        use_link("kent", token, now=NOON)


@pytest.mark.parametrize("email", ["olu@gmail.example", "olu@mail.probation.example"])
def test_an_address_of_nobody_we_know_gets_the_same_answer_and_no_mail(
    world, client, domain, email
):
    known, unknown = ask(client), ask(client, email=email)
    with in_area(world.kent.pk):
        Entry.objects.all().delete()
        Arrival.objects.all().delete()
    asked_and_mailed(world, client, email=email)

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert ANSWER in unknown.content
    assert (mail.outbox, User.objects.filter(email=email).exists()) == ([], False)
    with in_area(world.kent.pk):
        assert list(Arrival.objects.values_list("taken_in_at", flat=True)) == [NOON]
        assert Arrival.objects.get().body == "{}"
        assert Event.objects.filter(verb="link.refused").count() == 1


def test_whoever_has_an_account_is_told_to_sign_in(world, client, domain):
    coordinator = world.users["coordinator"]
    coordinator.set_password("a long password")
    coordinator.save()
    asked_and_mailed(world, client, email=coordinator.email)
    (message,) = mail.outbox

    assert "/sign-in/" in message.body
    assert "/refer/link/" not in message.body
    with in_area(world.kent.pk):
        assert Membership.objects.get(user=coordinator).roles == [Role.COORDINATOR]
        assert SignInLink.objects.count() == 0


def test_somebody_of_another_area_becomes_a_guest_here_and_signs_in_as_ever(world, client, domain):
    user = User.objects.create_user(OFFICER, "a long password", name="Olu")
    asked_and_mailed(world, client)

    assert "/sign-in/" in mail.outbox[0].body
    with in_area(world.kent.pk):
        assert Membership.objects.get(user=user).roles == [Role.GUEST]


@pytest.mark.parametrize("ended", ["membership", "user"])
def test_whoever_was_let_go_gets_nothing(world, client, domain, ended):
    user = User.objects.create_user(OFFICER, is_active=ended != "user")
    world.users["gone"] = user
    world.join("gone", Role.GUEST, agency=world.probation)
    if ended == "membership":
        Membership.objects.filter(user=user).update(is_active=False)
    asked_and_mailed(world, client)

    assert mail.outbox == []


def test_whoever_is_let_go_before_the_mail_leaves_gets_none(world, client, domain):
    ask(client)
    with in_area(world.kent.pk):
        work_once(world)
        Membership.objects.filter(user__email=OFFICER).update(is_active=False)
        assert list(Entry.objects.filter(done_at=None).values_list("kind", flat=True)) == [LINK]
    the_worker_works(world.kent)

    assert mail.outbox == []


def work_once(world):
    work(world.kent, clock=lambda: NOON)


def test_a_second_link_comes_for_who_was_here_before(world, client, domain):
    asked_and_mailed(world, client)
    asked_and_mailed(world, client, email="OLU@Probation.example")

    assert len({link_in(message) for message in mail.outbox}) == 2
    assert User.objects.filter(email=OFFICER).count() == 1


def test_a_fourth_wish_of_one_address_is_answered_alike_and_not_heard(world, client, domain):
    answers = [ask(client).content.count(ANSWER) for _ in range(4)]

    with in_area(world.kent.pk):
        assert (answers, Arrival.objects.count()) == ([1] * 4, 3)


def test_many_wishes_of_one_place_are_not_heard(world, client, domain):
    for number in range(31):
        ask(client, email=f"{number}@probation.example")

    with in_area(world.kent.pk):
        assert Arrival.objects.count() == 30


@pytest.mark.parametrize(
    ("answers", "field", "sentence"),
    [
        ({"email": OFFICER}, "area", "Select the service"),
        ({"area": "nowhere", "email": OFFICER}, "area", "Select an option from the list"),
        ({"area": "kent", "email": "olu"}, "email", "in the correct format"),
        ({"area": "kent", "email": "a\0b@c.example"}, "email", "in the correct format"),
    ],
)
def test_what_cannot_be_is_said_beside_the_question(world, client, answers, field, sentence):
    answer = client.post(ASK, answers)

    assert (answer.status_code, list(answer.context["form"].errors)) == (422, [field])
    assert sentence in answer.context["form"].errors[field][0]


def test_the_form_opens_with_the_area_that_the_address_names(world, client):
    form = client.get(f"{ASK}?area=kent").context["form"]

    assert [value for value, _name in form.fields["area"].choices][1:] == ["avon", "kent"]
    assert form["area"].value() == "kent"


def test_a_guest_is_let_nowhere_but_to_what_they_refer(world):
    user = world.join("guest", Role.GUEST, agency=world.probation)
    client = world.client("guest")

    assert client.get(reverse("areas:home", args=["kent"]))["Location"].endswith("/own/")
    for name in ("referrals:inbox", "cases:list", "areas:settings", "referrals:agencies"):
        assert client.get(reverse(name, args=["kent"])).status_code == 403
    with in_area(None, user.pk):
        assert len(Actor.entering("kent", user).perms) == 3
    stand_in(world.kent)


def test_a_guest_may_not_get_a_password(world, client, domain):
    asked_and_mailed(world, client)
    mail.outbox.clear()
    client.post(reverse("account_reset_password"), {"email": OFFICER})

    assert [message for message in mail.outbox if "/sign-in/password/" in message.body] == []


def test_links_are_deleted_after_28_days(world):
    user = world.join("guest", Role.GUEST, agency=world.probation)
    system = Actor.system(world.kent)
    make_link(user, by=system, now=NOON - timedelta(days=29))
    make_link(user, by=system, now=NOON)

    assert [sweep(by=system, now=NOON) for _ in range(2)] == [1, 0]
    assert SignInLink.objects.get().sent_at == NOON


def test_the_link_of_one_area_is_not_seen_from_another_without_its_key(world):
    user = world.join("guest", Role.GUEST, agency=world.probation)
    make_link(user, by=Actor.system(world.kent), now=NOON)
    with in_area(world.avon.pk):
        assert SignInLink.objects.count() == 0


def test_a_guest_whose_domain_was_removed_gets_no_new_link(world, client, domain):
    asked_and_mailed(world, client)
    with in_area(world.kent.pk):
        domain.delete()
    mail.outbox.clear()

    ask(client)
    the_worker_works(world.kent)

    assert mail.outbox == []
