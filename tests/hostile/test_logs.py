import logging

import pytest
from django.urls import reverse

from rjcase.logs import CodesOnly

SECRET = "a1B2c3-_d4"


@pytest.mark.parametrize(
    "path",
    [
        reverse("refer:link", args=["kent", SECRET]),
        reverse("account_reset_password_from_key", args=["3k", SECRET]),
    ],
)
def test_an_address_that_lets_somebody_in_is_not_written_to_a_log(path):
    told = ("Forbidden (%s): %s", ("CSRF cookie not set.", path))
    line = CodesOnly().format(logging.LogRecord("django", 30, "x", 1, *told, None))

    assert (SECRET in line, path.split(SECRET)[0] in line) == (False, True)
