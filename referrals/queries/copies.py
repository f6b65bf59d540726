"""What stands in the copy that a referrer keeps of what they sent: one side of it only.

A file is passed on, printed and left in a records system: nobody can call it back. So no copy holds
anything of both sides, nor how anybody is reached, nor a story in free words, which may tell
anything of anybody; all of that can be read on the referral's page by whoever sent it.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.context import words_of
from outbox.models import Entry
from people.models import Answer
from referrals.models import Incident, Referral, ReferralPerson, Submission, SubmissionCopy
from referrals.sides import is_mediation, kind_label
from referrals.stages import (
    OFFENDER_LED,
    VICTIM_LED,
    Custody,
    Flag,
    Initiator,
    Side,
    Source,
)
from ui.dates import day, moment
from ui.words import say

COPY = "referrals.copy"
WORKS_WITH: dict[str, Side] = {
    Source.POLICE_FLO: Side.HARMED,
    Source.VICTIM_CARE: Side.HARMED,
    Source.VICTIM_SERVICE: Side.HARMED,
    Source.VICTIM_SPECIALIST: Side.HARMED,
    Source.HOMICIDE_SERVICE: Side.HARMED,
    Source.PROBATION_VLO: Side.HARMED,
    Source.POLICE_OOCD: Side.RESPONSIBLE,
    Source.PROBATION_COM: Side.RESPONSIBLE,
    Source.PRISON_POM: Side.RESPONSIBLE,
    Source.PRISON_OTHER: Side.RESPONSIBLE,
    Source.YOUTH_JUSTICE: Side.RESPONSIBLE,
}
"""Whose worker somebody is by their post. Any other referrer acts for whoever wanted it first."""
PARTY_LED: dict[str, Side] = {
    Initiator.PARTY_A: Side.PARTY_A,
    Initiator.PARTY_B: Side.PARTY_B,
}
Rows = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Section:
    title: str
    rows: Rows


def side_of(referral: Referral) -> Side | None:
    """The side that the referrer works with; none where their referral does not tell. With a party
    of a mediation nobody works by their post: it is the one who wanted it first.
    """
    if referral.initiator in PARTY_LED:
        return PARTY_LED[referral.initiator]
    if referral.source in WORKS_WITH:
        return WORKS_WITH[referral.source]
    if referral.initiator in VICTIM_LED:
        return Side.HARMED
    return Side.RESPONSIBLE if referral.initiator in OFFENDER_LED else None


def side_held(referral: Referral, actor: Actor) -> Side | None:
    """The side of which the copy holds those named; none where it holds nobody."""
    side = side_of(referral)
    named = ReferralPerson.objects.visible_to(actor).filter(referral=referral, side=side or "")
    return side if named.exists() else None


def copy_of(submission: Submission, actor: Actor) -> list[Section]:
    """The sections of the copy, in the order in which they are printed."""
    referral = submission.referral
    rows = Incident.objects.visible_to(actor).filter(referral=referral)
    named = ReferralPerson.objects.visible_to(actor).filter(referral=referral)
    mediation = is_mediation(named.values_list("side", flat=True))
    sections = [_about(submission), *(_incident(one, mediation=mediation) for one in rows)]
    side = side_held(referral, actor)
    if side:
        named = named.filter(side=side)
        people = named.select_related("person").order_by("part", "person__last_name", "pk")
        title = say(words_of(actor), side, capital=True)
        sections += [_person(title, one) for one in people]
    return sections


def _about(submission: Submission) -> Section:
    referral = submission.referral
    rows = [
        (_("Reference"), referral.reference),
        (_("Sent"), moment(submission.received_at)),
        (_("By"), referral.referrer_name or (_name_of(submission))),
        (_("Agency"), referral.agency.name if referral.agency else ""),
        (_("Referred by"), str(Source(referral.source).label)),
        (_("Who wanted it first"), str(Initiator(referral.initiator).label)),
        (_("Agreed to be referred"), _answer(referral.agreed_to_referral)),
        (_("Agreed on"), day(referral.agreed_on) if referral.agreed_on else ""),
    ]
    return Section(_("About this referral"), _given(rows))


def _name_of(submission: Submission) -> str:
    return submission.recorded_by.name if submission.recorded_by else ""


def _incident(incident: Incident, *, mediation: bool) -> Section:
    happened = day(incident.happened_on) if incident.happened_on else incident.happened_about
    rows = [
        (kind_label(mediation=mediation), incident.get_offence_display()),
        (_("When"), happened),
        (_("In this area"), _answer(incident.happened_in_area)),
        (_("Reported to the police"), _answer(incident.reported)),
        (_("Police reference"), incident.police_reference),
        (_("Where the case stands"), incident.get_justice_stage_display()),
        (_("Court proceedings going on"), _answer(incident.proceedings_live)),
        (_("Marked as"), ", ".join(str(Flag(code).label) for code in incident.flags)),
    ]
    return Section(_("What happened"), _given(rows))


def _person(title: str, named: ReferralPerson) -> Section:
    person = named.person
    custody = "" if named.custody == Custody.NOT_KNOWN else named.get_custody_display()
    rows = [
        (_("Name"), person.full_name),
        (_("In this referral"), named.get_part_display()),
        (_("Date of birth"), day(person.date_of_birth) if person.date_of_birth else ""),
        (_("Age"), _age(named)),
        (_("Accepts responsibility"), _answer(named.accepts_responsibility, of=named)),
        (_("Where they are"), ", ".join(filter(None, (custody, named.establishment)))),
        (_("Release"), day(named.release_on) if named.release_on else ""),
    ]
    return Section(title, _given(rows))


def _age(named: ReferralPerson) -> str:
    if named.age_told is not None:
        return str(named.age_told)
    return _("Under 18") if named.person.said_under_18 else ""


def _answer(code: str, *, of: ReferralPerson | None = None) -> str:
    """Yes, no or not known; nothing where the question is not that person's."""
    if of is not None and of.side != Side.RESPONSIBLE:
        return ""
    return str(Answer(code).label)


def _given(rows: Iterable[tuple[str, str]]) -> Rows:
    return [(label, value) for label, value in rows if value]


class Making(StrEnum):
    WAITING = "waiting"
    TRYING_AGAIN = "trying_again"
    NO_ENGINE = "no_engine"
    NONE = "none"


def copy_there(submission: Submission, actor: Actor) -> SubmissionCopy | None:
    """The copy of a submission that the actor may see, if it is made."""
    return SubmissionCopy.objects.visible_to(actor).filter(submission=submission).first()


def has_copy(submission: Submission, actor: Actor) -> bool:
    """Whether there is a copy, or will be."""
    return bool(copy_there(submission, actor)) or making(submission, actor) != Making.NONE


def making(submission: Submission, actor: Actor) -> Making:
    """How far a copy that is not there has come, from the worker's notes."""
    asked = Entry.objects.visible_to(actor).unfinished()
    entry = asked.filter(kind=COPY, dedupe_key=str(submission.pk)).first()
    if entry is None:
        return Making.NONE
    if entry.last_error == "EngineMissing":
        return Making.NO_ENGINE
    return Making.TRYING_AGAIN if entry.last_error else Making.WAITING
