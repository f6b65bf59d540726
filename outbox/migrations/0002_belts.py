from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("outbox", "0001_initial"), ("areas", "0002_belts")]

    operations = [
        TenantTable("Entry"),
    ]
