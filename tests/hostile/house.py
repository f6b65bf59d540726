"""An area with rows in every state, and every form that its pages print."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from django.db import connection
from django.test import Client
from django.urls import resolve

from areas.models import User
from areas.roles import Role
from areas.tenancy import in_area
from cases.models import Closure, Pair, Participant
from cases.stages import Attendance, Audience, ClosureReason, LetterState, ShuttleState, Stage
from people.models import ContactPoint, Person
from referrals.actions.drafting import add_document
from referrals.forms.tasks.whole import ORDER
from referrals.models import ReferralList, ReferralPerson
from referrals.queries.drafted import read_draft
from reporting.actions import prepare_report
from reporting.periods import Period
from risk.levels import State
from tests.architecture.addresses import Page, pages
from tests.architecture.belts import who_may
from tests.architecture.catalogue import tenant_tables
from tests.factories.activities import (
    AgreementActionFactory,
    AgreementFactory,
    ConferenceAttendanceFactory,
    ConferenceFactory,
    LetterFactory,
    LetterOfferFactory,
    LetterVersionFactory,
    MessageFactory,
)
from tests.factories.areas import AgencyDomainFactory, ApiKeyFactory, MembershipFactory
from tests.factories.cases import (
    CaseFactory,
    CaseReferralFactory,
    CaseWorkerFactory,
    ContactEntryFactory,
    PairFactory,
    RestrictionFactory,
    SessionFactory,
)
from tests.factories.concerns import ConcernFactory
from tests.factories.custody import (
    AccessRequestFactory,
    AgencyContactFactory,
    CourtOrderFactory,
    KeyDateFactory,
    StayFactory,
)
from tests.factories.documents import DocumentFactory, ReferralDocumentFactory
from tests.factories.lists import ListRowFactory, ReferralListFactory
from tests.factories.needs import hope_for_everything
from tests.factories.parcels import ConnectionFactory, ParcelFactory
from tests.factories.people import ContactPointFactory
from tests.factories.programmes import EnrolmentFactory, ProgrammeSessionFactory
from tests.factories.record import AgencyAdviceFactory, CaseDocumentFactory, NoteFactory
from tests.factories.referrals import FullReferralFactory, SubmissionFactory
from tests.factories.risk import AssessmentFactory
from tests.hostile.printed import Printed, forms_of
from tests.moments import NOON, TODAY
from tests.referrals.professional.made import finished_draft
from tests.world import World

PERIOD = "2026-27-Q1"
WRITTEN_ON_REFUSAL = {"audit_event"}
LOOKS = ("", ContactPoint.Look.WAITING)


@dataclass
class Place:
    """One form of the program: who may open it, where it stands and where it posts."""

    name: str
    who: str
    path: str
    form: Printed


def build(world: World) -> list[dict[str, list[object]]]:
    """Rows of Kent with which every form is printed, by the names that addresses give to them."""
    referral = FullReferralFactory(area=world.kent)
    sent = SubmissionFactory(referral=referral)
    named = ReferralPerson.objects.filter(referral=referral).values_list("person_id", flat=True)
    closed = CaseFactory(area=world.kent, stage=Stage.CLOSED, closed_on=TODAY)
    with in_area(world.kent.pk):
        Closure.objects.create(
            area=world.kent,
            case=closed,
            reason=ClosureReason.NEEDS_MET,
            stage=Stage.OUTCOME,
            happened_on=TODAY,
            recorded_at=NOON,
        )
    draft = _draft(world)
    report = prepare_report(Period.parse(PERIOD), by=world.actor("deputy"), now=NOON)
    return [
        {
            "reference": [referral.reference],
            "person": list(named)[:1],
            "document": [ReferralDocumentFactory(submission=sent).document_id],
            "submission": [sent.pk],
            "other": [FullReferralFactory(area=world.kent).reference],
            "connection": [ConnectionFactory(person=Person.objects.get(pk=named[0])).pk],
        },
        {"parcel": [ParcelFactory(from_area=world.avon, to_area=world.kent).pk]},
        {"reference": [closed.reference]},
        {"pk": [report.pk], "period": [PERIOD]},
        draft,
        {"of": _lists(world)},
        {"key": [ApiKeyFactory(area=world.kent).pk]},
        {"restriction": [RestrictionFactory(case=CaseFactory(area=world.kent)).pk]},
        _agency(world),
        _case(world, world.users["manager"]),
        {},
    ]


def _lists(world: World) -> list[object]:
    """A list in each state."""
    rows = [
        ListRowFactory(of=ReferralListFactory(area=world.kent, state=state))
        for state in ReferralList.State.values
    ]
    ReferralList.objects.filter(state="done").update(finished_at=NOON)
    return [row.of_id for row in rows]


def _agency(world: World) -> dict[str, list[object]]:
    """An agency, a mail domain of it, and somebody who refers for it."""
    ours = {"area": world.kent, "agency": world.probation}
    return {
        "agency": [world.probation.pk],
        "domain": [AgencyDomainFactory(**ours).pk],
        "member": [MembershipFactory(**ours, roles=[Role.REFERRER]).pk],
    }


def _draft(world: World) -> dict[str, list[object]]:
    """A referral that an agency's officer has written and not sent."""
    by = world.actor("referrer")
    document = DocumentFactory(area=world.kent, recorded_by=by.user)
    draft = add_document(finished_draft(by), document, by=by, now=NOON)
    return {
        "draft": [draft.pk],
        "document": [document.pk],
        "task": list(ORDER),
        "kind": ["person"],
        "person": [one.id for one in read_draft(draft).people],
        "page": ["about", "reach", "write"],
    }


