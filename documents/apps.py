from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "documents"

    def ready(self) -> None:
        """Tell the outbox who has documents scanned."""
        from documents.actions import SCAN  # noqa: PLC0415 -- the models are not there before
        from documents.handlers import scan  # noqa: PLC0415
        from outbox.handlers import register  # noqa: PLC0415

        register(SCAN, scan)
