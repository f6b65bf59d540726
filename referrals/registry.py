from areas.registry import fields

DATA = {
    "referrals.Referral": fields(
        KEY="id area reference agency",
        CODE="status source channel initiator agreed_to_referral decision version",
        TIME="received_at triage_due_on decided_at recorded_at",
        STAFF="decided_by recorded_by",
        STAFF_IDENTITY="referrer_name",
    ),
    "referrals.ReferralPerson": fields(
        KEY="id area referral person", CODE="side accepts_responsibility"
    ),
    "referrals.ReferralDecision": fields(
        KEY="id area referral",
        CODE="source target decision",
        TIME="happened_at recorded_at",
        STAFF="recorded_by",
        NARRATIVE="note",
    ),
    "referrals.Submission": fields(
        KEY="id area referral agency",
        CODE="channel",
        TIME="received_at recorded_at",
        STAFF="recorded_by",
        NARRATIVE="as_sent",
    ),
    "referrals.Incident": fields(
        KEY="id area referral police_reference",
        CODE="offence justice_stage flags",
        TIME="happened_on",
        NARRATIVE="account",
    ),
}
