"""The page that a reference leads to, as somebody reads it out from a letter or an email."""

from __future__ import annotations

import re

from areas.actor import Actor
from areas.roles import Perm
from cases.models import Case
from referrals.queries.quoted import find_quoted


def quoted_page(actor: Actor, text: str) -> tuple[str, str]:
    """The name of the page and the reference on it, in any case and spacing; two empty texts where
    the actor may see nothing like it.
    """
    if case := _case(actor, text):
        return "cases:detail", case.reference
    referral = find_quoted(actor, text) if actor.may(Perm.REFERRAL_VIEW) else None
    return ("referrals:detail", referral.reference) if referral else ("", "")


def _case(actor: Actor, text: str) -> Case | None:
    plain = "".join(sign for sign in text.upper() if sign.isalnum())
    quoted = re.fullmatch(rf"(?a:({re.escape(actor.area.code)})?(\d\d)(\d{{1,9}}))", plain)
    if quoted is None:
        return None
    _code, year, number = quoted.groups()
    reference = f"{actor.area.code}-{year}-{int(number):05d}"
    return Case.objects.visible_to(actor).filter(reference=reference).first()
