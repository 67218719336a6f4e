"""One file on its way to a document: its bytes, its name, and what it may still cost."""

import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from io import BytesIO

from extract.charset import decode, is_text
from extract.document import Document
from extract.error import ExtractError
from extract.limits import Limits


@dataclass(slots=True)
class Budget:
    """What is left of the limits for a file and all that it contains."""

    limits: Limits
    deadline: float
    children: int
    bytes: int

    @classmethod
    def start(cls, limits: Limits) -> "Budget":
        """A full budget; the clock runs from now."""
        return cls(limits, time.monotonic() + limits.seconds, limits.children, limits.bytes)

    @property
    def seconds(self) -> float:
        """Time left; not below zero."""
        return max(0.0, self.deadline - time.monotonic())

    def check_time(self) -> None:
        """Look at the clock.

        Raises:
            ExtractError: ``timeout``.
        """
        if time.monotonic() > self.deadline:
            raise ExtractError(
                "timeout",
                f"expected to be read in {self.limits.seconds:g} seconds, found more in it;"
                " what was read so far is kept. Raise extract_seconds in collection.toml.",
            )

    def unpack(self, size: int, packed: int, what: str) -> None:
        """Ask before something is unpacked.

        Raises:
            ExtractError: ``too-large``.
        """
        limits = self.limits
        if size > 1_000_000 and packed and size > packed * limits.ratio:
            raise ExtractError(
                "too-large",
                f"{what}: expected at most {limits.ratio} bytes for each packed byte,"
                f" found {size // packed}; this is how a file that fills the memory is made.",
            )
        self.bytes -= size
        if self.bytes < 0:
            raise ExtractError(
                "too-large",
                f"{what}: expected at most {limits.bytes} bytes unpacked, found more."
                " Raise extract_bytes in collection.toml.",
            )


@dataclass(kw_only=True)
class Source:
    """The bytes of one file, and what others may be found in it.

    Attributes:
        name: As sent or stored; a hint only.
        media_type: As served or declared; a hint only.
        depth: 0 for a file of its own, 1 for a file inside it.
        read_child: Reads a file inside a file; never fails.
    """

    body: bytes
    name: str | None = None
    media_type: str | None = None
    depth: int = 0
    budget: Budget
    read_child: Callable[["Source"], Document] = field(repr=False)

    @property
    def head(self) -> bytes:
        return self.body[:4096]

    @property
    def suffix(self) -> str:
        """The ending of the name in lower case without its dot; empty where there is none."""
        name = (self.name or "").lower().replace("\\", "/").rsplit("/", 1)[-1]
        return name.rpartition(".")[2] if "." in name else ""

    @cached_property
    def is_text(self) -> bool:
        """Whether the bytes are characters and hardly anything else."""
        return is_text(self.body)

    @cached_property
    def opening(self) -> str:
        """The first characters, decoded; empty for what is no text."""
        return decode(self.body[:16384]) if self.is_text else ""

    @cached_property
    def members(self) -> frozenset[str]:
        """Names of the members of a ZIP archive, also of one that is cut off."""
        if not self.body.startswith((b"PK\x03\x04", b"PK\x05\x06")):
            return frozenset()
        try:
            with zipfile.ZipFile(BytesIO(self.body)) as archive:
                return frozenset(archive.namelist())
        except (zipfile.BadZipFile, ValueError, EOFError, NotImplementedError):
            return frozenset(_local_names(self.body))

    @cached_property
    def streams(self) -> frozenset[str]:
        """Names of the storages and streams at the top of an OLE file."""
        if not self.body.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
            return frozenset()
        import olefile

        try:
            with olefile.OleFileIO(BytesIO(self.body)) as ole:
                return frozenset(path[0] for path in ole.listdir(streams=True, storages=True))
        except Exception:
            # olefile raises whatever its own parsing meets; the format's reader will say damaged.
            return frozenset(_wide_names(self.body))

    def child(self, name: str | None, body: bytes, media_type: str | None = None) -> Document:
        """Read a file that lies inside this one; a failure is a document with an error.

        Raises:
            ExtractError: There are too many of them, or no time is left.
        """
        budget = self.budget
        budget.check_time()
        if budget.children <= 0:
            raise ExtractError(
                "too-large",
                f"expected at most {budget.limits.children} files inside one file, found more;"
                " the first ones are kept.",
            )
        budget.children -= 1
        return self.read_child(
            Source(
                body=body,
                name=name,
                media_type=media_type,
                depth=self.depth + 1,
                budget=budget,
                read_child=self.read_child,
            )
        )


def _local_names(body: bytes) -> list[str]:
    """Member names from the local headers: the directory at the end is lost or wrong."""
    names: list[str] = []
    at = 0
    while (at := body.find(b"PK\x03\x04", at)) >= 0 and len(names) < 1000:
        length = int.from_bytes(body[at + 26 : at + 28], "little")
        names.append(body[at + 30 : at + 30 + length].decode("utf-8", errors="replace"))
        at += 30 + length
    return names


def _wide_names(body: bytes) -> list[str]:
    known = ("WordDocument", "Workbook", "Book", "__properties_version1.0", "EncryptedPackage")
    return [name for name in known if name.encode("utf-16-le") in body]
