from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "cases"

    def ready(self) -> None:
        """Tell `people` that nobody is on both sides of a case and who must not be written to, and
        `referrals` what follows for a case when two are joined or separated.
        """
        from outbox.handlers import register  # noqa: PLC0415
        from people.objections import object_to_joining, object_to_sending  # noqa: PLC0415
        from referrals.joined import when_joined, when_separated  # noqa: PLC0415

        from .actions.concerns import ANSWERED, RAISED  # noqa: PLC0415
        from .actions.joined import bring_in_joined, leave_separated  # noqa: PLC0415
        from .handlers.concerns import tell_answered, tell_raised  # noqa: PLC0415
        from .queries.consents import refuses_contact  # noqa: PLC0415
        from .queries.opposed import (  # noqa: PLC0415
            must_not_be_written_to,
            opposed_in_a_case,
        )

        object_to_joining(opposed_in_a_case)
        object_to_sending(must_not_be_written_to)
        object_to_sending(refuses_contact)
        when_joined(bring_in_joined)
        when_separated(leave_separated)
        register(RAISED, tell_raised)
        register(ANSWERED, tell_answered)
