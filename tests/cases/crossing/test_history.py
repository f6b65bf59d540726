from uuid import uuid4

from cases.queries.entries import Told
from cases.queries.entries.crossing import KINDS


def test_each_entry_says_who_and_to_whom_and_nothing_of_the_words():
    to = uuid4()
    told = Told({"to": str(to)}, "Daniel R.", {to: "Jessica M."})

    titles = {kind.code: kind.title(told) for kind in KINDS}

    assert titles["letter.returned"] == "Letter from Daniel R. sent back to be changed"
    assert titles["message.passed_on"] == "Message from Daniel R. passed on to Jessica M."
    assert titles["message.unanswered"] == "Jessica M. does not wish to answer the message"
    assert all(not kind.model for kind in KINDS)
    assert len(set(titles.values())) == len(KINDS)
