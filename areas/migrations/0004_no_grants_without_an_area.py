from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("areas", "0003_security_events_append_only"), ("guardian", "0003_remove_groupobjectpermission_guardian_gr_content_ae6aec_idx_and_more")]

    operations = [
        # guardian falls back to its own tables for a model that has no table of grants beside it. They have
        # no area and no row-level security: nothing may ever be written there.
        migrations.RunSQL(
            "REVOKE INSERT, UPDATE ON guardian_userobjectpermission, guardian_groupobjectpermission FROM rj_app, rj_worker",
            migrations.RunSQL.noop,
        ),
    ]
