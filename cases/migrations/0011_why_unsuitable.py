from django.db import migrations, models

REASONS = [
    ("h_notint", "Prefers not to"),
    ("h_leave", "Content to leave it to the police or courts"),
    ("h_fear_meet", "Worried about contact"),
    ("h_fear_ret", "Afraid of retaliation"),
    ("h_practical", "Cannot take part now: work, care or health"),
    ("h_moved", "Has moved on"),
    ("h_too_soon", "Too soon: may come back"),
    ("h_trivial", "Not serious enough to them"),
    ("h_angry", "Does not want to help the other person"),
    ("h_mistrust", "Does not trust the service or the process"),
    ("h_advised", "Advised against it by others"),
    ("h_unknown", "Gave no reason"),
    ("r_denies", "Does not accept responsibility"),
    ("r_notready", "Not ready: treatment first"),
    ("r_notint", "Not interested"),
    ("r_legal", "Legal advice or an appeal"),
    ("r_shame", "Shame, or fear of meeting"),
    ("r_nobenefit", "Sees no point in it"),
    ("r_transfer", "Moved prison or area, and contact was lost"),
    ("r_unknown", "Gave no reason"),
    ("u_risk", "The risk cannot be managed"),
    ("u_denies", "Responsibility is not accepted"),
    ("u_motive", "Their reasons for taking part could do harm"),
    ("u_pressure", "They are under pressure to take part, or not to"),
    ("u_capacity", "Health or capacity does not allow it now"),
    ("u_order", "An order or condition does not allow it"),
    ("u_agency", "Another agency does not support it"),
    ("u_other", "Another reason"),
]


class Migration(migrations.Migration):
    dependencies = [("cases", "0010_record")]

    operations = [
        migrations.AlterField(
            model_name=model,
            name="reason",
            field=models.CharField(blank=True, choices=REASONS, max_length=20),
        )
        for model in ("pair", "participant")
    ]
