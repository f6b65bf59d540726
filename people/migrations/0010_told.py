from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0009_called'),
    ]

    operations = [
        migrations.AddField(
            model_name='contactpoint',
            name='call_ok',
            field=models.CharField(choices=[('yes', 'Yes'), ('no', 'No'), ('unknown', 'Not known')], default='unknown', max_length=10),
        ),
        migrations.AddField(
            model_name='person',
            name='age_told',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='age_told_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='person',
            name='said_under_18',
            field=models.BooleanField(default=False),
        ),
    ]
