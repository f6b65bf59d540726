import json
from hashlib import sha256

import factory

from referrals.models import ListRow, ReferralList
from tests.factories.areas import AgencyFactory, AreaFactory, AreaRowFactory, UserFactory
from tests.moments import NOON


class ReferralListFactory(AreaRowFactory):
    class Meta:
        model = ReferralList

    area = factory.SubFactory(AreaFactory)
    agency = factory.SubFactory(AgencyFactory, area=factory.SelfAttribute("..area"))
    name = "extract.csv"
    digest = factory.Sequence(lambda n: sha256(str(n).encode()).hexdigest())
    columns = ["Victim", "Offence"]
    mapping = {"harmed_name": "Victim", "offence": "Offence"}
    recorded_at = NOON
    recorded_by = factory.SubFactory(UserFactory)


class ListRowFactory(AreaRowFactory):
    class Meta:
        model = ListRow

    of = factory.SubFactory(ReferralListFactory)
    area = factory.SelfAttribute("of.area")
    number = factory.Sequence(lambda n: n + 2)
    body = json.dumps(["Jessica Lane", "Robbery"])
    token = factory.Sequence(lambda n: sha256(f"row {n}".encode()).hexdigest())
