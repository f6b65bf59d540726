import base64
import sys
from io import BytesIO

import pikepdf  # noqa: TID253
import pytest
from django.urls import reverse
from pypdf import PdfReader

from areas.actor import Actor
from audit.models import Event
from outbox.models import Entry
from referrals.actions.copies import store_copy
from referrals.models import Referral, Submission, SubmissionCopy
from referrals.queries.copies import copy_of, side_of
from referrals.stages import Initiator, Source
from tests.factories.areas import AgencyFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.moments import NOON
from tests.referrals.sent import JESSICA, guest, send, work_off

OF_JESSICA = ("Jessica", "Lane", "Ruth", "2 February 1998")
OF_DANIEL = ("Daniel", "Moss", "HMP Northtown", "4 January 2027", "31")
NEVER = ("took the telephone", "knows where", "interpreter", "home.invalid")


def text_of(copy):
    pages = PdfReader(BytesIO(base64.b64decode(copy.pdf))).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def copied(world, **changes):
    send(world, **changes)
    work_off(world)
    return SubmissionCopy.objects.get()


def page_of(referral):
    return reverse("referrals:own_copy", args=["kent", referral.reference])


def test_the_copy_of_who_works_with_the_responsible_holds_nothing_of_the_harmed(world):
    text = text_of(copied(world, source="prob_com"))

    assert [told for told in OF_DANIEL if told not in text] == []
    assert [told for told in (*OF_JESSICA, *NEVER) if told in text] == []
    for told in ("KNT-R26-00001", "Olu Adeyemi", "Robbery of a person", "46/1234/26", "Hate crime"):
        assert told in text


def test_the_copy_of_who_works_with_the_harmed_holds_nothing_of_the_responsible(world):
    text = text_of(copied(world, source="vs_local"))

    assert [told for told in OF_JESSICA if told not in text] == []
    assert [told for told in (*OF_DANIEL, *NEVER) if told in text] == []


def test_the_copy_of_who_works_with_neither_holds_no_person(world):
    text = text_of(copied(world, source="court", initiator="court"))

    assert [told for told in (*OF_JESSICA, *OF_DANIEL, *NEVER) if told in text] == []
    assert "The people on both sides" in text


@pytest.mark.parametrize(
    ("source", "initiator", "side"),
    [
        *[
            (source, "prof", "harmed")
            for source in ("pol_flo", "pol_vcu", "vs_local", "vs_special")
        ],
        *[(source, "responsible", "harmed") for source in ("vs_homicide", "prob_vlo")],
        *[(source, "harmed", "responsible") for source in ("pol_oocd", "prob_com", "pris_pom")],
        *[(source, "prof", "responsible") for source in ("pris_other", "yjs")],
        ("pol_officer", "harmed", "harmed"),
        ("pol_officer", "fam_harmed", "harmed"),
        ("pol_officer", "responsible", "responsible"),
        ("housing", "fam_responsible", "responsible"),
        *[
            ("pol_officer", initiator, None)
            for initiator in ("prof", "disposal", "court", "service", "mutual")
        ],
        ("unknown", "prof", None),
    ],
)
def test_whose_side_a_referrer_is_on_follows_from_their_post_or_from_who_wanted_it(
    source, initiator, side
):
    referral = Referral(source=Source(source), initiator=Initiator(initiator))

    assert side_of(referral) == side


def test_the_copy_is_tagged_titled_and_in_english(world):
    made = base64.b64decode(copied(world).pdf)

    with pikepdf.open(BytesIO(made)) as pdf:
        assert bool(pdf.Root.MarkInfo.Marked)
        assert str(pdf.Root.Lang) == "en-GB"
        with pdf.open_metadata() as metadata:
            assert metadata["pdfuaid:part"] == "1"
            assert metadata["dc:title"] == "Copy of referral KNT-R26-00001"


