"""What helps, what else there is, the sending, and the optional questions about equality."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from people.equality import Disability, Ethnicity, GenderSame, Orientation, Religion, Sex
from referrals.heard import HeardFrom
from ui import fields
from ui.forms import Form

from .asking import PublicForm


class HelpForm(PublicForm):
    title = _("What would help you to talk with us?")
    reveals = {"language": {"other": ("other_language",)}}
    plain = frozenset({"other_language"})
    needed = {"other_language": _("Enter the language")}
    language = fields.ChoiceField(
        label=_("Which language do you want to speak with us?"),
        missing=_("Select a language"),
        choices=(("en", _("English")), ("cy", _("Welsh")), ("other", _("Another language"))),
    )
    other_language = fields.TextField(
        label=_("Which language?"), required=False, max_length=60, width=20
    )
    needs = fields.LongTextField(
        label=_("Is there anything that would help?"),
        help_text=_(
            "For example: an interpreter, British Sign Language, easy read, large print, a place "
            "without steps, or somebody with you."
        ),
        required=False,
        max_length=1000,
        rows=3,
    )


class MoreForm(PublicForm):
    heads = "more"
    more = fields.LongTextField(
        label=_("Is there anything else you want to tell us?"),
        help_text=_("You can leave this empty. Do not name other people if you can avoid it."),
        required=False,
        max_length=2000,
        rows=5,
        count=True,
    )


class SendForm(Form):
    """The press of the button. `website` is seen by programs alone: a person leaves it empty."""

    website = fields.TextField(label=_("Leave this box empty"), required=False, max_length=500)


class EqualityForm(SendForm):
    sex = fields.SelectField(label=_("What is your sex?"), choices=Sex.choices, required=False)
    gender_same = fields.SelectField(
        label=_("Is the gender that you identify with the same as your sex registered at birth?"),
        choices=GenderSame.choices,
        required=False,
    )
    ethnicity = fields.SelectField(
        label=_("What is your ethnic group?"), choices=Ethnicity.choices, required=False
    )
    religion = fields.SelectField(
        label=_("What is your religion?"), choices=Religion.choices, required=False
    )
    disability = fields.SelectField(
        label=_("Does a lasting condition or illness limit what you can do from day to day?"),
        choices=Disability.choices,
        required=False,
    )
    orientation = fields.SelectField(
        label=_("Which of these describes your sexual orientation?"),
        choices=Orientation.choices,
        required=False,
    )
    heard_from = fields.SelectField(
        label=_("How did you hear of us?"), choices=HeardFrom.choices, required=False
    )

    def told(self) -> dict[str, str]:
        return {name: value for name, value in self.cleaned_data.items() if name != "website"}
