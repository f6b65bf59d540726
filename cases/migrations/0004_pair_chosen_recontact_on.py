from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_case_share_found_by_guardian'),
    ]

    operations = [
        migrations.AddField(
            model_name='pair',
            name='chosen',
            field=models.CharField(choices=[('open', 'Being explored'), ('not_now', 'Not now'), ('willing', 'Both are willing'), ('ended', 'Ended')], default='open', max_length=20),
        ),
        migrations.AddField(
            model_name='pair',
            name='recontact_on',
            field=models.DateField(blank=True, null=True),
        ),
    ]
