import pytest
from django.core import mail

from areas.actor import Actor
from areas.models import AgencyDomain, Membership
from audit.models import Event
from outbox.models import Entry
from people.models import ContactPoint, Person
from referrals.actions import PersonTold, WayToReach
from tests.moments import NOON
from tests.referrals.sent import DANIEL, JESSICA, MOTHER, guest, send, work_off

TELLING = ("crime", "restorative", "harm", "referral", "Jessica", "Lane", "Kent", "rjcase")
NAME_IT = (
    "Name this reference when you ask about it. "
    "Please do not answer this message: nobody reads what is sent to it."
)
ALONE = {"source": "self_harmed", "initiator": "harmed", "channel": "web", "referrer": None}
ON_BEHALF = {**ALONE, "source": "family", "initiator": "fam_harmed"}


def system(world):
    return Actor.system(world.kent)


def acknowledged(world, **changes):
    """A referral came in and the worker dealt with it: the message that left, and the audit's."""
    mail.outbox.clear()
    send(world, **changes)
    work_off(world)
    event = Event.objects.get(verb="referral.acknowledged")
    (message,) = mail.outbox or [None]
    return message, (event.detail["channel"], event.detail["why_not"])


def test_an_officer_gets_the_reference_and_nothing_else_at_their_own_address(world, settings):
    settings.BASE_URL = "https://rj.example.org"
    message, told = acknowledged(world)

    assert told == ("email", "")
    assert (message.to, message.subject) == (
        ["referrer@service.invalid"],
        "Referral KNT-R26-00001 has arrived",
    )
    entry = Entry.objects.get(kind="referrals.acknowledge")
    assert message.message()["Message-ID"] == f"<{entry.pk}@rjcase.invalid>"
    assert message.body.split("\n") == [
        "Your referral has arrived at Restorative Kent. Its reference is KNT-R26-00001.",
        "",
        "Here you can see what you sent and what became of it:",
        "https://rj.example.org/areas/kent/referrals/own/KNT-R26-00001/",
        "",
        NAME_IT,
        "",
    ]


def test_a_guest_gets_no_link_since_theirs_worked_once(world):
    guest(world)
    message, told = acknowledged(world, who="guest")

    assert (message.to, told) == (["guest@service.invalid"], ("email", ""))
    assert "http" not in message.body


def test_who_was_written_down_by_staff_is_told_at_their_work_address(world):
    message, told = acknowledged(world, who="coordinator", channel="phone")

    assert (message.to, told) == (["olu@team.invalid"], ("email", ""))
    assert "http" not in message.body


def test_an_officer_who_left_meanwhile_is_told_at_the_address_in_the_referral(world):
    by = world.actor("referrer")
    Membership.objects.filter(user=by.user).update(is_active=False)
    message, _told = acknowledged(world, by=by)

    assert message.to == ["olu@team.invalid"]


@pytest.mark.parametrize("source", ["other", "unknown"])
def test_whoever_may_not_have_been_at_work_gets_words_that_tell_nothing(world, source):
    message, told = acknowledged(world, who="coordinator", channel="phone", source=source)

    assert (message.to, told) == (["olu@team.invalid"], ("email", ""))
    assert (message.subject, message.from_email) == ("Your message", "no-reply@messages.invalid")
    whole = message.message().as_string().lower()
    assert [word for word in TELLING if word.lower() in whole] == []


def test_without_a_neutral_sender_they_are_told_nothing(world, settings):
    settings.NEUTRAL_FROM_EMAIL = ""

    assert acknowledged(world, who="coordinator", channel="phone", source="other") == (
        None,
        ("none", "no_neutral_sender"),
    )


def test_another_source_of_a_known_agency_is_told_at_work(world):
    message, _told = acknowledged(
        world, who="coordinator", channel="phone", source="other", agency=world.probation
    )

    assert message.subject == "Referral KNT-R26-00001 has arrived"


def test_without_an_address_nobody_is_told_and_the_audit_says_so(world):
    assert acknowledged(world, who="coordinator", channel="phone", referrer=None) == (
        None,
        ("none", "no_address"),
    )


def test_a_system_may_name_only_addresses_of_its_own_agency(world):
    sent_by_system = {"by": system(world), "channel": "system", "agency": world.probation}
    assert acknowledged(world, **sent_by_system) == (None, ("none", "not_of_the_agency"))

    AgencyDomain.objects.create(
        area=world.kent, agency=world.probation, domain="team.invalid", recorded_at=NOON
    )
    mail.outbox.clear()
    send(world, **sent_by_system)
    work_off(world)
    assert [message.to for message in mail.outbox] == [["olu@team.invalid"]]


@pytest.mark.parametrize("channel", ["list", "transfer"])
def test_what_comes_in_a_list_or_a_parcel_is_not_acknowledged_row_by_row(world, channel):
    send(world, who="coordinator", channel=channel)

    assert Entry.objects.count() == 0


def test_whoever_wrote_themselves_gets_words_that_tell_nothing(world):
    message, told = acknowledged(world, by=system(world), people=[JESSICA], **ALONE)

    assert (message.to, told) == (["jessica@home.invalid"], ("email", ""))
    assert (message.subject, message.from_email) == ("Your message", "no-reply@messages.invalid")
    assert message.body.split("\n") == [
        "Thank you for your message. It has arrived.",
        "",
        "We will be in touch in the way that you asked us to.",
        "",
        "Please do not answer this email: nobody reads what is sent to it.",
        "",
    ]
    whole = message.message().as_string().replace("jessica@home.invalid", "").lower()
    assert [word for word in TELLING if word.lower() in whole] == []
    entry = Entry.objects.get(kind="referrals.acknowledge")
    assert message.message()["Message-ID"] == f"<{entry.pk}@messages.invalid>"
    assert Event.objects.get(verb="contact.used").subject_type == "people.Person"


