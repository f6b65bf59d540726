from django.db import migrations

HERE = "NULLIF(current_setting('rj.area', true), '')::uuid"
TYPED = "public.people_plain_name(people_search_named.first_name, people_search_named.last_name)"
OTHER = "public.people_plain_name(other.first_name, other.last_name)"
AMONG = "(among IS NULL OR other.id = ANY(among))"
IN_AREA = f"other.area_id = {HERE} AND other.organisation = '' AND {AMONG}"

# As `people_search_alike` looks for names, but for one that was typed and belongs to no row yet.
# `among` are the keys that may be found, where whoever types may see few people.
NAMED = f"""
CREATE FUNCTION people_search_named(first_name text, last_name text, among uuid[])
RETURNS TABLE (like_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  (SELECT other.id FROM public.people_person other
    WHERE {IN_AREA} AND {OTHER} % {TYPED}
    ORDER BY public.similarity({OTHER}, {TYPED}) DESC LIMIT 50)
  UNION
  (SELECT other.id FROM public.people_person other
    WHERE {IN_AREA} AND replace({OTHER}, ' ', '') = replace({TYPED}, ' ', '') LIMIT 50)
$$
"""

FORWARDS = [
    NAMED,
    "REVOKE ALL ON FUNCTION people_search_named(text, text, uuid[]) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION people_search_named(text, text, uuid[]) TO rj_app, rj_worker",
    "ALTER FUNCTION people_search_named(text, text, uuid[]) OWNER TO rj_search",
]


class Migration(migrations.Migration):
    dependencies = [("people", "0007_second_look")]

    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
