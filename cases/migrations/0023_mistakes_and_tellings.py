import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):

    dependencies = [
        ('areas', '0007_key_rates'),
        ('cases', '0022_why_it_was_passed'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='consent',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='areas.agency'),
        ),
        migrations.AddField(
            model_name='contactentry',
            name='mistaken_at',
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='contactentry',
            name='mistaken_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='contactentry',
            name='mistaken_why',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='participant',
            name='no_guardian_why',
            field=models.CharField(blank=True, max_length=200),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='told_by',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='withdrawal',
            name='told_on',
            field=models.DateField(blank=True, null=True),
        ),
        TenantTable("Consent", append_only=True),
    ]
