import uuid

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from areas.tenant_tables import TenantTable
from cases.stages import ClosureReason, RestrictionReason, RiskLook

KEY = models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)
STAFF = {"related_name": "+", "to": settings.AUTH_USER_MODEL}


def area() -> models.ForeignKey:
    return models.ForeignKey(
        db_index=False,
        on_delete=django.db.models.deletion.PROTECT,
        related_name="+",
        to="areas.area",
    )


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0011_why_unsuitable"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField("case", "risk_second_on", models.DateField(blank=True, null=True)),
        migrations.AddField(
            "clearance",
            "look",
            models.CharField(
                choices=[
                    ("first", "Before the people were met"),
                    ("second", "After the people were met"),
                ],
                default="first",
                max_length=10,
            ),
        ),
        migrations.AlterField(
            "closure", "reason", models.CharField(choices=ClosureReason.choices, max_length=20)
        ),
        migrations.CreateModel(
            "LastLook",
            fields=[
                ("id", KEY),
                ("at", models.DateTimeField()),
                ("before", models.DateTimeField()),
                ("area", area()),
                (
                    "user",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, **STAFF),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("area", "user"), name="last_look_once")
                ]
            },
        ),
        migrations.CreateModel(
            "Restriction",
            fields=[
                ("id", KEY),
                ("version", models.PositiveIntegerField(default=1)),
                ("recorded_at", models.DateTimeField()),
                (
                    "reason",
                    models.CharField(choices=RestrictionReason.choices, max_length=20),
                ),
                ("lifted_at", models.DateTimeField(blank=True, null=True)),
                ("area", area()),
                (
                    "case",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="restrictions",
                        to="cases.case",
                    ),
                ),
                (
                    "lifted_by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        **STAFF,
                    ),
                ),
                (
                    "recorded_by",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, **STAFF
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(
                        condition=models.Q(("lifted_at", None)),
                        fields=("area", "case"),
                        name="restricted_once",
                    ),
                    models.CheckConstraint(
                        condition=models.Q(
                            models.Q(("lifted_at", None), ("lifted_by", None)),
                            models.Q(("lifted_at__isnull", False), ("lifted_by__isnull", False)),
                            _connector="OR",
                        ),
                        name="restriction_lifted_by_somebody",
                    ),
                ]
            },
        ),
        TenantTable("Restriction"),
        TenantTable("LastLook"),
    ]
