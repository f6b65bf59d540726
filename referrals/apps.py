from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "referrals"

    def ready(self) -> None:
        from outbox.handlers import register  # noqa: PLC0415
        from people.objections import object_to_joining  # noqa: PLC0415
        from referrals.actions.after import ACKNOWLEDGE, ASKED  # noqa: PLC0415
        from referrals.actions.agencies import INVITED  # noqa: PLC0415
        from referrals.actions.arrive import ARRIVED  # noqa: PLC0415
        from referrals.actions.guests import LINK, SIGN_IN  # noqa: PLC0415
        from referrals.actions.lists import IMPORT  # noqa: PLC0415
        from referrals.actions.merge import opposed_in_a_referral  # noqa: PLC0415
        from referrals.handlers.access import (  # noqa: PLC0415
            mail_invitation,
            mail_link,
            mail_sign_in,
        )
        from referrals.handlers.acknowledge import acknowledge  # noqa: PLC0415
        from referrals.handlers.arrived import arrived  # noqa: PLC0415
        from referrals.handlers.asked import tell_asked  # noqa: PLC0415
        from referrals.handlers.copies import make_copy  # noqa: PLC0415
        from referrals.handlers.lists import import_list  # noqa: PLC0415
        from referrals.queries.copies import COPY  # noqa: PLC0415

        register(ARRIVED, arrived)
        register(LINK, mail_link)
        register(SIGN_IN, mail_sign_in)
        register(INVITED, mail_invitation)
        register(IMPORT, import_list)
        register(ACKNOWLEDGE, acknowledge)
        register(ASKED, tell_asked)
        register(COPY, make_copy)
        object_to_joining(opposed_in_a_referral)