def _case(world: World, manager: User) -> dict[str, list[object]]:
    case = CaseFactory(area=world.kent, stage=Stage.CONFERENCE)
    told = FullReferralFactory(area=world.kent, incident__risks_told="He waits at her school.")
    CaseReferralFactory(case=case, referral=told)
    CaseWorkerFactory(case=case, user=manager)
    pair = PairFactory(case=case)
    ends = {"author": pair.other, "recipient": pair.one, "case": case}
    letters = []
    for state in LetterState:
        on = TODAY if state == LetterState.DELIVERED else None
        letters.append(LetterFactory(**ends, state=state, delivered_on=on))
        LetterOfferFactory(letter=letters[-1])
    conference = ConferenceFactory(case=case)
    ConferenceAttendanceFactory(conference=conference, participant=pair.one)
    was_held = ConferenceFactory(case=case, attendance=Attendance.HELD, minutes=60)
    agreement = AgreementFactory(case=case)
    hope_for_everything(pair.one)
    states = (State.DRAFT, State.SUBMITTED)
    place = EnrolmentFactory(participant=pair.other)
    judged = [AssessmentFactory(case=case, state=state, recorded_by=manager) for state in states]
    return {
        "reference": [case.reference],
        "document": [
            ReferralDocumentFactory(submission=SubmissionFactory(referral=told)).document_id
        ],
        "participant": [pair.one_id, pair.other_id],
        "way": [ContactPointFactory(person=pair.one.person, look=look).pk for look in LOOKS],
        "contact": [ContactEntryFactory(participant=pair.one).pk],
        "pair": [pair.pk],
        "programme": [place.programme_id],
        "meeting": [ProgrammeSessionFactory(programme=place.programme).pk],
        "place": [place.pk],
        "session": [
            SessionFactory(participant=pair.one, attendance=one).pk
            for one in (Attendance.PLANNED, Attendance.HELD)
        ],
        "concern": [ConcernFactory(participant=pair.one, raised_to=manager).pk],
        "letter": [letter.pk for letter in letters],
        "note": [
            NoteFactory(case=case, audience=one, recorded_by=manager).pk
            for one in (Audience.TEAM, Audience.MANAGERS)
        ],
        "advice": [AgencyAdviceFactory(case=case).pk],
        "file": [CaseDocumentFactory(case=case).pk],
        "version": [LetterVersionFactory(letter=letters[0]).pk],
        "message": _messages(pair),
        "author": [pair.one_id, pair.other_id],
        **_custody(pair.other),
        "conference": [conference.pk, was_held.pk],
        "agreement": [agreement.pk],
        "action": [AgreementActionFactory(agreement=agreement, owner=pair.other).pk],
        "number": [one.number for one in judged],
    }


