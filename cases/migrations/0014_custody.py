from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0013_letters_and_messages")]

    operations = [
        migrations.AddField(
            model_name="keydate",
            name="noted_months",
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="accessrequest",
            name="establishment",
            field=models.CharField(max_length=4),
        ),
        migrations.AlterField(
            model_name="session",
            name="establishment",
            field=models.CharField(blank=True, max_length=4),
        ),
        migrations.AlterField(
            model_name="stay",
            name="establishment",
            field=models.CharField(blank=True, max_length=4),
        ),
        migrations.AddConstraint(
            model_name="stay",
            constraint=models.UniqueConstraint(
                condition=models.Q(("until_on", None)),
                fields=("area", "participant"),
                name="one_stay_at_a_time",
            ),
        ),
    ]
