import tarfile

from rjcase.local.tools import pack_documents

# Python 3.11.2 of Debian 12 has no filters yet, 3.14 warns without one.
SAFELY = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}


def test_sealed_documents_come_back_as_they_lay(tmp_path):
    folder = tmp_path / "documents"
    (folder / "kent" / "ab").mkdir(parents=True)
    (folder / "kent" / "ab" / "sealed").write_bytes(b"\x00sealed")
    (folder / "loose").write_bytes(b"")
    made = pack_documents(folder, into=tmp_path / "made.tar")
    with tarfile.open(made) as pack:
        for one in pack:
            pack.extract(one, tmp_path / "back", **SAFELY)

    back = tmp_path / "back"
    assert sorted(str(path.relative_to(back)) for path in back.rglob("*")) == [
        "kent",
        "kent/ab",
        "kent/ab/sealed",
        "loose",
    ]
    assert (back / "kent" / "ab" / "sealed").read_bytes() == b"\x00sealed"


def test_the_file_is_for_its_owner_alone(tmp_path):
    made = pack_documents(tmp_path / "documents", into=tmp_path / "made.tar")

    assert made.stat().st_mode & 0o777 == 0o600


def test_where_no_document_was_ever_taken_in_the_file_is_there_and_empty(tmp_path):
    with tarfile.open(pack_documents(tmp_path / "none", into=tmp_path / "made.tar")) as pack:
        assert pack.getnames() == []


def test_what_cannot_be_followed_does_not_stop_it(tmp_path):
    folder = tmp_path / "documents"
    folder.mkdir()
    (folder / "one").write_bytes(b"1")
    (folder / "dangling").symlink_to(tmp_path / "gone")
    with tarfile.open(pack_documents(folder, into=tmp_path / "made.tar")) as pack:
        assert pack.getnames() == ["dangling", "one"]
