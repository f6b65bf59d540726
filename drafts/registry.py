from areas.registry import fields

DATA = {
    "drafts.Draft": fields(
        PASSING="id area user form subject base_version body started_at saved_at"
    ),
    "drafts.PublicDraft": fields(PASSING="id key_hash body saved_at"),
}
