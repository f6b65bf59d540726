"""Somebody of an agency at the task list, without a browser."""

from django.urls import reverse

from areas.tenancy import in_area
from drafts.models import Draft
from referrals.queries.drafted import read_draft

YOU = {
    "referrer_name": "Olu Adeyemi",
    "source": "prob_com",
    "referrer_email": "olu@probation.example",
    "referrer_telephone": "01632 960 001",
}
INCIDENT = {
    "offence": "rob_pers",
    "happened_on_day": "3",
    "happened_on_month": "6",
    "happened_on_year": "2026",
    "happened_about": "",
    "happened_in_area": "yes",
    "police_reference": "46/1234/26",
    "account": "He took her telephone at a bus stop.",
}
AGREEMENT = {
    "agreed": "yes",
    "agreed_on_day": "10",
    "agreed_on_month": "8",
    "agreed_on_year": "2026",
    "agreed_how": "In person",
    "other_side_knows": "no",
    "initiator": "harmed",
}
RISK = {"flags": ["hate"], "orders": "Not to contact her until 2027.", "risks": "He drinks."}
SENTENCE = {
    "reported": "yes",
    "justice_stage": "community",
    "proceedings_live": "no",
    "sentence": "Twelve months",
}
JESSICA = {
    "first_name": "Jessica",
    "last_name": "Lane",
    "date_of_birth_day": "2",
    "date_of_birth_month": "2",
    "date_of_birth_year": "1998",
    "age": "",
    "lives_in_area": "yes",
    "language": "en",
    "needs": "",
}
DANIEL = {**JESSICA, "first_name": "Daniel", "last_name": "Moss", "date_of_birth_year": "1995"}
STANDING = {
    "accepts": "yes",
    "custody": "custody",
    "establishment": "HMP Somewhere",
    "release_on_day": "1",
    "release_on_month": "3",
    "release_on_year": "2027",
}
REACH = {
    "contact": "yes",
    "telephone": "07700 900123",
    "call_safe": "yes",
    "text_ok": "no",
    "voicemail_ok": "no",
    "who_may_answer": "Her mother",
}
WRITE = {
    "email": "",
    "email_safe": "unknown",
    "address": "1 High Street",
    "post_safe": "no",
    "safe_times": "Weekdays before 2pm",
    "code_phrase": "Bluebell",
}
NO_WAY = {
    "contact": "yes",
    "telephone": "",
    "call_safe": "unknown",
    "text_ok": "unknown",
    "voicemail_ok": "unknown",
    "who_may_answer": "",
}
NO_LETTER = {**WRITE, "address": "", "post_safe": "unknown", "safe_times": "", "code_phrase": ""}


class Writer:
    """Begins a draft and answers its pages one by one."""

    def __init__(self, world, who="referrer"):
        self.world, self.client, self.who = world, world.client(who), who
        answer = self.client.post(self.url("drafts"))
        self.pk = answer["Location"].rstrip("/").rsplit("/", maxsplit=1)[-1]

    def url(self, name, *args):
        return reverse(f"referrals:{name}", args=[self.world.kent.slug, *args])

    def draft(self):
        with in_area(self.world.kent.pk, self.world.users[self.who].pk):
            return read_draft(Draft.objects.get(pk=self.pk))

    def page(self, name, *args):
        return self.client.get(self.url(name, self.pk, *args))

    def post(self, name, *args, **answers):
        return self.client.post(self.url(name, self.pk, *args), answers)

    def task(self, name, answers, **changes):
        return self.post("task", name, **{**answers, **changes})

    def add(self, side, kind="person"):
        return self.post("draft_person_add", side, kind)["Location"].split("/")[-3]

    def about(self, person, page, answers, **changes):
        return self.post("draft_person", person, page, **{**answers, **changes})

    def harmed(self, about=JESSICA, reach=REACH, write=WRITE):
        key = self.add("harmed")
        for page, answers in (("about", about), ("reach", reach), ("write", write)):
            assert self.about(key, page, answers).status_code == 302
        return key

    def responsible(self, about=DANIEL):
        key = self.add("responsible")
        pages = {"about": about, "standing": STANDING, "reach": NO_WAY, "write": NO_LETTER}
        for page, answers in pages.items():
            assert self.about(key, page, answers).status_code == 302
        return key

    def rest(self):
        """Everything but the people."""
        tasks = {
            "you": YOU,
            "incident": INCIDENT,
            "agreement": AGREEMENT,
            "risk": RISK,
            "sentence": SENTENCE,
        }
        for name, answers in tasks.items():
            assert self.task(name, answers).status_code == 302, name
        return self

    def whole(self):
        self.rest().harmed()
        self.responsible()
        for side in ("harmed", "responsible"):
            assert self.task(side, {"everybody": "all"}).status_code == 302
        return self

    def send(self, **changes):
        shown = self.page("draft_check")
        return self.post(
            "draft_check", **{"seen": shown.context["form"]["seen"].value(), **changes}
        )
