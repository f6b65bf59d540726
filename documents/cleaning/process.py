"""The cleaner's own process: `python -c "from documents.cleaning.process import main; main()" pdf`.

A file comes in by standard input. It goes out clean by standard output, or a code does by standard
error with the status REFUSED; anything else is a file that broke the cleaner.
"""

from __future__ import annotations

import resource
import sys

from documents.cleaning import Unclean

REFUSED = 3
MEMORY = 1_500_000_000
CPU_SECONDS = 30
LIMITS = {
    resource.RLIMIT_AS: MEMORY,
    resource.RLIMIT_CPU: CPU_SECONDS,
    resource.RLIMIT_FSIZE: 0,
    resource.RLIMIT_CORE: 0,
}


def main() -> None:
    for what, much in LIMITS.items():
        resource.setrlimit(what, (much, much))
    try:
        cleaned = clean(sys.stdin.buffer.read(), kind=sys.argv[1])
    except Unclean as unclean:
        sys.stderr.write(unclean.code)
        sys.exit(REFUSED)
    sys.stdout.buffer.write(cleaned)


def clean(content: bytes, *, kind: str) -> bytes:
    """The file written anew; raises Unclean."""
    try:
        return _written_anew(content, kind=kind)
    except MemoryError:
        raise Unclean("too_large_inside") from None


def _written_anew(content: bytes, *, kind: str) -> bytes:
    if kind == "pdf":
        from documents.cleaning.portable import clean_pdf  # noqa: PLC0415 -- a kind's own library

        return clean_pdf(content)
    if kind == "docx":
        from documents.cleaning.word import clean_docx  # noqa: PLC0415

        return clean_docx(content)
    from documents.cleaning.pictures import clean_picture  # noqa: PLC0415

    return clean_picture(content, kind=kind)
