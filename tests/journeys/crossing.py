"""What goes from one side to the other at the browser: letters in versions, messages carried."""

from cases.models import Letter, Message


def writes(story, kind, sender, recipient, **answers):
    """From the page on which everybody who may say something to somebody stands."""
    to = story.named(recipient).person.short_name
    who = story.named(sender).person.short_name
    page = story.at_case("cases:activities").follow("Write a letter or pass on a message")
    page.reads(f"From {who} to {to}")
    story.at_case(f"cases:{kind}_add", story.named(recipient).pk, story.named(sender).pk)
    page.reads("You are writing to: the").reads(f"({to})")
    return page.answer(**answers).send()


def step(story, kind, model, name, **answers):
    """One step, from the page of the letter or message."""
    page = story.at_case(f"cases:{kind}", story.latest(model).pk)
    return page.follow(name).answer(**answers).send()


def letter_step(story, name, **answers):
    return step(story, "letter", Letter, name, **answers)


def checked_and_agreed(story, day):
    with story.on(day, "colleague", hour=19):
        letter_step(story, "Check the letter", read=True)
    with story.on(day, "facilitator", hour=20):
        letter_step(
            story,
            "Record that the author agrees",
            happened_on=day,
            method="signed",
            wording_version="2026-1",
        )


def a_letter_is_kept_on_file(story, day, author, recipient):
    """Written, checked by a second person, agreed to, offered, and not wanted yet."""
    with story.on(day, "facilitator", hour=18) as page:
        words = "I think of it every day."
        writes(story, "letter", author, recipient, happened_on=day, body=words, may_know=["from"])
        page.reads("You wrote this down, so somebody else must check it.")
    checked_and_agreed(story, day)
    with story.on(day, "facilitator", hour=21) as page:
        page = letter_step(story, "Offer the letter", happened_on=day)
        letter_step(
            story, "Record what the recipient said", answer="not_now", answered_on=day
        ).reads("Kept on file")


def a_letter_is_changed_and_delivered(story, day, author, recipient):
    """The second person sends it back; its second version is safe, offered, wanted, read out."""
    with story.on(day, "facilitator", hour=9):
        words = "You will forgive me one day."
        writes(story, "letter", author, recipient, happened_on=day, body=words)
    with story.on(day, "colleague", hour=10):
        letter_step(story, "Send it back to be changed", text="He must not ask it of her.")
    with story.on(day, "facilitator", hour=11) as page:
        page = letter_step(story, "Change the letter", body="I ask nothing of you.")
        page.reads("Version 2, the text above").reads("He must not ask it of her.")
    checked_and_agreed(story, day)
    with story.on(day, "facilitator", hour=21) as page:
        letter_step(story, "Offer the letter", happened_on=day).lacks("Delivered on")
        letter_step(story, "Record what the recipient said", answer="wanted", answered_on=day)
        letter_step(story, "Record the delivery", delivered_on=day, handover="read").reads(
            "Delivered"
        )


def nothing_goes_to_whom_it_is_not_the_time_for(story, day, author, recipient):
    """Written and checked, and it is not offered: between these two it was put off."""
    with story.on(day, "facilitator", hour=9):
        writes(story, "letter", author, recipient, happened_on=day, body="I am sorry.")
    checked_and_agreed(story, day)
    with story.on(day, "facilitator", hour=21) as page:
        story.at_case("cases:letter_offer", story.latest(Letter).pk).answer(happened_on=day)
        page.press("Save").reads("Between these two it was put off or ended.")
        letter_step(story, "The author takes it back", happened_on=day).reads("Taken back")


def a_message_is_carried(story, day, sender, recipient, words):
    """Said, checked by somebody else as the case is sensitive, agreed to, heard."""
    with story.on(day, "facilitator", hour=9) as page:
        writes(story, "message", sender, recipient, said_on=day, text=words).reads(words)
    with story.on(day, "colleague", hour=10):
        step(story, "message", Message, "Check the message", read=True)
    with story.on(day, "facilitator", hour=18) as page:
        agreed = {"happened_on": day, "method": "verbal", "wording_version": "2026-1"}
        step(story, "message", Message, "Record that they agree to pass it on", **agreed)
        page = step(story, "message", Message, "Offer the message", happened_on=day, answer="heard")
        page.reads("Passed on")
