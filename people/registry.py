from areas.registry import fields

DATA = {
    "people.Person": fields(
        KEY="id area merged_into",
        IDENTITY="first_name last_name organisation date_of_birth age_told said_under_18 "
        "age_told_on",
        CODE="language contacts_us version",
        TIME="recorded_at",
        STAFF="recorded_by",
    ),
    "people.ContactPoint": fields(
        KEY="id area person",
        CONTACT="kind value is_safe voicemail_ok call_ok text_ok safe_times who_may_answer "
        "code_phrase value_token postcode_token",
        CODE="look",
        TIME="recorded_at ended_at looked_at",
        STAFF="recorded_by looked_by",
    ),
    "people.EqualityAnswers": fields(
        KEY="id area person",
        IDENTITY="sex gender_same ethnicity religion disability orientation",
        CODE="not_asked",
        TIME="answered_at",
        STAFF="recorded_by",
    ),
    "people.Connection": fields(
        KEY="id area person",
        CODE="kind",
        TIME="recorded_at ended_at",
        STAFF="user recorded_by",
    ),
}
