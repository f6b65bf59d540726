from django.db import migrations, models

from cases.stages import ActionState


class Migration(migrations.Migration):
    dependencies = [("cases", "0018_how_things_end")]

    operations = [
        migrations.AlterField(
            "agreementaction",
            "state",
            models.CharField(choices=ActionState.choices, default=ActionState.OPEN, max_length=10),
        ),
    ]
