from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("cases", "0021_held_without_consent")]

    operations = [
        migrations.RenameField("conference", "consent_reason", "passed_why"),
    ]
