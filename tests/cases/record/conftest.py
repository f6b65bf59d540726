import pytest

from areas.models import Membership
from cases.actions.case_documents import add_document
from cases.actions.notes import write_note
from cases.models import CaseWorker
from documents.actions import mark_scanned
from tests.cases.work.conftest import work
from tests.documents.files import taken_in
from tests.factories.cases import ConsentFactory
from tests.factories.documents import DocumentFactory
from tests.moments import NOON, TODAY

__all__ = ["work"]


def noted(work, who="facilitator", **told):
    told = {
        "body": "She asked for time.",
        "about": None,
        "happened_at": NOON,
        "audience": "team",
        **told,
    }
    return write_note(work.case, by=work.world.actor(who), now=NOON, **told)


def added(work, who="facilitator", *, scanned=True, content=None, **told):
    """A document of the case; only one with `content` can be opened."""
    name = "Jessica Moore consent.pdf"
    if content:
        document = taken_in(work.world, content, name, who=who)
    else:
        user = work.world.users[who]
        document = DocumentFactory(area=work.world.kent, name=name, recorded_by=user)
    if scanned:
        document = mark_scanned(document, is_clean=True, by=work.by, now=NOON)
    told = {
        "kind": "consent",
        "about": None,
        "happened_on": TODAY,
        "audience": "team",
        **told,
    }
    by = work.world.actor(who)
    return add_document(work.case, document=document, by=by, now=NOON, **told)


def agrees(work, participant, state="given", agency=None):
    agency = agency or work.world.probation
    return ConsentFactory(
        participant=participant, purpose="share_agency", state=state, agency=agency
    )


def take_off(work, who="facilitator"):
    CaseWorker.objects.filter(user=work.world.users[who]).update(until_at=NOON)


def no_longer_a_member(work, who):
    Membership.objects.filter(user=work.world.users[who]).update(is_active=False)


@pytest.fixture
def sensitive(work):
    """A note of the supervisor's kind: written by a manager for managers."""
    return noted(work, "manager", body="The uncle is a risk.", audience="managers")
