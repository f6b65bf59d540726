from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("referrals", "0011_code_lists"),
    ]

    operations = [
        migrations.AddField(
            model_name="referral",
            name="heard_from",
            field=models.CharField(
                blank=True,
                choices=[
                    ("police", "The police"),
                    ("victim_service", "A service for victims"),
                    ("prison_probation", "Prison or probation"),
                    ("court", "A court or a solicitor"),
                    ("other_service", "A school, a doctor, the council or another service"),
                    ("family", "Family or friends"),
                    ("took_part", "Somebody who has taken part"),
                    ("online", "The internet or social media"),
                    ("news", "A leaflet, a poster or the news"),
                    ("other", "In another way"),
                ],
                max_length=20,
            ),
        ),
    ]
