"""What somebody wrote in a form that cannot be taken any more, to be shown to them once."""

from __future__ import annotations

from django.http import HttpRequest


def written(request: HttpRequest) -> list[str]:
    """Their own words in what was sent: whatever is of more than one word, in its order."""
    answers = [text.strip() for _name, texts in request.POST.lists() for text in texts]
    return [text for text in dict.fromkeys(answers) if len(text.split()) > 1 and _has_letters(text)]


def _has_letters(text: str) -> bool:
    return any(sign.isalpha() for sign in text)