def test_whoever_is_responsible_and_wrote_themselves_is_told_too(world):
    alone = {**ALONE, "source": "self_responsible", "initiator": "responsible"}
    message, _told = acknowledged(world, by=system(world), people=[DANIEL], **alone)

    assert message.to == ["daniel@home.invalid"]


def test_a_relative_is_told_and_never_the_person_whom_they_wrote_about(world):
    aunt = PersonTold(
        side="harmed",
        first_name="Ann",
        part="family",
        contact=WayToReach(kind="email", value="ann@home.invalid", is_safe="yes"),
    )
    people = [JESSICA, aunt]
    message, _told = acknowledged(world, by=system(world), people=people, **ON_BEHALF)

    assert message.to == ["ann@home.invalid"]


def of_party_a(name, part="party"):
    way = WayToReach(kind="email", value=f"{name}@home.invalid", is_safe="yes")
    return PersonTold(side="party_a", first_name=name, part=part, contact=way)


ANNA, SON = of_party_a("anna"), of_party_a("ben", "family")


@pytest.mark.parametrize(
    ("source", "people", "to"),
    [
        ("self_party", [ANNA, SON], ["anna@home.invalid"]),
        ("family", [ANNA, SON], ["ben@home.invalid"]),
        ("family", [ANNA], []),
        ("other", [ANNA], []),
    ],
)
def test_a_party_is_told_only_where_they_wrote_themselves(world, source, people, to):
    told = {**ALONE, "initiator": "party_a", "source": source}
    message, (channel, why_not) = acknowledged(world, by=system(world), people=people, **told)

    assert (message.to if message else []) == to
    assert (channel, why_not) == (("email", "") if to else ("none", "not_certain_who"))


@pytest.mark.parametrize(
    ("people", "why_not"),
    [
        ([PersonTold(side="harmed", first_name="J", contacts_us=True)], "they_contact_us"),
        ([PersonTold(side="harmed", first_name="J")], "no_safe_email"),
        ([JESSICA, PersonTold(side="harmed", first_name="K")], "not_certain_who"),
        ([DANIEL], "not_certain_who"),
        (
            [PersonTold(side="harmed", first_name="J", contact=WayToReach("email", "j@x.invalid"))],
            "no_safe_email",
        ),
        (
            [
                PersonTold(
                    side="harmed",
                    first_name="J",
                    contact=WayToReach("mobile", "07700 900123", is_safe="yes"),
                )
            ],
            "safe_by_telephone",
        ),
        (
            [
                PersonTold(
                    side="harmed",
                    first_name="J",
                    contact=WayToReach("email", "ask my sister", is_safe="yes"),
                )
            ],
            "not_an_address",
        ),
    ],
)
def test_nothing_is_sent_where_it_is_not_known_to_be_safe(world, people, why_not):
    assert acknowledged(world, by=system(world), people=people, **ALONE) == (
        None,
        ("none", why_not),
    )


def test_the_address_that_a_member_of_the_public_left_as_a_referrer_is_not_used(world):
    about = {**ALONE, "source": "other"}
    message, told = acknowledged(
        world, by=system(world), people=[JESSICA], **{**about, "referrer": None}
    )

    assert (message, told) == (None, ("none", "not_certain_who"))


def no_longer_safe(world):
    ContactPoint.objects.update(is_safe="no")


def superseded(world):
    ContactPoint.objects.update(ended_at=NOON)


def contacts_us_now(world):
    Person.objects.update(contacts_us=True)


def joined_to_one_who_contacts_us(world):
    other = Person.objects.create(
        area=world.kent, first_name="J", contacts_us=True, recorded_at=NOON
    )
    Person.objects.exclude(pk=other.pk).update(merged_into=other)


@pytest.mark.parametrize(
    "meanwhile", [no_longer_safe, superseded, contacts_us_now, joined_to_one_who_contacts_us]
)
def test_safety_is_asked_again_at_the_moment_of_sending(world, meanwhile):
    send(world, by=system(world), people=[JESSICA], **ALONE)
    meanwhile(world)
    work_off(world)

    assert mail.outbox == []
    assert Event.objects.get(verb="referral.acknowledged").detail["channel"] == "none"


def test_without_a_neutral_sender_nothing_is_sent(world, settings):
    settings.NEUTRAL_FROM_EMAIL = ""

    assert acknowledged(world, by=system(world), people=[JESSICA, MOTHER], **ALONE) == (
        None,
        ("none", "no_neutral_sender"),
    )


def test_what_cannot_be_handed_over_is_tried_again_and_not_written_down_as_sent(world, settings):
    settings.EMAIL_BACKEND = "nowhere.at.all.Backend"
    send(world)
    work_off(world)

    entry = Entry.objects.get(kind="referrals.acknowledge")
    assert (entry.done_at, entry.last_error) == (None, "ModuleNotFoundError")
    assert Event.objects.filter(verb="referral.acknowledged").count() == 0
