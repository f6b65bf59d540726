"""The field's words as people read them; an area may say them otherwise.

An area's own words are a mapping of key to singular, and of `key_plural` to plural.
"""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

DEFAULTS: dict[str, tuple[str | Promise, str | Promise]] = {
    "harmed": (gettext_lazy("person harmed"), gettext_lazy("people harmed")),
    "responsible": (gettext_lazy("person responsible"), gettext_lazy("people responsible")),
    "party_a": (gettext_lazy("Party A"), gettext_lazy("Party A")),
    "party_b": (gettext_lazy("Party B"), gettext_lazy("Party B")),
    "neutral": (gettext_lazy("neither side"), gettext_lazy("neither side")),
    "participant": (gettext_lazy("participant"), gettext_lazy("participants")),
    "supporter": (gettext_lazy("supporter"), gettext_lazy("supporters")),
    "referral": (gettext_lazy("referral"), gettext_lazy("referrals")),
    "referrer": (gettext_lazy("referrer"), gettext_lazy("referrers")),
    "case": (gettext_lazy("case"), gettext_lazy("cases")),
    "session": (gettext_lazy("session"), gettext_lazy("sessions")),
    "letter": (gettext_lazy("letter"), gettext_lazy("letters")),
    "conference": (gettext_lazy("conference"), gettext_lazy("conferences")),
    "agreement": (gettext_lazy("outcome agreement"), gettext_lazy("outcome agreements")),
    "facilitator": (gettext_lazy("facilitator"), gettext_lazy("facilitators")),
    "coordinator": (gettext_lazy("coordinator"), gettext_lazy("coordinators")),
    "supervisor": (gettext_lazy("supervisor"), gettext_lazy("supervisors")),
    "manager": (gettext_lazy("service manager"), gettext_lazy("service managers")),
    "commissioner": (gettext_lazy("commissioner"), gettext_lazy("commissioners")),
    "area": (gettext_lazy("area"), gettext_lazy("areas")),
    "service": (gettext_lazy("service"), gettext_lazy("services")),
}


NAMES = frozenset({"party_a", "party_b"})
"""Words that are names and take no article."""


def say(
    words: Mapping[str, str | Promise] | None,
    key: str,
    *,
    plural: bool = False,
    capital: bool = False,
) -> str:
    """The area's word for the key, or the national one.

    An area that names only the singular gets a plural with s. Raises KeyError for a word that
    nobody has written down: a misspelt key must fail in the first test, not on a page.
    """
    one, many = (str(word) for word in DEFAULTS[key])
    own = words or {}
    text = str(own.get(key) or one)
    if plural:
        text = str(own.get(f"{key}_plural") or (many if text == one else f"{text}s"))
    return capfirst(text) if capital else text


def the(words: Mapping[str, str | Promise] | None, key: str, *, capital: bool = False) -> str:
    """The word as it stands in a sentence: "the person harmed", "Party A"."""
    text = say(words, key)
    text = text if key in NAMES else _("the %(word)s") % {"word": text}
    return capfirst(text) if capital else text
