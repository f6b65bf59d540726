"""What the database itself says of its tables: the second and the third belt."""

from django.db import connection

FRAMEWORK = {
    "account_emailaddress": "allauth: addresses of accounts",
    "account_emailconfirmation": "allauth: unused, accounts are made by the service",
    "auth_group": "Django: unused, roles stand in areas.roles",
    "auth_group_permissions": "Django: unused",
    "auth_permission": "Django: names of permissions, guardian points at them",
    "areas_user_groups": "Django: unused",
    "areas_user_user_permissions": "Django: the admin's own staff",
    "django_admin_log": "Django: what the platform administrator changed",
    "django_content_type": "Django: names of models",
    "django_migrations": "Django: which migrations ran; the program may only read it",
    "django_session": "Django: sessions are read before an area is known and hold no case data",
    "guardian_groupobjectpermission": "guardian: unused, tables stand beside their models",
    "guardian_userobjectpermission": "guardian: unused, tables stand beside their models",
}
REFERENCE: dict[str, str] = {}
PLATFORM = {
    "areas_area": "the areas themselves",
    "areas_user": "a person who signs in belongs to no area, one or several",
    "areas_securityevent": "the door itself: sign-ins and strangers belong to no area",
    "drafts_publicdraft": "written before it is known for which area; opened by its key alone",
    "referrals_parcel": "between two areas: each sees it, neither may change the other's part",
    "throttle_counter": "counters of the sign-in, under keys that are digests",
}
WITHOUT_AREA = {**FRAMEWORK, **REFERENCE, **PLATFORM}
APPEND_ONLY = {
    "areas_securityevent",
    "audit_event",
    "cases_agencyadvice",
    "cases_consent",
    "cases_letterreview",
    "cases_letterversion",
    "cases_note",
    "cases_stagechange",
    "cases_timelineentry",
    "django_migrations",
    "referrals_referralcorrection",
    "referrals_referraldecision",
    "referrals_submission",
    "reporting_document",
    "reporting_rawfigures",
}
SEARCHED = {"people_person", "people_contactpoint"}
SEARCHES = dict.fromkeys(
    ("people_search_alike", "people_search_called", "people_search_named"), "rj_search"
)
MORE_POLICIES = {
    "people_person": {"search"},
    "people_contactpoint": {"search"},
    "areas_membership": {"own_user"},
    "areas_signinlink": {"own_key"},
    "areas_apikey": {"own_key"},
    "drafts_draft": {"blocked"},
    "outbox_entry": {"intake"},
    "referrals_arrival": {"intake"},
}
WITHOUT_KEYS = {"audit_event": "the log outlives what it speaks of"}
UNIQUE_WITHOUT_AREA = {
    "cases_agencyadvice (corrects_id)": "one to one, by a random key that carries the area",
    "cases_caseshare (user_id, permission_id, content_object_id)": "guardian's",
    "cases_casedocument (document_id)": "one to one, by a random key that carries the area",
    "cases_casedocument (replaces_id)": "one to one, by a random key that carries the area",
    "cases_note (corrects_id)": "one to one, by a random key that carries the area",
    "cases_session (moved_to_id)": "one to one, by a random key that carries the area",
    "reporting_rawfigures (report_id)": "one to one, by a random key that carries the area",
    "referrals_incident (referral_id)": "one to one, by a random key that carries the area",
    "referrals_submissioncopy (submission_id)": "one to one, by a random key that carries the area",
    "referrals_referraldocument (document_id)": "one to one, by a random key that carries the area",
    "referrals_listmapping (agency_id)": "one to one, by a random key that carries the area",
    "areas_signinlink (key_hash)": "a secret is looked up before an area is known",
    "areas_apikey (key_hash)": "a secret is looked up before an area is known",
}
PROGRAM = ("rj_app", "rj_worker")


def rows(sql, *values):
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return cursor.fetchall()


def tables():
    found = rows(
        "SELECT relname FROM pg_class WHERE relkind IN ('r', 'p') "
        "AND relnamespace = 'public'::regnamespace"
    )
    return {table for (table,) in found}


def tenant_tables():
    found = rows(
        "SELECT table_name FROM information_schema.columns "
        "WHERE table_schema = 'public' AND column_name = 'area_id' ORDER BY 1"
    )
    return [table for (table,) in found]


def unguarded():
    """Tenant tables without row-level security, or whose owner is exempt from it."""
    found = rows(
        "SELECT relname, relrowsecurity AND relforcerowsecurity FROM pg_class WHERE relkind = 'r'"
    )
    guarded = dict(found)
    return [table for table in tenant_tables() if not guarded[table]]


def policies():
    """Each table's policies: name, whether permissive, command, roles, what they let through."""
    found = rows(
        "SELECT tablename, policyname, permissive, cmd, roles::text[], qual, with_check "
        "FROM pg_policies"
    )
    by_table = {}
    for table, name, *rest in found:
        by_table.setdefault(table, {})[name] = tuple(
            tuple(one) if isinstance(one, list) else one for one in rest
        )
    return by_table


def unique_columns():
    """`table (columns)` of each unique index but for primary keys."""
    return rows(
        "SELECT indrelid::regclass::text, array_agg(attname::text ORDER BY place) FROM pg_index "
        "CROSS JOIN LATERAL unnest(indkey) WITH ORDINALITY AS k(number, place) "
        "JOIN pg_attribute ON attrelid = indrelid AND attnum = k.number "
        "WHERE indisunique AND NOT indisprimary AND indrelid::regclass::text = ANY(%s) "
        "GROUP BY indexrelid, indrelid",
        tenant_tables(),
    )


def foreign_keys():
    """Foreign keys between tenant tables: table, its columns, the other table, its columns."""
    return rows(
        "SELECT conrelid::regclass::text, "
        "(SELECT array_agg(attname::text ORDER BY n) "
        "FROM unnest(conkey) WITH ORDINALITY AS k(c, n) "
        "JOIN pg_attribute ON attrelid = conrelid AND attnum = c), confrelid::regclass::text, "
        "(SELECT array_agg(attname::text ORDER BY n) "
        "FROM unnest(confkey) WITH ORDINALITY AS k(c, n) "
        "JOIN pg_attribute ON attrelid = confrelid AND attnum = c) "
        "FROM pg_constraint WHERE contype = 'f' "
        "AND conrelid::regclass::text = ANY(%s) AND confrelid::regclass::text = ANY(%s)",
        tenant_tables(),
        tenant_tables(),
    )
