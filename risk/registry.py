from areas.registry import fields

DATA = {
    "risk.Assessment": fields(
        KEY="id area case",
        CODE="number kind state level judgement version",
        TIME="happened_on submitted_at signed_at review_on recorded_at",
        STAFF="signed_by recorded_by",
        NARRATIVE="reasons conditions returned_why",
    ),
    "risk.FactorRow": fields(
        KEY="id area assessment",
        CODE="position factor applies_to likelihood impact residual",
        NARRATIVE="mitigation",
    ),
}
