import ast

from tests.architecture.source import APPS, modules, name, templates, tree

MODULE, FUNCTION, VIEW, TEMPLATE = 300, 40, 25, 120
LARGER: dict[str, str] = {}


def lines(file):
    return len(file.read_text(encoding="utf-8").splitlines())


def functions(file):
    for node in ast.walk(tree(file)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield f"{name(file)} {node.name}", node.end_lineno - node.lineno + 1


def too_large(sizes, limit):
    return {what: size for what, size in sizes if size > limit and what not in LARGER}


def is_views(file):
    return "views" in name(file)


def test_no_module_is_too_long():
    assert (
        too_large(((name(file), lines(file)) for file in modules(*APPS, "rjcase", "tests")), MODULE)
        == {}
    )


def test_no_function_is_too_long():
    sizes = (size for file in modules(*APPS, "rjcase") for size in functions(file))

    assert too_large(sizes, FUNCTION) == {}


def test_no_page_is_too_long():
    sizes = (
        size for file in modules(*APPS, "rjcase") if is_views(file) for size in functions(file)
    )

    assert too_large(sizes, VIEW) == {}


def test_no_template_is_too_long():
    assert too_large(((name(file), lines(file)) for file in templates()), TEMPLATE) == {}


def test_no_exception_is_stale():
    assert LARGER == {}
