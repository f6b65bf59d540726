import pytest

from reporting.figures import Cohort
from reporting.findings import finding, maturity
from reporting.published import suppressed
from tests.reporting.figures import one_case, quarter


def test_the_finding_is_the_share_where_it_is_shown():
    assert finding(suppressed(quarter()).counts) == (
        "36% of the cases that closed in the quarter had at least one restorative intervention."
    )


@pytest.mark.parametrize(
    "figures", [one_case(), quarter(closed=Cohort.counted(reached=119, base=122))]
)
def test_the_finding_claims_nothing_where_the_share_is_hidden(figures):
    assert finding(suppressed(figures).counts) == (
        "What was referred to the service in the quarter, what was done, and how it ended."
    )


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (0, "The quarter has not ended: more referrals are still to come."),
        (1, "The cohort is young: its last referrals had 1 day in which to progress."),
        (14, "The cohort is young: its last referrals had 14 days in which to progress."),
    ],
)
def test_maturity_is_said_in_days(days, sentence):
    assert maturity(days) == sentence
