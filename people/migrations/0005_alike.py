from django.db import migrations

HERE = "NULLIF(current_setting('rj.area', true), '')::uuid"
NAME = "public.people_plain_name(%s.first_name, %s.last_name)"
ONE, OTHER = (NAME % (alias, alias) for alias in ("one", "other"))
NEAREST = f"ORDER BY public.similarity({OTHER}, {ONE}) DESC LIMIT 50"
IN_AREA = f"other.area_id = {HERE} AND other.organisation = ''"
SWAPPED = "to_char(one.date_of_birth, 'YYYY-DD-MM')"
HAS_A_SWAP = "extract(day FROM one.date_of_birth) <= 12"

# What can be reached through an index although its operators are not leakproof. Owned by a role
# that cannot log in; the area's predicate is written into each branch, and row-level security holds
# for whatever the program then reads by these keys.
ALIKE = f"""
CREATE FUNCTION people_search_alike(wanted uuid[]) RETURNS TABLE (person_id uuid, like_id uuid)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT DISTINCT one.id, found.id FROM public.people_person one CROSS JOIN LATERAL (
    (SELECT other.id FROM public.people_person other
      WHERE {IN_AREA} AND {OTHER} % {ONE} {NEAREST})
    UNION
    (SELECT other.id FROM public.people_person other
      WHERE {IN_AREA} AND replace({OTHER}, ' ', '') = replace({ONE}, ' ', '') LIMIT 50)
    UNION
    (SELECT other.id FROM public.people_person other
      WHERE {IN_AREA} AND other.date_of_birth = one.date_of_birth {NEAREST})
    UNION
    (SELECT other.id FROM public.people_person other
      WHERE {IN_AREA} AND {HAS_A_SWAP}
        AND other.date_of_birth = (CASE WHEN {HAS_A_SWAP} THEN {SWAPPED} END)::date {NEAREST})
    UNION
    (SELECT other.id FROM public.people_contactpoint mine
      JOIN public.people_contactpoint theirs
        ON theirs.area_id = {HERE} AND theirs.value_token = mine.value_token
      JOIN public.people_person other ON other.id = theirs.person_id AND {IN_AREA}
      WHERE mine.area_id = {HERE} AND mine.person_id = one.id AND mine.value_token <> ''
      {NEAREST})
    UNION
    (SELECT other.id FROM public.people_contactpoint mine
      JOIN public.people_contactpoint theirs
        ON theirs.area_id = {HERE} AND theirs.postcode_token = mine.postcode_token
      JOIN public.people_person other ON other.id = theirs.person_id AND {IN_AREA}
      WHERE mine.area_id = {HERE} AND mine.person_id = one.id AND mine.postcode_token <> ''
      {NEAREST})
  ) found
  WHERE one.area_id = {HERE} AND one.organisation = '' AND one.id = ANY(wanted)
    AND found.id <> one.id
$$
"""

FORWARDS = [
    """
CREATE FUNCTION people_plain_name(first_name text, last_name text) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$
  SELECT lower(public.unaccent('public.unaccent'::regdictionary,
    normalize(first_name || ' ' || last_name, NFKC)))
$$
""",
    "CREATE INDEX person_like_name ON people_person USING gin "
    "(people_plain_name(first_name, last_name) public.gin_trgm_ops) WHERE organisation = ''",
    "CREATE INDEX person_by_name ON people_person "
    "(area_id, replace(people_plain_name(first_name, last_name), ' ', '')) "
    "WHERE organisation = ''",
    "CREATE INDEX person_by_birthday ON people_person (area_id, date_of_birth) "
    "WHERE organisation = '' AND date_of_birth IS NOT NULL",
    "GRANT SELECT (id, area_id, first_name, last_name, organisation, date_of_birth) "
    "ON people_person TO rj_search",
    "GRANT SELECT (area_id, person_id, value_token, postcode_token) "
    "ON people_contactpoint TO rj_search",
    "CREATE POLICY search ON people_person FOR SELECT TO rj_search USING (true)",
    "CREATE POLICY search ON people_contactpoint FOR SELECT TO rj_search USING (true)",
    ALIKE,
    "REVOKE ALL ON FUNCTION people_search_alike(uuid[]) FROM PUBLIC",
    "GRANT EXECUTE ON FUNCTION people_search_alike(uuid[]) TO rj_app, rj_worker",
    "ALTER FUNCTION people_search_alike(uuid[]) OWNER TO rj_search",
]


class Migration(migrations.Migration):
    dependencies = [("people", "0004_front_door_belts")]

    operations = [migrations.RunSQL(FORWARDS, migrations.RunSQL.noop)]
