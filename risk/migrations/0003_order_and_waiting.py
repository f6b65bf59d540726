from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("risk", "0002_belts")]

    operations = [
        migrations.AddField(
            "factorrow", "position", models.PositiveSmallIntegerField(default=1), preserve_default=False
        ),
        migrations.AlterModelOptions("factorrow", {"ordering": ["position"]}),
        migrations.AddIndex(
            "assessment",
            models.Index(
                fields=["area", "submitted_at", "id"],
                name="assessment_waiting",
                condition=Q(state="submitted"),
            ),
        ),
    ]
