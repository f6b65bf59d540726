import factory

from documents.models import Document
from referrals.models import ReferralDocument
from tests.factories.areas import AreaFactory, AreaRowFactory
from tests.factories.referrals import SubmissionFactory
from tests.moments import NOON


class DocumentFactory(AreaRowFactory):
    """A document whose bytes are nowhere."""

    class Meta:
        model = Document

    area = factory.SubFactory(AreaFactory)
    name = "statement.pdf"
    kind = Document.Kind.PDF
    size = 1000
    digest = "0" * 64
    stored_as = "nowhere/at/all"
    recorded_at = NOON


class ReferralDocumentFactory(AreaRowFactory):
    class Meta:
        model = ReferralDocument

    submission = factory.SubFactory(SubmissionFactory)
    referral = factory.SelfAttribute("submission.referral")
    area = factory.SelfAttribute("submission.area")
    document = factory.SubFactory(DocumentFactory, area=factory.SelfAttribute("..area"))
    recorded_at = NOON
