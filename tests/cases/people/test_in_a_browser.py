import pytest

from tests.factories.cases import PairFactory, ParticipantFactory
from tests.factories.people import ContactPointFactory
from tests.moments import TODAY

pytestmark = pytest.mark.browser


@pytest.fixture
def busy(transactional_db, work):
    """Three people harmed, a child among them, and ways to reach her in every state."""
    born = TODAY.replace(year=2014)
    pair = PairFactory(case=work.case, other=work.responsible, one__person__date_of_birth=born)
    ParticipantFactory(case=work.case, role="interpreter", side="neutral", interpreter="Polish")
    writer = work.world.users["colleague"]
    person = work.harmed.person
    ContactPointFactory(person=person, text_ok="yes", safe_times="After five")
    ContactPointFactory(person=person, kind="address", is_safe="unknown")
    held = ContactPointFactory(person=person, kind="email", look="waiting", recorded_by=writer)
    return [
        work.url("people"),
        work.url("participant_add"),
        work.url("participant", work.harmed.pk),
        work.url("part", work.harmed.pk),
        work.url("details", pair.one_id),
        work.url("equality", pair.one_id),
        work.url("pair", pair.pk),
        work.url("safe_contact", work.harmed.pk),
        work.url("way_add", work.harmed.pk),
        work.url("way_change", work.harmed.pk, held.pk),
        work.url("way_end", work.harmed.pk, held.pk),
        work.url("way_look", work.harmed.pk, held.pk),
    ]


def test_every_page_about_the_people_fits_and_keeps_nobody_out(busy, walker, work):
    walker.become(work.world.users["facilitator"])
    for address in busy:
        walker.visit(address)

    walker.press("Show it").answer(is_safe="yes").send()

    walker.reads("Email: safe")

    walker.visit(work.url("participant_add"))
    walker.answer(part="supporter:harmed", first_name="Dan", last_name="Reed").press("Add")
    walker.reads("Is it one of these people?").answer(same=str(work.responsible.person_id))
    walker.press("Add").reads("Daniel R. is on the other side of this case already.")
