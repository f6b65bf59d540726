from __future__ import annotations

from typing import Any

from cases.models import Session
from cases.queries.sessions import version_of
from ui.forms import VersionedForm

from .sessions import SettleForm, settle_initial


class CorrectForm(SettleForm, VersionedForm):
    """What was recorded of a session, put right: `version` is which telling of it was shown."""

    edits = True

    def values(self) -> dict[str, Any]:
        told = super().values()
        return {"seen": told.pop("version"), **told}


def correct_initial(session: Session) -> dict[str, Any]:
    """What a session says that was recorded."""
    names = ("attendance", "minutes", "travel_minutes", "whose_doing", "information")
    told = {name: getattr(session, name) for name in (*names, "information_format")}
    language = session.information_language or session.participant.person.language
    return {
        **settle_initial(session),
        **told,
        "information_language": language,
        "version": version_of(session),
    }
