"""What the referrals told of which a case grew, for whoever sees the case: they are reached through
it, as a facilitator sees no other referral.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.db.models.functions import Length
from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.encrypted import SEALED_NOTHING
from areas.scoping import AreaQuerySet
from cases.models import Case, CaseReferral, CourtOrder, Participant, TimelineEntry
from documents.models import Document
from documents.queries import in_words
from people.queries import of_one_person, root_of
from referrals.eligibility import age_at
from referrals.models import Incident, Referral, ReferralDocument, ReferralPerson
from referrals.queries import flags_in_words
from referrals.stages import Custody
from ui.dates import day

NO_ORDER = "order.none_stands"
HELD_OR_SUPERVISED = (Custody.CUSTODY, Custody.COMMUNITY)


@dataclass(frozen=True, slots=True)
class PersonTold:
    """Somebody named, with their age when the referral came in."""

    row: ReferralPerson
    age: int | None


@dataclass(frozen=True, slots=True)
class DocumentTold:
    """A document that came along, its state in words, and whether it can be opened. Its name is not
    told: it may be a person's.
    """

    row: Document
    state: str
    can_be_opened: bool


@dataclass(frozen=True, slots=True)
class Telling:
    """One referral as the case's page tells it: nothing in it says how anybody is reached."""

    referral: Referral
    incident: Incident | None
    sent_by: str
    flags: Sequence[str]
    sentence: str
    people: Sequence[PersonTold]
    documents: Sequence[DocumentTold]

    @property
    def risks(self) -> str:
        return (self.incident and self.incident.risks_told) or ""


def tellings_of(case: Case, actor: Actor, *, sentence: Collection[str]) -> list[Telling]:
    """What the case grew from, and what was joined with it, earliest first: in as many queries
    whatever they told.

    `sentence` is the question, in each language, whose answer stands in nothing but what was sent.
    """
    told = referrals_of(case, actor)
    people = ReferralPerson.objects.visible_to(actor).filter(referral__in=told)
    given = list(documents_of(told, actor).defer("document__name"))
    named = list(people.select_related("person").order_by("side", "pk"))
    return [
        _telling(
            one,
            sentence,
            [row for row in named if row.referral_id == one.pk],
            [row.document for row in given if row.referral_id == one.pk],
        )
        for one in told
    ]


def referrals_of(case: Case, actor: Actor) -> list[Referral]:
    """Earliest first. None that grew into a restricted case, too, that the actor may not see."""
    links = CaseReferral.objects.visible_to(actor)
    unseen = links.filter(case__is_restricted=True).exclude(case__in=Case.objects.visible_to(actor))
    own = links.filter(case=case).exclude(referral__in=unseen.values("referral"))
    whole = ("incident", "agency", "submissions")
    rows = own.select_related("referral").prefetch_related(
        *(f"referral__{name}" for name in whole), *(f"referral__merged__{name}" for name in whole)
    )
    both = [one for row in rows for one in (row.referral, *row.referral.merged.all())]
    return sorted({one.pk: one for one in both}.values(), key=lambda one: one.received_at)


def documents_of(told: Sequence[Referral], actor: Actor) -> AreaQuerySet[ReferralDocument]:
    """What came with them, as it came."""
    rows = ReferralDocument.objects.visible_to(actor).filter(referral__in=told)
    return rows.select_related("document").order_by("recorded_at", "pk")


def with_risks(case: Case, actor: Actor) -> list[Referral]:
    """Those that told of risks or orders."""
    return [one for one in referrals_of(case, actor) if _risks(one)]


def not_looked_through(actor: Actor) -> AreaQuerySet[CaseReferral]:
    """Referrals of cases that told of risks or orders, where nobody has recorded an order in the
    case since it came in, or said that none stands.
    """
    incidents = Incident.objects.visible_to(actor).annotate(sealed=Length("risks_told"))
    told = incidents.filter(referral=OuterRef("referral"), sealed__gt=SEALED_NOTHING)
    orders = CourtOrder.objects.visible_to(actor).filter(
        case=OuterRef("case"), recorded_at__gte=OuterRef("referral__received_at")
    )
    said = TimelineEntry.objects.visible_to(actor).filter(
        case=OuterRef("case"), kind=NO_ORDER, subject_id=OuterRef("referral")
    )
    rows = CaseReferral.objects.visible_to(actor).filter(Exists(told))
    return rows.exclude(Exists(orders)).exclude(Exists(said))


def place_told(participant: Participant, actor: Actor) -> ReferralPerson | None:
    """Where the latest referral of the case said that somebody is held or supervised."""
    told = referrals_of(participant.case, actor)
    rows = ReferralPerson.objects.visible_to(actor).filter(
        of_one_person([root_of(participant.person)]),
        referral__in=told,
        custody__in=HELD_OR_SUPERVISED,
    )
    return rows.order_by("-referral__received_at", "pk").first()


def told_in_words(told: ReferralPerson | None) -> str:
    """What a referral said of where somebody is, for the form that records it."""
    if told is None:
        return ""
    said = [str(told.get_custody_display()), told.establishment]
    if told.release_on:
        said.append(_("until %(day)s") % {"day": day(told.release_on)})
    return _("The referral told: %(what)s. Ask whether it is still so.") % {
        "what": ", ".join(part for part in said if part)
    }


def _telling(
    one: Referral, question: Collection[str], named: list[ReferralPerson], given: list[Document]
) -> Telling:
    incident = getattr(one, "incident", None)
    on = timezone.localdate(one.received_at)
    return Telling(
        referral=one,
        incident=incident,
        sent_by=_sent_by(one),
        flags=flags_in_words(incident.flags if incident else ()),
        sentence=_answer(one, question),
        people=[PersonTold(row, age_at(row, on)) for row in named],
        documents=[_document(row) for row in given],
    )


def _document(row: Document) -> DocumentTold:
    return DocumentTold(row, in_words(row), row.state == Document.State.CLEAN)


def _risks(one: Referral) -> str:
    return getattr(getattr(one, "incident", None), "risks_told", None) or ""


def _sent_by(one: Referral) -> str:
    """A professional by name and agency; of anybody else only what they are: they may be one of the
    people.
    """
    what = str(one.get_source_display())
    if one.agency is None:
        return what
    return ", ".join(part for part in (one.referrer_name, one.agency.name, what) if part)


def _answer(one: Referral, question: Collection[str]) -> str:
    """What was answered to one question, as it was sent, however often."""
    sent = sorted(one.submissions.all(), key=lambda row: row.received_at)
    pairs = [pair for row in sent for pair in json.loads(row.as_sent)]
    return "\n\n".join(answer for asked, answer in pairs if asked in question and answer)
