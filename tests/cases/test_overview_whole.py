"""What an overview must not leave out: days far off, and everybody who can be got in touch with."""

from datetime import date

from tests.cases.made import daniel_of, jessica_of, url
from tests.factories.cases import ParticipantFactory
from tests.factories.custody import KeyDateFactory


def overview(world, case):
    return world.client("facilitator").get(url("detail", case))


def test_a_release_stands_among_the_dates_noted_or_years_off_until_it_is_past_or_removed(
    world, case
):
    daniel = daniel_of(case)
    KeyDateFactory(participant=daniel, kind="release", on=date(2026, 9, 1), noted_months=3)
    KeyDateFactory(participant=daniel, kind="licence_end", on=date(2029, 2, 3))
    KeyDateFactory(participant=daniel, kind="parole", on=date(2026, 8, 11))
    KeyDateFactory(participant=daniel, kind="court", on=date(2027, 1, 1), ended_at="2026-08-01T12Z")

    page = overview(world, case)

    assert [(one.what, one.when, one.url) for one in page.context["key_dates"]] == [
        ("Release, Daniel R.", date(2026, 9, 1), url("custody", case, daniel.pk)),
        ("End of licence, Daniel R.", date(2029, 2, 3), url("custody", case, daniel.pk)),
    ]
    assert "End of licence, Daniel R.</a>: 3 February 2029" in page.content.decode()
    assert page.context["alerts"] == []


def test_everybody_in_the_case_can_be_written_about_and_a_meeting_can_be_planned(world, case):
    mother = ParticipantFactory(case=case, role="supporter")
    page = overview(world, case).content.decode()

    wanted = [
        *(url(name, case, mother.pk) for name in ("contact_add", "session_add")),
        url("conference_plan", case),
    ]
    assert [address for address in wanted if address not in page] == []


def test_whoever_is_not_to_be_contacted_may_still_have_got_in_touch(world, case):
    jessica = jessica_of(case)
    jessica.may_contact = "no"
    jessica.save()

    page = overview(world, case).content.decode()

    assert "That Jessica H. got in touch themselves" in page
    assert "Log that they got in touch themselves" in page
    assert "A contact or an attempt with Jessica H." not in page
