from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("risk", "0001_initial"), ("cases", "0002_belts")]

    operations = [
        TenantTable("Assessment"),
        TenantTable("FactorRow"),
    ]
