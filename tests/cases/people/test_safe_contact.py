import pytest
from django.core.exceptions import PermissionDenied

from areas.scoping import Stale
from audit.models import Event
from cases.actions.activity import CaseClosed
from cases.actions.safe_contact import (
    OwnLook,
    add_way,
    agree_safe_contact,
    change_way,
    end_way,
    look_at_way,
)
from cases.models import TimelineEntry
from cases.queries.safe_contact import safe_contact_of
from people.actions import reveal
from people.models import ContactPoint
from people.sending import safe_email
from people.tokens import postcode_token, value_token
from people.ways import value_for_a_second_look
from tests.factories.cases import ParticipantFactory, ResponsibleFactory
from tests.factories.people import ContactPointFactory, PersonFactory
from tests.moments import NOON

HERE, THERE = "4 Mill Lane, Dover CT16 1AA", "9 Hill Road, Deal CT14 2BB"


def way(work, **told):
    told = {"kind": "address", "value": HERE, "is_safe": "yes", **told}
    return add_way(work.harmed, by=work.by, now=NOON, **told)


def kept(point):
    point.refresh_from_db()
    return point


def told():
    return sorted(TimelineEntry.objects.values_list("kind", flat=True))


def lived(work, value=HERE, **also):
    return ContactPointFactory(
        person=work.responsible.person, kind="address", value=value, **also, **tokens(work, value)
    )


def tokens(work, value):
    told = {"kind": "address", "value": value}
    area = work.case.area_id
    return {
        "value_token": value_token(area, **told),
        "postcode_token": postcode_token(area, **told),
    }


def test_a_way_is_written_down_and_told_without_itself(work):
    point = way(work, kind="mobile", value="07700 900111", text_ok="yes", voicemail_ok="no")

    told_of = safe_contact_of(work.harmed, work.by).ways[0]
    assert (told_of.key, told_of.kind, told_of.is_safe) == (point.pk, "Mobile telephone", True)
    assert (told_of.texts, told_of.voicemail, told_of.waits) == (True, False, False)
    assert told() == ["way.added"]
    event = Event.objects.get(verb="way.added")
    assert event.detail == {"case": work.case.reference, "way": "mobile", "look": ""}
    assert not hasattr(told_of, "value")


@pytest.mark.parametrize("safe", [("no", "not_safe"), ("unknown", "not_known")])
def test_what_is_not_known_to_be_safe_is_not_usable(work, safe):
    way(work, is_safe=safe[0])

    structure = safe_contact_of(work.harmed, work.by)
    assert ([one.use.value for one in structure.unsafe_ways], structure.safe_ways) == (
        [safe[1]],
        [],
    )


@pytest.mark.parametrize("ended", [None, NOON])
@pytest.mark.parametrize("value", [HERE, "7 Mill Lane, Dover, ct161aa", HERE.upper()])
def test_an_address_where_the_other_side_lives_or_lived_waits_for_a_second_person(
    work, ended, value
):
    lived(work, ended_at=ended)
    point = way(work, value=value)

    assert kept(point).look == "waiting"
    assert [one.waits for one in safe_contact_of(work.harmed, work.by).waiting_ways] == [True]
    assert reveal(work.harmed.person, by=work.by) == []


def test_an_address_elsewhere_does_not_wait(work):
    lived(work, THERE)

    assert kept(way(work)).look == ""
    assert [point.value for point in reveal(work.harmed.person, by=work.by)] == [HERE]


def test_it_waits_for_those_who_are_opposed_in_a_case_that_the_worker_may_not_see(work):
    other = ResponsibleFactory(case=work.foreign.case)
    work.foreign.case.is_restricted = True
    work.foreign.case.save()
    ParticipantFactory(case=work.foreign.case, person=work.harmed.person)
    ContactPointFactory(person=other.person, kind="address", value=HERE, **tokens(work, HERE))

    assert kept(way(work)).look == "waiting"


def test_it_waits_for_a_record_that_was_joined_with_one_on_the_other_side(work):
    joined = PersonFactory(area=work.world.kent, merged_into=work.responsible.person)
    ContactPointFactory(person=joined, kind="address", value=HERE, **tokens(work, HERE))

    assert kept(way(work)).look == "waiting"


def test_nobody_waits_for_their_own_side_or_for_another_area(work):
    same = ParticipantFactory(case=work.case)
    ContactPointFactory(person=same.person, kind="address", value=HERE, **tokens(work, HERE))
    far = PersonFactory(area=work.world.avon)
    ContactPointFactory(person=far, kind="address", value=HERE, **tokens(work, HERE))

    assert kept(way(work)).look == ""


def test_a_way_without_letters_is_compared_with_nothing(work):
    ContactPointFactory(person=work.responsible.person, value="-")

    assert kept(way(work, kind="telephone", value="-")).look == ""


