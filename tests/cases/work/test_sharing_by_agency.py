"""Sharing with an agency is asked, refused and taken back for one agency at a time."""

from datetime import timedelta

import pytest

from areas.models import Agency
from audit.models import Event
from cases.actions.audience import must_be_shareable
from cases.actions.case_work import WorkRefused
from cases.actions.consents import NothingToWithdraw, WhichAgency
from cases.actions.withdrawal import withdraw
from cases.forms.consents import ConsentForm
from cases.models import Consent
from cases.queries.consents import ledger_of, lines_of, may_we
from tests.cases.made import STOPS
from tests.factories.areas import AgencyFactory
from tests.factories.cases import ConsentFactory
from tests.moments import NOON, TODAY

from .told import consent_answers, say

SHARE = "share_agency"
YESTERDAY = TODAY - timedelta(days=1)


@pytest.fixture
def council(work):
    return AgencyFactory(area=work.world.kent, name="Kent Council")


def may(work, agency):
    return may_we(work.harmed, SHARE, work.by, TODAY, agency=agency)


def shares(work, agency):
    told = {"agency": agency, "about": work.harmed, "by": work.by, "now": NOON}
    return must_be_shareable("agency", **told)


def test_a_yes_for_one_agency_is_none_for_another(work, council):
    probation = work.world.probation
    say(work, purpose=SHARE, agency=probation)

    assert (may(work, probation), may(work, council), may(work, None)) == (True, False, False)
    assert shares(work, probation) == probation
    with pytest.raises(WorkRefused, match="is shared with Kent Council. Record"):
        shares(work, council)


@pytest.mark.parametrize("state", ["refused", "withdrawn"])
def test_a_no_for_one_agency_leaves_the_other(work, council, state):
    probation = work.world.probation
    for agency in (probation, council):
        say(work, purpose=SHARE, agency=agency, happened_on=YESTERDAY)
    say(work, purpose=SHARE, agency=council, state=state)

    assert (may(work, probation), may(work, council)) == (True, False)


def test_what_was_given_for_one_agency_is_not_taken_back_from_another(work, council):
    say(work, purpose=SHARE, agency=work.world.probation)

    with pytest.raises(NothingToWithdraw):
        say(work, purpose=SHARE, agency=council, state="withdrawn")
    assert Consent.objects.count() == Event.objects.filter(verb="consent.recorded").count() == 1


def test_a_line_without_an_agency_covers_none_and_the_ledger_says_so(work, council):
    ConsentFactory(
        participant=work.harmed, purpose=SHARE, recorded_by=work.world.users["facilitator"]
    )

    assert (may(work, council), may(work, None)) == (False, False)
    page = work.client.get(work.url("consents", work.harmed.pk)).content.decode()
    assert "No agency was named: it covers none. Ask again for each." in page


def test_sharing_says_with_which_agency_and_anything_else_with_none(work, council):
    with pytest.raises(WhichAgency):
        say(work, purpose=SHARE)
    with pytest.raises(Agency.DoesNotExist):
        say(work, purpose=SHARE, agency=AgencyFactory(area=work.world.avon))
    assert Consent.objects.count() == 0

    assert say(work, purpose="survey", agency=council).agency is None


def test_whoever_steps_back_takes_it_back_from_each(work, council):
    for agency in (work.world.probation, council):
        say(work, purpose=SHARE, agency=agency, happened_on=YESTERDAY)

    withdraw(work.harmed, by=work.by, now=NOON, **{**STOPS, "consents": [SHARE]})

    ended = Consent.objects.filter(state="withdrawn").values_list("agency__name", flat=True)
    assert sorted(ended) == sorted([council.name, work.world.probation.name])
    assert not may(work, council)


def test_the_form_asks_which_agency_and_the_ledger_and_the_history_show_it(work, council):
    add, ledger = work.url("consent_add", work.harmed.pk), work.url("consents", work.harmed.pk)
    empty = work.client.post(add, consent_answers(purpose=SHARE))
    nonsense = work.client.post(add, consent_answers(purpose=SHARE, agency="nonsense"))
    told = work.client.post(add, consent_answers(purpose=SHARE, agency=str(council.pk)))

    assert (empty.status_code, nonsense.status_code, told.status_code) == (422, 422, 302)
    assert empty.context["form"].errors["agency"] == ["Select the agency with which it is shared"]
    assert Consent.objects.get().agency == council
    assert work.client.get(ledger).content.decode().count("<br>Kent Council") == 2
    history = work.client.get(f"{work.url('history')}?full=yes").content.decode()
    assert "Kent Council. Signed" in history


def test_each_agency_has_its_own_line_as_it_stands(work, council):
    for agency in (work.world.probation, council):
        say(work, purpose=SHARE, agency=agency)
    rows = ledger_of(work.harmed, lines_of(work.harmed, work.by), TODAY)

    assert [one.agency for one in rows if one.purpose == SHARE] == [council, work.world.probation]


def test_where_the_area_knows_no_agency_sharing_is_not_asked(work):
    form = ConsentForm(
        participant=work.harmed,
        guardians=[],
        agencies=Agency.objects.none(),
        today=TODAY,
        wording="1",
    )

    assert "agency" not in form.fields
    assert SHARE not in [code for code, _label in form.fields["purpose"].choices]
