from django.urls import reverse

from people.models import Person
from referrals.models import Referral
from tests.factories.cases import ParticipantFactory, ResponsibleFactory
from tests.factories.referrals import FullReferralFactory


def test_the_page_refuses_to_join_people_on_opposite_sides_of_a_case_and_says_why(work):
    told = {
        "area": work.world.kent,
        "harmed__person__first_name": "Jessica",
        "harmed__person__last_name": "Lane",
        "incident__police_reference": "46/1",
    }
    two = [FullReferralFactory(**told) for _ in range(2)]
    one, other = (row.people.get(side="harmed").person for row in two)
    ParticipantFactory(case=work.foreign.case, person=one)
    ResponsibleFactory(case=work.foreign.case, person=other)
    page = reverse("referrals:merge", args=["kent", two[0].reference, two[1].reference])
    client = work.world.client("coordinator")
    likely = client.get(page).context["form"].fields["people"].initial

    answer = client.post(
        page, {"version": "1", "answer": "same", "people": likely, "note": "The same woman."}
    )

    assert answer.status_code == 422
    text = answer.content.decode()
    assert ("They are on opposite sides of one case." in text, "The same woman." in text) == (
        True,
        True,
    )
    assert work.foreign.case.reference not in text
    assert Person.objects.exclude(merged_into=None).count() == 0
    assert set(Referral.objects.values_list("status", flat=True)) == {"to_triage"}
