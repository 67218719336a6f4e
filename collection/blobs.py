"""Bytes by their SHA-256: written aside, fsynced, renamed."""

import hashlib
import os
import tempfile
from pathlib import Path


class Blobs:
    """A folder ``ab/abcd…`` of byte strings, each stored once.

    A file under its final name is whole: a process killed while writing leaves only a temporary
    file, which :meth:`sweep` removes.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def path(self, sha256: str) -> Path:
        """Where the bytes with this digest stand, or would stand."""
        return self.folder / sha256[:2] / sha256

    def put(self, body: bytes) -> str:
        """Store ``body`` and return its SHA-256 in hexadecimal."""
        sha256 = hashlib.sha256(body).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".writing-")
        aside = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(body)
                file.flush()
                os.fsync(file.fileno())
            aside.rename(path)
        except BaseException:
            aside.unlink(missing_ok=True)
            raise
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes with this digest.

        Raises:
            FileNotFoundError: They were never stored, or were forgotten.
        """
        return self.path(sha256).read_bytes()

    def remove(self, sha256: str) -> None:
        """Erase the bytes; nothing happens where there are none."""
        self.path(sha256).unlink(missing_ok=True)

    def sweep(self) -> int:
        """Remove what killed processes left half written; return how many files."""
        left = list(self.folder.glob("*/.writing-*"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)
