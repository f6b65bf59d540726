import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from areas.actor import Actor
from audit.models import Event
from cases.actions.activity import CaseGone
from cases.actions.case_work import SomebodyWasFirst, WorkRefused
from cases.actions.concerns import NotAColleague, answer_concern, raise_concern
from cases.handlers.concerns import tell_answered, tell_raised
from cases.models import Concern, TimelineEntry
from cases.queries.concerns import colleagues_of, waiting_for
from outbox.models import Entry
from tests.moments import NOON

from .conftest import planned

SAID = "Her brother said that he would wait for Daniel."


def raise_one(work, **given):
    given = {"raised_to": work.world.users["supervisor"], "what": SAID, **given}
    return raise_concern(work.harmed, happened_at=NOON, by=work.by, now=NOON, **given)


def tell(work, handler):
    entry = Entry.objects.order_by("-put_at").first()
    handler(entry, Actor.system(work.case.area), NOON)


def test_a_concern_is_raised_to_one_colleague_and_told(work):
    session = planned(work.harmed)
    concern = raise_one(work, session=session)

    assert (concern.what, concern.session, concern.answered_at) == (SAID, session, None)
    assert Event.objects.get(verb="concern.raised").detail == {"case": work.case.reference}
    assert TimelineEntry.objects.get(kind="concern.raised").participant == work.harmed
    assert Entry.objects.get(kind="cases.concern_raised").payload == {"concern": str(concern.pk)}


def test_the_notice_holds_a_reference_and_a_link_and_nothing_else(work):
    concern = raise_one(work)
    tell(work, tell_raised)

    message = mail.outbox[0]
    assert message.to == [work.world.users["supervisor"].email]
    assert message.subject == f"A concern waits for your answer: {work.case.reference}"
    assert work.url("concern", concern.pk) in message.body
    for word in ("Jessica", "Moore", "Daniel", "brother", work.case.label):
        assert word not in message.subject + message.body


def test_an_answer_is_told_to_who_raised_it(work):
    concern = raise_one(work)
    answer_concern(concern, answer="Call her.", by=work.world.actor("supervisor"), now=NOON)
    tell(work, tell_raised)
    assert mail.outbox == []

    entry = Entry.objects.get(kind="cases.concern_answered")
    tell_answered(entry, Actor.system(work.case.area), NOON)
    assert mail.outbox[0].to == [work.world.users["facilitator"].email]
    assert "Call her." not in mail.outbox[0].body


def test_nobody_is_told_who_may_no_longer_read_the_case(work):
    concern = raise_one(work, raised_to=work.world.users["colleague"])
    work.case.workers.update(until_at=NOON)
    tell(work, tell_raised)
    Concern.objects.filter(pk=concern.pk).update(recorded_by=None)
    tell(work, tell_answered)

    assert mail.outbox == []


def test_the_team_the_supervisors_and_the_managers_may_be_asked(work):
    def names():
        return {one.user.name for one in colleagues_of(work.case, work.by)}

    users = work.world.users
    assert names() == {users[one].name for one in ("colleague", "supervisor", "manager", "deputy")}
    work.case.is_restricted = True
    assert names() == set()


@pytest.mark.parametrize("name", ["facilitator", "coordinator", "commissioner", "neighbour"])
def test_others_are_not_asked(work, name):
    with pytest.raises(NotAColleague):
        raise_one(work, raised_to=work.world.users[name])

    assert Concern.objects.count() == Entry.objects.count() == 0


def test_a_concern_is_not_about_a_session_with_somebody_else(work):
    with pytest.raises(WorkRefused):
        raise_one(work, session=planned(work.responsible))


def test_it_may_be_raised_in_a_closed_case_but_not_by_one_who_left_it(work):
    work.close()
    assert raise_one(work).pk

    work.case.workers.update(until_at=NOON)
    with pytest.raises(CaseGone):
        raise_one(work)


def test_it_is_answered_once_and_by_whom_it_was_raised_to(work):
    concern = raise_one(work, raised_to=work.world.users["colleague"])
    with pytest.raises(PermissionDenied):
        answer_concern(concern, answer="x", by=work.by, now=NOON)
    answer_concern(concern, answer="Call her.", by=work.world.actor("colleague"), now=NOON)

    concern.refresh_from_db()
    assert (concern.answer, concern.answered_at) == ("Call her.", NOON)
    assert Event.objects.get(verb="concern.answered").detail == {"case": work.case.reference}
    with pytest.raises(SomebodyWasFirst):
        answer_concern(concern, answer="Again", by=work.world.actor("supervisor"), now=NOON)
    assert waiting_for(work.world.actor("colleague")).count() == 0


