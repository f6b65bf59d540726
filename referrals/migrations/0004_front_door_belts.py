from django.db import migrations

from areas.tenant_tables import AREA, MAINTENANCE, PROGRAM, TenantTable

T = "referrals_parcel"
BETWEEN_TWO_AREAS = [
    f"ALTER TABLE {T} ENABLE ROW LEVEL SECURITY",
    f"ALTER TABLE {T} FORCE ROW LEVEL SECURITY",
    f"CREATE POLICY sent ON {T} TO {PROGRAM} USING (from_area_id = (SELECT {AREA}))",
    f"CREATE POLICY offered ON {T} FOR SELECT TO {PROGRAM} USING (to_area_id = (SELECT {AREA}))",
    f"CREATE POLICY answered ON {T} FOR UPDATE TO {PROGRAM} USING (to_area_id = (SELECT {AREA}))",
    f"CREATE POLICY maintenance ON {T} TO rj_owner USING ({MAINTENANCE})",
    f"REVOKE DELETE, TRUNCATE ON {T} FROM {PROGRAM}",
]


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0003_front_door"),
        ("areas", "0006_front_door_belts"),
        ("outbox", "0002_belts"),
        ("people", "0004_front_door_belts"),
        ("documents", "0002_belts"),
    ]

    operations = [
        TenantTable("Provenance"),
        TenantTable("Referral"),
        TenantTable("ReferralPerson"),
        TenantTable("Arrival", intake="taken_in_at IS NULL AND referral_id IS NULL"),
        TenantTable("outbox.Entry", intake="kind = 'referrals.arrived'"),
        TenantTable("ReferralDocument"),
        TenantTable("SubmissionCopy"),
        TenantTable("EligibilitySettings"),
        TenantTable("NotTheSame"),
        TenantTable("ReferralList"),
        TenantTable("ListRow"),
        TenantTable("ListMapping"),
        migrations.RunSQL(BETWEEN_TWO_AREAS, migrations.RunSQL.noop),
    ]
