from django.core.files.base import ContentFile
from django.core.files.storage import FileSystemStorage

from ui.staticfiles import HashedStaticFiles


def test_a_module_imports_the_file_under_its_hashed_name(tmp_path):
    source = FileSystemStorage(tmp_path / "source")
    source.save("build/govuk.js", ContentFile("export const a = 1;"))
    source.save("js/start.js", ContentFile('import { a } from "../build/govuk.js";\n'))
    hashed = HashedStaticFiles(location=tmp_path / "out", base_url="/static/")
    paths = {name: (source, name) for name in ("build/govuk.js", "js/start.js")}
    for name in paths:
        with source.open(name) as content:
            hashed.save(name, content)
    done = list(hashed.post_process(paths))
    assert [problem for *_names, problem in done if isinstance(problem, Exception)] == []
    target = hashed.stored_name("build/govuk.js").removeprefix("build/")
    with hashed.open(hashed.stored_name("js/start.js")) as script:
        assert script.read().decode() == f'import {{ a }} from "../build/{target}";\n'
