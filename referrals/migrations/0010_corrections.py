import areas.encrypted
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0007_key_rates"),
        ("referrals", "0009_parties"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="ReferralCorrection",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                ("changes", models.JSONField()),
                ("note", areas.encrypted.EncryptedText()),
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
                    "recorded_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "referral",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="corrections",
                        to="referrals.referral",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(fields=["area", "referral"], name="corrections_of_a_referral")
                ],
            },
        ),
        TenantTable("ReferralCorrection", append_only=True),
    ]
