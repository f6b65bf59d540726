from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("referrals", "0001_initial"), ("people", "0002_belts")]

    operations = [
        TenantTable("Referral"),
        TenantTable("ReferralPerson"),
        TenantTable("ReferralDecision", append_only=True),
        TenantTable("Submission", append_only=True),
        TenantTable("Incident"),
    ]
