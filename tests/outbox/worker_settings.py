"""The settings of a real worker that sends into a folder."""

import os

from rjcase.settings import *  # noqa: F403, TID251 -- the same settings but for the letter box

EMAIL_BACKEND = "tests.outbox.sink.Sink"
SINK_FOLDER = os.environ["SINK_FOLDER"]
