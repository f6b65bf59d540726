from django.apps import apps
from django.contrib import admin
from django.db.models import ManyToManyField

from areas.registry import FRAMEWORK, declared, fields
from tests.architecture.source import APPS

ADMIN = {"areas.Area", "areas.User"}


def ours():
    return [model for app in APPS for model in apps.get_app_config(app).get_models()]


def test_every_field_of_every_model_is_declared_and_nothing_else():
    standing = {
        model._meta.label: {
            field.name for field in [*model._meta.concrete_fields, *model._meta.many_to_many]
        }
        for model in ours()
    }

    assert {label: set(rules) for label, rules in declared().items()} == standing


def test_every_other_app_with_models_is_named_as_the_framework_s():
    labels = {model._meta.app_label for model in apps.get_models()} - set(APPS)

    assert labels == FRAMEWORK


def test_a_declaration_is_one_rule_for_each_name():
    assert {name: rule.kind for name, rule in fields(KEY="id area", CODE="stage").items()} == {
        "id": "key",
        "area": "key",
        "stage": "code",
    }


def test_the_admin_holds_areas_and_users_and_no_case_data():
    assert {model._meta.label for model in admin.site._registry} == ADMIN


def test_no_row_about_a_case_has_many_to_many_without_a_table_of_its_own():
    hidden = [
        f"{model._meta.label}.{field.name}"
        for model in ours()
        for field in model._meta.get_fields()
        if isinstance(field, ManyToManyField) and model._meta.label != "areas.User"
    ]

    assert hidden == []
