from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        """Tell `people` that nobody is on both sides of a case."""
        from people.objections import object_to_joining  # noqa: PLC0415

        from .queries.opposed import opposed_in_a_case  # noqa: PLC0415

        object_to_joining(opposed_in_a_case)
