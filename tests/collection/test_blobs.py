import hashlib
from pathlib import Path

import pytest

from collection.blobs import Blobs


def test_bytes_come_back_under_their_digest(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)

    sha256 = blobs.put(b"a letter")

    assert sha256 == hashlib.sha256(b"a letter").hexdigest()
    assert blobs.get(sha256) == b"a letter"


def test_the_same_bytes_are_stored_once(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)

    assert blobs.put(b"a letter") == blobs.put(b"a letter")
    assert sum(path.is_file() for path in tmp_path.rglob("*")) == 1


def test_a_half_written_file_is_never_found_and_is_swept(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sha256 = blobs.put(b"a letter")
    (blobs.path(sha256).parent / ".writing-x").write_bytes(b"a let")

    assert blobs.sweep() == 1
    assert blobs.get(sha256) == b"a letter"


def test_removed_bytes_are_gone(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    sha256 = blobs.put(b"a letter")

    blobs.remove(sha256)

    with pytest.raises(FileNotFoundError):
        blobs.get(sha256)


def test_drafts_are_found_when_they_are_settled_and_swept_when_they_are_not(
    tmp_path: Path,
) -> None:
    blobs = Blobs(tmp_path)
    drafts = [blobs.draft(body) for body in (b"a letter", b"another", b"a letter")]
    lost = blobs.draft(b"of a killed process")

    with pytest.raises(FileNotFoundError):
        blobs.get(drafts[0].sha256)
    blobs.settle(drafts)

    assert [blobs.get(draft.sha256) for draft in drafts] == [b"a letter", b"another", b"a letter"]
    assert blobs.draft(b"another").aside is None
    assert Blobs(tmp_path).sweep() == 1
    assert not blobs.path(lost.sha256).exists()


def test_nothing_is_left_of_drafts_that_cannot_be_settled(tmp_path: Path) -> None:
    blobs = Blobs(tmp_path)
    one, other = blobs.draft(b"a letter"), blobs.draft(b"another")
    assert other.aside is not None
    other.aside.unlink()

    with pytest.raises(FileNotFoundError):
        blobs.settle((other, one))

    assert not [path for path in tmp_path.rglob("*") if path.is_file()]
    assert blobs.get(blobs.put(b"a letter")) == b"a letter"
