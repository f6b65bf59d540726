from areas.registry import fields

DATA = {
    "reporting.Report": fields(
        REFERENCE="id area period version draft state published digest reason",
        TIME="prepared_at published_at",
        STAFF="prepared_by published_by",
    ),
    "reporting.RawFigures": fields(REFERENCE="id area report figures"),
    "reporting.Document": fields(REFERENCE="id area report is_draft content digest made_at"),
}
