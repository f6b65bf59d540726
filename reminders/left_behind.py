"""Documents that were given and then belonged to nothing: a draft that was never sent."""

from __future__ import annotations

import re
from datetime import datetime
from uuid import UUID

from areas.actor import Actor
from documents.sweeping import ask_again, sweep
from drafts.models import Draft

_AN_ID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def look_after_documents(*, by: Actor, now: datetime) -> int:
    """Sweep documents that neither a row nor a draft names, and ask again for scans; how many
    went.
    """
    drafts = Draft.objects.visible_to(by)
    named = {UUID(found) for draft in drafts for found in _AN_ID.findall(draft.body)}
    gone = sweep(by=by, now=now, needed=named)
    ask_again(by=by, now=now)
    return gone
