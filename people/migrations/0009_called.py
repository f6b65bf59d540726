from django.db import migrations

HERE = "NULLIF(current_setting('rj.area', true), '')::uuid"
TYPED = "public.people_plain_name(people_search_called.typed, '')"
NAME = "public.people_plain_name(other.first_name, other.last_name)"
ORGANISATION = "public.people_plain_name(other.organisation, '')"
IN_AREA = f"other.area_id = {HERE} AND (among IS NULL OR other.id = ANY(among))"


def _near(name: str) -> str:
    return f"greatest(public.word_similarity({TYPED}, {name}), public.similarity({TYPED}, {name}))"


def _like(name: str, condition: str) -> str:
    return (
        f"(SELECT other.id, {_near(name)} AS near FROM public.people_person other "
        f"WHERE {IN_AREA} AND {condition} AND ({TYPED} <% {name} OR {name} % {TYPED}) "
        "ORDER BY near DESC, other.id LIMIT 50)"
    )


# A part of a name is enough, as somebody says it on the telephone: a surname, or its beginning.
# `among` are the keys that may be found, where whoever types may see few people.
CALLED = f"""
CREATE FUNCTION people_search_called(typed text, among uuid[])
RETURNS TABLE (like_id uuid, near real)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  {_like(NAME, "other.organisation = ''")}
  UNION ALL
  {_like(ORGANISATION, "other.organisation <> ''")}
$$
"""

FORWARDS = [
    "CREATE INDEX person_like_organisation ON people_person USING gin "
    "(people_plain_name(organisation, '') public.gin_trgm_ops) WHERE organisation <> ''",
    CALLED,
    "REVOKE ALL ON FUNCTION people_search_called(text, uuid[]) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION people_search_called(text, uuid[]) TO rj_app, rj_worker",
    "ALTER FUNCTION people_search_called(text, uuid[]) OWNER TO rj_search",
]
BACKWARDS = [
    "DROP FUNCTION people_search_called(text, uuid[])",
    "DROP INDEX person_like_organisation",
]


class Migration(migrations.Migration):
    dependencies = [("people", "0008_named")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
