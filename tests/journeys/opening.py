"""Who takes a case and who may see it: levels that do not do, and a manager who restricts it."""


def opens_with(story, day, *, refused, lead, second):
    """Accepted and given to two; first to those of `refused`, each with the sentence that says why
    they may not have it.
    """
    with story.on(day, "coordinator", hour=11) as page:
        story.open("referrals:inbox").take("main table a.rj-reference, main table a")
        page.follow("Accept and open a case").send()
        for one, other, why in refused:
            gives_to(page, one, other).press("Allocate").reads(why)
        gives_to(page, lead, second).send().reads("Lead facilitator")


def gives_to(page, lead, second):
    page.page.get_by_label(f"Lead {lead}").check()
    page.page.get_by_label(f"Second {second}").check()
    return page


def restricts(story, day, *names):
    """Besides those who work on it, who are ticked already."""
    with story.on(day, "manager", hour=15) as page:
        story.at_case("cases:detail").follow("Restrict the case").answer(reason="safety")
        for name in names:
            page.page.get_by_label(name, exact=True).check()
        page.send().reads("The case is restricted.")
