from areas.registry import fields

DATA = {
    "documents.Document": fields(
        KEY="id area stored_as digest",
        NARRATIVE="name",
        CODE="kind size state",
        TIME="scanned_at recorded_at",
        STAFF="recorded_by",
    ),
}
