"""Celery is the engine; what there is to do stands in PostgreSQL (outbox, reminders)."""

from __future__ import annotations

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rjcase.settings")

app = Celery("rjcase")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["outbox", "reminders"])
app.conf.beat_schedule = {
    "outbox": {"task": "outbox.tick", "schedule": 60.0, "options": {"expires": 55}},
    "reminders": {"task": "reminders.tick", "schedule": 60.0, "options": {"expires": 55}},
}
