from areas.registry import fields

DATA = {
    "people.Person": fields(
        KEY="id area merged_into",
        IDENTITY="first_name last_name organisation date_of_birth",
        CODE="language version",
        TIME="recorded_at",
        STAFF="recorded_by",
    ),
    "people.ContactPoint": fields(
        KEY="id area person",
        CONTACT="kind value is_safe voicemail_ok safe_times",
        TIME="recorded_at ended_at",
        STAFF="recorded_by",
    ),
}
