"""Taking the belts off, one at a time, and knocking at every door with another area's rows."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import product

from django.db import connection
from django.test import Client

from areas.models import Area, Membership, User
from areas.roles import GRANTS, Role
from areas.scoping import AreaQuerySet
from areas.tenancy import in_area
from drafts.models import Draft
from reporting.models import Document, Report
from rjcase.database.owner import as_owner
from tests.architecture.addresses import Page, row_pages
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
from tests.factories.areas import (
    AgencyDomainFactory,
    AgencyFactory,
    ApiKeyFactory,
    MembershipFactory,
)
from tests.factories.cases import (
    CaseFactory,
    CaseReferralFactory,
    ClearanceFactory,
    ConsentFactory,
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
from tests.factories.documents import ReferralDocumentFactory
from tests.factories.lists import ListRowFactory, ReferralListFactory
from tests.factories.parcels import ConnectionFactory, ParcelFactory
from tests.factories.people import ContactPointFactory
from tests.factories.programmes import EnrolmentFactory, ProgrammeSessionFactory
from tests.factories.record import AgencyAdviceFactory, CaseDocumentFactory, NoteFactory
from tests.factories.referrals import (
    IncidentFactory,
    ReferralFactory,
    ReferralPersonFactory,
    SubmissionFactory,
)
from tests.factories.risk import AssessmentFactory, FactorRowFactory
from tests.moments import NOON
from tests.world import World

BROAD_FIRST = ("manager", "coordinator", "supervisor", "facilitator", "referrer", "commissioner")
ROLES = {"facilitator": Role.PRACTITIONER}
NOT_ROWS = {"area", "period"}
WORDS = {"task": "people", "kind": "person", "page": "about"}
"""Arguments that name a part of a form and no row: any of them will do."""


@dataclass
class Belongings:
    """One row of everything in an area, by the names that addresses give to them."""

    area: Area
    values: dict[str, list[object]]

    @property
    def all_keys(self) -> list[object]:
        return sorted(
            {key for name, keys in self.values.items() if name != "reference" for key in keys},
            key=str,
        )

    def candidates(self, argument: str, *, thorough: bool) -> list[object]:
        if argument in {"reference", "number"}:
            return self.values[argument]
        if argument in WORDS:
            return [WORDS[argument]]
        if thorough or argument not in self.values:
            return [key for key in self.all_keys if not isinstance(key, int)]
        return self.values[argument]


def furnish(area: Area, author: User) -> Belongings:
    """One row of everything that a page can name."""
    referral = ReferralFactory(area=area)
    IncidentFactory(referral=referral)
    given = ReferralDocumentFactory(submission=SubmissionFactory(referral=referral))
    named = ReferralPersonFactory(referral=referral)
    ContactPointFactory(person=named.person)
    case = CaseFactory(area=area)
    CaseReferralFactory(case=case, referral=referral)
    pair = PairFactory(case=case)
    ClearanceFactory(case=case)
    ConsentFactory(participant=pair.one)
    letter = LetterFactory(case=case, author=pair.other, recipient=pair.one)
    LetterOfferFactory(letter=letter)
    conference = ConferenceFactory(case=case)
    ConferenceAttendanceFactory(conference=conference, participant=pair.one)
    agreement = AgreementFactory(case=case)
    assessment = AssessmentFactory(case=case)
    FactorRowFactory(assessment=assessment)
    place = EnrolmentFactory(participant=pair.other)
    return Belongings(
        area,
        {
            "programme": [place.programme_id],
            "meeting": [ProgrammeSessionFactory(programme=place.programme).pk],
            "place": [place.pk],
            "reference": [referral.reference, case.reference],
            "person": [named.person_id],
            "pair": [pair.pk],
            "restriction": [RestrictionFactory(case=CaseFactory(area=area)).pk],
            "participant": [pair.one_id, pair.other_id],
            "contact": [ContactEntryFactory(participant=pair.one).pk],
            "way": [ContactPointFactory(person=pair.one.person).pk],
            "session": [SessionFactory(participant=pair.one).pk],
            "concern": [ConcernFactory(participant=pair.one).pk],
            "stay": [StayFactory(participant=pair.other).pk],
            "professional": [AgencyContactFactory(participant=pair.other).pk],
            "access": [AccessRequestFactory(participant=pair.other).pk],
            "key_date": [KeyDateFactory(participant=pair.other).pk],
            "order": [CourtOrderFactory(against=pair.other).pk],
            "letter": [letter.pk],
            "note": [NoteFactory(case=case).pk],
            "advice": [AgencyAdviceFactory(case=case).pk],
            "file": [CaseDocumentFactory(case=case).pk],
            "version": [LetterVersionFactory(letter=letter).pk],
            "message": [MessageFactory(pair=pair).pk],
            "author": [pair.other_id],
            "conference": [conference.pk],
            "agreement": [agreement.pk],
            "action": [AgreementActionFactory(agreement=agreement, owner=pair.other).pk],
            "number": [assessment.number],
            "draft": [draft_of(area, author).pk],
            "document": [given.document_id],
            "submission": [given.submission_id],
            "of": [ListRowFactory(of=ReferralListFactory(area=area, state="checked")).of_id],
            "key": [ApiKeyFactory(area=area).pk],
            "agency": [AgencyFactory(area=area).pk],
            "domain": [AgencyDomainFactory(area=area).pk],
            "member": [referrer_of(area).pk],
            "other": [ReferralFactory(area=area).reference],
            "parcel": [ParcelFactory(from_area=area).pk],
            "connection": [ConnectionFactory(person=named.person).pk],
            "pk": [report_of(area, author).pk],
        },
    )


def referrer_of(area: Area) -> Membership:
    """Somebody who refers for an agency of the area."""
    return MembershipFactory(area=area, agency=AgencyFactory(area=area), roles=[Role.REFERRER])


def draft_of(area: Area, author: User) -> Draft:
    """What somebody of the area has begun to write."""
    with in_area(area.pk, author.pk):
        return Draft.objects.create(
            area=area,
            user=author,
            form="referral",
            subject="begun",
            body='{"tasks": {}, "people": [], "documents": []}',
            started_at=NOON,
            saved_at=NOON,
        )


def report_of(area: Area, author: User) -> Report:
    with in_area(area.pk):
        report = Report.objects.create(
            area=area,
            period="2026-27-Q1",
            version=1,
            draft=1,
            published="{}",
            digest="",
            prepared_by=author,
            prepared_at=NOON,
        )
        Document.objects.create(
            area=area, report=report, is_draft=True, content=b"%PDF", digest="", made_at=NOON
        )
    return report


def who_may(page: Page) -> str:
    """The user of Kent with the broadest role that opens the page."""
    return next(name for name in BROAD_FIRST if page.perm in GRANTS[ROLES.get(name) or Role(name)])


def combinations(
    page: Page, foreign: Belongings, own: Belongings, *, thorough: bool
) -> Iterator[dict[str, object]]:
    """Arguments of which at least one is another area's: all of them, or the last with our own case
    before it.
    """
    names = [name for name in page.arguments if name not in NOT_ROWS]
    for values in product(*(foreign.candidates(name, thorough=thorough) for name in names)):
        yield dict(zip(names, values, strict=True))
    if names[0] == "reference" and len(names) > 1 and "number" not in names:
        ours = {name: own.values[name][0] for name in names[1:-1]}
        for last in foreign.candidates(names[-1], thorough=thorough):
            yield {names[0]: own.values["reference"][1], **ours, names[-1]: last}


def knock(
    world: World, foreign: Belongings, own: Belongings, *, thorough: bool = False
) -> dict[str, set[int]]:
    """Every page that names a row, through Kent's door, with rows of another area: what each
    answered.
    """
    clients: dict[str, Client] = {}
    answers: dict[str, set[int]] = {}
    for page in row_pages():
        if set(page.arguments) <= NOT_ROWS:
            continue
        who = who_may(page)
        client = clients.setdefault(who, world.client(who))
        client.raise_request_exception = False
        for values in combinations(page, foreign, own, thorough=thorough):
            path = page.path(area=world.kent.slug, **values)
            found = answers.setdefault(page.name, set())
            found.add(client.get(path).status_code)
            if thorough:
                found.add(client.post(path, {}).status_code)
    return answers


def let_in(answers: dict[str, set[int]]) -> dict[str, set[int]]:
    """The pages that answered anything but 404 (or 405, where they take no such request)."""
    return {name: odd for name, found in answers.items() if (odd := found - {404, 405})}


@contextmanager
def policies_dropped() -> Iterator[None]:
    """As the owner: row-level security off on every tenant table, and on again."""
    tables = tenant_tables()
    alter(tables, "DISABLE")
    try:
        yield
    finally:
        alter(tables, "ENABLE")


def alter(tables: list[str], how: str) -> None:
    with as_owner(connection), connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")


@contextmanager
def visible_to_widened() -> Iterator[None]:
    """`visible_to` and its overrides let everything through, as if somebody had forgotten them."""
    before = {
        cls: cls.__dict__["visible_to"]
        for cls in family(AreaQuerySet)
        if "visible_to" in cls.__dict__
    }
    for cls in before:
        cls.visible_to = lambda rows, actor: rows.all()
    try:
        yield
    finally:
        for cls, method in before.items():
            cls.visible_to = method


def family(cls: type) -> list[type]:
    return [cls, *(one for child in cls.__subclasses__() for one in family(child))]


def membership_count() -> int:
    with in_area(None):
        return Membership.objects.count()
