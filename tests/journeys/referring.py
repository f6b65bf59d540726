"""How somebody of an agency refers at the browser: task by task, person by person."""

from tests.browser.walker import Walker


class Referring:
    """Walks the task list of one draft."""

    def __init__(self, walker: Walker, area: str) -> None:
        self.walker = walker
        walker.open("referrals:drafts", area).press("Start a referral")

    def task(self, name: str, **answers: object) -> "Referring":
        self.walker.follow_task(name)
        self.walker.answer(**answers).send()
        return self

    def add(self, side: str, *pages: dict[str, object], kind: str = "Add a person") -> "Referring":
        """Somebody on a side, page by page; what is left out stays as it is."""
        self.walker.follow_task(side).press(kind)
        for answers in pages:
            self.walker.answer(**answers).send()
        self.walker.answer(everybody="all").send()
        return self

    def send(self) -> Walker:
        self.walker.follow_task("Check and send").press("Send the referral")
        return self.walker
