"""The data registry: what every field of every model is, and what becomes of it (architecture
11.14).

Subject access, erasure, retention and log scrubbing read it; a field that is not declared fails the
build. Each app declares its own in `<app>/registry.py` as `DATA`; those of audit and of the
framework stand here.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from importlib import import_module
from importlib.util import find_spec

from django.apps import apps


class Access(Enum):
    """What a subject access request gives the person."""

    GIVEN = "given to the person it is about"
    REVIEWED = "given after review: it may speak of somebody else"
    WITHHELD = "not personal data of the person"


class Erasure(Enum):
    """What erasure and the end of retention do."""

    KEPT = "kept: it says nothing about a person once the rest is gone"
    CLEARED = "cleared"
    WITH_ROW = "goes with its row"


class Kept(Enum):
    """How long it is kept, from the closure of the case (field guide 8.3)."""

    CASE = "7 years"
    LOG = "as long as the case and 12 months"
    SHORT = "28 days"
    ACCOUNT = "as long as the account and 24 months"
    REFERENCE = "as long as it is in use"


@dataclass(frozen=True, slots=True)
class FieldRule:
    """One answer to four questions about a field."""

    kind: str
    access: Access
    erasure: Erasure
    kept: Kept = Kept.CASE


KEY = FieldRule("key", Access.WITHHELD, Erasure.KEPT)
CODE = FieldRule("code", Access.GIVEN, Erasure.KEPT)
TIME = FieldRule("time", Access.GIVEN, Erasure.KEPT)
IDENTITY = FieldRule("identity", Access.GIVEN, Erasure.CLEARED)
CONTACT = FieldRule("contact", Access.GIVEN, Erasure.CLEARED)
NARRATIVE = FieldRule("narrative", Access.REVIEWED, Erasure.CLEARED)
STAFF = FieldRule("staff", Access.WITHHELD, Erasure.KEPT)
STAFF_IDENTITY = FieldRule("staff identity", Access.WITHHELD, Erasure.CLEARED, Kept.ACCOUNT)
LOG = FieldRule("log", Access.REVIEWED, Erasure.KEPT, Kept.LOG)
PASSING = FieldRule("passing", Access.WITHHELD, Erasure.WITH_ROW, Kept.SHORT)
REFERENCE = FieldRule("reference", Access.WITHHELD, Erasure.KEPT, Kept.REFERENCE)

Declared = dict[str, dict[str, FieldRule]]


def fields(**kinds: str) -> dict[str, FieldRule]:
    """`fields(KEY="id area", CODE="stage")`: each name is one of the rules above, each value field
    names.
    """
    rules: dict[str, FieldRule] = {}
    for kind, names in kinds.items():
        rules |= dict.fromkeys(names.split(), globals()[kind])
    return rules


DATA: Declared = {
    "audit.Event": fields(
        LOG="id at transaction_id area_id actor_id on_behalf_of session_hash request_id verb "
        "subject_type subject_id outcome detail seal"
    ),
    "areas.SecurityEvent": fields(LOG="id at kind user_id request_id page"),
    "areas.User": fields(
        KEY="id",
        STAFF_IDENTITY="email name password last_login joined_at is_active is_staff "
        "is_superuser groups user_permissions",
    ),
    "areas.Area": fields(
        REFERENCE="id slug name code service_name police_force region is_welsh is_live "
        "telephone email hours"
    ),
    "areas.Commissioner": fields(REFERENCE="id area kind body name from_on until_on"),
    "areas.AreaSettings": fields(
        REFERENCE="id area triage_days first_contact_days draft_days suppression_threshold "
        "satisfaction_base risk_review_weeks risk_review_weeks_high remote_is_direct words version"
    ),
    "areas.Agency": fields(REFERENCE="id area name kind"),
    "areas.AgencyDomain": fields(STAFF="id area agency domain recorded_at recorded_by"),
    "areas.SignInLink": fields(PASSING="id area user key_hash sent_at expires_at used_at"),
    "areas.ApiKey": fields(
        STAFF="id area agency name prefix key_hash scopes ended_at last_used_on minute sends reads "
        "recorded_at recorded_by"
    ),
    "areas.KeyedRequest": fields(PASSING="id area api_key key fingerprint status subject at"),
    "areas.Membership": fields(STAFF="id area user roles agency is_active"),
    "areas.Practitioner": fields(STAFF="id area user level is_volunteer is_active"),
    "areas.FormReceipt": fields(PASSING="id area user key location at"),
    "areas.ReferenceCounter": fields(REFERENCE="id area kind year last"),
}

FRAMEWORK = {"account", "admin", "auth", "contenttypes", "guardian", "sessions"}


def declared() -> Declared:
    """Everything that every app declares."""
    whole: Declared = {}
    for config in apps.get_app_configs():
        if find_spec(f"{config.name}.registry"):
            whole |= getattr(import_module(f"{config.name}.registry"), "DATA", {})
    return whole
