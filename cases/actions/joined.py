"""What is joined to a referral whose case is open comes into the case."""

from __future__ import annotations

from datetime import datetime

from areas.actor import Actor
from audit.record import record
from cases.models import Case, CaseReferral, Participant
from cases.stages import Side
from cases.stages.sensitive import SensitiveReason
from cases.stages.sides import is_mediation, side_in
from people.models import Answer
from people.queries import of_one_person, root_of, who_contact_us
from referrals.models import Referral, ReferralPerson
from referrals.stages import Part

from .ages import bring_ages
from .case import ROLE_OF, ROLES
from .known_ways import hold_what_both_sides_know
from .participants import add_participant
from .sensitive import mark_sensitive


def bring_in_joined(kept: Referral, joined: Referral, by: Actor, now: datetime) -> None:
    """Link what was joined to the one open case of a referral, and bring in whom it names and who
    is not there; a flag makes the case sensitive.

    Where a referral opened several, nobody knows which of them it is about, and a person decides.
    Whoever joins may not be let into the case itself: then the program brings them in.
    """
    system = Actor.system(by.area)
    _hold_what_was_brought([kept, joined], by=system, now=now)
    cases = Case.objects.visible_to(system).open().filter(referral_links__referral=kept)
    found = list(cases.select_for_update(of=("self",))[:2])
    if len(found) != 1:
        return
    (case,) = found
    told = Referral.objects.visible_to(by).filter(merged_into=kept).exclude(case_links__case=case)
    new = list(told.select_related("incident"))
    CaseReferral.objects.bulk_create(
        CaseReferral(area_id=by.area_id, case=case, referral=one) for one in new
    )
    for one in new:
        record("case.referral_joined", case, by=by, referral=one.reference)
    seen = Case.objects.visible_to(by).filter(pk=case.pk).exists()
    writer = by if seen else system
    found_so = any(one.incident.is_sensitive for one in new if hasattr(one, "incident"))
    if found_so and not case.is_sensitive:
        mark_sensitive(
            case, reason=SensitiveReason.REFERRAL, version=case.version, by=writer, now=now
        )
    _bring_in(case, new, by=writer, now=now)


def _hold_what_was_brought(referrals: list[Referral], *, by: Actor, now: datetime) -> None:
    """Records that were joined bring the ways that they had into every open case of the person."""
    named = ReferralPerson.objects.visible_to(by).filter(referral__in=referrals)
    people = {root_of(one.person) for one in named.select_related("person")}
    rows = Participant.objects.visible_to(by).filter(of_one_person(people))
    for row in rows.filter(case__closed_on=None).select_related("case", "person"):
        hold_what_both_sides_know(row.case, [row], by=by, now=now)


def leave_separated(kept: Referral, separated: Referral, by: Actor, now: datetime) -> None:
    """Undo the links to the cases of the other referral. Whoever came in with it stays until
    somebody takes them out: people may have spoken with them meanwhile.
    """
    links = CaseReferral.objects.visible_to(by).filter(referral=separated)
    links.filter(case__referral_links__referral=kept).delete()


def _bring_in(case: Case, referrals: list[Referral], *, by: Actor, now: datetime) -> None:
    inside = Participant.objects.visible_to(by).filter(case=case).select_related("person")
    here = list(inside)
    known = {root_of(one.person) for one in here}
    mediation = is_mediation(one.side for one in here)
    rows = ReferralPerson.objects.visible_to(by).filter(referral__in=referrals)
    rows = rows.select_related("person__merged_into", "referral").order_by(
        "referral__received_at", "pk"
    )
    for one in sorted(rows, key=lambda row: row.part != Part.PARTY):
        if root_of(one.person) not in known:
            known.add(root_of(one.person))
            _add(case, one, side_in(one.side, mediation=mediation), by=by, now=now)
    bring_ages(inside.all(), rows, by=by, now=now)


def _add(case: Case, one: ReferralPerson, side: Side, *, by: Actor, now: datetime) -> None:
    row = add_participant(
        case,
        person=one.person.merged_into or one.person,
        role=ROLES.get(one.part) or ROLE_OF[side],
        side=side,
        by=by,
        now=now,
    )
    row.may_contact = Answer.NO if who_contact_us([one.person], by) else Answer.UNKNOWN
    row.access_needs = one.needs or ""
    row.save(update_fields=["may_contact", "access_needs"])
