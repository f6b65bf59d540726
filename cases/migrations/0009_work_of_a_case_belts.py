from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_work_of_a_case"), ("documents", "0002_belts")]

    operations = [
        TenantTable("Participant"),
        TenantTable("Consent", append_only=True),
        TenantTable("Session"),
        TenantTable("Companion"),
        TenantTable("Concern"),
        TenantTable("Programme"),
        TenantTable("Enrolment"),
        TenantTable("ProgrammeSession"),
        TenantTable("SessionPlace"),
        TenantTable("Stay"),
        TenantTable("AgencyContact"),
        TenantTable("AccessRequest"),
        TenantTable("KeyDate"),
        TenantTable("CourtOrder"),
        TenantTable("Note", append_only=True),
        TenantTable("CaseDocument"),
        TenantTable("LetterVersion", append_only=True),
        TenantTable("Message"),
        TenantTable("TimelineEntry", append_only=True),
    ]