def test_a_referral_of_which_little_was_told_is_copied_too(world):
    system = Actor.system(world.kent)
    send(world, by=system, referrer=None, source="vs_local", people=[JESSICA])

    copy = store_copy(str(Submission.objects.get().pk), by=system, now=NOON)

    assert "Jessica" in text_of(copy)


def test_a_copy_is_made_once(world):
    copy = copied(world)
    Entry.objects.update(done_at=None, lease_until=None)
    work_off(world)

    assert SubmissionCopy.objects.get() == copy
    assert Event.objects.filter(verb="submission.copied").count() == 1


@pytest.mark.parametrize("who", ["coordinator", "facilitator"])
def test_what_staff_write_down_is_not_copied(world, who):
    send(world, who=who, channel="phone")

    assert Entry.objects.filter(kind="referrals.copy").count() == 0


def test_the_agency_downloads_its_copy_and_that_is_written_down(world):
    copied(world)
    answer = world.client("referrer").get(page_of(Referral.objects.get()))

    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    assert answer["Content-Disposition"] == 'attachment; filename="KNT-R26-00001.pdf"'
    assert answer.content.startswith(b"%PDF-")
    assert Event.objects.filter(verb="submission.downloaded").count() == 1


def test_a_guest_downloads_their_own_and_nobody_elses(world):
    guest(world)
    theirs, mine = send(world), send(world, who="guest")
    work_off(world)
    client = world.client("guest")

    assert client.get(page_of(mine)).content.startswith(b"%PDF-")
    assert client.get(page_of(theirs)).status_code == 404


def test_another_agency_a_stranger_and_staff_have_no_such_page(world):
    other = AgencyFactory(area=world.kent)
    referral = SubmissionFactory(referral__area=world.kent, agency=other).referral

    assert [
        world.client(who).get(page_of(referral)).status_code
        for who in ("referrer", "stranger", "neighbour", "coordinator")
    ] == [404, 404, 404, 403]


def test_while_it_is_made_the_page_says_so_and_can_be_asked_again(world):
    referral = send(world)
    answer = world.client("referrer").get(page_of(referral))

    assert b"The PDF is being made." in answer.content
    assert page_of(referral).encode() in answer.content
    assert Event.objects.filter(verb="submission.viewed").count() == 1


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        ("EngineMissing", "the PDF engine is not installed"),
        ("ValueError", "Making the PDF failed and is tried again."),
    ],
)
def test_a_copy_that_fails_is_told_in_words(world, error, sentence):
    referral = send(world)
    Entry.objects.filter(kind="referrals.copy").update(last_error=error)

    assert sentence in world.client("referrer").get(page_of(referral)).content.decode()


def test_one_that_was_given_up_is_no_copy(world):
    referral = send(world)
    Entry.objects.update(dead_at=NOON)

    assert b"There is no PDF copy" in world.client("referrer").get(page_of(referral)).content


def test_a_machine_without_the_engine_tries_again(world, monkeypatch):
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    send(world)
    work_off(world)

    entry = Entry.objects.get(kind="referrals.copy")
    assert (entry.last_error, SubmissionCopy.objects.count()) == ("EngineMissing", 0)


def test_what_was_sent_leads_to_its_copy_where_there_is_one(world):
    referral = send(world)
    staff = send(world, who="coordinator", channel="phone", agency=world.probation)
    client = world.client("referrer")

    def leads_there(one):
        page = client.get(reverse("referrals:own_detail", args=["kent", one.reference]))
        return page_of(one).encode() in page.content

    assert (leads_there(referral), leads_there(staff)) == (True, False)
    work_off(world)
    assert leads_there(referral)


def test_a_child_in_its_first_year_has_an_age(world):
    referral = FullReferralFactory(
        area=world.kent,
        source="vs_local",
        harmed__age_told=0,
        harmed__person__date_of_birth=None,
    )
    sections = copy_of(SubmissionFactory(referral=referral), world.actor("coordinator"))

    assert dict(sections[-1].rows)["Age"] == "0"