def _custody(participant: Participant) -> dict[str, list[object]]:
    """One that is held, with orders of which one forbids contact and one was agreed to."""
    about = {"participant": participant}
    orders = [CourtOrderFactory(against=participant, agreed_at=at) for at in (None, NOON)]
    return {
        "stay": [StayFactory(**about).pk],
        "professional": [AgencyContactFactory(**about).pk],
        "access": [AccessRequestFactory(**about).pk],
        "key_date": [KeyDateFactory(**about).pk],
        "order": [one.pk for one in orders],
    }


def _messages(pair: Pair) -> list[object]:
    """A message in each state."""
    rows = []
    for state in ShuttleState:
        on = TODAY if state == ShuttleState.PASSED_ON else None
        rows.append(MessageFactory(pair=pair, state=state, passed_on_on=on).pk)
    return rows


_PRINTS_NOTHING_NEW: set[tuple[str, int]] = set()
"""Which address of which page, by its place in the row, need not be opened again: rooms are built
alike each time.
"""


def places(world: World, rooms: list[dict[str, list[object]]]) -> list[Place]:
    """Every form of every page of an area, once for each address and set of fields."""
    found: dict[tuple[str, tuple[str, ...]], Place] = {}
    is_whole = len(rooms) > 1
    clients: dict[str, Client] = {}
    for page in pages():
        if not page.has_area or page.is_api:
            continue
        who = who_may(page)
        client = clients.setdefault(who, world.client(who))
        for number, path in enumerate(addresses(world, page, rooms)):
            if is_whole and (page.name, number) in _PRINTS_NOTHING_NEW:
                continue
            known = len(found)
            for place in _printed(client, who, path):
                found.setdefault((place.name, tuple(sorted(place.form.kinds))), place)
            if is_whole and len(found) == known:
                _PRINTS_NOTHING_NEW.add((page.name, number))
    return list(found.values())


def _printed(client: Client, who: str, path: str) -> Iterator[Place]:
    answer = client.get(path)
    if answer.status_code != 200 or b"<form" not in answer.content:
        return
    for form in forms_of(answer.content.decode()):
        target = form.action or path
        name = resolve(target.partition("?")[0]).view_name
        if page_named(name).has_area:
            yield Place(name, who if target == path else who_may(page_named(name)), target, form)


def page_named(name: str) -> Page:
    return next(page for page in pages() if page.name == name)


def addresses(world: World, page: Page, rooms: list[dict[str, list[object]]]) -> Iterator[str]:
    """The page's addresses for the rows that belong together."""
    names = [name for name in page.arguments if name != "area"]
    for room in rooms if names else [{}]:
        if set(names) <= set(room):
            for values in product(*(room[name] for name in names)):
                yield page.path(area=world.kent.slug, **dict(zip(names, values, strict=True)))


def counts() -> dict[str, int]:
    """How many rows each tenant table of the area holds, but for the audit's."""
    tables = [table for table in tenant_tables() if table not in WRITTEN_ON_REFUSAL]
    one = " UNION ALL ".join(f"SELECT '{table}', count(*) FROM {table}" for table in tables)
    with connection.cursor() as cursor:
        cursor.execute(one)
        return dict(cursor.fetchall())


def no_row() -> str:
    return str(uuid.uuid4())
