"""Which rows of cases are due by a day, table by table."""

from __future__ import annotations

from datetime import date, timedelta

from django.db.models import Case as Choose
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce, Concat, Greatest

from areas import national
from areas.actor import Actor
from areas.models import AreaSettings
from cases.consenting import CONSENT_LASTS, who_asks_guardian
from cases.models import (
    AgreementAction,
    Case,
    CaseWorker,
    Consent,
    ContactEntry,
    Pair,
    Participant,
    Session,
    Withdrawal,
)
from cases.stages import (
    LEFT,
    MAY_RETURN,
    PRINCIPALS,
    ActionState,
    Attendance,
    ConsentMethod,
    ConsentPurpose,
    ConsentState,
    PairState,
    ParticipantStatus,
    Stage,
    WorkerRole,
)
from people.models import Answer
from people.queries import some_record_says_so

BESIDE = "beside"
TO_BE_SIGNED = timedelta(days=14)
"""After a fortnight what was said and is to be signed is asked for."""
CONTACTED = (
    ParticipantStatus.CONTACTED,
    ParticipantStatus.CONSIDERING,
    ParticipantStatus.WILLING,
    ParticipantStatus.PARTICIPATED,
)
Cases = QuerySet[Case]


def next_contacts_due(cases: Cases, actor: Actor, until: date) -> QuerySet[ContactEntry]:
    """The next contact that the last entry with somebody named, unless they were met since."""
    entries = ContactEntry.objects.visible_to(actor).standing()
    latest = (
        entries
        .filter(participant__case__in=cases)
        .exclude(participant__status__in=LEFT)
        .order_by("participant_id", "-happened_at", "-recorded_at")
        .distinct("participant_id")
    )
    due = entries.filter(pk__in=latest.values("pk"), next_contact_on__lte=until)
    return due.exclude(Exists(met_since(actor)))


def met_since(actor: Actor) -> QuerySet[Session]:
    """The sessions that were held with somebody after a contact entry with them."""
    held = Session.objects.visible_to(actor).filter(attendance=Attendance.HELD)
    return held.filter(participant=OuterRef("participant"), happened_at__gt=OuterRef("happened_at"))


def not_contacted(cases: Cases, actor: Actor, until: date) -> QuerySet[Participant]:
    """Whom nobody has tried to reach, who may be contacted, with the moment `since` when their
    case has had its lead and they have been in it, and the working `days` that the area sets.
    """
    leads = CaseWorker.objects.visible_to(actor).filter(role=WorkerRole.LEAD, until_at=None)
    given = leads.filter(case=OuterRef("case")).values("from_at")
    days = AreaSettings.objects.visible_to(actor).values("first_contact_days")
    return (
        Participant.objects
        .visible_to(actor)
        .filter(case__in=cases, status=ParticipantStatus.NOT_CONTACTED, role__in=PRINCIPALS)
        .exclude(may_contact=Answer.NO)
        .exclude(some_record_says_so(actor))
        .annotate(given=Subquery(given[:1]))
        .annotate(
            since=Greatest("given", "recorded_at"),
            days=Coalesce(Subquery(days[:1]), Value(national.FIRST_CONTACT_DAYS)),
        )
        .filter(given__isnull=False, since__date__lte=until)
    )


def to_be_asked(cases: Cases, actor: Actor, until: date) -> QuerySet[Participant]:
    """Whom to contact again: who thinks about it, or said that it is too soon."""
    rows = Participant.objects.visible_to(actor).filter(case__in=cases, recontact_on__lte=until)
    too_soon = Q(status=ParticipantStatus.DECLINED, reason__in=MAY_RETURN)
    return rows.filter(~Q(status__in=LEFT) | too_soon).exclude(may_contact=Answer.NO)


def put_off(cases: Cases, actor: Actor, until: date) -> QuerySet[Pair]:
    """Put off between two people of a case in which others go on."""
    rows = Pair.objects.visible_to(actor).filter(case__in=cases, state=PairState.NOT_NOW)
    return rows.filter(recontact_on__lte=until)


def promises(cases: Cases, actor: Actor, until: date) -> QuerySet[AgreementAction]:
    rows = AgreementAction.objects.visible_to(actor).filter(agreement__case__in=cases)
    return rows.filter(state=ActionState.OPEN, due_on__lte=until)


def consents_to_ask(cases: Cases, actor: Actor, until: date) -> QuerySet[Consent]:
    """The latest consents to take part that are six months old, or said and to be signed: of each
    their own, and beside a child that of a parent or guardian. `said` is how, and whose it is.
    """
    whose = Choose(When(given_by=None, then=Value("own")), default=Value(BESIDE))
    lines = Consent.objects.visible_to(actor).annotate(whose=whose)
    lines = lines.annotate(said=Concat("method", Value(" "), F("whose")))
    asked = (
        lines
        .filter(participant__case__in=cases, purpose=ConsentPurpose.PARTICIPATE)
        .exclude(participant__status__in=LEFT)
        .order_by("participant_id", "-happened_on", "-recorded_at")
        .distinct("participant_id")
    )
    own = asked.filter(given_by=None)
    beside = asked.filter(who_asks_guardian(until), given_by__isnull=False)
    latest = Q(pk__in=own.values("pk")) | Q(pk__in=beside.values("pk"))
    old = Q(happened_on__lte=until - CONSENT_LASTS)
    unsigned = Q(method=ConsentMethod.VERBAL, happened_on__lte=until - TO_BE_SIGNED)
    rows = lines.filter(old | unsigned, latest, state=ConsentState.GIVEN)
    return rows.exclude(participant__case__stage=Stage.OUTCOME)


def withdrawals_to_tell(cases: Cases, actor: Actor, until: date) -> QuerySet[Withdrawal]:
    """The last time that somebody stepped back, where the other side was not told of it yet and
    somebody is there who had been contacted and has not left.
    """
    left = Withdrawal.objects.visible_to(actor)
    stepped_back = {"participant__status": ParticipantStatus.WITHDREW}
    latest = (
        left
        .filter(participant__case__in=cases, **stepped_back)
        .order_by("participant_id", "-recorded_at")
        .distinct("participant_id")
    )
    across = Q(one=OuterRef("participant"), other__status__in=CONTACTED)
    across |= Q(other=OuterRef("participant"), one__status__in=CONTACTED)
    waiting = Pair.objects.visible_to(actor).filter(across)
    rows = left.filter(pk__in=latest.values("pk"), told_on=None, happened_on__lte=until)
    return rows.filter(Exists(waiting))
