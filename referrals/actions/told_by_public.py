"""What the public's answers say in the words of a referral: from question and answer to `told`.

The keys are those of the journey's questions (`referrals.forms.public`): each holds what was
answered on one page.
"""

from __future__ import annotations

from typing import Any

from people.models import Answer, ContactPoint
from referrals.plain_words import flags_of, offence_of
from referrals.stages import Flag, Initiator, JusticeStage, Part, Side, Source

from .told import IncidentTold, PersonTold, ReferrerTold, WayToReach

Answers = dict[str, dict[str, Any]]
Kind = ContactPoint.Kind
SELVES = {"harmed": Side.HARMED, "responsible": Side.RESPONSIBLE}
SOURCES = {
    "harmed": Source.SELF_HARMED,
    "responsible": Source.SELF_RESPONSIBLE,
    "family": Source.FAMILY,
    "other": Source.OTHER,
}
THREE = {"yes": Answer.YES, "no": Answer.NO}
NO_CHANNEL = "none"
"""It is not safe to contact them: they contact us."""


def is_for_somebody_else(answers: Answers) -> bool:
    return answers["you"]["who"] not in SELVES


def is_under_18(answers: Answers) -> bool:
    """Whether the person whom it is about is under 18, as was said; an age may be left out."""
    return bool(answers["age"]["under_18"] == "yes")


def side_of(answers: Answers) -> Side:
    """The side of the person whom the referral is about."""
    who = answers["you"]["who"]
    return SELVES[who] if who in SELVES else Side(answers["side"]["side"])


def source_of(answers: Answers) -> Source:
    return SOURCES[answers["you"]["who"]]


def initiator_of(answers: Answers) -> Initiator:
    harmed = side_of(answers) == Side.HARMED
    if answers["you"]["who"] == "family":
        return Initiator.FAMILY_HARMED if harmed else Initiator.FAMILY_RESPONSIBLE
    return Initiator.HARMED if harmed else Initiator.RESPONSIBLE


def incident_of(answers: Answers) -> IncidentTold:
    what, reported = answers["what"], answers["reported"]
    flags = flags_of(what["kinds"])
    if side_of(answers) == Side.HARMED and is_under_18(answers):
        flags.append(Flag.CHILD)
    unreported = reported["reported"] == "no"
    parts = (what["account"], answers["more"]["more"])
    return IncidentTold(
        offence=offence_of(what["kinds"]),
        account="\n\n".join(part for part in parts if part),
        police_reference=reported["police_reference"],
        justice_stage=JusticeStage.UNREPORTED if unreported else JusticeStage.NOT_KNOWN,
        flags=flags,
        happened_about=answers["when"]["when"],
        happened_in_area=_is_there(answers, "happened"),
        reported=THREE.get(reported["reported"], Answer.UNKNOWN),
    )


def referrer_of(answers: Answers) -> ReferrerTold:
    """Whoever sends for somebody else; who sends for themselves has agreed by sending."""
    if not is_for_somebody_else(answers):
        return ReferrerTold(agreed=Answer.YES)
    contact = answers["contact"]
    return ReferrerTold(
        name=_full_name(answers["name"]),
        email=contact["email"],
        telephone=contact["telephone"] or contact["mobile"],
        agreed=THREE.get(answers["them"]["agrees"], Answer.UNKNOWN),
    )


def people_of(answers: Answers) -> list[PersonTold]:
    """The person whom it is about first, then who speaks for them and who looks after them."""
    side = side_of(answers)
    if is_for_somebody_else(answers):
        found = [_somebody_else(answers, side), _sender(answers, side)]
    else:
        found = [_themselves(answers, side)]
    return [*found, *_guardians(answers, side)]


