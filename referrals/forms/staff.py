"""The page on which staff write down what came in by whatever way."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from areas.models import Agency
from referrals.actions.submit import EARLIEST
from referrals.stages import Channel, Source
from ui import fields
from ui.dates import LONDON

from .referral import ReferralForm


class StaffReferralForm(ReferralForm):
    """For staff, who write down what came in by whatever way."""

    about = (
        "received_at",
        "channel",
        "source",
        "agency",
        "referrer_name",
        "initiator",
        "agreed_to_referral",
    )

    received_at = fields.MomentField(
        label=_("When was it received?"), missing=_("Enter the day and time when it was received")
    )
    channel = fields.SelectField(
        label=_("How did it come in?"), choices=Channel.choices, missing=_("Select how it came in")
    )
    source = fields.SelectField(
        label=_("Who is referring?"), choices=Source.choices, missing=_("Select who is referring")
    )
    agency = fields.RowSelectField(
        label=_("Which agency do they work for?"), queryset=None, required=False, to_field_name="pk"
    )

    def __init__(
        self,
        data: QueryDict | None = None,
        *,
        agencies: QuerySet[Agency],
        now: datetime,
        **kwargs: Any,
    ) -> None:
        super().__init__(data, now=now, **kwargs)
        received: Any = self.fields["received_at"]
        received.earliest = datetime(EARLIEST.year, EARLIEST.month, EARLIEST.day, tzinfo=LONDON)
        received.latest = now
        agency: Any = self.fields["agency"]
        agency.queryset = agencies
        agency.label_from_instance = lambda row: row.name
