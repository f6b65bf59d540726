"""What of a referral goes into a parcel: a summary that names nobody, and all that is needed to
make the referral again.
"""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from areas.actor import Actor
from people.models import OF_AGE, ContactPoint
from people.queries import of_one_person, root_of, who_contact_us
from referrals.models import Incident, Referral, ReferralDocument, ReferralPerson, Submission

from .together import incident_told, people_told, together
from .told import IncidentTold, PersonTold, ReferrerTold, WayToReach

CHILD = "under_18"
BANDS = ((OF_AGE, CHILD), (25, "18_24"), (35, "25_34"), (50, "35_49"), (65, "50_64"))
OLDEST = "65_over"
UNKNOWN = "unknown"


def age_band(age: int | None) -> str:
    if age is None:
        return UNKNOWN
    return next((band for end, band in BANDS if age < end), OLDEST)


def summary_of(referral: Referral, *, by: Actor, today: date) -> str:
    """JSON: kind of harm, month, flags, stage, each side's people by age band. Nobody is named."""
    told = together(referral, by=by)
    incident = incident_told(told, by=by)
    documents = ReferralDocument.objects.visible_to(by).filter(referral__in=told)
    return json.dumps({
        "offence": incident.offence,
        "month": incident.happened_on.strftime("%Y-%m") if incident.happened_on else "",
        "flags": list(incident.flags),
        "stage": incident.justice_stage,
        "received_on": timezone.localdate(referral.received_at).isoformat(),
        "people": [
            {"side": one.side, "part": one.part, "age": _age(one, today)}
            for one in people_told(told, by=by)
        ],
        "documents": documents.count(),
    })


def contents_of(referral: Referral, *, by: Actor) -> str:
    """JSON: what `submit_referral` takes, and what was sent, as it was sent. Without documents."""
    told = together(referral, by=by)
    sent = Submission.objects.visible_to(by).filter(referral__in=told)
    body = {
        "received_at": referral.received_at,
        "initiator": referral.initiator,
        "referrer": asdict(
            ReferrerTold(
                name=referral.referrer_name,
                email=referral.referrer_email,
                telephone=referral.referrer_telephone,
                agreed=referral.agreed_to_referral,
                agreed_on=referral.agreed_on,
                other_side_knows=referral.other_side_knows,
            )
        ),
        "incident": asdict(_incident_told(incident_told(told, by=by))),
        "people": [asdict(_person_told(one, by)) for one in people_told(told, by=by)],
        "as_sent": [
            pair for one in sent.order_by("received_at", "pk") for pair in json.loads(one.as_sent)
        ],
    }
    return json.dumps(body, cls=DjangoJSONEncoder)


def unpacked(contents: str) -> dict[str, Any]:
    """What `submit_referral` takes, out of a parcel."""
    body = json.loads(contents)
    referrer, incident = body["referrer"], body["incident"]
    referrer["agreed_on"] = _day(referrer["agreed_on"])
    incident["happened_on"] = _day(incident["happened_on"])
    return {
        "initiator": body["initiator"],
        "referrer": ReferrerTold(**referrer),
        "incident": IncidentTold(**incident),
        "people": [_person_again(one) for one in body["people"]],
        "as_sent": [(question, answer) for question, answer in body["as_sent"]],
    }


def received_there_at(contents: str) -> datetime:
    return datetime.fromisoformat(json.loads(contents)["received_at"])


def _age(one: ReferralPerson, today: date) -> str:
    """The band; a child of whom no age was told is told as one."""
    age = one.person.age_on(today)
    age = one.age_told if age is None else age
    return CHILD if age is None and one.person.is_child_on(today) else age_band(age)


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _incident_told(incident: Incident) -> IncidentTold:
    return IncidentTold(
        offence=incident.offence,
        account=incident.account,
        happened_on=incident.happened_on,
        police_reference=incident.police_reference,
        justice_stage=incident.justice_stage,
        flags=list(incident.flags),
        happened_about=incident.happened_about,
        reported=incident.reported,
        proceedings_live=incident.proceedings_live,
        responsible_identified=incident.responsible_identified,
        risks_told=incident.risks_told or "",
    )


def _person_told(one: ReferralPerson, by: Actor) -> PersonTold:
    """Without what was said of the area itself: it is another one there."""
    own = of_one_person([root_of(one.person)])
    points = ContactPoint.objects.visible_to(by).filter(own, ended_at=None)
    return PersonTold(
        side=one.side,
        first_name=one.person.first_name,
        last_name=one.person.last_name,
        organisation=one.person.organisation,
        date_of_birth=one.person.date_of_birth,
        accepts_responsibility=one.accepts_responsibility,
        more_ways=[_way(point) for point in points.order_by("recorded_at", "pk")],
        part=one.part,
        language=one.person.language,
        contacts_us=bool(who_contact_us([one.person], by)),
        age_told=one.age_told,
        age_told_on=one.person.age_told_on,
        said_under_18=one.person.said_under_18,
        custody=one.custody,
        establishment=one.establishment,
        release_on=one.release_on,
        needs=one.needs or "",
    )


def _way(point: ContactPoint) -> WayToReach:
    return WayToReach(
        kind=point.kind,
        value=point.value,
        is_safe=point.is_safe,
        voicemail_ok=point.voicemail_ok,
        safe_times=point.safe_times,
        call_ok=point.call_ok,
        text_ok=point.text_ok,
        who_may_answer=point.who_may_answer,
        code_phrase=point.code_phrase or "",
    )


def _person_again(told: dict[str, Any]) -> PersonTold:
    told["date_of_birth"] = _day(told["date_of_birth"])
    told["release_on"] = _day(told["release_on"])
    told["age_told_on"] = _day(told.get("age_told_on"))
    told["more_ways"] = [WayToReach(**way) for way in told["more_ways"]]
    return PersonTold(**told)
