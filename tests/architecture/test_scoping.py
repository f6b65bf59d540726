import ast

from tests.architecture.source import APPS, ROOT, modules, name, tree

PLATFORM = {"Area", "User", "SecurityEvent", "PublicDraft"}
WRITES = {"create", "bulk_create"}
LOAD = "areas/management/commands/load_areas.py"
READS_BY_ITSELF = {
    "areas/actor.py Membership.select_related": "the door itself, under own_user",
    "areas/queries.py Membership.filter": "the chooser: one's own memberships, under own_user",
    f"{LOAD} AreaSettings.get_or_create": "the register, area by area",
    f"{LOAD} Commissioner.filter": "the register, area by area",
    f"{LOAD} Commissioner.get_or_create": "the register, area by area",
    "referrals/queries/links.py SignInLink.filter": "the key that is presented, under own_key",
    "audit/record.py Event.bulk_create": "the one way into the audit",
    "areas/overtaken.py Event.filter": "the audit of one row, with the area's predicate",
    "cases/models/case.py CaseWorker.filter": "inside visible_to itself, with the area's predicate",
}
BETWEEN_TWO_AREAS = "referrals/models/transfer.py"
EMPTY = "none"
WITHOUT_DJANGO = "documents/cleaning/"
MANAGERS = {
    "areas/scoping.py _default_manager": "save_version writes the area's predicate itself",
    "areas/grants.py _base_manager": "guardian wants a queryset; its answer is a subquery of keys",
}
SQL = {
    "areas/api_keys.py",
    "areas/checks.py",
    "areas/direct.py",
    "areas/door.py",
    "areas/keyed_requests.py",
    "areas/references.py",
    "areas/tenancy.py",
    "audit/record.py",
    "people/queries.py",
    "rjcase/local/roles.py",
}


def after_objects(file):
    """`Model.verb` for each `Model.objects.verb` of a module."""
    for node in ast.walk(tree(file)):
        inner = getattr(node, "value", None)
        if isinstance(inner, ast.Attribute) and (type(node), inner.attr) == (
            ast.Attribute,
            "objects",
        ):
            yield f"{ast.unparse(inner.value).rpartition('.')[2]}.{node.attr}"


def is_allowed(file, use):
    model, verb = use.split(".")
    in_actions = "/actions" in name(file)
    return (
        model in PLATFORM
        or verb in {"visible_to", EMPTY}
        or (verb in WRITES and in_actions)
        or f"{name(file)} {use}" in READS_BY_ITSELF
    )


def attributes(*names):
    return {
        f"{name(file)} {node.attr}"
        for file in modules(*APPS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in names
    }


def test_rows_are_read_only_through_visible_to():
    unscoped = [
        f"{name(file)} {use}"
        for file in modules(*APPS)
        for use in after_objects(file)
        if not is_allowed(file, use)
    ]

    assert unscoped == []


def test_no_exception_is_stale():
    used = {f"{name(file)} {use}" for file in modules(*APPS) for use in after_objects(file)}

    assert set(READS_BY_ITSELF) - used == set()


def test_objects_is_never_handed_on():
    followed = {
        id(node.value)
        for file in modules(*APPS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute)
    }
    handed_on = [
        f"{name(file)}:{node.lineno}"
        for file in modules(*APPS)
        if not name(file).startswith(WITHOUT_DJANGO)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr == "objects" and id(node) not in followed
    ]

    assert handed_on == []


def test_no_other_manager_is_used():
    assert attributes("_default_manager", "_base_manager", "all_objects") == set(MANAGERS)


def test_raw_sql_stands_only_where_it_is_named():
    using = {
        name(file)
        for file in modules(*APPS, "rjcase")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Attribute) and node.attr in {"cursor", "raw", "extra", "RawSQL"}
    }

    assert using == SQL


def test_an_actor_is_made_by_its_own_constructors_alone():
    makers = [
        f"{name(file)}:{node.lineno}"
        for file in modules(*APPS, "rjcase")
        for node in ast.walk(tree(file))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "Actor"
    ]

    assert makers == []


def test_every_override_of_visible_to_narrows_what_is_below_it():
    wide = [
        f"{name(file)}:{node.lineno}"
        for file in modules(*APPS)
        for node in ast.walk(tree(file))
        if isinstance(node, ast.FunctionDef)
        and node.name == "visible_to"
        and name(file) not in {"areas/scoping.py", BETWEEN_TWO_AREAS}
        and "super().visible_to(actor)" not in ast.unparse(node)
    ]

    assert wide == []


def test_pages_of_an_area_do_not_stream():
    streaming = [
        name(file)
        for file in modules(*APPS)
        if {"StreamingHttpResponse", "FileResponse"}
        & set(ast.unparse(tree(file)).replace("(", " ").split())
    ]

    assert streaming == []


def test_the_tree_is_there():
    assert (ROOT / "areas" / "scoping.py") in modules(*APPS)
