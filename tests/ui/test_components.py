from types import SimpleNamespace

import pytest
from django.core.paginator import Paginator

from tests.ui.screen import TEMPLATES, flat, show
from ui.fields import ChoiceField, TextField
from ui.forms import VersionedForm

COMPONENTS = sorted((TEMPLATES / "cotton").rglob("*.html"))


class Contact(VersionedForm):
    name = TextField(label="Name")
    how = ChoiceField(label="Channel", choices=[("t", "Text")])


@pytest.mark.parametrize("file", COMPONENTS, ids=lambda file: file.stem)
def test_every_component_says_first_what_it_takes(file):
    assert file.read_text().startswith("{# ")


def test_a_button_submits_once():
    assert flat(show('<c-button label="Save" />')) == (
        '<button type="submit" class="govuk-button" data-module="govuk-button"'
        ' data-prevent-double-click="true">Save</button>'
    )


def test_a_button_with_an_address_is_a_link():
    assert flat(show('<c-button label="Add" href="/add" kind="secondary" />')) == (
        '<a href="/add" role="button" draggable="false"'
        ' class="govuk-button govuk-button--secondary" data-module="govuk-button">Add</a>'
    )


def test_what_people_typed_is_escaped_in_attributes_and_slots():
    html = show(
        '<c-summary-list.row key="Name" value="{{ name }}" /><c-tag>{{ name }}</c-tag>',
        name="<b>Jessica</b>",
    )
    assert html.count("&lt;b&gt;Jessica&lt;/b&gt;") == 2
    assert html.count("<b>") == 0


def test_a_form_has_everything_around_its_fields():
    html = show('<c-form :form="form" label="Send" cancel="/back" />', form=Contact())
    assert html.count('<form method="post" novalidate>') == 1
    assert html.count('name="form_key"') == 1
    assert html.count('name="version"') == 1
    assert html.count(">Send</button>") == 1
    assert html.count('<a class="govuk-link" href="/back">Cancel</a>') == 1
    assert html.count("govuk-error-summary") == 0


def test_two_forms_have_two_keys():
    html = show('<c-post-button url="/a" label="A" /><c-post-button url="/b" label="B" />')
    keys = [part.split('"')[0] for part in html.split('name="form_key" value="')[1:]]
    assert len(set(keys)) == 2


def test_the_slot_of_a_form_replaces_its_fields():
    html = show('<c-form :form="form">{{ form.how.as_field_group }}</c-form>', form=Contact())
    assert (html.count('name="how"'), html.count('name="name"')) == (1, 0)


def test_an_error_summary_links_to_the_first_input_of_each_field():
    form = Contact({"version": "x"})
    form.add_error(None, "Both people are the same.")
    html = show('<c-error-summary :form="form" />', form=form)
    assert [part.split("</li>")[0] for part in html.split("<li>")[1:]] == [
        "Both people are the same.",
        "This page was out of date. Check your answers and send them again.",
        '<a href="#id_name">Enter name</a>',
        '<a href="#id_how_0">Select channel</a>',
    ]


def test_a_lost_race_is_told_above_the_form():
    form = Contact({"version": "3", "name": "Jessica", "how": "t"})
    form.lost_race("Priya saved at 2:29pm.", version=4)
    html = show('<c-form :form="form" />', form=form)
    assert html.count("This record changed while you were editing") == 2
    assert html.count("Priya saved at 2:29pm.") == 1
    assert html.count('value="Jessica"') == 1
    assert html.count('name="version" value="4"') == 1


def test_a_confirm_page_has_a_warning_button():
    source = '<c-confirm :form="form" title="Close?" label="Close it">Facts</c-confirm>'
    html = show(source, form=Contact())
    assert html.count("govuk-button--warning") == 1
    assert html.index("Close?</h1>") < html.index("Facts") < html.index("<form")


