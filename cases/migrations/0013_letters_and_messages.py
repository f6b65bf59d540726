import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.conf import settings
from django.db import migrations, models

import areas.encrypted
from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [
        ("areas", "0007_key_rates"),
        ("cases", "0012_second_looks_and_restrictions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveField(model_name="letterversion", name="review"),
        migrations.CreateModel(
            name="LetterReview",
            fields=[
                (
                    "id",
                    models.UUIDField(
                        default=uuid.uuid4, editable=False, primary_key=True, serialize=False
                    ),
                ),
                ("recorded_at", models.DateTimeField()),
                (
                    "verdict",
                    models.CharField(
                        choices=[
                            ("comment", "Comment"),
                            ("change", "To be changed"),
                            ("safe", "Safe to offer"),
                        ],
                        max_length=20,
                    ),
                ),
                ("text", areas.encrypted.EncryptedText(default="")),
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
                    "version",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="reviews",
                        to="cases.letterversion",
                    ),
                ),
            ],
            options={"abstract": False},
        ),
        migrations.AddField(
            model_name="letter",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="cases.letter",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.consent",
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="handover",
            field=models.CharField(
                blank=True,
                choices=[
                    ("handed", "Handed to them"),
                    ("read", "Read out to them"),
                    ("sent", "Sent in the way that is safe for them"),
                ],
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="may_know",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(
                    choices=[
                        ("from", "Whom it is from"),
                        ("about", "What it is about"),
                        ("sorry", "That it says sorry"),
                        ("answers", "That it answers their questions"),
                        ("asks", "That it asks something of them"),
                        ("length", "How long it is"),
                    ],
                    max_length=20,
                ),
                blank=True,
                default=list,
                size=None,
            ),
        ),
        migrations.AddField(
            model_name="letter",
            name="unanswered_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="letter",
            name="state",
            field=models.CharField(
                choices=[
                    ("draft", "Being written"),
                    ("checked", "Checked by a second person"),
                    ("offered", "Offered"),
                    ("kept", "Kept on file"),
                    ("delivered", "Delivered"),
                    ("taken_back", "Taken back by its author"),
                    ("stopped", "Stopped: somebody stepped back"),
                ],
                default="draft",
                max_length=20,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="checked_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name="message",
            name="checked_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="consent",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to="cases.consent",
            ),
        ),
        migrations.AddField(
            model_name="message",
            name="unanswered_on",
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="message",
            name="answers",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="replies",
                to="cases.message",
            ),
        ),
        migrations.AlterField(
            model_name="message",
            name="state",
            field=models.CharField(
                choices=[
                    ("said", "Said, to be checked"),
                    ("checked", "Checked"),
                    ("offered", "Offered to the other person"),
                    ("passed_on", "Passed on"),
                    ("kept", "Kept on file"),
                    ("taken_back", "Taken back by whoever said it"),
                    ("stopped", "Stopped: somebody stepped back"),
                ],
                default="said",
                max_length=10,
            ),
        ),
        migrations.AddConstraint(
            model_name="message",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("passed_on_on__isnull", False), ("state", "passed_on")),
                    models.Q(
                        models.Q(("state", "passed_on"), _negated=True), ("passed_on_on", None)
                    ),
                    _connector="OR",
                ),
                name="message_passed_on_on_a_day",
            ),
        ),
        TenantTable("Letter"),
        TenantTable("LetterReview", append_only=True),
        TenantTable("Message"),
    ]
