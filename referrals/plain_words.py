"""Kinds of harm as the public speak of them, each with the code and the flags that follow from it.

Nobody without an account is asked for an offence. Where one kind with a code was ticked, that is
the offence; where none or several were, it is "other" and the coordinator says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from .stages import Flag, Offence


@dataclass(frozen=True, slots=True)
class Kind:
    label: str | Promise
    offence: Offence | None = None
    flag: Flag | None = None


KINDS: dict[str, Kind] = {
    "hurt": Kind(_("Somebody was hurt or attacked")),
    "home": Kind(_("A home was burgled"), Offence.BURGLARY),
    "stolen": Kind(_("Something was stolen"), Offence.THEFT),
    "damaged": Kind(_("Something was damaged"), Offence.DAMAGE),
    "threats": Kind(_("Threats or abuse"), Offence.THREATS),
    "following": Kind(
        _("Somebody kept following, watching or contacting somebody"),
        Offence.STALKING,
        Flag.STALKING,
    ),
    "family": Kind(_("It was a partner, a former partner or family"), None, Flag.DOMESTIC_ABUSE),
    "sexual": Kind(_("Something sexual"), Offence.SEXUAL_OTHER, Flag.SEXUAL),
    "hate": Kind(_("It was because of who somebody is"), None, Flag.HATE),
    "neighbours": Kind(_("Trouble between neighbours"), Offence.NEIGHBOUR),
    "death": Kind(_("Somebody died"), None, Flag.FATAL),
    "other": Kind(_("Something else")),
}


def offence_of(codes: Sequence[str]) -> Offence:
    """The offence that the kinds name, if they name one and no other."""
    named = {KINDS[code].offence for code in codes} - {None}
    one = named.pop() if len(named) == 1 else None
    return one or Offence.OTHER


def flags_of(codes: Sequence[str]) -> list[str]:
    return [str(flag) for code in codes if (flag := KINDS[code].flag)]
