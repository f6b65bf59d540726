from areas.registry import fields

DATA = {
    "outbox.Entry": fields(
        PASSING="id area kind dedupe_key payload put_at due_at attempts lease_until done_at "
        "dead_at last_error"
    )
}
