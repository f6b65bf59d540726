"""The national defaults of an area's settings (architecture 11.16; field guide 9 and 11). Working
days, days, weeks. `PASSING_DAYS` is nobody's setting: `registry.PASSING` declares it for all.
"""

TRIAGE_DAYS = 2
FIRST_CONTACT_DAYS = 5
DRAFT_DAYS = 28
PASSING_DAYS = 28
SUPPRESSION_THRESHOLD = 5
SATISFACTION_BASE = 10
RISK_REVIEW_WEEKS = 8
RISK_REVIEW_WEEKS_HIGH = 4
REMOTE_IS_DIRECT = True
