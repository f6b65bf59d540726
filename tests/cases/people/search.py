"""A search as somebody makes it, and what its page shows."""

from django.urls import reverse

NOBODY = "Nobody was found whom you may see"
ENDED = "This search has ended. Search again."


def find(client, typed, area="kent"):
    """The page to which a search leads."""
    sent = client.post(reverse("cases:find", args=[area]), {"typed": typed})
    assert sent.status_code == 302
    assert typed not in sent["Location"]
    return client.get(sent["Location"])


def shown(page):
    """Who is on the page of a search, and under which references."""
    return [
        (one.person.full_name, [named.reference for named in one.named])
        for one in page.context.get("people") or []
    ]
