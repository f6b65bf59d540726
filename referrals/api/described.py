"""What the schema says of each address: every status that it answers with, and an example."""

from __future__ import annotations

from typing import Any

from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, OpenApiResponse, extend_schema

from areas.problems import MEDIA_TYPE

from .answers import ProblemBody, ReferralLine, ReferralWhole, Word
from .bodies import ReferralBody
from .parsing import KEY_HEADER, LONGEST_KEY

TAG = "Referrals"
KEY: Any = [{"key": []}]
REFUSALS = {
    400: "The request cannot be understood: JSON, a header, a filter or a cursor is wrong.",
    401: "No key, one that is not known, or one that has been ended.",
    403: "The key is not allowed to do this.",
    404: "There is nothing here for this key.",
    405: "This address takes no such request.",
    406: "Only `application/json` is answered.",
    409: "The first request with this Idempotency-Key is still being answered.",
    413: "The body is too large.",
    415: "Only `application/json` is read.",
    422: "The body cannot be taken, or the Idempotency-Key was used with another body.",
    429: "The key was used too often this minute; see `Retry-After`.",
}
READING = (400, 401, 403, 404, 405, 406, 429)
SENDING = (400, 401, 403, 404, 405, 406, 409, 413, 415, 422, 429)

AREA = OpenApiParameter(
    "area", str, OpenApiParameter.PATH, description="The area of the service, such as `kent`."
)
REFERENCE = OpenApiParameter(
    "reference", str, OpenApiParameter.PATH, description="The reference that was answered."
)
IDEMPOTENCY = OpenApiParameter(
    KEY_HEADER,
    {"type": "string", "minLength": 1, "maxLength": LONGEST_KEY, "pattern": "^[!#-~]+$"},
    OpenApiParameter.HEADER,
    required=True,
    description="Made by the sender for each referral, such as a UUID. Sent again with the same "
    "body within 28 days, it is given the same answer and nothing is done twice.",
)
ANSWER_HEADERS = [
    OpenApiParameter(
        "Location", str, OpenApiParameter.HEADER, response=[201], description="Where to read it."
    ),
    OpenApiParameter(
        "Idempotent-Replayed",
        {"type": "string", "enum": ["true"]},
        OpenApiParameter.HEADER,
        response=[201],
        description="This was answered before.",
    ),
    OpenApiParameter(
        "Retry-After",
        OpenApiTypes.INT,
        OpenApiParameter.HEADER,
        response=[409, 429],
        description="Seconds to wait.",
    ),
]
FILTERS = [
    OpenApiParameter("status", str, enum=Word.values, description="One word of what became of it."),
    OpenApiParameter(
        "received_from", OpenApiTypes.DATE, description="Received on this day in London, or later."
    ),
    OpenApiParameter("cursor", str, description="From `next` or `previous`, as it is."),
]
LIST = {
    "type": "object",
    "required": ["next", "previous", "results"],
    "properties": {
        "next": {"type": ["string", "null"], "format": "uri"},
        "previous": {"type": ["string", "null"], "format": "uri"},
        "results": {"type": "array", "items": {"$ref": "#/components/schemas/ReferralLine"}},
    },
}
EXAMPLE = {
    "source": "pol_officer",
    "initiator": "prof",
    "referrer": {"name": "PC Alex Reed", "email": "alex.reed@police.invalid"},
    "agreement": {"agreed": "yes", "agreed_on": "2026-03-02", "other_side_knows": "no"},
    "incident": {
        "offence": "burg_dwell",
        "account": "The house was entered at night and jewellery was taken. She sleeps badly.",
        "happened_on": "2026-02-03",
        "police_reference": "46/0000/26",
        "reported": "yes",
        "justice_stage": "pre_sent",
    },
    "people": [
        {
            "side": "harmed",
            "first_name": "Jessica",
            "last_name": "Hall",
            "ways_to_reach": [
                {
                    "kind": "mobile",
                    "value": "07700 900123",
                    "is_safe": "yes",
                    "voicemail_ok": "no",
                    "safe_times": "weekdays after 6pm",
                }
            ],
        },
        {
            "side": "responsible",
            "first_name": "Daniel",
            "last_name": "Shaw",
            "age": 24,
            "accepts_responsibility": "yes",
        },
    ],
}
MEDIATION = {
    "source": "housing",
    "initiator": "party_a",
    "referrer": {"name": "Sam Osei", "email": "sam.osei@housing.invalid"},
    "agreement": {"agreed": "yes", "agreed_on": "2026-03-02", "other_side_knows": "no"},
    "incident": {
        "offence": "asb_neigh",
        "account": "Two households share a drive and cannot agree who parks where.",
        "happened_about": "since last summer",
    },
    "people": [
        {"side": "party_a", "first_name": "Anna", "last_name": "Lund"},
        {"side": "party_b", "first_name": "Tom", "last_name": "Akers"},
    ],
}


def _refusals(*statuses: int) -> dict[Any, Any]:
    return {
        (status, MEDIA_TYPE): OpenApiResponse(ProblemBody, REFUSALS[status]) for status in statuses
    }


describes_create = extend_schema(
    operation_id="send_referral",
    summary="Send a referral",
    description="What is left out is not known. Texts are trimmed; no field but these is taken. "
    "A request that is refused saves nothing, and its Idempotency-Key may be used again.",
    tags=[TAG],
    auth=KEY,
    parameters=[AREA, IDEMPOTENCY, *ANSWER_HEADERS],
    request={"application/json": ReferralBody},
    responses={201: OpenApiResponse(ReferralLine, "It was taken in."), **_refusals(*SENDING)},
    examples=[
        OpenApiExample("A burglary", value=EXAMPLE, request_only=True),
        OpenApiExample("Neighbours", value=MEDIATION, request_only=True),
    ],
)
describes_list = extend_schema(
    operation_id="list_referrals",
    summary="List the referrals that the agency sent, the latest first",
    description="Those sent by the system and those sent by the agency's own people.",
    tags=[TAG],
    auth=KEY,
    parameters=[AREA, *FILTERS, *ANSWER_HEADERS],
    filters=False,
    responses={200: OpenApiResponse(LIST, "A page of them."), **_refusals(*READING)},
)
describes_one = extend_schema(
    operation_id="read_referral",
    summary="Read one referral that the agency sent",
    description="One word of what became of it, and what was sent; nothing else.",
    tags=[TAG],
    auth=KEY,
    parameters=[AREA, REFERENCE, *ANSWER_HEADERS],
    responses={200: OpenApiResponse(ReferralWhole, "What was sent."), **_refusals(*READING)},
)
