import pytest

from ui import assets

CSS = (
    '@font-face{font-family:GDS Transport;src:url(/assets/fonts/light.woff2) format("woff2")}'
    "/*! Copyright. The font has been customised for exclusive use on gov.uk. */"
    ".a{font-family:GDS Transport,arial,sans-serif}"
    ".b{background-image:url(/assets/images/govuk-crest.svg)}"
    ".c{background:url(/assets/images/icon-document.svg)}"
    "/*# sourceMappingURL=moj-frontend.min.css.map */"
)


def test_what_belongs_to_gov_uk_is_taken_out_of_a_style_sheet():
    assert assets.without_gov_uk(CSS) == (
        '.a{font-family:Inter,"Inter Ext",Arial,sans-serif}'
        ".b{background-image:none}"
        ".c{background:url(images/icon-document.svg)}"
    )


def test_a_script_names_no_source_map():
    script = 'const a="x";//# sourceMappingURL=a.js.map\n'
    assert assets.without_source_map(script) == 'const a="x";'


def test_the_font_is_two_families_of_three_weights():
    faces = assets.font_faces().splitlines()
    assert [("Inter Ext" in face, face.count("font-weight:700")) for face in faces] == [
        (False, 0),
        (False, 0),
        (False, 1),
        (True, 0),
        (True, 0),
        (True, 1),
    ]


@pytest.fixture
def modules(tmp_path):
    lock = tmp_path / "package-lock.json"
    lock.write_text("{}")
    found = tmp_path / "node_modules"
    for folder, name in (
        ("govuk-frontend/dist/govuk", "govuk-frontend.min"),
        ("@ministryofjustice/frontend/moj", "moj-frontend.min"),
    ):
        (found / folder / "assets/images").mkdir(parents=True)
        (found / folder / f"{name}.css").write_text(CSS)
        (found / folder / f"{name}.js").write_text("//# sourceMappingURL=x.map\n")
        (found / folder / "assets/images/icon-document.svg").write_text("<svg/>")
    (found / "htmx.org/dist").mkdir(parents=True)
    (found / "htmx.org/dist/htmx.min.js").write_text("htmx")
    (found / "htmx.org/LICENSE").write_text("free")
    (found / "@fontsource/inter/files").mkdir(parents=True)
    for part in ("latin", "latin-ext"):
        for weight in (400, 600, 700):
            (found / f"@fontsource/inter/files/inter-{part}-{weight}-normal.woff2").touch()
    (found / ".rjcase-stamp").write_text(assets._digest(lock))
    return tmp_path


def test_everything_that_a_page_loads_is_written_once(modules):
    assert assets.prepare(modules) is True
    build = modules / "static/build"
    assert sorted(str(file.relative_to(build)) for file in build.rglob("*") if file.is_file()) == [
        ".stamp",
        "govuk/govuk-frontend.min.css",
        "govuk/govuk-frontend.min.js",
        "govuk/images/icon-document.svg",
        "htmx/LICENSE.txt",
        "htmx/htmx.min.js",
        "inter/inter-latin-400-normal.woff2",
        "inter/inter-latin-600-normal.woff2",
        "inter/inter-latin-700-normal.woff2",
        "inter/inter-latin-ext-400-normal.woff2",
        "inter/inter-latin-ext-600-normal.woff2",
        "inter/inter-latin-ext-700-normal.woff2",
        "inter/inter.css",
        "moj/images/icon-document.svg",
        "moj/moj-frontend.min.css",
        "moj/moj-frontend.min.js",
    ]
    assert assets.prepare(modules) is False


def test_a_changed_lock_file_builds_again(modules):
    assets.prepare(modules)
    lock = modules / "package-lock.json"
    lock.write_text('{"a": 1}')
    (modules / "node_modules/.rjcase-stamp").write_text(assets._digest(lock))
    assert assets.prepare(modules) is True


def test_npm_that_fails_is_told_in_a_sentence(tmp_path, monkeypatch):
    (tmp_path / "package-lock.json").write_text("{}")
    monkeypatch.setattr(assets, "npm_command", lambda: ["false"])
    with pytest.raises(assets.AssetsMissing, match="Check the network and npm"):
        assets.install(tmp_path)
