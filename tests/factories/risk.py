import factory

from cases.stages import RiskLevel
from risk.levels import AppliesTo, Factor, Judgement, Kind
from risk.models import Assessment, FactorRow
from tests.factories.areas import AreaRowFactory, UserFactory
from tests.factories.cases import CaseFactory
from tests.moments import NOON, TODAY


class AssessmentFactory(AreaRowFactory):
    class Meta:
        model = Assessment

    case = factory.SubFactory(CaseFactory)
    area = factory.SelfAttribute("case.area")
    number = factory.Sequence(lambda n: n % 30_000 + 1)
    kind = Kind.INITIAL
    happened_on = TODAY
    level = RiskLevel.MEDIUM
    judgement = Judgement.PROCEED
    reasons = "Why it was judged so."
    recorded_at = NOON
    recorded_by = factory.SubFactory(UserFactory)


class FactorRowFactory(AreaRowFactory):
    class Meta:
        model = FactorRow

    assessment = factory.SubFactory(AssessmentFactory)
    area = factory.SelfAttribute("assessment.area")
    position = 1
    factor = Factor.VENUE
    applies_to = AppliesTo.HARMED
    likelihood = 2
    impact = 3
    mitigation = "A room with two doors."
    residual = RiskLevel.LOW
