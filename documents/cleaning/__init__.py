"""Making a stranger's file harmless: it is opened, stripped and written anew.

It runs in a process of its own (`documents.washing`) that knows nothing of Django, has no secrets
and few resources: what opens strangers' files is what strangers attack. Codes go out, no sentences.
"""

from __future__ import annotations


class Unclean(Exception):
    """The file cannot be taken; its one argument is a code of `documents.washing.SENTENCES`."""

    @property
    def code(self) -> str:
        return str(self.args[0])