def _themselves(answers: Answers, side: Side) -> PersonTold:
    return PersonTold(
        side=side,
        first_name=answers["name"]["first_name"],
        last_name=answers["name"]["last_name"],
        more_ways=ways_of(answers),
        contacts_us=NO_CHANNEL in answers["contact"]["channels"],
        age_told=answers["age"]["age"],
        said_under_18=is_under_18(answers),
        lives_in_area=_is_there(answers, "home"),
        language=answers["help"]["language"],
        needs=_needs(answers),
    )


def _somebody_else(answers: Answers, side: Side) -> PersonTold:
    them = answers["them"]
    through = f"{_full_name(answers['name'])} ({them['relationship']})".removesuffix(" ()")
    return PersonTold(
        side=side,
        first_name=them["first_name"],
        last_name=them["last_name"],
        contact=WayToReach(Kind.THROUGH, through),
        age_told=answers["age"]["age"],
        said_under_18=is_under_18(answers),
        lives_in_area=_is_there(answers, "home"),
        language=answers["help"]["language"],
        needs=_needs(answers),
    )


def _sender(answers: Answers, side: Side) -> PersonTold:
    family = answers["you"]["who"] == "family"
    return PersonTold(
        side=side,
        first_name=answers["name"]["first_name"],
        last_name=answers["name"]["last_name"],
        part=Part.FAMILY if family else Part.SUPPORTER,
        more_ways=ways_of(answers),
        contacts_us=NO_CHANNEL in answers["contact"]["channels"],
    )


def _guardians(answers: Answers, side: Side) -> list[PersonTold]:
    name = answers["age"]["guardian"]
    return [PersonTold(side=side, first_name=name, part=Part.GUARDIAN)] if name else []


def ways_of(answers: Answers) -> list[WayToReach]:
    """Each way that was marked safe, with what was said of when, voicemail and who may answer."""
    contact, safe = answers["contact"], answers.get("safe", {})
    channels = contact["channels"]
    about = {
        "is_safe": Answer.YES,
        "safe_times": safe.get("times", ""),
        "who_may_answer": safe.get("who_may_answer", ""),
        "code_phrase": safe.get("code_phrase", ""),
    }
    texts_here = "text" in channels and contact["mobile"] in {"", contact["telephone"]}
    found = []
    if "call" in channels:
        voicemail = THREE.get(safe.get("voicemail", ""), Answer.UNKNOWN)
        text_ok = Answer.YES if texts_here else Answer.NO
        found.append(
            WayToReach(
                telephone_kind(contact["telephone"]),
                contact["telephone"],
                voicemail_ok=voicemail,
                call_ok=Answer.YES,
                text_ok=text_ok,
                **about,
            )
        )
    if "text" in channels and not ("call" in channels and texts_here):
        found.append(_text_only(contact["mobile"], about))
    if "email" in channels:
        found.append(WayToReach(Kind.EMAIL, contact["email"], **about))
    if "post" in channels:
        found.append(WayToReach(Kind.ADDRESS, contact["address"], **about))
    return found


def _text_only(mobile: str, about: dict[str, Any]) -> WayToReach:
    told = {**about, "voicemail_ok": Answer.NO, "call_ok": Answer.NO, "text_ok": Answer.YES}
    return WayToReach(Kind.MOBILE, mobile, **told)


def telephone_kind(number: str) -> Kind:
    digits = "".join(sign for sign in number if sign.isdigit())
    digits = "0" + digits[2:] if digits.startswith("44") else digits
    return Kind.MOBILE if digits.startswith("07") else Kind.TELEPHONE


def _needs(answers: Answers) -> str:
    told = answers["help"]
    language = told["other_language"]
    said = [f"Language: {language}" if language else "", told["needs"]]
    return "\n".join(line for line in said if line)


def _full_name(name: dict[str, str]) -> str:
    return f"{name['first_name']} {name['last_name']}".strip()


def _is_there(answers: Answers, what: str) -> Answer:
    """Whether they live there, or it happened there: only where that was said."""
    return Answer.YES if answers["where"]["what"] in {what, "both"} else Answer.UNKNOWN
