"""Who can see what is written down: the last question on every note and document."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from areas.actor import Actor
from areas.models import Agency
from cases.models import Participant
from cases.queries.consents import may_we
from cases.stages import Audience, ConsentPurpose, fewer_readers

from .case_work import WorkRefused


def must_be_shareable(
    audience: str, *, agency: Agency | None, about: Participant | None, by: Actor, now: datetime
) -> Agency | None:
    """The agency that it is shared with, none where it is not shared.

    Nothing about a person goes to an agency without that person's consent, and nothing about the
    whole case does. Raises WorkRefused.
    """
    if audience != Audience.AGENCY:
        return None
    if agency is None:
        raise WorkRefused(_("Select the agency that it is shared with."))
    if about is None:
        raise WorkRefused(
            _(
                "Only what is about one person is shared with an agency, because that person must "
                "agree. Select whom it is about."
            )
        )
    if about.case.is_restricted:
        raise WorkRefused(_("This case is restricted: nothing of it is shared with an agency."))
    today = timezone.localdate(now)
    if not may_we(about, ConsentPurpose.SHARE_AGENCY, by, today, agency=agency):
        raise WorkRefused(
            _(
                "%(name)s has not agreed that information is shared with %(agency)s. Record their "
                "consent first, or choose somebody else who can see this."
            )
            % {"name": about.person.short_name, "agency": agency.name}
        )
    return agency


def must_not_widen(audience: str, former: str) -> None:
    """A later version is for the same readers or for fewer. Raises WorkRefused."""
    if audience not in fewer_readers(former):
        raise WorkRefused(
            _("A later version cannot be seen by more people than the one before it.")
        )
