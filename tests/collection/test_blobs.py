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
