from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        """Tell `people` that nobody is on both sides of a case."""
        from outbox.handlers import register  # noqa: PLC0415
        from people.objections import object_to_joining  # noqa: PLC0415

        from .actions.concerns import ANSWERED, RAISED  # noqa: PLC0415
        from .handlers.concerns import tell_answered, tell_raised  # noqa: PLC0415
        from .queries.opposed import opposed_in_a_case  # noqa: PLC0415

        object_to_joining(opposed_in_a_case)
        register(RAISED, tell_raised)
        register(ANSWERED, tell_answered)
