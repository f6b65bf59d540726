from areas.registry import fields

DATA = {
    "cases.Case": fields(
        KEY="id area reference",
        CODE="label stage is_sensitive is_restricted hold_reason risk_level version",
        TIME="opened_at hold_until risk_cleared_until closed_on last_activity_at recorded_at",
        STAFF="recorded_by",
    ),
    "cases.CaseShare": fields(STAFF="id area user permission content_object"),
    "cases.CaseReferral": fields(KEY="id area case referral"),
    "cases.CaseWorker": fields(
        STAFF="id area case user role from_at until_at recorded_at recorded_by"
    ),
    "cases.StageChange": fields(
        KEY="id area case",
        CODE="source target",
        TIME="happened_at recorded_at",
        STAFF="recorded_by",
        NARRATIVE="reason",
    ),
    "cases.Closure": fields(
        KEY="id area case",
        CODE="reason stage",
        TIME="happened_on reopened_at recorded_at",
        STAFF="recorded_by",
        NARRATIVE="note",
    ),
    "cases.Clearance": fields(
        KEY="id area case pair",
        CODE="level end_reason",
        TIME="happened_on until ended_at recorded_at",
        STAFF="recorded_by",
        NARRATIVE="conditions",
    ),
    "cases.Participant": fields(
        KEY="id area case person",
        CODE="role side status may_contact known_to_other_side reason version",
        TIME="recontact_on responsibility_accepted_on recorded_at",
        STAFF="recorded_by",
        CONTACT="safe_contact",
    ),
    "cases.Pair": fields(
        KEY="id area case one other",
        CODE="route state chosen version",
        TIME="recontact_on recorded_at",
        STAFF="recorded_by",
    ),
    "cases.Withdrawal": fields(
        KEY="id area participant",
        CODE="stage reason offer_open future_contact_ok may_tell_other_side",
        TIME="happened_on recorded_at",
        STAFF="recorded_by",
        NARRATIVE="note",
    ),
    "cases.ContactEntry": fields(
        KEY="id area participant",
        CODE="channel outcome information_given",
        TIME="happened_at next_contact_on recorded_at",
        STAFF="recorded_by",
        NARRATIVE="note",
    ),
    "cases.Consent": fields(
        KEY="id area participant",
        CODE="purpose state method wording_version",
        TIME="happened_on recorded_at",
        STAFF="recorded_by",
    ),
    "cases.Session": fields(
        KEY="id area participant",
        CODE="purpose meeting attendance minutes",
        TIME="happened_at recorded_at",
        STAFF="recorded_by",
        NARRATIVE="place note",
    ),
    "cases.Letter": fields(
        KEY="id area case author recipient",
        CODE="state version",
        TIME="happened_on checked_at delivered_on recorded_at",
        STAFF="checked_by recorded_by",
        NARRATIVE="body",
    ),
    "cases.LetterOffer": fields(
        KEY="id area letter",
        CODE="answer",
        TIME="happened_on answered_on recorded_at",
        STAFF="recorded_by",
    ),
    "cases.Conference": fields(
        KEY="id area case",
        CODE="form meeting attendance minutes apology_given version",
        TIME="happened_at recorded_at",
        STAFF="recorded_by",
        NARRATIVE="place note",
    ),
    "cases.ConferenceAttendance": fields(KEY="id area conference participant", CODE="came"),
    "cases.Agreement": fields(
        KEY="id area case", TIME="happened_on recorded_at", STAFF="recorded_by"
    ),
    "cases.AgreementAction": fields(
        KEY="id area agreement owner",
        CODE="type state version",
        TIME="due_on settled_on recorded_at",
        STAFF="recorded_by",
        NARRATIVE="what",
    ),
    "cases.NeedsReview": fields(
        KEY="id area participant",
        CODE="moment by_whom",
        TIME="happened_on recorded_at",
        STAFF="recorded_by",
    ),
    "cases.NeedScore": fields(KEY="id area review", CODE="need score"),
    "cases.HopedFor": fields(
        KEY="id area participant",
        CODE="hope met",
        TIME="recorded_at",
        STAFF="recorded_by",
        NARRATIVE="own_words",
    ),
}
