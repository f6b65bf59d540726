"""How somebody can be contacted safely, asked before anything is sent to them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from referrals.actions.told_by_public import NO_CHANNEL
from ui import fields

from .asking import PublicForm


class ContactForm(PublicForm):
    heads = "channels"
    exclusive = NO_CHANNEL
    plain = private = frozenset({"telephone", "mobile", "email", "address"})
    reveals = {
        "channels": {
            "call": ("telephone",),
            "text": ("mobile",),
            "email": ("email",),
            "post": ("address",),
        }
    }
    needed = {
        "telephone": _("Enter the number that we may call"),
        "email": _("Enter the email address that we may write to"),
        "address": _("Enter the address that we may write to"),
    }
    channels = fields.ChoicesField(
        label=_("How can we contact you safely?"),
        missing=_("Select how we can contact you, or that it is not safe"),
        help_text=_(
            "Select only ways that nobody else can see or hear if that would put you at risk."
        ),
        choices=(
            ("call", _("Call me")),
            ("text", _("Text me")),
            ("email", _("Email me")),
            ("post", _("Write to me by post")),
            (NO_CHANNEL, _("It is not safe to contact me. I will contact you")),
        ),
    )
    telephone = fields.PhoneField(label=_("Telephone number"), required=False)
    mobile = fields.PhoneField(
        label=_("Mobile number"),
        required=False,
        help_text=_("Leave this empty if it is the number that we may call."),
    )
    email = fields.EmailField(label=_("Email address"), required=False)
    address = fields.LongTextField(label=_("Address"), required=False, max_length=400, rows=4)

    def clean(self) -> dict[str, Any]:
        told = super().clean()
        channels = told.get("channels") or []
        if NO_CHANNEL in channels and len(channels) > 1:
            sentence = _("Select ways to contact you, or that it is not safe. Not both.")
            self.add_error("channels", str(sentence))
        wanted = "text" in channels and "mobile" not in self.errors
        if wanted and not (told.get("mobile") or told.get("telephone")):
            self.add_error("mobile", str(_("Enter the number that we may text")))
        return told


class SafeForm(PublicForm):
    title = _("When we contact you")
    private = frozenset({"code_phrase"})
    lead = _("This helps us not to reach you at a bad moment, or to talk to somebody else.")
    times = fields.TextField(
        label=_("When is it safe?"),
        help_text=_("For example, weekdays between 10am and 2pm, or any time."),
        required=False,
        max_length=90,
    )
    voicemail = fields.ChoiceField(
        label=_("May we leave a voicemail?"),
        missing=_("Select whether we may leave a voicemail"),
        help_text=_("If not, we hang up and try again."),
        choices=(("yes", _("Yes")), ("no", _("No"))),
    )
    who_may_answer = fields.TextField(
        label=_("Who else may answer, and may know why we call?"),
        help_text=_("Leave this empty if nobody else should know."),
        required=False,
        max_length=120,
    )
    code_phrase = fields.TextField(
        label=_("A word or phrase that tells us it is you"),
        help_text=_("We ask for it before we say why we call. For example, blue kettle."),
        required=False,
        max_length=80,
        width=20,
    )

    def adapt(self) -> None:
        if "call" not in self.answers.get("contact", {}).get("channels", ()):
            del self.fields["voicemail"]
