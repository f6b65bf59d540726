from django import forms
from django.http import QueryDict

from tests.ui.screen import flat
from ui import fields
from ui.forms import Form, VersionedForm, dress


class Session(Form):
    name = fields.TextField(label="Name", help_text="As she says it", width=20)
    pnc = fields.TextField(label="PNC number", required=False)
    held = fields.DayField(label="Day")
    how = fields.ChoiceField(
        label="Channel", choices=[("t", "Text"), ("p", "Telephone")], hints={"t": "At night"}
    )
    needs = fields.ChoicesField(label="Needs", choices=[("i", "Interpreter")], required=False)
    who = fields.SelectField(label="Facilitator", choices=[("1", "Priya")])
    notes = fields.LongTextField(label="Notes", count=True, max_length=400, rows=3)
    read = fields.TickField(label="It was read", help_text="Or told")
    letter = forms.FileField(required=False)


def group(form, name):
    return flat(form[name].as_field_group())


def bad():
    form = Session(QueryDict("name=&how=x"))
    form.is_valid()
    return form


def test_a_text_has_its_label_and_hint():
    assert group(Session(), "name") == (
        '<div class="govuk-form-group">'
        '<label class="govuk-label govuk-label--s" for="id_name">Name</label>'
        '<div id="id_name-hint" class="govuk-hint">As she says it</div>'
        '<input type="text" name="name" class="govuk-input govuk-input--width-20"'
        ' aria-describedby="id_name-hint" id="id_name"></div>'
    )


def test_an_error_stands_before_the_box_and_is_read_with_it():
    assert group(bad(), "name") == (
        '<div class="govuk-form-group govuk-form-group--error">'
        '<label class="govuk-label govuk-label--s" for="id_name">Name</label>'
        '<div id="id_name-hint" class="govuk-hint">As she says it</div>'
        '<p id="id_name-error" class="govuk-error-message">'
        '<span class="govuk-visually-hidden">Error:</span> Enter name</p>'
        '<input type="text" name="name"'
        ' class="govuk-input govuk-input--error govuk-input--width-20"'
        ' aria-describedby="id_name-hint id_name-error" id="id_name"></div>'
    )


def test_what_may_be_left_empty_says_so():
    assert Session()["pnc"].heading == "PNC number (optional)"


def test_a_label_that_says_optional_itself_is_left_alone():
    class Own(Form):
        name = fields.TextField(label="Middle name, optional", required=False)

    assert Own()["name"].heading == "Middle name, optional"


def test_a_choice_that_is_made_beforehand_is_not_called_optional():
    class Own(Form):
        side = fields.ChoiceField(
            label="Side", choices=[("a", "A"), ("b", "B")], initial="a", required=False
        )

    assert Own()["side"].heading == "Side"


def test_a_day_is_three_boxes_under_one_legend():
    assert group(Session(initial={"held": None}), "held") == (
        '<div class="govuk-form-group"><fieldset class="govuk-fieldset" role="group">'
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Day</legend>'
        '<div class="govuk-date-input" id="id_held">'
        + "".join(
            '<div class="govuk-date-input__item">'
            f'<label class="govuk-label govuk-date-input__label" for="id_held_{i}">{label}</label>'
            f'<input class="govuk-input govuk-date-input__input govuk-input--width-{width}"'
            f' id="id_held_{i}" name="held_{label.lower()}" type="text" inputmode="numeric"'
            ' value=""></div>'
            for i, (label, width) in enumerate((("Day", 2), ("Month", 2), ("Year", 4)))
        )
        + "</div></fieldset></div>"
    )


def test_a_bad_day_is_shown_again_as_it_was_typed():
    form = Session(QueryDict("held_day=31&held_month=<2>&held_year=2026"))
    form.is_valid()
    html = group(form, "held")
    assert html.count('value="31"') == html.count('value="&lt;2&gt;"') == 1
    assert html.count("govuk-input--error") == 3
    assert html.count('aria-describedby="id_held-error"') == 1


