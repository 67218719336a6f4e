"""Pages in reading order to one text: paragraphs, hyphens, tables that run over pages."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from extract.document import Method, Page, Table
from extract.flow import Flow, row_line
from extract.grid import filled, is_table, split_header
from extract.pdf.layout import Layout
from extract.pdf.lines import Line, paragraphs
from extract.pdf.tables import Placed

_HYPHENATED = re.compile(r"([A-Za-z]{2,})-$")
_COMPOUNDING = frozenset(
    """
        self non well half cross twenty thirty forty fifty sixty seventy eighty ninety
    """.split()  # noqa: SIM905
)
"""First halves of words that are written with a hyphen wherever they stand."""
_FIRST = re.compile(r"([a-z]+[,.;:)’']*)\s*")
_WORD = re.compile(r"[A-Za-z]+(?:-[A-Za-z]+)*")
_ENDED = re.compile(r"[.!?:;”\"')]\s*$")
ALIKE = 6.0
"""Points by which the columns of a table may stand elsewhere on the next page."""


@dataclass(slots=True)
class Sheet:
    """A page ready to be written.

    Attributes:
        layout: ``None`` for a page that could not be read.
    """

    number: int
    layout: Layout | None
    method: Method = "text"
    confidence: float = 1.0


def write(sheets: Sequence[Sheet]) -> tuple[str, tuple[Page, ...], tuple[Table, ...]]:
    """The text of the pages, the pages as ranges of it, and the tables."""
    flow = Flow()
    _mend_hyphens(sheets)
    last = ""
    pages: list[Page] = []
    for sheet in sheets:
        parts = sheet.layout.parts if sheet.layout else []
        if parts and last and not _continues(last, parts[0]):
            flow.gap()
        start = flow.start()
        last = _write_page(flow, parts) or last
        end = len(flow)
        start = min(start, end)
        pages.append(
            Page(
                number=sheet.number,
                method=sheet.method,
                confidence=sheet.confidence,
                start=start,
                end=end,
            )
        )
    return flow.text(), tuple(pages), tuple(tables_of(sheets))


def _write_page(flow: Flow, parts: Sequence[Line | Placed]) -> str:
    """Write a page and return its last line."""
    block: list[Line] = []
    last = ""

    def close() -> None:
        for number, (line, opens) in enumerate(paragraphs(block)):
            if opens and number:
                flow.gap()
            flow.line(line.text)
        block.clear()

    for part in parts:
        if isinstance(part, Line):
            block.append(part)
            last = last if part.running else part.text
        else:
            close()
            flow.table(part.rows)
            last = row_line(part.rows[-1]) if part.rows else last
    close()
    return last


def _continues(last: str, part: Line | Placed) -> bool:
    """Whether a paragraph goes on over the page."""
    if isinstance(part, Placed) or _ENDED.search(last) or "\t" in last:
        return False
    return part.text[:1].islower() or (len(last) > 60 and part.text[:1].isalnum())


def _vocabulary(sheets: Sequence[Sheet]) -> Counter[str]:
    words: Counter[str] = Counter()
    for sheet in sheets:
        for part in sheet.layout.parts if sheet.layout else ():
            if isinstance(part, Line):
                words.update(map(str.lower, _WORD.findall(part.text)))
    return words


def _mend_hyphens(sheets: Sequence[Sheet]) -> None:
    """Put words that are broken at the end of a line together again, on the first line.

    A word that goes on over the page belongs to the page on which it begins.
    """
    known: Counter[str] | None = None
    body = [
        (sheet.number, part)
        for sheet in sheets
        for part in (sheet.layout.parts if sheet.layout else ())
        if isinstance(part, Placed) or not part.running
    ]
    for (page, part), (next_page, following) in pairwise(body):
        if not (isinstance(part, Line) and isinstance(following, Line)):
            continue
        if not part.text.endswith("-"):
            continue
        if page == next_page and following.y0 - part.y1 > 2 * part.size:
            continue
        stem, first = _HYPHENATED.search(part.text), _FIRST.match(following.text)
        if not stem or not first or following.broken:
            continue
        known = known or _vocabulary(sheets)
        rest = re.sub(r"[^a-z]", "", first[1])
        whole, apart = stem[1].lower() + rest, f"{stem[1].lower()}-{rest}"
        # Both halves standing alone elsewhere make a compound; else the hyphen is the printer's.
        compound = known[apart] and not known[whole]
        compound = compound or (stem[1].lower() in _COMPOUNDING and not known[whole])
        compound = compound or (not known[whole] and known[stem[1].lower()] and known[rest] > 1)
        part.text = part.text[: len(part.text) - (0 if compound else 1)] + first[1]
        following.text = following.text[first.end() :]
    for sheet in sheets:
        if sheet.layout:
            sheet.layout.parts[:] = [
                part
                for part in sheet.layout.parts
                if isinstance(part, Placed) or part.text.strip()
            ]


def tables_of(sheets: Sequence[Sheet]) -> list[Table]:
    """The tables, those that go on over a page as one."""
    out: list[Table] = []
    open_: tuple[int, Placed, list[tuple[str, ...]]] | None = None
    for sheet in sheets:
        for part in sheet.layout.parts if sheet.layout else ():
            if isinstance(part, Line):
                if open_:
                    out += _table(*open_)
                    open_ = None
            elif open_ and _same_columns(open_[1], part):
                _extend(open_[2], part.rows)
            else:
                if open_:
                    out += _table(*open_)
                open_ = (sheet.number, part, list(part.rows))
    if open_:
        out += _table(*open_)
    return out


def _same_columns(above: Placed, below: Placed) -> bool:
    return len(above.xs) == len(below.xs) and all(
        abs(a - b) <= ALIKE for a, b in zip(above.xs, below.xs, strict=True)
    )


def _extend(rows: list[tuple[str, ...]], more: Sequence[tuple[str, ...]]) -> None:
    """Add the rows of the next page: without the header again, a cut row mended."""
    more = list(more)
    while more and more[0] == rows[0]:
        more.pop(0)
    if not more:
        return
    first = more[0]
    if first[0][:1].islower() and not any(first[1:]) and not _ENDED.search(rows[-1][0]):
        rows[-1] = (f"{rows[-1][0]}\n{first[0]}", *rows[-1][1:])
        more.pop(0)
    rows += more


def _table(page: int, _: Placed, rows: list[tuple[str, ...]]) -> list[Table]:
    flat = [tuple(re.sub(r"\s+", " ", cell).strip() for cell in row) for row in rows]
    columns = [any(column) for column in zip(*flat, strict=True)]
    kept = filled(
        [[cell for cell, used in zip(row, columns, strict=True) if used] for row in flat]
    )
    if not is_table(kept):
        return []
    header, body = split_header(kept)
    return [Table(page=page, header=header, rows=body)]
