from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0023_mistakes_and_tellings"),
    ]

    operations = [
        migrations.AlterField(
            model_name="agreementaction",
            name="type",
            field=models.CharField(
                choices=[
                    ("apol_verbal", "Apology, said"),
                    ("apol_written", "Apology, written"),
                    ("answers", "Answers to questions"),
                    ("repair", "Repair"),
                    ("pay", "Payment"),
                    ("return_item", "Something given back"),
                    ("comm_work", "Work for the community"),
                    ("treatment", "Treatment"),
                    ("course", "Course"),
                    ("educ_work", "Education or work"),
                    ("no_contact", "No contact"),
                    ("contact_terms", "How they deal with each other if they meet"),
                    ("behaviour", "Future behaviour"),
                    ("info_right", "May ask about progress"),
                    ("charity", "Something for a charity"),
                    ("symbolic", "A symbolic act"),
                    ("follow_meeting", "Another meeting later"),
                    ("other", "Other"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="consent",
            name="purpose",
            field=models.CharField(
                choices=[
                    ("referral", "To be referred to us"),
                    ("contact", "To be contacted"),
                    ("participate", "To take part"),
                    ("share_agency", "To share information with an agency"),
                    ("share_other_party", "To share something with the other side"),
                    ("survey", "To be asked for their view"),
                    ("case_study", "To be told of in a case study without names"),
                    ("research", "To take part in research"),
                    ("recording", "To be recorded"),
                    ("retain_longer", "To have the record kept longer"),
                ],
                max_length=20,
            ),
        ),
        migrations.AlterField(
            model_name="hopedfor",
            name="hope",
            field=models.CharField(
                choices=[
                    ("answers", "Answers"),
                    ("voice", "To say how it was"),
                    ("apology", "An apology, or to apologise"),
                    ("safety", "To feel safe"),
                    ("understanding", "To understand, or to be understood"),
                    ("closure", "To put it behind them"),
                    ("future", "To agree how it goes on"),
                    ("help_other", "That the other person changes"),
                ],
                max_length=20,
            ),
        ),
    ]
