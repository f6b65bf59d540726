import uuid

import factory

from cases.models import AgencyAdvice, CaseDocument, Note
from cases.stages import Advice, AskedAgency, AskedHow, Audience, DocumentType
from tests.factories.areas import AreaRowFactory
from tests.factories.cases import CaseFactory
from tests.factories.documents import DocumentFactory
from tests.moments import NOON, TODAY


class NoteFactory(AreaRowFactory):
    class Meta:
        model = Note

    id = factory.LazyFunction(uuid.uuid4)
    original_id = factory.SelfAttribute("id")
    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    audience = Audience.TEAM
    happened_at = NOON
    body = "She asked for time."
    recorded_at = NOON


class CaseDocumentFactory(AreaRowFactory):
    class Meta:
        model = CaseDocument

    id = factory.LazyFunction(uuid.uuid4)
    original_id = factory.SelfAttribute("id")
    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    document = factory.SubFactory(DocumentFactory, area=factory.SelfAttribute("..area"))
    type = DocumentType.CONSENT
    audience = Audience.TEAM
    happened_on = TODAY
    recorded_at = NOON


class AgencyAdviceFactory(AreaRowFactory):
    class Meta:
        model = AgencyAdvice

    id = factory.LazyFunction(uuid.uuid4)
    original_id = factory.SelfAttribute("id")
    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    happened_on = TODAY
    agencies = factory.LazyFunction(lambda: [AskedAgency.POLICE.value])
    how = AskedHow.MARAC
    advice = Advice.GO_ON
    said = "Nothing stands against it."
    recorded_at = NOON
