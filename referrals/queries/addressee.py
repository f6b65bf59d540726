"""Who is told that a referral came in, and by which address: asked at the moment of sending."""

from __future__ import annotations

from dataclasses import dataclass, replace

from django.db.models.functions import Lower

from areas.actor import Actor
from areas.models import AgencyDomain, Membership, User
from areas.roles import Role
from people.models import Person
from referrals.models import Referral, ReferralPerson
from referrals.stages import Channel, Initiator, Part, Side, Source

SELVES = {Source.SELF_HARMED: Side.HARMED, Source.SELF_RESPONSIBLE: Side.RESPONSIBLE}
PARTIES = {Initiator.PARTY_A: Side.PARTY_A, Initiator.PARTY_B: Side.PARTY_B}
"""Which party wrote, where one of the parties did: the one who wanted it first. Where somebody else
wrote for them, it says nothing of whose address that is.
"""
AT_WORK_OR_NOT = (Source.OTHER, Source.UNKNOWN)
"""A neighbour as well as a solicitor: without an agency, the words must do for a shared screen."""
ON_BEHALF = (Part.FAMILY, Part.SUPPORTER, Part.GUARDIAN)
TOGETHER = frozenset({Channel.LIST, Channel.TRANSFER})
"""They come in together, or from a colleague, who sees what became of them on a page."""
OFFICERS = {Role.REFERRER, Role.GUEST}


@dataclass(frozen=True, slots=True)
class Addressee:
    """A referrer's work address, or one of which nobody knows whether it is one, or a person who
    wrote themselves, or a code for nobody.
    """

    work_email: str = ""
    other_email: str = ""
    person: Person | None = None
    has_pages: bool = False
    guest: User | None = None
    why_not: str = ""

    @property
    def can_answer_here(self) -> bool:
        """Whether they have a page on which they read a question and answer it."""
        return self.has_pages or self.guest is not None


def is_from_a_member_of_the_public(referral: Referral) -> bool:
    """Whether whoever wrote did so for themselves or their family, and not at work."""
    selves = {*SELVES, Source.SELF_PARTY, Source.FAMILY}
    by_themselves = referral.source in selves
    return by_themselves or (referral.channel == Channel.WEB and referral.recorded_by is None)


def is_known_to_be_at_work(referral: Referral) -> bool:
    """Whether how the referrer is reached is a matter of work, and no private person's secret: what
    came from another area does not say who wrote first.
    """
    if referral.agency_id:
        return True
    doubtful = referral.source in AT_WORK_OR_NOT or referral.channel == Channel.TRANSFER
    return not (doubtful or is_from_a_member_of_the_public(referral))


def addressee_of(referral: Referral, actor: Actor) -> Addressee:
    """Whom to tell that it came in; nobody where it is not certain who wrote."""
    if is_from_a_member_of_the_public(referral):
        return _whoever_wrote(referral, actor)
    if referral.recorded_by:
        rows = Membership.objects.visible_to(actor).filter(user=referral.recorded_by)
        member = rows.filter(is_active=True, user__is_active=True).first()
        if member and OFFICERS & set(member.roles):
            has_pages = Role.REFERRER in member.roles
            guest = None if has_pages else referral.recorded_by
            return Addressee(referral.recorded_by.email, has_pages=has_pages, guest=guest)
    if not referral.referrer_email:
        return Addressee(why_not="no_address")
    if referral.channel == Channel.SYSTEM and not _is_of_the_agency(referral, actor):
        return Addressee(why_not="not_of_the_agency")
    if referral.source in AT_WORK_OR_NOT and referral.agency_id is None:
        return Addressee(other_email=referral.referrer_email)
    return Addressee(work_email=referral.referrer_email)


def told_of_a_question(referral: Referral, actor: Actor) -> Addressee:
    """Whom to tell that the service asks something: at a work address to which we write anyhow."""
    to = addressee_of(referral, actor)
    if not to.work_email or referral.channel in TOGETHER:
        return Addressee(why_not=to.why_not)
    return _as_they_sign_in(to, actor) if to.guest else to


def _as_they_sign_in(to: Addressee, actor: Actor) -> Addressee:
    """A guest gets a link only at an address of a partner that the area still has, and nobody who
    signs in by a password.
    """
    guest = to.guest
    if guest and guest.has_usable_password():
        return replace(to, guest=None, has_pages=True)
    domain = to.work_email.rpartition("@")[2].lower()
    known = AgencyDomain.objects.visible_to(actor).annotate(low=Lower("domain"))
    return to if known.filter(low=domain).exists() else replace(to, guest=None)


def _is_of_the_agency(referral: Referral, actor: Actor) -> bool:
    """A system names whom it likes; we write only to the domains that its agency has here."""
    domain = referral.referrer_email.rpartition("@")[2].lower()
    known = AgencyDomain.objects.visible_to(actor).filter(agency=referral.agency)
    return known.annotate(low=Lower("domain")).filter(low=domain).exists()


def _whoever_wrote(referral: Referral, actor: Actor) -> Addressee:
    rows = ReferralPerson.objects.visible_to(actor).filter(referral=referral)
    side = SELVES.get(Source(referral.source))
    if referral.source == Source.SELF_PARTY:
        side = PARTIES.get(Initiator(referral.initiator))
        if side is None:
            return Addressee(why_not="not_certain_who")
    named = rows.filter(side=side, part=Part.PARTY) if side else rows.filter(part__in=ON_BEHALF)
    people = [one.person for one in named.select_related("person")[:2]]
    return Addressee(person=people[0]) if len(people) == 1 else Addressee(why_not="not_certain_who")
