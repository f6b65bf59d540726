"""The start page may be found by whoever looks for it; nothing else of the program may."""

import pytest
from django.urls import reverse

HIDDEN = '<meta name="robots" content="noindex, nofollow">'


def test_the_start_page_may_be_found(client, db):
    assert "robots" not in client.get(reverse("refer:start")).content.decode()


@pytest.mark.parametrize(
    "address", ["/refer/how-to-leave/", "/refer/you/", "/refer/professional/", "/sign-in/"]
)
def test_no_other_page_may_be_found(client, db, address):
    assert client.get(address).content.decode().count(HIDDEN) == 1
