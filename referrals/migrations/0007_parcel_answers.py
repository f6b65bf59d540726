from django.db import migrations

# A sealed empty text is 29 bytes long (key id, nonce, tag), a sealed "[]" is 31.
ONE_ANSWER = """
CREATE FUNCTION referrals_parcel_one_answer() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE here uuid := NULLIF(current_setting('rj.area', true), '')::uuid;
BEGIN
  IF current_user NOT IN ('rj_app', 'rj_worker') THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'INSERT' THEN
    IF NEW.state <> 'offered' OR NEW.arrived_as <> '' OR NEW.answered_at IS NOT NULL THEN
      RAISE EXCEPTION 'a parcel begins as offered' USING ERRCODE = '42501';
    END IF;
    RETURN NEW;
  END IF;
  IF OLD.state <> 'offered' THEN
    RAISE EXCEPTION 'a parcel is answered once' USING ERRCODE = '42501';
  END IF;
  IF (NEW.id, NEW.from_area_id, NEW.to_area_id, NEW.referral_id, NEW.referral_reference,
      NEW.lawful, NEW.reason, NEW.summary, NEW.sent_at, NEW.sent_by_id)
     IS DISTINCT FROM
     (OLD.id, OLD.from_area_id, OLD.to_area_id, OLD.referral_id, OLD.referral_reference,
      OLD.lawful, OLD.reason, OLD.summary, OLD.sent_at, OLD.sent_by_id)
     OR octet_length(NEW.contents) > 29 THEN
    RAISE EXCEPTION 'what was sent is not changed, only emptied' USING ERRCODE = '42501';
  END IF;
  IF here = OLD.from_area_id AND NEW.state = 'taken_back' AND NEW.arrived_as = '' THEN
    RETURN NEW;
  ELSIF here = OLD.to_area_id AND NEW.state = 'refused' AND NEW.arrived_as = '' THEN
    RETURN NEW;
  ELSIF here = OLD.to_area_id AND NEW.state = 'accepted' AND NEW.arrived_as <> '' THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the other area answers a parcel' USING ERRCODE = '42501';
END
$$
"""
ONLY_EMPTIED = """
CREATE FUNCTION referrals_submission_only_emptied() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user IN ('rj_app', 'rj_worker') AND (octet_length(NEW.as_sent) > 31 OR NOT EXISTS (
      SELECT FROM referrals_referral own
        LEFT JOIN referrals_referral kept ON kept.id = own.merged_into_id
       WHERE own.id = NEW.referral_id AND coalesce(kept.status, own.status) = 'passed_on')) THEN
    RAISE EXCEPTION 'a submission is emptied when its referral was passed on, and never changed'
      USING ERRCODE = '42501';
  END IF;
  RETURN NEW;
END
$$
"""


class Migration(migrations.Migration):
    dependencies = [("referrals", "0006_police_key")]

    operations = [
        migrations.RunSQL(
            [
                ONE_ANSWER,
                "CREATE TRIGGER one_answer BEFORE INSERT OR UPDATE ON referrals_parcel "
                "FOR EACH ROW EXECUTE FUNCTION referrals_parcel_one_answer()",
                ONLY_EMPTIED,
                "GRANT UPDATE (as_sent) ON referrals_submission TO rj_app, rj_worker",
                "CREATE TRIGGER only_emptied BEFORE UPDATE ON referrals_submission "
                "FOR EACH ROW EXECUTE FUNCTION referrals_submission_only_emptied()",
            ],
            migrations.RunSQL.noop,
        )
    ]