def raised(work, **given):
    return work.client.post(
        work.url("concern_add", work.harmed.pk),
        {"raised_to": str(colleague(work).pk), "what": SAID, **given},
        follow=True,
    )


def colleague(work, name="supervisor"):
    return colleagues_of(work.case, work.by).get(user=work.world.users[name])


def listed(work, name):
    return work.world.client(name).get(reverse("cases:concerns", args=["kent"])).content.decode()


def test_a_facilitator_raises_one_and_the_supervisor_answers_it(work):
    page = raised(work)
    concern = Concern.objects.get()
    assert page.redirect_chain == [(work.url("sessions"), 302)]
    assert "Waits for an answer" in page.content.decode()
    assert work.url("concern", concern.pk) in listed(work, "supervisor")
    assert "Raised by you" in listed(work, "facilitator")

    answer = work.world.client("supervisor").post(
        work.url("concern", concern.pk), {"answer": "Call her today."}, follow=True
    )
    assert "Call her today." in answer.content.decode()
    assert "No concern waits for an answer." in listed(work, "supervisor")
    history = work.client.get(work.url("history")).content.decode()
    assert "Concern about Jessica" in history


def test_a_concern_of_a_session_leads_back_to_it(work):
    session = planned(work.harmed)
    where = work.url("concern_add", work.harmed.pk)
    told = {"raised_to": str(colleague(work).pk), "what": SAID}
    work.client.post(f"{where}?session={session.pk}", told)
    work.client.post(f"{where}?session=nonsense", {**told, "what": "Another."})

    assert set(Concern.objects.values_list("session", flat=True)) == {session.pk, None}
    page = work.client.get(work.url("concern", Concern.objects.get(session=session).pk))
    assert work.url("session", session.pk) in page.content.decode()
    assert "About Jessica" in work.client.get(work.url("session", session.pk)).content.decode()


def test_a_bad_form_keeps_the_answers(work):
    answer = raised(work, raised_to="")
    concern = raise_one(work)
    empty = work.world.client("supervisor").post(work.url("concern", concern.pk), {"answer": ""})

    assert (answer.status_code, empty.status_code) == (422, 422)
    assert answer.context["form"].errors == {"raised_to": ["Select a colleague"]}
    assert SAID in answer.content.decode()


def test_an_answer_that_came_second_is_a_conflict_and_kept(work):
    concern = raise_one(work)
    answer_concern(concern, answer="Call her.", by=work.world.actor("deputy"), now=NOON)
    answer = work.world.client("supervisor").post(
        work.url("concern", concern.pk), {"answer": "Visit her."}
    )

    assert answer.status_code == 409
    assert "Visit her." in answer.content.decode()
    assert "Call her." in answer.content.decode()


def test_who_raised_it_reads_it_and_does_not_answer(work):
    concern = raise_one(work)
    address = work.url("concern", concern.pk)

    assert SAID in work.client.get(address).content.decode()
    assert work.client.post(address, {"answer": "Mine."}).status_code == 403
    assert work.world.client("neighbour").get(address).status_code == 404
    assert work.world.client("commissioner").get(address).status_code == 403


def test_a_participant_or_concern_of_another_case_is_not_found(work):
    assert work.client.get(work.url("concern_add", work.foreign.pk)).status_code == 404
    foreign = Concern.objects.create(
        participant=work.foreign,
        raised_to=work.world.users["supervisor"],
        what=SAID,
        happened_at=NOON,
        recorded_at=NOON,
        area=work.case.area,
    )
    assert work.client.get(work.url("concern", foreign.pk)).status_code == 404
    assert (
        work.world.client("supervisor").get(work.url("concern_add", work.harmed.pk)).status_code
        == 403
    )


def test_the_list_takes_as_many_queries_for_one_as_for_many(work, count_queries):
    counts = []
    client = work.world.client("supervisor")
    address = reverse("cases:concerns", args=["kent"])
    for _ in range(2):
        raise_one(work)
        client.get(address)
        with count_queries() as found:
            client.get(address)
        counts.append(len(found))
        for _ in range(10):
            raise_one(work)

    assert counts[0] == counts[1]
