"""The front end's files: built from npm's packages, then gathered for the web server."""

from collections.abc import Mapping
from pathlib import Path

from rjcase.local import stamps
from rjcase.local.children import Family
from rjcase.local.say import say
from rjcase.local.servers import installed


def build_assets(checkout: Path, family: Family, *, env: Mapping[str, str]) -> None:
    """Install npm's packages and build the ignored folder; `ui.assets` knows what is done."""
    if not (checkout / "static" / "build").exists():
        say("building the front end's files (npm ci)")
    family.run("assets", installed(("python", "-m", "ui.assets")), env=env, cwd=checkout)


def collect_static(checkout: Path, home: Path, family: Family, *, env: Mapping[str, str]) -> None:
    """Gather the static files with their hashed names."""
    stamp, wanted = home / "static-files", stamps.static_fingerprint(checkout)
    if stamps.is_done(stamp, wanted):
        return
    say("manage.py collectstatic")
    command = ("python", "manage.py", "collectstatic", "--noinput", "--clear", "--verbosity", "0")
    family.run("collectstatic", installed(command), env=env, cwd=checkout)
    stamps.note_done(stamp, wanted)
