import pytest

from audit.models import Event
from cases.actions.activity import CaseClosed, ImpossibleDay
from cases.actions.needs import record_hopes, record_needs, settle_hopes
from cases.models import HopedFor, NeedScore, NeedsReview
from cases.queries.needs import Travelled, distances
from cases.stages import Need, NeedsBy, NeedsMoment
from tests.cases.doors import all_of, knock
from tests.moments import NOON, TODAY

from .conftest import day_of


def look(work, **told):
    told = {
        "moment": "start",
        "by_whom": "person",
        "happened_on": TODAY,
        "scores": {Need.HEALTH: 2, Need.SOCIAL: None},
        **told,
    }
    return record_needs(work.harmed, by=work.by, now=NOON, **told)


def answers(**given):
    return {
        "moment": "start",
        "by_whom": "person",
        **day_of("happened_on", TODAY),
        "health": "2",
        "social": "na",
        **given,
    }


def test_a_look_is_written_down_with_the_scores_that_were_asked(work):
    review = look(work)

    scores = dict(NeedScore.objects.filter(review=review).values_list("need", "score"))
    assert scores == {"health": 2, "social": None}
    event = Event.objects.get(verb="needs.recorded")
    assert (event.subject_id, event.detail) == (
        str(review.pk),
        {"case": work.case.reference, "moment": "start", "by_whom": "person"},
    )


def test_said_again_for_the_same_moment_it_corrects(work):
    look(work)
    look(work, scores={Need.HEALTH: 3})

    assert list(NeedScore.objects.values_list("need", "score")) == [("health", 3)]
    assert Event.objects.filter(verb="needs.corrected").count() == 1


def test_the_distance_is_from_the_start_to_the_latest_look_of_the_same_person(work):
    look(work, scores={Need.HEALTH: 2, Need.FINANCE: 4, Need.SOCIAL: 1})
    look(work, moment="end", scores={Need.HEALTH: 3, Need.FINANCE: None})
    look(work, moment="later", scores={Need.HEALTH: 5, Need.OUTLOOK: 4})
    look(work, by_whom="practitioner", scores={Need.HEALTH: 1})

    own, ours = distances(work.harmed, work.by)

    assert (own.by_whom, own.until) == (NeedsBy.PERSON, NeedsMoment.LATER)
    assert [
        (one.need, one.steps, one.in_words) for one in own.needs if one.start or one.latest
    ] == [
        (Need.HEALTH, 3, "2 to 5"),
        (Need.FINANCE, None, "4 at the start"),
        (Need.OUTLOOK, None, "4 now"),
        (Need.SOCIAL, None, "1 at the start"),
    ]
    assert Travelled(Need.FAMILY, None, None).in_words == "not asked"
    assert (ours.by_whom, ours.until) == (NeedsBy.PRACTITIONER, None)


def test_nothing_is_asked_of_a_day_to_come_or_in_a_closed_case(work):
    with pytest.raises(ImpossibleDay):
        look(work, happened_on=TODAY.replace(year=2027))
    work.close()
    with pytest.raises(CaseClosed):
        look(work)

    assert NeedsReview.objects.count() == 0


def test_hopes_replace_those_that_stood_and_keep_what_became_of_them(work):
    record_hopes(work.harmed, hopes=["answers", "voice"], own_words="Why me?", by=work.by, now=NOON)
    settle_hopes(work.harmed, met={"answers": "yes"}, by=work.by, now=NOON)
    record_hopes(work.harmed, hopes=["answers", "safety"], own_words="", by=work.by, now=NOON)

    assert set(HopedFor.objects.values_list("hope", "met")) == {
        ("answers", "yes"),
        ("safety", "unknown"),
    }
    assert list(Event.objects.filter(verb="hopes.settled").values_list("subject_id")) == [
        (str(work.harmed.pk),)
    ]


def test_a_facilitator_records_needs_by_the_page_and_sees_the_distance(work):
    work.client.post(work.url("needs_add", work.harmed.pk), answers())
    answer = work.client.post(
        work.url("needs_add", work.harmed.pk), answers(moment="end", health="4"), follow=True
    )

    assert answer.redirect_chain == [(work.url("needs", work.harmed.pk), 302)]
    page = answer.content.decode()
    assert "Mental and physical health: 2 to 4" in page
    assert "Social interactions: not asked" in page


def test_a_bad_form_keeps_the_answers(work):
    answer = work.client.post(
        work.url("needs_add", work.harmed.pk), answers(health="", social="", moment="never")
    )
    empty = work.client.post(work.url("needs_add", work.harmed.pk), answers(health="", social=""))

    assert (answer.status_code, empty.status_code) == (422, 422)
    assert answer.context["form"].errors == {"moment": ["Select an option from the list"]}
    assert empty.context["form"].errors == {"health": ["Select a number for at least one need"]}
    assert empty.context["form"]["moment"].value() == "start"


def test_hopes_are_written_down_and_settled_by_the_pages(work):
    told = {"hopes": ["answers"], "own_words": "To know why."}
    work.client.post(work.url("hopes", work.harmed.pk), told)
    again = work.client.get(work.url("hopes", work.harmed.pk))
    answer = work.client.post(work.url("hopes_met", work.harmed.pk), {"answers": "no"}, follow=True)

    assert again.context["form"]["own_words"].value() == "To know why."
    assert "They did not get it" in answer.content.decode()
    assert "To know why." in answer.content.decode()


def test_a_hope_that_is_sent_twice_is_kept_once(work):
    work.client.post(work.url("hopes", work.harmed.pk), {"hopes": ["voice", "voice"]})

    assert list(HopedFor.objects.values_list("hope", flat=True)) == ["voice"]


def test_hopes_must_be_named(work):
    answer = work.client.post(work.url("hopes", work.harmed.pk), {"own_words": "x"})

    assert answer.status_code == 422
    assert answer.context["form"].errors == {"hopes": ["Select what they hope for"]}
    assert work.client.get(work.url("hopes_met", work.harmed.pk)).status_code == 200
    assert work.client.post(work.url("hopes_met", work.harmed.pk), {}).status_code == 302


def pages(work, who):
    return [work.url(place, who.pk) for place in ("needs", "needs_add", "hopes", "hopes_met")]


@pytest.mark.parametrize(("name", "status"), [("neighbour", 404), ("commissioner", 403)])
def test_who_may_not(work, name, status):
    mine = pages(work, work.harmed)

    assert knock(work.world.client(name), mine) == all_of(mine, status)


def test_a_participant_of_another_case_is_not_found(work):
    theirs = pages(work, work.foreign)

    assert knock(work.client, theirs) == all_of(theirs, 404)


def test_a_supervisor_reads_and_changes_nothing(work):
    client = work.world.client("supervisor")

    assert client.get(work.url("needs", work.harmed.pk)).status_code == 200
    assert client.get(work.url("needs_add", work.harmed.pk)).status_code == 403


def test_the_history_says_who_judged(work):
    look(work)
    look(work, by_whom="practitioner", scores={Need.HEALTH: 1})

    page = work.client.get(work.url("history")).content.decode()
    assert "Needs of Jessica M., at the start, by the person" in page
    assert "Needs of Jessica M., at the start, by the facilitator" in page
