from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("areas", "0001_initial"), ("audit", "0001_initial")]

    operations = [
        TenantTable("audit.Event", keys=False, append_only=True),
        TenantTable("AreaSettings"),
        TenantTable("Commissioner"),
        TenantTable("Agency"),
        TenantTable("Membership", own_user=True),
        TenantTable("Practitioner"),
        TenantTable("FormReceipt"),
        TenantTable("ReferenceCounter"),
    ]
