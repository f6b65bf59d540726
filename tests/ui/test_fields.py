import pytest
from django import forms
from django.contrib.contenttypes.models import ContentType
from django.http import QueryDict

from ui import fields
from ui.forms import Form


def refusal(field, *values):
    class One(Form):
        answer = field

    data = QueryDict(mutable=True)
    data.setlist("answer", list(values))
    form = One(data)
    return form.cleaned_data["answer"] if form.is_valid() else form.errors["answer"]


CHOICES = [("t", "Text"), ("p", "Telephone")]


def test_text_is_stripped():
    assert refusal(fields.TextField(label="Name"), "  Jessica ") == "Jessica"


@pytest.mark.parametrize(
    ("field", "sentence"),
    [
        (fields.TextField(label="Name"), "Enter name"),
        (fields.TextField(label="PNC number"), "Enter PNC number"),
        (fields.TextField(label="Name", missing="Enter her name"), "Enter her name"),
        (fields.TextField(label="What happened?"), "Answer the question: What happened?"),
        (fields.LongTextField(label="Notes"), "Enter notes"),
        (fields.ChoiceField(label="Channel", choices=CHOICES), "Select channel"),
        (fields.SelectField(label="Channel", choices=CHOICES), "Select channel"),
        (fields.SelectField(label="Channel", choices=lambda: CHOICES), "Select channel"),
        (fields.YesNoField(label="Agreed?"), "Answer the question: Agreed?"),
        (fields.TickField(label="It was read"), "Tick the box: It was read"),
        (fields.WholeNumberField(label="Sessions"), "Enter sessions"),
        (fields.EmailField(label="Email address"), "Enter email address"),
        (fields.PhoneField(label="Telephone", missing="Enter a number"), "Enter a number"),
        (forms.CharField(label="Name"), "Enter name"),
        (forms.CharField(label="Name", error_messages={"required": "Who?"}), "Who?"),
        (forms.CharField(), "Enter answer"),
    ],
)
def test_a_missing_answer_is_asked_for(field, sentence):
    assert refusal(field, "") == [sentence]


@pytest.mark.parametrize(
    ("field", "limit"),
    [
        (fields.TextField(label="Name"), "200"),
        (fields.TextField(label="Name", max_length=30), "30"),
        (forms.CharField(label="Name"), "200"),
        (forms.CharField(label="Name", widget=forms.Textarea), "10000"),
        (fields.LongTextField(label="Name"), "5000"),
    ],
)
def test_no_text_is_without_an_end(field, limit):
    assert refusal(field, "x" * 10_001) == [f"Name must be {limit} characters or fewer"]


def test_a_hidden_sign_is_refused():
    assert refusal(fields.TextField(label="Name"), "Jes\x00sica") == [
        "Remove the characters that cannot be printed"
    ]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("12.5", "Sessions must be a whole number"),
        ("many", "Sessions must be a whole number"),
        ("9" * 5000, "Sessions must be a whole number"),
        ("41", "Sessions must be 40 or fewer"),
        ("-1", "Sessions must be 0 or more"),
    ],
)
def test_a_number_that_will_not_do_is_refused(typed, sentence):
    assert refusal(fields.WholeNumberField(label="Sessions", max_value=40), typed) == [sentence]


def test_a_number_that_no_database_holds_is_refused():
    assert refusal(forms.IntegerField(label="Sessions"), "3000000000") == [
        "Sessions must be 2147483647 or fewer"
    ]


def test_a_number_is_read():
    assert refusal(fields.WholeNumberField(label="Sessions"), " 12 ") == 12


@pytest.mark.parametrize(
    "field",
    [
        fields.ChoiceField(label="Channel", choices=CHOICES),
        fields.SelectField(label="Channel", choices=CHOICES),
        fields.ChoicesField(label="Channel", choices=CHOICES),
        fields.YesNoField(label="Channel"),
    ],
)
@pytest.mark.parametrize("typed", ["x", "\x00", "x" * 10_000])
def test_a_choice_that_was_not_offered_is_refused_without_naming_it(field, typed):
    assert refusal(field, typed) == ["Select an option from the list"]


@pytest.mark.django_db
@pytest.mark.parametrize("typed", ["7", "x", "\x00", "9" * 400])
def test_a_row_that_was_not_offered_is_refused_like_one_that_is_not_there(typed):
    rows = ContentType.objects.filter(app_label="nowhere")
    said = ["Select an option from the list"]
    assert refusal(fields.RowField(label="Row", queryset=rows), typed) == said
    assert refusal(fields.RowSelectField(label="Row", queryset=rows), typed) == said


def test_rows_that_were_not_offered_are_refused_without_naming_them():
    rows = fields.RowsField(label="Rows", queryset=ContentType.objects.none())
    assert refusal(rows, "x") == ["Select an option from the list"]


def test_an_identifier_of_the_wrong_kind_is_refused_without_naming_it():
    class Row(fields.RowField):
        def clean(self, value):
            return self.to_python(value)

    class Rows:
        model = ContentType

        def all(self):
            return self

        def get(self, **_key):
            raise forms.ValidationError("'x' is no uuid")

    field = Row(label="Row", queryset=ContentType.objects.none())
    field._queryset = Rows()
    with pytest.raises(forms.ValidationError, match="Select an option from the list"):
        field.clean("x")


def test_yes_and_no_are_values():
    assert refusal(fields.YesNoField(label="Agreed"), "yes") is True
    assert refusal(fields.YesNoField(label="Agreed"), "no") is False
    assert refusal(fields.YesNoField(label="Agreed", required=False), "") is None


def test_a_stored_yes_or_no_is_chosen_again():
    class Agreed(Form):
        agreed = fields.YesNoField(label="Agreed")

    chosen = Agreed(initial={"agreed": False})["agreed"].options
    assert [one["checked"] for one in chosen] == [False, True]


def test_no_choice_at_all_is_asked_for():
    channels = fields.ChoicesField(label="Channels", choices=CHOICES)
    assert refusal(channels) == ["Select channels"]


def test_several_choices_are_kept_in_order():
    assert refusal(fields.ChoicesField(label="Channels", choices=CHOICES), "p", "t") == ["p", "t"]


def test_an_address_without_an_at_is_refused():
    assert refusal(fields.EmailField(label="Email"), "jessica") == [
        "Enter an email address in the correct format, such as name@example.com"
    ]


def test_a_telephone_number_has_digits():
    assert refusal(fields.PhoneField(label="Telephone"), "ask her") == [
        "Enter a telephone number, such as 01632 960 001"
    ]
    assert refusal(fields.PhoneField(label="Telephone"), "01632 960001 ext. 4") == (
        "01632 960001 ext. 4"
    )


def test_one_forms_sentences_do_not_leak_into_another():
    assert refusal(forms.CharField(label="Name"), "") == ["Enter name"]
    assert refusal(forms.CharField(label="Town"), "") == ["Enter town"]
    assert str(forms.CharField.default_error_messages["required"]) == "This field is required."
