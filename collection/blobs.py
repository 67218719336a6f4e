"""Bytes by their SHA-256: written aside, fsynced, renamed."""

import hashlib
import os
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import count
from pathlib import Path

_COUNTER = count()
_WRITING = ".writing-"


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """Bytes that are written aside and not yet stored.

    Attributes:
        aside: Where they stand; ``None`` where the same bytes are stored already.
        handle: The open file.
    """

    sha256: str
    aside: Path | None = None
    handle: int = -1


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
        draft = self.draft(body)
        self.settle((draft,))
        return draft.sha256

    def draft(self, body: bytes) -> Draft:
        """Write ``body`` aside; it is stored when it was settled."""
        sha256 = hashlib.sha256(body).hexdigest()
        path = self.path(sha256)
        if path.exists():
            return Draft(sha256=sha256)
        aside = path.with_name(f"{_WRITING}{os.getpid()}-{next(_COUNTER)}")
        try:
            handle = _new(aside)
        except FileNotFoundError:
            path.parent.mkdir(parents=True, exist_ok=True)
            _sync(self.folder)
            handle = _new(aside)
        draft = Draft(sha256=sha256, aside=aside, handle=handle)
        try:
            left = memoryview(body)
            while left:
                left = left[os.write(handle, left) :]
        except BaseException:
            _drop(draft)
            raise
        return draft

    def settle(self, drafts: Iterable[Draft]) -> None:
        """Store drafts for good, all or none: afterwards no power cut loses them."""
        written = [(draft, draft.aside) for draft in drafts if draft.aside is not None]
        named: list[Draft] = []
        try:
            for draft, _ in written:
                os.fsync(draft.handle)
            for draft, aside in written:
                aside.rename(self.path(draft.sha256))
                named.append(draft)
                os.close(draft.handle)
            for folder in {aside.parent for _, aside in written}:
                _sync(folder)
        except BaseException:
            for draft, _ in written:
                if draft not in named:
                    _drop(draft)
            raise

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
        left = list(self.folder.glob(f"*/{_WRITING}*"))
        for path in left:
            path.unlink(missing_ok=True)
        return len(left)


def _new(aside: Path) -> int:
    return os.open(aside, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)


def _drop(draft: Draft) -> None:
    """Take back what was written aside."""
    os.close(draft.handle)
    if draft.aside is not None:
        draft.aside.unlink(missing_ok=True)


def _sync(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
