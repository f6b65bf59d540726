"""The lists of field guide 12.12, 12.18 and 12.19, by their codes."""

from cases.stages import ActionState, ActionType, ConsentPurpose
from cases.stages.needs import Hope

ACTIONS = """
APOL_VERBAL APOL_WRITTEN ANSWERS REPAIR PAY RETURN_ITEM COMM_WORK TREATMENT COURSE EDUC_WORK
NO_CONTACT CONTACT_TERMS BEHAVIOUR INFO_RIGHT CHARITY SYMBOLIC FOLLOW_MEETING OTHER
"""
CONSENTS = """
REFERRAL CONTACT PARTICIPATE SHARE_AGENCY SHARE_OTHER_PARTY RESEARCH CASE_STUDY SURVEY
RETAIN_LONGER RECORDING
"""


def codes(text):
    return set(text.lower().split())


def test_what_is_agreed_and_consented_to_has_the_codes_of_the_field_guide():
    assert set(ActionType.values) == codes(ACTIONS)
    assert set(ActionState.values) == codes("OPEN DONE PARTLY MISSED RELEASED SUPERSEDED")
    assert set(ConsentPurpose.values) == codes(CONSENTS)


def test_no_hope_speaks_of_closing_anything():
    assert [str(label) for label in Hope.labels if "clos" in str(label).lower()] == []
