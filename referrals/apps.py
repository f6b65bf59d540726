from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        from outbox.handlers import register  # noqa: PLC0415
        from referrals.actions.arrive import ARRIVED  # noqa: PLC0415
        from referrals.actions.lists import IMPORT  # noqa: PLC0415
        from referrals.handlers.arrived import arrived  # noqa: PLC0415
        from referrals.handlers.lists import import_list  # noqa: PLC0415

        register(ARRIVED, arrived)
        register(IMPORT, import_list)
