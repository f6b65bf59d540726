from __future__ import annotations

import base64
from datetime import datetime

from django.db import transaction

from areas.actor import Actor
from audit.record import record
from referrals.models import Submission, SubmissionCopy
from referrals.printed import pdf_of


@transaction.atomic
def store_copy(submission_id: str, *, by: Actor, now: datetime) -> SubmissionCopy:
    """Draw the copy of a submission, unless it is there already. Raises EngineMissing."""
    rows = Submission.objects.visible_to(by).select_for_update(of=("self",))
    submission = rows.select_related("referral", "recorded_by").get(pk=submission_id)
    there = SubmissionCopy.objects.visible_to(by).filter(submission=submission).first()
    if there:
        return there
    made = SubmissionCopy.objects.create(
        area=by.area,
        submission=submission,
        pdf=base64.b64encode(pdf_of(submission, by)).decode(),
        made_at=now,
    )
    record("submission.copied", submission, by=by)
    return made
