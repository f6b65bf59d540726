"""How five real services decide what they take (field guide 3.1), as settings of this program."""

from dataclasses import replace

import pytest

from referrals.eligibility import Facts, Limits, check

EVERY_STAGE = Limits().stages
CONTESTED = {"charged", "plea_pending", "appeal"}

CAMBRIDGESHIRE = Limits(
    rules=("identified", "responsibility", "reported", "offence", "agreement", "proceedings")
)
STAFFORDSHIRE = Limits(
    rules=("identified", "responsibility", "area_link", "agreement"), links=("harmed_here",)
)
HAMPSHIRE = Limits(
    rules=("identified", "responsibility", "area_link", "age", "legal_stage", "agreement"),
    links=("offence_here", "harmed_here", "responsible_here"),
    responsible_from_age=18,
)
DEVON_AND_CORNWALL = Limits(
    rules=("identified", "responsibility", "offence", "agreement"),
    on_request=("rape", "sex_assault", "coercive"),
)
DURHAM = Limits(
    rules=("identified", "responsibility", "legal_stage", "agreement"),
    stages=[stage for stage in EVERY_STAGE if stage not in CONTESTED],
)

# A robbery on the street: he pleaded guilty and serves his sentence; she agreed to be referred.
ROBBERY = Facts(
    source="prob_com",
    agreed="yes",
    offence="rob_pers",
    stage="custody",
    reported="yes",
    proceedings="no",
    identified="yes",
    offence_here="yes",
    harmed_here=("yes",),
    harmed_ages=(28,),
    responsible_here=("no",),
    responsible_ages=(31,),
    accepts=("yes",),
)
NOBODY = {"identified": "no", "accepts": (), "responsible_ages": (), "responsible_here": ()}
NOT_KNOWN = {**NOBODY, "identified": "unknown"}
ELSEWHERE = {"offence_here": "no", "harmed_here": ("no",), "responsible_here": ("no",)}


def said(limits, **facts):
    """What does not pass, by rule."""
    results = check(replace(ROBBERY, **facts), limits)
    return {
        rule.value: result.outcome.value for rule, result in results if result.outcome != "pass"
    }


@pytest.mark.parametrize(
    ("service", "facts", "stands_out"),
    [
        pytest.param(CAMBRIDGESHIRE, {}, {}, id="Cambridgeshire takes it"),
        pytest.param(
            CAMBRIDGESHIRE,
            {"reported": "no", "stage": "unreported"},
            {"reported": "fail"},
            id="Cambridgeshire asks that it was reported",
        ),
        pytest.param(
            CAMBRIDGESHIRE,
            {"reported": "unknown", "stage": "not_known"},
            {"reported": "unknown"},
            id="Cambridgeshire wants to know whether it was reported",
        ),
        pytest.param(
            CAMBRIDGESHIRE,
            {"proceedings": "yes", "stage": "plea_pending"},
            {"proceedings": "fail"},
            id="Cambridgeshire does not work during a contested trial",
        ),
        pytest.param(
            CAMBRIDGESHIRE, ELSEWHERE, {}, id="Cambridgeshire says nothing of where they live"
        ),
        pytest.param(STAFFORDSHIRE, {}, {}, id="Staffordshire takes it"),
        pytest.param(
            STAFFORDSHIRE,
            {"reported": "no", "stage": "unreported"},
            {},
            id="Staffordshire takes what was not reported",
        ),
        pytest.param(
            STAFFORDSHIRE,
            {"harmed_here": ("no",), "responsible_here": ("yes",)},
            {"area_link": "fail"},
            id="Staffordshire asks that the person harmed lives in the county",
        ),
        pytest.param(
            STAFFORDSHIRE,
            {"harmed_here": ("unknown",)},
            {"area_link": "unknown"},
            id="Staffordshire asks where the person harmed lives",
        ),
        pytest.param(
            HAMPSHIRE,
            {"harmed_here": ("no",), "offence_here": "no", "responsible_here": ("yes",)},
            {},
            id="Hampshire takes any of the three links",
        ),
        pytest.param(HAMPSHIRE, ELSEWHERE, {"area_link": "fail"}, id="Hampshire asks for one link"),
        pytest.param(
            HAMPSHIRE,
            {"responsible_ages": (17,)},
            {"age": "fail"},
            id="Hampshire takes people responsible from 18",
        ),
        pytest.param(
            HAMPSHIRE,
            {"responsible_ages": (None,)},
            {"age": "unknown"},
            id="Hampshire asks how old the person responsible is",
        ),
        pytest.param(
            HAMPSHIRE,
            {"stage": "oocd_cc", "harmed_ages": (15,)},
            {},
            id="Hampshire works as a condition of a disposal, with children who were harmed",
        ),
        pytest.param(DEVON_AND_CORNWALL, {}, {}, id="Devon and Cornwall takes it"),
        pytest.param(
            DEVON_AND_CORNWALL,
            NOBODY,
            {"identified": "fail", "responsibility": "unknown"},
            id="Devon and Cornwall asks who is responsible before anybody approaches her",
        ),
        pytest.param(
            DEVON_AND_CORNWALL,
            NOT_KNOWN,
            {"identified": "unknown", "responsibility": "unknown"},
            id="Devon and Cornwall finds out first whether somebody is identified",
        ),
        pytest.param(
            DEVON_AND_CORNWALL,
            {"offence": "rape"},
            {"offence": "unknown"},
            id="Devon and Cornwall takes sexual offences on request",
        ),
        pytest.param(DURHAM, {"stage": "pre_sent"}, {}, id="Durham works before the sentence"),
        pytest.param(DURHAM, {"stage": "oocd_cr"}, {}, id="Durham works out of court"),
        pytest.param(
            DURHAM,
            {"stage": "plea_pending"},
            {"legal_stage": "fail"},
            id="Durham waits for the plea",
        ),
        pytest.param(
            DURHAM,
            {"stage": "not_known", "agreed": "unknown"},
            {"legal_stage": "unknown", "agreement": "unknown"},
            id="Durham asks for the stage and for the agreement",
        ),
        pytest.param(
            DURHAM,
            {"accepts": ("no",), "agreed": "no"},
            {"responsibility": "fail", "agreement": "fail"},
            id="Durham asks that responsibility is accepted",
        ),
    ],
)
def test_what_each_service_says_of_a_referral(service, facts, stands_out):
    assert said(service, **facts) == stands_out
