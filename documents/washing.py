"""The door to the cleaner's process: bytes in, clean bytes or a sentence out.

The process starts without our environment, so without our keys, and with little memory, little time
and no file to write to: what opens strangers' files is what strangers attack.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from documents.cleaning.process import REFUSED

ROOT = Path(__file__).resolve().parent.parent
PROGRAM = "from documents.cleaning.process import main; main()"
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
SECONDS = 60

SENTENCES: dict[str, str | Promise] = {
    "locked": _("This file has a password. Save a copy without one and choose that."),
    "macro": _(
        "This Word document contains a macro or another program. Save it as a PDF and choose that."
    ),
    "too_many_pages": _("This PDF has more than 1,000 pages. Send only those that matter."),
    "too_many_pixels": _("This picture is too large: the limit is 50 million pixels."),
    "too_large_inside": _("This file unpacks to far more than a document holds, so it is refused."),
    "unreadable": _(
        "This file is damaged, or not what its name says. Open it, save it again and choose that."
    ),
}


class CannotClean(Exception):
    """The file is not one that we can make harmless. The text may be shown."""


def wash(content: bytes, *, kind: str) -> bytes:
    """The file written anew without what tells of its makers and what runs; raises CannotClean."""
    try:
        done = subprocess.run(  # noqa: S603 -- our own program; the kind is one of four codes
            [sys.executable, "-c", PROGRAM, kind],
            input=content,
            capture_output=True,
            check=False,
            cwd=ROOT,
            env=ENVIRONMENT,
            timeout=SECONDS,
        )
    except subprocess.TimeoutExpired:
        raise CannotClean(str(SENTENCES["too_large_inside"])) from None
    if done.returncode == 0 and done.stdout:
        return done.stdout
    code = done.stderr.decode(errors="replace") if done.returncode == REFUSED else "unreadable"
    raise CannotClean(str(SENTENCES.get(code, SENTENCES["unreadable"])))
