import pytest

from people.models import ContactPoint

from .test_people import errors, sent
from .writing import NO_LETTER, NO_WAY, REACH, Writer


@pytest.mark.parametrize(
    ("call", "text", "kept"),
    [
        ("no", "yes", ("yes", "no", "yes")),
        ("unknown", "yes", ("yes", "no", "yes")),
        ("yes", "no", ("yes", "yes", "no")),
        ("no", "no", ("no", "no", "no")),
        ("no", "unknown", ("unknown", "no", "unknown")),
    ],
)
def test_a_number_is_safe_where_a_call_or_a_text_is(world, call, text, kept):
    writer = Writer(world).rest()
    writer.harmed(reach={**REACH, "call_safe": call, "text_ok": text}, write=NO_LETTER)
    sent(writer)

    point = ContactPoint.objects.get()
    assert (point.is_safe, point.call_ok, point.text_ok) == kept


@pytest.mark.parametrize(
    ("said", "field"), [({}, "call_safe"), ({**NO_WAY, "text_ok": "yes"}, "text_ok")]
)
def test_nobody_is_safe_to_call_whom_it_is_not_safe_to_contact(world, said, field):
    writer = Writer(world)
    answer = writer.about(writer.add("harmed"), "reach", {**REACH, **said, "contact": "no"})

    assert (answer.status_code, list(errors(answer))) == (422, [field])
    assert "it is not safe to contact them" in errors(answer)[field][0]
