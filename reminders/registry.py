from areas.registry import fields

DATA = {"reminders.Sent": fields(PASSING="id area kind subject_id reader due_on day at")}
