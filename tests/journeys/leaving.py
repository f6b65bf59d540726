"""Somebody steps back: what it stops is read before, happens at once, and is read afterwards."""


def steps_back(story, first_name, *, stops, stopped, **told):
    """The whole form, from their card; who may be told what stands on the page that follows."""
    name = story.named(first_name).person.short_name
    page = story.at_case("cases:people").follow(f"Record that they step back ({name})")
    for sentence in stops:
        page.reads(sentence)
    page.answer(offer_open="yes", future_contact_ok="yes", **told).send()
    page.reads("The withdrawal was recorded. Everything it stops has stopped.")
    for sentence in stopped:
        page.reads(sentence)
    return page.reads("Nothing has been sent to anybody.")


def is_written_to_nowhere(story, first_name, note, *, other):
    """Why they stepped back stands in the case, and nowhere on the other side of it."""
    page = story.at_case("cases:history").reads(note).unfold("Filter")
    page.answer(side=other).press("Show").lacks(note)
    story.at_case("cases:detail").reads(f"{story.named(first_name).person.short_name} withdrew")
    return page.reads("The other side must not be told.").lacks(note)


def has_a_session_planned(story, first_name, when):
    page = story.about("cases:session_add", first_name)
    return page.answer(
        attendance="planned", purpose="debrief", meeting="phone", happened_at=when
    ).send()
