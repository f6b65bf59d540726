import areas.encrypted
import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0007_key_rates"),
        ("cases", "0016_programme_leads"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="AgencyAdvice",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("happened_on", models.DateField()),
                (
                    "agencies",
                    django.contrib.postgres.fields.ArrayField(
                        base_field=models.CharField(
                            choices=[
                                ("police", "Police"),
                                ("probation", "Probation"),
                                ("prison", "Prison"),
                                ("idva_isva", "Domestic or sexual violence adviser (IDVA or ISVA)"),
                                ("children", "Children’s social care"),
                                ("adults", "Adult social care"),
                                ("health", "Health"),
                                ("youth_justice", "Youth justice service"),
                                ("housing", "Housing"),
                                ("other", "Another agency"),
                            ],
                            max_length=20,
                        ),
                        size=None,
                    ),
                ),
                (
                    "how",
                    models.CharField(
                        choices=[
                            ("marac", "At a MARAC meeting"),
                            ("mappa", "At a MAPPA meeting"),
                            ("meeting", "At another meeting of agencies"),
                            ("phone", "By telephone"),
                            ("email", "By secure email"),
                        ],
                        max_length=20,
                    ),
                ),
                (
                    "advice",
                    models.CharField(
                        choices=[
                            ("go_on", "Go on"),
                            ("conditions", "Go on with conditions"),
                            ("wait", "Wait"),
                            ("stop", "Do not go on"),
                        ],
                        max_length=20,
                    ),
                ),
                ("said", areas.encrypted.EncryptedText()),
                (
                    "area",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="areas.area",
                    ),
                ),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="agency_advice",
                        to="cases.case",
                    ),
                ),
                (
                    "corrects",
                    models.OneToOneField(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="corrected_by",
                        to="cases.agencyadvice",
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="cases.agencyadvice",
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        TenantTable("AgencyAdvice", append_only=True),
    ]
