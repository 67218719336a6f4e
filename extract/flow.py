"""Text put together in reading order: blocks with blank lines between them, pages as ranges."""

import re
from collections.abc import Iterable, Sequence

from extract.document import Method, Page

_SPACE = re.compile(r"\s+")

PROSE = 300
"""Characters from which a cell is no figure but a passage."""


class Flow:
    """A text that grows; no two blank lines follow each other, none opens or ends it."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._newlines = 0
        self._pages: list[Page] = []

    def block(self, text: str) -> None:
        """Add text that blank lines set off from what is before and after it."""
        self._add(text, before=2, after=2)

    def line(self, text: str) -> None:
        """Add text on lines of its own, close to other lines."""
        self._add(text, before=1, after=1)

    def gap(self) -> None:
        """What follows is set off by a blank line."""
        self._newlines = max(self._newlines, 2)

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """Add a table: a row a line, cells apart by tabs; passages stand as blocks."""
        self.gap()
        for row in rows:
            cells = [cell.strip() for cell in row]
            if any(len(cell) > PROSE or "\n\n" in cell for cell in cells):
                for cell in cells:
                    self.block(cell)
            elif line := row_line(cells):
                self.line(line)
        self.gap()

    def start(self) -> int:
        """Offset at which the next text will stand."""
        return self._length + (self._newlines if self._length else 0)

    def end_page(self, start: int, *, method: Method = "text", confidence: float = 1.0) -> None:
        """The text since ``start`` is the next page."""
        start = min(start, self._length)
        self._pages.append(
            Page(
                number=len(self._pages) + 1,
                method=method,
                confidence=confidence,
                start=start,
                end=self._length,
            )
        )

    def __len__(self) -> int:
        return self._length

    def text(self) -> str:
        """All of it."""
        return "".join(self._parts)

    def pages(self) -> tuple[Page, ...]:
        """The pages so far, the last one ending where the text ends."""
        return tuple(self._pages)

    def _add(self, text: str, *, before: int, after: int) -> None:
        text = text.strip("\n")
        if not text.strip():
            return
        self._newlines = max(self._newlines, before)
        if self._length:
            self._parts.append("\n" * self._newlines)
            self._length += self._newlines
        self._parts.append(text)
        self._length += len(text)
        self._newlines = after


def row_line(cells: Sequence[str]) -> str:
    r"""One row of a table as a line; empty cells keep their place, but not at the end.

    >>> row_line(["Hospital A", "", "12", ""])
    'Hospital A\t\t12'
    """
    return "\t".join(_SPACE.sub(" ", cell).strip() for cell in cells).rstrip("\t")


def folded(text: str) -> str:
    """The text on one line, white space folded."""
    return _SPACE.sub(" ", text).strip()