def test_a_second_person_finds_it_safe_and_it_may_be_used(work):
    lived(work)
    point = way(work)
    colleague = work.world.actor("colleague")

    assert value_for_a_second_look(point, by=colleague) == HERE
    look_at_way(work.harmed, point.pk, is_safe=True, by=colleague, now=NOON)

    assert [one.value for one in reveal(work.harmed.person, by=work.by)] == [HERE]
    assert (kept(point).look, point.looked_by_id) == ("safe", colleague.user_id)
    seen = Event.objects.filter(verb="contact.revealed", actor_id=colleague.user_id)
    assert [event.detail for event in seen] == [{"reason": "second_look"}]
    assert told() == ["way.added", "way.looked_at"]


def test_what_a_second_person_finds_unsafe_is_never_used(work):
    lived(work)
    point = way(work)

    look_at_way(work.harmed, point.pk, is_safe=False, by=work.world.actor("colleague"), now=NOON)

    assert (kept(point).look, point.ended_at) == ("refused", NOON)
    assert safe_contact_of(work.harmed, work.by).ways == []


def test_whoever_wrote_it_down_cannot_be_the_second_person(work):
    lived(work)
    point = way(work)

    with pytest.raises(OwnLook, match="Somebody else must look at this address"):
        look_at_way(work.harmed, point.pk, is_safe=True, by=work.by, now=NOON)

    assert (kept(point).look, told()) == ("waiting", ["way.added"])


def test_it_is_looked_at_once(work):
    point = way(work)
    with pytest.raises(Stale, match="Somebody else has looked at it already"):
        look_at_way(work.harmed, point.pk, is_safe=True, by=work.by, now=NOON)


def test_who_never_sees_contact_details_sees_none_on_a_second_look(work):
    lived(work)
    with pytest.raises(PermissionDenied):
        value_for_a_second_look(way(work), by=work.world.actor("supervisor"))


def test_a_change_keeps_what_was_left_empty_and_ends_the_old_one(work):
    old = way(work, code_phrase="Blue gate", who_may_answer="Her sister", safe_times="After 5")

    new = change_way(work.harmed, old.pk, is_safe="no", by=work.by, now=NOON)

    assert (new.value, new.code_phrase, new.who_may_answer) == (HERE, "Blue gate", "Her sister")
    assert (new.is_safe, new.ended_at, kept(old).ended_at) == ("no", None, NOON)
    assert told() == ["way.added", "way.changed"]


def test_another_address_in_its_place_is_compared_anew(work):
    lived(work, THERE)
    old = way(work)

    new = change_way(work.harmed, old.pk, value=THERE, by=work.by, now=NOON)

    assert kept(new).look == "waiting"


def test_a_change_of_hours_does_not_make_somebody_the_second_person(work):
    lived(work)
    old = way(work)
    colleague = work.world.actor("colleague")

    new = change_way(work.harmed, old.pk, safe_times="After 6", by=colleague, now=NOON)

    assert (new.look, new.recorded_by_id) == ("waiting", work.by.user_id)


def test_an_ended_way_is_told_of_no_more(work):
    point = way(work)
    end_way(work.harmed, point.pk, by=work.by, now=NOON)

    assert safe_contact_of(work.harmed, work.by).ways == []
    for act in (end_way, change_way):
        with pytest.raises(Stale):
            act(work.harmed, point.pk, by=work.by, now=NOON)
    assert Event.objects.filter(verb="contact_point.ended").count() == 1


def test_the_line_is_agreed_and_a_stale_one_refused(work):
    told_of = {"may_contact": "no", "safe_contact": "Never.", "by": work.by, "now": NOON}
    agree_safe_contact(work.harmed, version=1, **told_of)

    row = type(work.harmed).objects.select_related("person").get(pk=work.harmed.pk)
    assert (row.may_contact, row.safe_contact, row.version) == ("no", "Never.", 2)
    assert Event.objects.get(verb="safe_contact.changed").detail["after"] == "no"
    with pytest.raises(Stale):
        agree_safe_contact(work.harmed, version=1, **told_of)


def test_no_email_goes_to_whoever_said_in_a_case_that_they_must_not_be_contacted(work):
    person = work.harmed.person
    ContactPointFactory(person=person, kind="email", value="jess@example.invalid")
    assert safe_email(person, by=work.by).email == "jess@example.invalid"

    agree_safe_contact(
        work.harmed, may_contact="no", safe_contact="", version=1, by=work.by, now=NOON
    )

    assert safe_email(person, by=work.by).why_not == "they_contact_us"


def test_no_email_goes_to_an_address_that_waits(work):
    ContactPointFactory(
        person=work.harmed.person, kind="email", value="jess@example.invalid", look="waiting"
    )

    assert safe_email(work.harmed.person, by=work.by).email == ""


def test_a_closed_case_is_not_worked_on(work):
    point = way(work)
    work.close()

    for act in (
        lambda: way(work),
        lambda: change_way(work.harmed, point.pk, by=work.by, now=NOON),
        lambda: look_at_way(work.harmed, point.pk, is_safe=True, by=work.by, now=NOON),
    ):
        with pytest.raises(CaseClosed):
            act()
    assert ContactPoint.objects.count() == 1
