from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0014_custody")]

    operations = [
        migrations.AddField(
            "contactentry",
            "against_wishes",
            models.CharField(
                blank=True,
                choices=[
                    ("they_came", "They got in touch themselves"),
                    ("asked", "They had asked for it this time"),
                    ("safety", "Somebody’s safety was at stake"),
                    ("mistake", "It was a mistake"),
                ],
                default="",
                max_length=20,
            ),
            preserve_default=False,
        ),
    ]
