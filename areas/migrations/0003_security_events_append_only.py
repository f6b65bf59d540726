from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("areas", "0002_belts")]

    operations = [
        migrations.AlterField(
            "SecurityEvent",
            "kind",
            models.CharField(
                choices=[
                    ("signed_in", "Signed In"),
                    ("sign_in_failed", "Sign In Failed"),
                    ("signed_out", "Signed Out"),
                    ("stranger", "Stranger"),
                    ("refused", "Refused"),
                ],
                max_length=20,
            ),
        ),
        # Nobody who took over the program may wipe the traces of how they came in, or say that a migration ran.
        migrations.RunSQL(
            "REVOKE UPDATE, DELETE ON areas_securityevent FROM rj_app, rj_worker",
            migrations.RunSQL.noop,
        ),
        migrations.RunSQL(
            "REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM rj_app, rj_worker",
            migrations.RunSQL.noop,
        ),
    ]
