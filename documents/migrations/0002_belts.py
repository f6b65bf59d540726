from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_front_door"), ("areas", "0006_front_door_belts")]

    operations = [TenantTable("Document")]
