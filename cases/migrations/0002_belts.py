from django.db import migrations

from areas.tenant_tables import TenantTable


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("referrals", "0002_belts")]

    operations = [
        TenantTable("Case"),
        TenantTable("CaseShare"),
        TenantTable("CaseReferral"),
        TenantTable("CaseWorker"),
        TenantTable("StageChange", append_only=True),
        TenantTable("Closure"),
        TenantTable("Participant"),
        TenantTable("Pair"),
        TenantTable("Clearance"),
        TenantTable("Withdrawal"),
        TenantTable("ContactEntry"),
        TenantTable("Consent", append_only=True),
        TenantTable("Session"),
        TenantTable("Letter"),
        TenantTable("LetterOffer"),
        TenantTable("Conference"),
        TenantTable("ConferenceAttendance"),
        TenantTable("Agreement"),
        TenantTable("AgreementAction"),
    ]
