"""References that people see, such as `NYK-26-00042`: unique within the area, numbered by calendar
year.
"""

from __future__ import annotations

from datetime import date

from django.db import connection

from .actor import Actor

NEXT = """
INSERT INTO areas_referencecounter (id, area_id, kind, year, last)
VALUES (gen_random_uuid(), %s, %s, %s, 1)
ON CONFLICT (area_id, kind, year) DO UPDATE SET last = areas_referencecounter.last + 1
RETURNING last
"""


def next_reference(actor: Actor, *, kind: str, on: date) -> str:
    """The next reference of a kind: "" for cases, "R" for referrals. Two at once wait for one
    another.
    """
    with connection.cursor() as cursor:
        cursor.execute(NEXT, [actor.area_id, kind, on.year])
        (number,) = cursor.fetchone()
    return f"{actor.area.code}-{kind}{on:%y}-{number:05d}"
