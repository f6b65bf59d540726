from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("reminders", "0001_initial"), ("areas", "0002_belts")]

    operations = [
        TenantTable("Sent"),
    ]