def test_radios_have_hints_of_their_own():
    assert group(Session(initial={"how": "p"}), "how") == (
        '<div class="govuk-form-group"><fieldset class="govuk-fieldset">'
        '<legend class="govuk-fieldset__legend govuk-fieldset__legend--s">Channel</legend>'
        '<div class="govuk-radios" data-module="govuk-radios">'
        '<div class="govuk-radios__item">'
        '<input class="govuk-radios__input" id="id_how_0" name="how" type="radio" value="t"'
        ' aria-describedby="id_how_0-hint">'
        '<label class="govuk-label govuk-radios__label" for="id_how_0">Text</label>'
        '<div id="id_how_0-hint" class="govuk-hint govuk-radios__hint">At night</div></div>'
        '<div class="govuk-radios__item">'
        '<input class="govuk-radios__input" id="id_how_1" name="how" type="radio" value="p"'
        " checked>"
        '<label class="govuk-label govuk-radios__label" for="id_how_1">Telephone</label></div>'
        "</div></fieldset></div>"
    )


def test_boxes_to_tick_are_checkboxes():
    assert group(Session(), "needs").count('type="checkbox"') == 1


def test_one_box_to_tick_has_its_label_beside_it():
    assert group(Session(initial={"read": True}), "read") == (
        '<div class="govuk-form-group">'
        '<div class="govuk-checkboxes" data-module="govuk-checkboxes">'
        '<div class="govuk-checkboxes__item">'
        '<input class="govuk-checkboxes__input" id="id_read" name="read" type="checkbox" checked'
        ' aria-describedby="id_read-hint">'
        '<label class="govuk-label govuk-checkboxes__label" for="id_read">It was read</label>'
        '<div id="id_read-hint" class="govuk-hint govuk-checkboxes__hint">Or told</div>'
        "</div></div></div>"
    )


def test_one_box_that_was_not_ticked_says_what_to_do():
    html = group(bad(), "read")
    assert html.count("Tick the box: It was read") == 1
    assert html.count('id="id_read-hint"') == 1


def test_a_list_begins_with_no_choice():
    assert group(Session(), "who").count('<option value="" selected>Choose one</option>') == 1


def test_a_counted_text_tells_its_limit():
    html = group(Session(), "notes")
    assert html.count('data-module="govuk-character-count" data-maxlength="400"') == 1
    assert html.count('aria-describedby="id_notes-info"') == 1
    assert html.count("You can enter up to 400 characters") == 1
    assert html.count("maxlength=") == 1


def test_a_file_has_its_own_look():
    assert group(Session(), "letter").count('class="govuk-file-upload"') == 1


def test_nothing_in_a_form_asks_the_browser_to_check_or_carries_style():
    html = str(bad())
    assert [
        word for word in (" required", "style=", "placeholder", "onclick") if word in html
    ] == []


def test_the_error_link_leads_to_the_first_input():
    form = Session()
    assert [form[name].first_id for name in ("name", "held", "how", "needs", "read")] == [
        "id_name",
        "id_held_0",
        "id_how_0",
        "id_needs_0",
        "id_read",
    ]


def test_a_chosen_answer_is_kept_after_an_error():
    form = Session(QueryDict("how=p&needs=i"))
    form.is_valid()
    assert [one["checked"] for one in form["how"].options] == [False, True]
    assert [one["checked"] for one in form["needs"].options] == [True]


def test_a_form_of_a_library_is_dressed_in_its_init():
    class SignIn(forms.Form):
        email = forms.EmailField(label="Email address", max_length=20)

        def __init__(self, *args, **kwargs):
            super().__init__(*args, **kwargs)
            dress(self)

    assert SignIn({}).errors == {"email": ["Enter email address"]}
    assert SignIn({"email": f"{'x' * 20}@example.com"}).errors == {
        "email": ["Email address must be 20 characters or fewer"]
    }


class Plan(VersionedForm):
    notes = fields.TextField(label="Notes")
    needs = fields.ChoicesField(label="Needs", choices=[("i", "I"), ("s", "S")])


def test_a_versioned_form_carries_its_version():
    form = Plan(initial={"version": 3})
    assert str(form["version"]) == (
        '<input type="hidden" name="version" value="3" id="id_version">'
    )


def test_a_page_without_its_version_is_out_of_date():
    form = Plan(QueryDict("notes=x&needs=i&version=old"))
    assert form.errors == {
        "version": ["This page was out of date. Check your answers and send them again."]
    }


def test_a_lost_race_keeps_the_answers_and_moves_the_version_on():
    form = Plan(QueryDict("notes=x&needs=i&needs=s&version=3"))
    form.is_valid()
    form.lost_race("Priya saved at 2:29pm.", version=4)
    assert form.conflict == "Priya saved at 2:29pm."
    assert form["version"].value() == "4"
    assert form["notes"].value() == "x"
    assert form["needs"].value() == ["i", "s"]
