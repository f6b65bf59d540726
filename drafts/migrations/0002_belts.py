from django.db import migrations

from areas.tenant_tables import MAINTENANCE, OWN_KEY, OWN_ROW, PROGRAM, USER, TenantTable

T = "drafts_publicdraft"
OWN = [
    f"ALTER TABLE {T} ENABLE ROW LEVEL SECURITY",
    f"ALTER TABLE {T} FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY own_key ON {T} TO {PROGRAM} USING ({OWN_KEY})",
    f"CREATE POLICY forgotten ON {T} TO rj_worker USING (saved_at < now() - interval '1 day')",
    f"CREATE POLICY maintenance ON {T} TO rj_owner USING ({MAINTENANCE})",
]


class Migration(migrations.Migration):
    dependencies = [("drafts", "0001_front_door"), ("areas", "0006_front_door_belts")]

    operations = [
        TenantTable("Draft", restrictive=f"{OWN_ROW} OR (SELECT {USER}) IS NULL"),
        migrations.RunSQL(OWN, migrations.RunSQL.noop),
    ]
