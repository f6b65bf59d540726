import pytest

from cases.queries.entries.custody import KINDS
from cases.queries.entries.kind import Told

CODES = {
    "held": "sentenced",
    "establishment": "MDI",
    "role": "pom",
    "date": "release",
    "day": "2026-10-11",
    "order": "bail",
}


@pytest.mark.parametrize(
    ("code", "title"),
    [
        ("custody.moved", "Daniel R.: Serving a sentence, Moorland (HMP & YOI)"),
        (
            "custody.move_taken_back",
            "Taken back as wrong: Daniel R.: Serving a sentence, Moorland (HMP & YOI)",
        ),
        ("agency_contact.added", "Prison offender manager of Daniel R. written down"),
        ("agency_contact.changed", "Prison offender manager of Daniel R.: details changed"),
        (
            "agency_contact.ended",
            "Prison offender manager does not work with Daniel R. any more",
        ),
        ("access.asked", "Moorland (HMP & YOI) asked for access to Daniel R."),
        ("access.chased", "Moorland (HMP & YOI) asked again for access to Daniel R."),
        ("access.granted", "Moorland (HMP & YOI) granted access to Daniel R."),
        ("access.refused", "Moorland (HMP & YOI) refused access to Daniel R."),
        ("key_date.added", "Release of Daniel R.: 11 October 2026"),
        ("key_date.moved", "Release of Daniel R. is now on 11 October 2026"),
        ("key_date.ended", "Release of Daniel R. on 11 October 2026 removed"),
        ("key_date.noted", "Release of Daniel R. on 11 October 2026: alert noted"),
        ("order.added", "Bail condition, Daniel R.: written down"),
        ("order.changed", "Bail condition, Daniel R.: changed"),
        ("order.ended", "Bail condition, Daniel R.: ended"),
        (
            "order.agreed",
            "A manager agreed to contact in spite of an order (Bail condition, Daniel R.)",
        ),
        (
            "order.agreement_taken_back",
            "The agreement to contact was taken back (Bail condition, Daniel R.)",
        ),
    ],
)
def test_what_happened_is_said_in_words(code, title):
    kind = next(one for one in KINDS if one.code == code)

    assert kind.title(Told(CODES, "Daniel R.", {})) == title
