from datetime import date
from uuid import UUID

import pytest

from drafts.actions import DraftGone
from referrals.actions.drafting import answer_about
from referrals.forms.tasks.party import years_ago
from tests.moments import NOON
from tests.referrals.professional.writing import Writer


def test_more_than_a_draft_holds_is_said_on_the_page_about_somebody(world):
    writer = Writer(world)
    key = writer.add("harmed")
    answer = writer.post("draft_person", key, "about", keep_draft="y", needs="x" * 500_000)

    assert answer.status_code == 422
    assert list(answer.context["form"].errors["__all__"]) == [
        "This is more than a draft can hold. Shorten your answers."
    ]


def test_who_was_removed_in_another_window_is_not_written_back(world):
    writer = Writer(world)
    key = writer.add("harmed")
    draft = writer.draft().draft
    writer.post("draft_person_remove", key)
    told = {"page": "about", "answers": {}, "done": True, "now": NOON}

    with pytest.raises(DraftGone, match="removed from the draft in another window"):
        answer_about(draft, person=UUID(key), by=world.actor("referrer"), **told)


@pytest.mark.parametrize(
    ("today", "years", "day"),
    [
        (date(2028, 2, 29), 120, date(1908, 2, 29)),
        (date(2028, 2, 29), 18, date(2010, 3, 1)),
        (date(2026, 8, 12), 18, date(2008, 8, 12)),
    ],
)
def test_the_day_that_many_years_ago_exists(today, years, day):
    assert years_ago(today, years) == day
