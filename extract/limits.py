"""How much one file may cost."""

from dataclasses import dataclass
from typing import Self

from collection.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """Limits of one file with all that it contains; what was read before one is hit is kept.

    Attributes:
        seconds: Wall-clock time. It is looked at between pages, sheets and children; a worker
            that does not come to such a place is ended a little later, and keeps nothing.
        mebibytes: Memory of the worker over what it needs to start.
        pages: Pages read of one document.
        bytes: Size of a file, and of all that is unpacked from it.
        ratio: Bytes unpacked for each byte packed, over the first megabyte.
        children: Files inside one file, at all depths together.
        depth: Files inside files inside files.
        programs: System programs that may run at once for one file (OCR of several pages).
    """

    seconds: float = 60
    mebibytes: int = 1024
    pages: int = 2000
    bytes: int = 200_000_000
    ratio: int = 200
    children: int = 10_000
    depth: int = 5
    programs: int = 1

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """The limits that an operator has set for a collection."""
        return cls(
            seconds=settings.extract_seconds,
            mebibytes=settings.extract_mebibytes,
            pages=settings.extract_pages,
            bytes=settings.extract_bytes,
        )
