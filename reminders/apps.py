from django.apps import AppConfig


class RemindersConfig(AppConfig):
    name = "reminders"

    def ready(self) -> None:
        """Tell the outbox who hands reminders over; the handler needs every app's models."""
        from outbox.handlers import register  # noqa: PLC0415

        from .actions import EMAIL  # noqa: PLC0415
        from .handlers import send_email  # noqa: PLC0415

        register(EMAIL, send_email)