def test_a_table_cell_knows_its_column_for_a_phone():
    html = flat(
        show(
            '<c-table caption="Cases"><c-slot name="head"><c-table.head label="Ref" sort="none"'
            ' url="?s=1" /></c-slot><c-table.row><c-table.key label="Ref">A</c-table.key>'
            '<c-table.cell label="Open" kind="numeric">4</c-table.cell></c-table.row></c-table>'
        )
    )
    assert html == (
        '<table class="govuk-table rj-table">'
        '<caption class="govuk-table__caption govuk-table__caption--m">Cases</caption>'
        '<thead class="govuk-table__head"><tr class="govuk-table__row">'
        '<th scope="col" class="govuk-table__header" aria-sort="none">'
        '<a class="govuk-link govuk-link--no-visited-state" href="?s=1">Ref</a></th></tr></thead>'
        '<tbody class="govuk-table__body"><tr class="govuk-table__row">'
        '<th scope="row" class="govuk-table__header" data-label="Ref">A</th>'
        '<td class="govuk-table__cell govuk-table__cell--numeric" data-label="Open">4</td>'
        "</tr></tbody></table>"
    )


def test_a_task_that_cannot_start_is_no_link():
    html = flat(show('<c-task-list.item label="Hold it" status="Cannot start yet" />'))
    assert (html.count("<a"), html.count("govuk-task-list__status--cannot-start-yet")) == (0, 1)


def test_a_task_is_read_with_its_status():
    html = show('<c-task-list.item label="Review" url="/r" status="Overdue" colour="red" />')
    assert html.count('<span class="govuk-visually-hidden">: Overdue</span></a>') == 1
    assert html.count("govuk-tag--red") == 1


def test_stages_are_told_in_words():
    steps = [
        {"label": "Referral", "state": "done"},
        {"label": "Preparation", "state": "current"},
        {"label": "Closed", "state": "upcoming"},
    ]
    html = flat(show('<c-stage-strip :steps="steps" />', steps=steps))
    assert html.count('aria-current="step"') == 1
    assert [html.count(f": {word}</span>") for word in ("done", "now", "to come")] == [1, 1, 1]


def test_a_menu_names_the_page_one_is_on():
    items = [
        SimpleNamespace(label="People", url="/p", active=True, count=2),
        SimpleNamespace(label="Risk", url="/r", active=False),
    ]
    html = flat(show('<c-sub-navigation label="Case menu" :items="items" />', items=items))
    assert html.count("Case menu: People</summary>") == 1
    assert html.count('aria-current="page" href="/p"') == 1
    assert html.count('<span class="rj-count">2</span>') == 1


def test_a_side_card_says_the_side_in_the_areas_word():
    source = '<c-side-card side="harmed" name="Jessica" url="/p">Safe: text</c-side-card>'
    html = show(source, everywhere={"words": {"harmed": "victim"}})
    assert html.count("Victim</h3>") == 1


def test_an_empty_place_leads_on():
    assert show('<c-empty-state text="No sessions yet." url="/s" link="Plan one" />').endswith(
        'No sessions yet. <a class="govuk-link" href="/s">Plan one</a></p>'
    )


def test_pages_keep_the_other_parameters():
    page = Paginator(range(132), 25).get_page(3)
    html = show('<c-pagination :page="page" />', path="/cases?stage=x&page=3", page=page)
    assert html.count("Showing 51 to 75 of 132") == 1
    links = [part.split('"')[0] for part in html.split('href="')[1:]]
    assert links == [f"?stage=x&amp;page={n}" for n in (2, 1, 2, 3, 4, 6, 4)]


def test_one_page_has_no_page_links():
    page = Paginator(range(3), 25).get_page(1)
    assert flat(show('<c-pagination :page="page" />', page=page)) == (
        '<p class="govuk-body rj-showing">Showing 1 to 3 of 3</p>'
    )


def test_an_empty_list_counts_nothing():
    assert show('<c-pagination :page="page" />', page=Paginator([], 25).get_page(1)) == ""
