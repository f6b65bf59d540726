"""The task list about two parties, of whom neither is the one harmed."""

import json

from referrals.models import Incident, ReferralPerson, Submission
from tests.referrals.professional.writing import (
    AGREEMENT,
    INCIDENT,
    JESSICA,
    NO_LETTER,
    NO_WAY,
    Writer,
)

MEDIATION = {**INCIDENT, "about": "mediation", "offence": "asb_neigh"}
TRUST = {"organisation": "Hedge Trust", "first_name": "", "last_name": "", "lives_in_area": "yes"}


def named(writer, side, kind, about):
    key = writer.add(side, kind)
    for page, answers in (("about", about), ("reach", NO_WAY), ("write", NO_LETTER)):
        assert writer.about(key, page, answers).status_code == 302
    return key


def test_its_people_are_party_a_and_party_b(world):
    writer = Writer(world).rest()
    writer.task("incident", MEDIATION)
    assert writer.task("agreement", AGREEMENT).status_code == 422
    assert writer.task("agreement", {**AGREEMENT, "initiator": "party_a"}).status_code == 302
    named(writer, "harmed", "person", JESSICA)
    key = named(writer, "responsible", "organisation", TRUST)
    shown = writer.page("draft_person", key, "about").content.decode()
    side = writer.page("task", "responsible").content.decode()
    for name in ("harmed", "responsible"):
        assert writer.task(name, {"everybody": "all"}).status_code == 302

    check = writer.page("draft_check").content.decode()
    assert writer.send().status_code == 302
    assert ("Is its place in this area?" in shown, "that was harmed" in shown) == (True, False)
    assert "Party B" in side
    pages = " ".join((side, check))
    assert [word for word in ("erson harmed", "erson responsible") if word in pages] == []
    assert list(ReferralPerson.objects.order_by("side").values_list("side", flat=True)) == [
        "party_a",
        "party_b",
    ]
    assert Incident.objects.get().responsible_identified == "unknown"
    sent = dict(json.loads(Submission.objects.get().as_sent))
    assert (sent["Party A: First name"], sent["What is it about?"][:9]) == ("Jessica", "A dispute")


def test_nobody_of_a_mediation_is_asked_whether_they_accept_responsibility(world):
    writer = Writer(world)
    writer.task("incident", MEDIATION)
    key = writer.add("responsible")

    assert writer.page("draft_person", key, "standing").status_code == 404
    assert writer.about(key, "about", JESSICA)["Location"].endswith("/reach/")


def test_an_organisation_that_harmed_somebody_is_still_not_named(world):
    writer = Writer(world)

    assert writer.post("draft_person_add", "responsible", "organisation").status_code == 404


WRONG_KIND = "An organisation cannot stand on this side where somebody was harmed. Remove it"


def test_an_organisation_that_was_a_party_is_not_sent_as_one_that_harmed_somebody(world):
    writer = Writer(world).rest()
    writer.task("incident", MEDIATION)
    named(writer, "harmed", "person", JESSICA)
    key = named(writer, "responsible", "organisation", TRUST)
    for name in ("harmed", "responsible"):
        assert writer.task(name, {"everybody": "all"}).status_code == 302
    assert WRONG_KIND not in writer.page("task", "responsible").content.decode()
    writer.task("incident", {**INCIDENT, "about": "harm"})
    rows = {row.label: row.status for row in writer.page("draft").context["tasks"]}

    assert (rows["People harmed"], rows["People responsible"]) == ("Completed", "In progress")
    assert rows["Check and send"] == "Cannot start yet"
    assert WRONG_KIND in writer.page("task", "responsible").content.decode()
    assert writer.page("draft_check").status_code == 302
    writer.post("draft_person_remove", key)
    writer.task("responsible", {"everybody": "nobody"})
    assert writer.send().status_code == 302
    assert list(ReferralPerson.objects.values_list("side", flat=True)) == ["harmed"]
