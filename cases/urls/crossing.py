"""Letters and messages: what goes from one side of a case to the other."""

from django.urls import path

from cases.views import crossing, letter_steps, letters, message_steps, messages

CASE = "cases/<str:reference>/"
TO = f"{CASE}people/<uuid:participant>/"
LETTER = f"{CASE}letters/<uuid:letter>/"
MESSAGE = f"{CASE}messages/<uuid:message>/"

urlpatterns = [
    path(f"{CASE}write/", crossing.write, name="write"),
    path(f"{TO}letter/from/<uuid:author>/", letters.letter_add, name="letter_add"),
    path(LETTER, letters.letter, name="letter"),
    path(f"{LETTER}edit/", letters.letter_edit, name="letter_edit"),
    path(f"{LETTER}reply/", letters.letter_reply, name="letter_reply"),
    path(f"{LETTER}versions/<uuid:version>/", letters.letter_version, name="letter_version"),
    *(
        path(
            f"{LETTER}{step.replace('_', '-')}/",
            letter_steps.letter_step,
            {"step": step},
            name=f"letter_{step}",
        )
        for step in letter_steps.PAGES
    ),
    path(f"{TO}message/from/<uuid:author>/", messages.message_add, name="message_add"),
    path(MESSAGE, messages.message, name="message"),
    path(f"{MESSAGE}edit/", messages.message_edit, name="message_edit"),
    path(f"{MESSAGE}reply/", messages.message_reply, name="message_reply"),
    *(
        path(
            f"{MESSAGE}{step.replace('_', '-')}/",
            message_steps.message_step,
            {"step": step},
            name=f"message_{step}",
        )
        for step in message_steps.PAGES
    ),
]
