from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("cases", "0006_needs_and_hopes")]

    operations = [
        TenantTable("NeedsReview"),
        TenantTable("NeedScore"),
        TenantTable("HopedFor"),
    ]
