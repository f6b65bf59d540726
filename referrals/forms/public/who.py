"""Who sends, for whom, and under what name."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from ui import fields

from .asking import PublicForm

NAME = _("First name, or the name that we should use")
SURNAME = _("Last name")
YES_NO_QUIET = (("yes", _("Yes")), ("no", _("No")), ("quiet", _("I would rather not say")))


class WhoForm(PublicForm):
    heads = "who"
    who = fields.ChoiceField(
        label=_("Who are you?"),
        missing=_("Select who you are"),
        choices=(
            ("harmed", _("I was harmed")),
            ("responsible", _("I am responsible for harm")),
            ("family", _("I am family of somebody who was harmed or is responsible")),
            ("other", _("I am asking for somebody else")),
        ),
        hints={
            "harmed": _("By a crime, or by what somebody did to you."),
            "responsible": _("You did something that harmed somebody."),
            "family": _("For example, a parent, partner or child of theirs."),
            "other": _("For example, a friend, neighbour or support worker."),
        },
    )


class SideForm(PublicForm):
    heads = "side"
    side = fields.ChoiceField(
        label=_("Who is it about?"),
        missing=_("Select whether they were harmed or are responsible"),
        choices=(
            ("harmed", _("Somebody who was harmed")),
            ("responsible", _("Somebody who is responsible for harm")),
        ),
    )


class NameForm(PublicForm):
    title = _("What is your name?")
    called = {"first_name": _("Name")}
    lead = _("Any name will do. It does not have to be your full or legal name.")
    first_name = fields.TextField(
        label=NAME, missing=_("Enter a name that we can use"), max_length=80, width=20
    )
    last_name = fields.TextField(label=SURNAME, required=False, max_length=80, width=20)


class ThemForm(PublicForm):
    title = _("Who are you asking for?")
    called = {"first_name": _("Their name")}
    first_name = fields.TextField(
        label=_("Their first name, or the name that we should use"),
        missing=_("Enter a name that we can use for them"),
        max_length=80,
        width=20,
    )
    last_name = fields.TextField(
        label=_("Their last name"), required=False, max_length=80, width=20
    )
    relationship = fields.TextField(
        label=_("What are you to them?"),
        help_text=_("For example, their mother or a neighbour."),
        required=False,
        max_length=40,
        width=20,
    )
    agrees = fields.ChoiceField(
        label=_("Do they know that you are asking us?"),
        missing=_("Select whether they know that you are asking us"),
        choices=(
            ("yes", _("Yes, and they agree")),
            ("knows", _("They know, but have not said that they agree")),
            ("no", _("No")),
            ("unsure", _("I do not know")),
        ),
    )


class AgeForm(PublicForm):
    heads = "under_18"
    reveals = {"under_18": {"yes": ("age", "guardian")}}
    under_18 = fields.ChoiceField(
        label=_("Are you under 18?"),
        missing=_("Select whether you are under 18, or that you would rather not say"),
        help_text=_("We help people of any age. We ask so that we talk to you in the right way."),
        choices=YES_NO_QUIET,
    )
    age = fields.WholeNumberField(
        label=_("Age in years"),
        required=False,
        min_value=0,
        max_value=17,
        width=2,
        error_messages={
            "max_value": _("Enter an age under 18, or answer no above"),
            "min_value": _("Enter an age under 18, or answer no above"),
        },
    )
    guardian = fields.TextField(
        label=_("Name of a parent, or of an adult whom you trust"),
        help_text=_("We do not contact them before we have talked with you about it."),
        required=False,
        max_length=80,
        width=20,
    )

    def adapt(self) -> None:
        if self.is_for_somebody_else:
            self.ask(
                "under_18",
                _("Is the person you are asking for under 18?"),
                _("We help people of any age."),
            )
            self.ask("guardian", _("Name of a parent, or of an adult whom they trust"))
