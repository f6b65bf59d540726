import json
from datetime import UTC, datetime

import pytest

from areas.models import ApiKey
from audit.models import Event
from people.models import ContactPoint
from referrals.api.described import MEDIATION
from referrals.models import Referral, ReferralPerson, Submission
from rjcase import clock
from tests.moments import NOON
from tests.referrals.api.calls import good, problem, system_of, with_incident


def test_a_referral_that_a_system_sends_is_taken_in(world, system):
    answer = system.send()
    referral = Referral.objects.get()

    assert (answer.status_code, answer.json()) == (
        201,
        {
            "reference": referral.reference,
            "status": "received",
            "received_at": "2026-08-12T12:00:00+01:00",
        },
    )
    assert answer["Location"] == f"http://testserver{system.place}{referral.reference}/"
    assert not answer.has_header("Idempotent-Replayed")
    assert (referral.channel, referral.source, referral.initiator) == (
        "system",
        "pol_officer",
        "prof",
    )
    assert (referral.agency, referral.received_at, referral.recorded_by) == (
        world.probation,
        NOON,
        None,
    )
    assert (referral.referrer_name, referral.referrer_email) == (
        "PC Alex Reed",
        "alex.reed@police.invalid",
    )
    assert (referral.agreed_to_referral, str(referral.agreed_on), referral.other_side_knows) == (
        "yes",
        "2026-03-02",
        "no",
    )


def test_everything_that_was_told_stands_where_triage_looks(world, system):
    incident = {
        **good()["incident"],
        "happened_about": "one night in winter",
        "happened_in_area": "yes",
        "proceedings_live": "no",
        "responsible_identified": "yes",
        "flags": ["hate", "da", "hate"],
        "risks_told": "A dog.\nIt bites.",
    }
    people = [
        {"side": "harmed", "organisation": "Hall & Sons"},
        {
            "side": "harmed",
            "part": "representative",
            "first_name": "Jessica",
            "date_of_birth": "1990-02-28",
            "language": "cy",
            "contacts_us": True,
            "lives_in_area": "no",
            "needs": "A ramp.",
            "ways_to_reach": [
                {
                    "kind": "mobile",
                    "value": "07700 900123",
                    "is_safe": "yes",
                    "voicemail_ok": "no",
                    "call_ok": "no",
                    "text_ok": "yes",
                    "safe_times": "after 6pm",
                    "who_may_answer": "Her sister",
                    "code_phrase": "About the garden",
                },
                {"kind": "address", "value": "1 High Street\nNorthtown"},
            ],
        },
        {
            "side": "responsible",
            "last_name": "Shaw",
            "age": 24,
            "custody": "custody",
            "establishment": "HMP Elsewhere",
            "release_on": "2027-01-31",
            "accepts_responsibility": "yes",
        },
    ]
    assert system.send(good(incident=incident, people=people)).status_code == 201
    told = Referral.objects.get().incident
    mobile = ContactPoint.objects.get(kind="mobile")
    sons = ReferralPerson.objects.get(side="harmed", part="party")

    assert (told.happened_about, told.happened_in_area, told.flags) == (
        "one night in winter",
        "yes",
        ["da", "hate"],
    )
    assert told.risks_told == "A dog.\nIt bites."
    jessica = ReferralPerson.objects.get(part="representative")
    daniel = ReferralPerson.objects.get(side="responsible")
    assert sons.person.organisation == "Hall & Sons"
    assert (jessica.person.language, jessica.person.contacts_us, jessica.needs) == (
        "cy",
        True,
        "A ramp.",
    )
    assert (daniel.age_told, daniel.custody, str(daniel.release_on)) == (
        24,
        "custody",
        "2027-01-31",
    )
    assert (mobile.value, mobile.code_phrase, mobile.who_may_answer) == (
        "07700 900123",
        "About the garden",
        "Her sister",
    )
    assert (mobile.call_ok, mobile.text_ok) == ("no", "yes")
    assert ContactPoint.objects.get(kind="address").is_safe == "unknown"


def test_what_was_sent_is_kept_in_words_in_the_language_of_the_service(world, system):
    system.send(headers={"accept-language": "cy"})
    kept = json.loads(Submission.objects.get().as_sent)

    assert kept[:3] == [
        ["Who refers", "Police officer or PCSO"],
        ["Who wanted it first", "A professional suggested it"],
        ["Name of the referrer", "PC Alex Reed"],
    ]
    assert ["Person 1: Way to reach them 1: Number or address", "07700 900123"] in kept
    assert ["Person 2: Age, where no date of birth", "24"] in kept
    assert ["When it happened", "3 February 2026"] in kept


def test_flags_and_ticks_are_kept_in_words_too(world, system):
    body = with_incident(flags=["da", "hate"])
    body["people"][0]["contacts_us"] = True
    body["people"][1]["contacts_us"] = False
    system.send(body)
    kept = dict(json.loads(Submission.objects.get().as_sent))

    assert kept["What calls for special care"] == "Domestic abuse, Hate crime"
    assert kept["Person 1: It is not safe to contact them: they contact us"] == "Yes"
    assert kept["Person 2: It is not safe to contact them: they contact us"] == "No"


def test_the_audit_says_which_key_it_was(world, system):
    system.send()
    events = Event.objects.all()

    assert {(one.actor_id, one.on_behalf_of) for one in events} == {(None, system.key.pk)}
    assert "referral.submitted" in {one.verb for one in events}


def test_the_key_counts_what_it_was_used_for(world, system):
    system.send()
    system.send({"no": "body"})
    system.list()
    system.read("KNT-R26-99999")
    key = ApiKey.objects.get()

    assert (key.sends, key.reads, str(key.last_used_on)) == (2, 2, "2026-08-12")


def test_what_the_action_refuses_is_told_too(world, system):
    with clock.fixed_at(datetime(1999, 12, 31, 12, tzinfo=UTC)):
        body = with_incident(happened_on=None)
        del body["incident"]["happened_on"], body["agreement"]["agreed_on"]
        answer = system.send(body)

    assert problem(answer) == (422, "invalid-body")
    assert answer.json()["detail"].endswith("before the year 2000.")


def test_a_key_that_may_only_read_sends_nothing(world):
    system = system_of(world.kent, scopes=[ApiKey.Scope.READ])

    assert problem(system.send()) == (403, "not-allowed")
    assert system.list().status_code == 200


def test_a_key_that_may_only_send_reads_nothing(world):
    system = system_of(world.kent, scopes=[ApiKey.Scope.CREATE])
    reference = system.send().json()["reference"]

    assert problem(system.list()) == (403, "not-allowed")
    assert problem(system.read(reference)) == (403, "not-allowed")


@pytest.mark.parametrize("who", ["coordinator", "referrer", "manager"])
def test_somebody_signed_in_sends_nothing_here(world, who):
    answer = world.client(who).post(
        "/api/v1/areas/kent/referrals/", good(), content_type="application/json"
    )

    assert problem(answer) == (403, "not-allowed")
    assert Referral.objects.count() == 0


def test_a_mediation_is_sent_with_two_parties_and_with_nobody_harmed(world, system):
    trust = {"side": "party_b", "organisation": "Hedge Trust"}
    mixed = system.send({**MEDIATION, "people": [*MEDIATION["people"], *good()["people"]]})
    sent = system.send({**MEDIATION, "people": [MEDIATION["people"][0], trust]})

    assert (problem(mixed), mixed.json()["detail"].endswith("not both.")) == (
        (422, "invalid-body"),
        True,
    )
    assert sent.status_code == 201
    assert sorted(ReferralPerson.objects.values_list("side", flat=True)) == ["party_a", "party_b"]
