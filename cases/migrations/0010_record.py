import uuid
from datetime import date

import django.db.models.deletion
from django.db import migrations, models

from areas.tenant_tables import TenantTable

ORIGINAL = {"on_delete": django.db.models.deletion.CASCADE, "related_name": "+"}
AGENCY = {
    "to": "areas.agency",
    "on_delete": django.db.models.deletion.PROTECT,
    "related_name": "+",
    "null": True,
    "blank": True,
}


class Migration(migrations.Migration):
    """Versions are found by the first of them; nobody has written any yet."""

    dependencies = [("cases", "0009_work_of_a_case_belts")]

    operations = [
        migrations.AddField(
            "note",
            "original",
            models.ForeignKey(to="cases.note", default=uuid.uuid4, **ORIGINAL),
            preserve_default=False,
        ),
        migrations.AddField(
            "casedocument",
            "original",
            models.ForeignKey(to="cases.casedocument", default=uuid.uuid4, **ORIGINAL),
            preserve_default=False,
        ),
        migrations.AddField("casedocument", "agency", models.ForeignKey(**AGENCY)),
        migrations.AddField(
            "casedocument",
            "happened_on",
            models.DateField(default=date(2026, 1, 1)),
            preserve_default=False,
        ),
        TenantTable("Note", append_only=True),
        TenantTable("CaseDocument"),
    ]
