from django.apps import AppConfig


class AreasConfig(AppConfig):
    name = "areas"

    def ready(self) -> None:
        from . import checks, sign_in  # noqa: F401, PLC0415 -- receivers and system checks register on import
