"""A referral that is being written: what its draft holds, read as tasks, people and documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from areas.actor import Actor
from documents.models import Document
from drafts.actions import answers_in
from drafts.models import Draft
from drafts.queries import drafts_of
from referrals.models import Submission

from .own import agency_of

FORM = "referral"
HARM, MEDIATION = "harm", "mediation"
Answers = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Page:
    """The answers of one page as they were typed; `done` if its writer said that it is."""

    answers: Answers | None = None
    done: bool = False


@dataclass(frozen=True, slots=True)
class Drafted:
    """Somebody in the draft: which side, what they are in it, and the pages about them."""

    id: UUID
    side: str
    kind: str
    pages: dict[str, Page]

    def page(self, name: str) -> Page:
        return self.pages.get(name, Page())


@dataclass(frozen=True, slots=True)
class DraftReferral:
    draft: Draft
    tasks: dict[str, Page]
    people: tuple[Drafted, ...]
    documents: tuple[UUID, ...]

    def task(self, name: str) -> Page:
        return self.tasks.get(name, Page())

    @property
    def is_mediation(self) -> bool:
        """Whether its writer said that it is between two parties: then the people of the first
        side are Party A's, those of the other Party B's.
        """
        return (self.task("incident").answers or {}).get("about") == [MEDIATION]

    def side(self, side: str) -> list[Drafted]:
        return [one for one in self.people if one.side == side]

    def person(self, key: UUID) -> Drafted:
        """Somebody in the draft, or 404."""
        found = next((one for one in self.people if one.id == key), None)
        if found is None:
            raise Http404
        return found


def read_draft(draft: Draft) -> DraftReferral:
    held = answers_in(draft)
    return DraftReferral(
        draft=draft,
        tasks=_pages(held.get("tasks", {})),
        people=tuple(
            Drafted(UUID(one["id"]), one["side"], one["kind"], _pages(one["pages"]))
            for one in held.get("people", [])
        ),
        documents=tuple(UUID(key) for key in held.get("documents", [])),
    )


def get_draft(actor: Actor, key: UUID) -> DraftReferral:
    """One of the actor's own drafts of a referral, or 404."""
    return read_draft(get_object_or_404(drafts_of(actor, FORM), pk=key))


def documents_of(actor: Actor, referral: DraftReferral) -> list[Document]:
    """The files that were added to the draft."""
    rows = Document.objects.visible_to(actor).filter(recorded_by=actor.user)
    return list(rows.filter(pk__in=referral.documents).order_by("recorded_at", "pk"))


def sent_before(actor: Actor, police_reference: str) -> str:
    """The last three signs of the reference of what was already sent about the same crime, as far
    as the actor may know of it; else empty.
    """
    plain = "".join(sign for sign in police_reference.upper() if sign.isalnum())
    if not plain:
        return ""
    rows = Submission.objects.visible_to(actor).filter(agency_id=agency_of(actor))
    known = rows.filter(referral__incident__police_key=plain).order_by("received_at", "pk")
    return str(known.values_list("referral__reference", flat=True).first() or "")[-3:]


def _pages(held: dict[str, Any]) -> dict[str, Page]:
    return {name: Page(page["answers"], page["done"]) for name, page in held.items()}
