from areas.registry import fields

DATA = {
    "referrals.Referral": fields(
        KEY="id area reference agency merged_into came_by",
        CODE="status source channel initiator agreed_to_referral other_side_knows decision "
        "paused_for not_acknowledged heard_from version",
        TIME="received_at triage_due_on paused_on agreed_on decided_at acknowledged_at recorded_at",
        STAFF="decided_by recorded_by",
        STAFF_IDENTITY="referrer_name referrer_email referrer_telephone",
    ),
    "referrals.ReferralPerson": fields(
        KEY="id area referral person",
        CODE="side part accepts_responsibility lives_in_area custody",
        IDENTITY="age_told establishment release_on",
        NARRATIVE="needs",
    ),
    "referrals.ReferralDecision": fields(
        KEY="id area referral",
        CODE="source target decision paused_for instead told checks",
        TIME="happened_at again_on recorded_at",
        STAFF="recorded_by",
        NARRATIVE="note",
    ),
    "referrals.ReferralCorrection": fields(
        KEY="id area referral",
        CODE="changes",
        TIME="recorded_at",
        STAFF="recorded_by",
        NARRATIVE="note",
    ),
    "referrals.Submission": fields(
        KEY="id area referral agency",
        CODE="channel answers",
        TIME="received_at recorded_at",
        STAFF="recorded_by",
        NARRATIVE="as_sent",
    ),
    "referrals.ReferralDocument": fields(
        KEY="id area referral submission document", TIME="recorded_at", STAFF="recorded_by"
    ),
    "referrals.SubmissionCopy": fields(KEY="id area submission", TIME="made_at", NARRATIVE="pdf"),
    "referrals.Incident": fields(
        KEY="id area referral police_reference police_key",
        CODE="offence happened_in_area reported justice_stage proceedings_live "
        "responsible_identified flags",
        TIME="happened_on",
        NARRATIVE="account happened_about risks_told",
    ),
    "referrals.Arrival": fields(
        KEY="id area receipt referral",
        CODE="kind",
        TIME="received_at taken_in_at",
        NARRATIVE="body",
    ),
    "referrals.EligibilitySettings": fields(
        REFERENCE="id area rules links stages harmed_from_age responsible_from_age "
        "responsible_to_age excluded on_request version"
    ),
    "referrals.NotTheSame": fields(
        KEY="id area first second", TIME="recorded_at", STAFF="recorded_by"
    ),
    "referrals.Parcel": fields(
        KEY="id from_area to_area referral_id referral_reference arrived_as",
        CODE="state lawful",
        TIME="sent_at answered_at",
        STAFF="sent_by answered_by",
        NARRATIVE="reason summary contents answer",
    ),
    "referrals.Provenance": fields(
        KEY="id area parcel_id from_reference",
        REFERENCE="from_area_name",
        TIME="received_there_at",
    ),
    "referrals.ReferralList": fields(
        KEY="id area agency digest",
        CODE="read_as source columns mapping state version",
        STAFF="name recorded_by",
        TIME="recorded_at finished_at",
    ),
    "referrals.ListRow": fields(
        KEY="id area of number token referral",
        NARRATIVE="body",
        CODE="verdict reasons was_there",
        TIME="done_at",
    ),
    "referrals.ListMapping": fields(REFERENCE="id area agency mapping saved_at"),
}
