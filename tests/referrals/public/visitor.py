"""Somebody without an account who answers the questions of `/refer/`, with a plain client."""

from django.test import Client
from django.urls import reverse

from areas.tenancy import in_area
from outbox.actions import work
from referrals.forms.public.journey import JOURNEY
from tests.moments import NOON

SAFE_KENT = "ME14 1CK"
"""A sector wholly in Kent with an inward part that is nobody's."""
SELF = {
    "you": {"who": "harmed"},
    "reported": {"reported": "yes", "police_reference": "46/123/26"},
    "what": {"kinds": ["home"], "account": "Somebody broke in."},
    "when": {"when": "June 2026"},
    "where": {"by": "postcode", "postcode": SAFE_KENT, "what": "both"},
    "name": {"first_name": "Jess", "last_name": "Example"},
    "age": {"under_18": "no"},
    "contact": {"channels": ["call"], "telephone": "07700 900123"},
    "safe": {"times": "mornings", "voicemail": "no", "who_may_answer": "", "code_phrase": "kettle"},
    "help": {"language": "en", "needs": "Large print"},
    "more": {"more": ""},
}
FAMILY = {
    **SELF,
    "you": {"who": "family"},
    "side": {"side": "harmed"},
    "them": {"first_name": "Sam", "relationship": "mother", "agrees": "knows"},
}
ORDER = [question.slug for question in JOURNEY]


class Visitor:
    def __init__(self, **extra):
        self.client = Client(**extra)

    def at(self, name, *args):
        return self.client.get(reverse(f"refer:{name}", args=args))

    def answer(self, question, **answers):
        return self.client.post(reverse("refer:question", args=[question]), answers)

    def tell(self, answers, *, until=None):
        """Answer the questions in their order; each leads on."""
        for question in ORDER:
            if question in answers:
                last = self.answer(question, **answers[question])
                assert last.status_code == 302, (question, last.context["form"].errors)
                if question == until:
                    break
        return last

    def post(self, name, **answers):
        return self.client.post(reverse(f"refer:{name}"), answers)

    def send(self):
        """Check, and send without the equality questions."""
        answer = self.post("check")
        if answer["Location"] == reverse("refer:equality"):
            answer = self.post("equality")
        return answer

    @property
    def receipt(self):
        return self.at("sent").context["receipt"]


def take_in(area):
    """The worker's turn."""
    with in_area(None):
        return work(area, clock=lambda: NOON)


def words(answer):
    return " ".join(answer.content.decode().split())
