from pathlib import Path

from django.template import Engine, RequestContext, Template
from django.template.backends.django import get_installed_libraries
from django.test import RequestFactory
from django_cotton.compiler_regex import CottonCompiler

TEMPLATES = Path(__file__).parents[2] / "templates"


def engine(**context):
    made = Engine(
        dirs=[TEMPLATES],
        loaders=[
            "django_cotton.cotton_loader.Loader",
            "django.template.loaders.filesystem.Loader",
        ],
        builtins=["django_cotton.templatetags.cotton"],
        libraries=get_installed_libraries(),
    )
    made.template_context_processors = (
        lambda _request: context,
        lambda request: {"request": request},
    )
    return made


def show(source, *, path="/", everywhere=None, **context):
    template = Template(CottonCompiler().process(source), engine=engine(**(everywhere or {})))
    request = RequestFactory().get(path)
    return template.render(RequestContext(request, context)).strip()


def flat(html):
    return " ".join(html.split()).replace("> <", "><")
