"""Why the local run stops: one sentence for the person at the terminal, never a traceback."""


class CannotStart(Exception):
    """Something on this machine is in the way; the text says what, and what to do about it."""
