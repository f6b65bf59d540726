from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "reporting"

    def ready(self) -> None:
        from outbox.handlers import register  # noqa: PLC0415 -- the models are not there before
        from reporting.handlers import render_report  # noqa: PLC0415
        from reporting.queries import RENDER  # noqa: PLC0415

        register(RENDER, render_report)
