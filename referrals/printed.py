"""The PDF copy of a submission for whoever sent it. Runs in the worker."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation

from areas.actor import Actor
from areas.context import words_of
from referrals.models import Submission
from referrals.queries.copies import copy_of, side_held
from ui.pdf import drawn
from ui.words import the

OURS = {"copy.css": "css/copy.css"}


def pdf_of(submission: Submission, actor: Actor) -> bytes:
    """The copy as a tagged PDF; raises EngineMissing where the machine cannot draw one."""
    side = side_held(submission.referral, actor)
    with translation.override("en-gb"):
        page = {
            "area": actor.area,
            "reference": submission.referral.reference,
            "sent_at": submission.received_at,
            "sections": copy_of(submission, actor),
            "side": side,
            "whose": the(words_of(actor), side) if side else "",
        }
        html = render_to_string("referrals/copy/copy.html", page)
    return drawn(html, identifier=submission.pk.bytes, files=OURS)
