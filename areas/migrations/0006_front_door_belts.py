from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("areas", "0005_front_door")]

    operations = [
        TenantTable("AgencyDomain"),
        TenantTable("SignInLink", own_key=True),
        TenantTable("ApiKey", own_key=True),
        TenantTable("KeyedRequest"),
    ]
