from django.db import migrations

from areas.tenant_tables import TenantTable

FREEZE = """
CREATE FUNCTION reporting_published_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.state = 'published' THEN
        RAISE EXCEPTION 'a published report never changes' USING ERRCODE = 'restrict_violation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        RETURN OLD;
    END IF;
    IF (NEW.published, NEW.digest, NEW.period, NEW.version, NEW.draft, NEW.prepared_by_id, NEW.prepared_at)
        IS DISTINCT FROM
        (OLD.published, OLD.digest, OLD.period, OLD.version, OLD.draft, OLD.prepared_by_id, OLD.prepared_at)
    THEN
        RAISE EXCEPTION 'the figures of a report never change' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER published_is_final BEFORE UPDATE OR DELETE ON reporting_report
    FOR EACH ROW EXECUTE FUNCTION reporting_published_is_final();
"""
THAW = """
DROP TRIGGER published_is_final ON reporting_report;
DROP FUNCTION reporting_published_is_final();
"""


class Migration(migrations.Migration):
    dependencies = [("reporting", "0001_initial"), ("areas", "0002_belts"), ("audit", "0001_initial")]

    operations = [
        TenantTable("reporting.Report"),
        TenantTable("reporting.RawFigures", append_only=True),
        TenantTable("reporting.Document", append_only=True),
        migrations.RunSQL(FREEZE, THAW),
    ]
