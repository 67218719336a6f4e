"""The tables of one letter: extracted ones and ones in plain text, where each stands."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from collection.collection import Collection
from extract.contract import load
from extract.document import Document, Table
from extract.flow import row_line
from mosaic.printed_table import printed_tables
from nlp.collected import Collected
from nlp.response import Part, Response, Span

_COUNTED_BY = re.compile(
    r"\b(?:by|per|each|every) (?:financial|fiscal|calendar) years?\b", re.IGNORECASE
)
NEAR = 400
"""Characters before a table in which a heading of its question is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LetterTable:
    """A table with its place.

    Attributes:
        number: Of its document's tables, from 1; of the letter's for one in plain text.
        span: In the response's text; ``None`` where the table stands beyond what was read.
        page: Where it begins; ``None`` for a sheet or a file inside another.
        since: Where the answer before it begins: what the requester wrote is no heading of it.
    """

    table: Table
    number: int
    source: Literal["table", "text"]
    span: Span | None
    part: Part | None
    page: int | None
    since: int = 0

    def heading(self, text: str) -> str:
        """The words right before it, from the end of the table before."""
        if self.span is None:
            return self.table.sheet or ""
        before = text[max(self.since, self.span[0] - NEAR) : self.span[0]]
        lines = [line for line in before.split("\n") if "\t" not in line]
        return "\n".join((*lines, self.table.sheet or ""))

    def lead(self, text: str) -> str:
        """The last two lines before it, and the name of its sheet: what may say its question."""
        return " ".join(self._lines(text))

    def caption(self, text: str) -> str:
        """What of this may say its unit or its years: headings, and "by financial year".

        A sentence speaks of other things too ("those for the financial year are elsewhere").
        """
        lines = self._lines(text)
        headings = [line for line in lines if not re.search(r"[.;!?]\W*$", line)]
        return " ".join((*headings, *_COUNTED_BY.findall(" ".join(lines))))

    def _lines(self, text: str) -> list[str]:
        lines = [line.strip() for line in self.heading(text).split("\n") if line.strip()]
        return [line for line in lines[-2:] if len(line) < 120]


def letter_tables(collection: Collection, letter: Collected) -> Iterator[LetterTable]:
    """The tables of a letter, document by document, those of plain text behind the others."""
    response = letter.response
    found: list[LetterTable] = []
    for part in response.parts or (Part(start=0, end=len(response.text)),):
        document = _document(collection, part)
        at = part.start
        for number, table in enumerate(document.tables if document else (), 1):
            span = _place(response, part, table, at)
            at = span[1] if span else at
            page = table.page if part.name is None else None
            found.append(
                LetterTable(
                    table=table, number=number, source="table", span=span, part=part, page=page
                )
            )  # fmt: skip
    yield from (_since(response, one) for one in found)
    taken = [one.span for one in found if one.span]
    number = 0
    for part in response.parts or (Part(start=0, end=len(response.text)),):
        for printed in printed_tables(response.text, part.start, part.end):
            start, end = printed.span
            if any(begin < end and start < stop for begin, stop in taken):
                continue
            number += 1
            one = LetterTable(
                table=printed.table, number=number, source="text", span=printed.span, part=part,
                page=None,
            )  # fmt: skip
            yield _since(response, one)


def _since(response: Response, one: LetterTable) -> LetterTable:
    """The table, knowing where the request before it ends."""
    if one.span is None:
        return one
    ends = [
        end
        for section in response.sections
        if section.kind == "request"
        for _, end in section.spans
        if end <= one.span[0]
    ]
    return replace(one, since=max(ends, default=0))


def _document(collection: Collection, part: Part) -> Document | None:
    """The document of a part, a file inside another among its children."""
    if part.sha256 is None:
        return None
    value = collection.outputs("extract").get(part.sha256)
    if value is None:
        return None
    document = load(value)
    return document if part.name is None else _inside(document, part.name)


def _inside(document: Document, name: str) -> Document | None:
    for child in document.children:
        found = child if child.name == name else _inside(child, name)
        if found is not None:
            return found
    return None


def _place(response: Response, part: Part, table: Table, at: int) -> Span | None:
    """Where the lines of a table stand, from its first to its last."""
    rows = [row for row in (table.header, *table.rows) if any(row)]
    if not rows:
        return None
    first, last = row_line(rows[0]), row_line(rows[-1])
    start = response.text.find(first, at, part.end)
    if start < 0 and len(rows) > 1:
        # A header of several rows was joined; its first line is not its own words.
        start = response.text.find(row_line(rows[1]), at, part.end)
    if start < 0:
        return None
    whole = sum(map(len, map(row_line, rows))) + 2 * len(rows)
    end = response.text.find(last, start, min(part.end, start + 2 * whole + 200))
    return start, end + len(last) if end >= 0 else min(start + whole, part.end)
