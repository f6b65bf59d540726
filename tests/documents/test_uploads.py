import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import RequestFactory

from documents import uploads
from documents.actions import DocumentRefused, take_in
from tests.moments import NOON


@pytest.fixture(autouse=True)
def a_small_share(monkeypatch):
    monkeypatch.setattr(uploads, "REQUEST_BYTES", 300_000)


def received(**files):
    sent = {name: SimpleUploadedFile(f"{name}.pdf", content) for name, content in files.items()}
    request = RequestFactory().post("/", {"account": "What happened", **sent})
    return request.POST, request.FILES


def test_a_file_within_the_share_arrives_whole():
    _post, files = received(one=b"1" * 200_000)

    assert (files["one"].size, files["one"].read()) == (200_000, b"1" * 200_000)


def test_one_beyond_it_arrives_empty_with_its_true_size_beside_the_other_answers():
    post, files = received(one=b"1" * 500_000)

    assert post["account"] == "What happened"
    assert (files["one"].size, files["one"].read()) == (500_000, b"")


def test_the_share_is_that_of_all_files_together():
    _post, files = received(one=b"1" * 200_000, two=b"2" * 200_000, three=b"3")

    assert [len(files[name].read()) for name in ("one", "two", "three")] == [200_000, 0, 0]


def test_one_that_lost_bytes_is_never_taken(world):
    _post, files = received(one=b"1" * 500_000)
    _post, more = received(one=b"1" * 290_000, two=b"2" * 20_000)

    for file in (files["one"], more["two"]):
        with pytest.raises(DocumentRefused):
            take_in(file, by=world.actor("referrer"), now=NOON)
