"""Tables that stand in plain text: lines whose cells are apart by tabs or by wide gaps."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from extract.document import Table
from extract.grid import split_header
from mosaic.amount import amount
from nlp.response import Span

_CELL = re.compile(r"[^\s](?:[^\t]*?[^\s])??(?=\t|[ ]{2,}|[ \t]*$)")
_YEARS = re.compile(
    r"(?:(?<=\s)|^)(?:(?:19|20)\d\d(?:[/-]\d{2,4})?)(?:\s(?:19|20)\d\d(?:[/-]\d{2,4})?)+$"
)
_LINE = re.compile(r"[^\n]*\n?")


@dataclass(frozen=True, slots=True, kw_only=True)
class PrintedTable:
    """A table, and where its lines stand in the text."""

    table: Table
    span: Span


def printed_tables(text: str, start: int = 0, end: int | None = None) -> Iterator[PrintedTable]:
    """The tables of a text.

    Lines count as one where at least three follow each other with the same number of cells, the
    first of them perhaps without the corner, and most cells behind the first are quantities.
    """
    block: list[tuple[Span, list[str], bool]] = []
    for match in _LINE.finditer(text, start, len(text) if end is None else end):
        line = match[0].rstrip("\n")
        cells = [cell[0] for cell in _CELL.finditer(line)]
        if "\t" in line:
            cells = [cell.strip() for cell in line.split("\t")]
        if len(cells) > 1:
            block.append((match.span(), cells, line[:2].isspace()))
            continue
        yield from _table(block)
        block = []
        if not match[0]:
            break
    yield from _table(block)
    yield from _run_together(text, start, len(text) if end is None else end)


def _run_together(text: str, start: int, end: int) -> Iterator[PrintedTable]:
    """Tables whose gaps were lost: a line that ends in years, over lines with as many figures.

    "Type 2021 2022" over "Drawn 402 377": with another number of figures a line is none of it.
    """
    head: tuple[str, ...] = ()
    rows: list[tuple[str, ...]] = []
    at = stop = start
    for match in _LINE.finditer(text, start, end):
        line = match[0].strip()
        cells = _split_behind(line, len(head) - 1) if head else ()
        if cells:
            rows.append(cells)
            stop = match.end()
            continue
        if len(rows) > 1:
            yield PrintedTable(table=Table(header=head, rows=tuple(rows)), span=(at, stop))
        rows, at = [], match.start()
        times = _YEARS.search(line) if "\t" not in line and "  " not in line else None
        head = (line[: times.start()].strip(), *times[0].split()) if times else ()
        if not match[0]:
            break


def _split_behind(line: str, many: int) -> tuple[str, ...]:
    """A label and so many cells behind it; nothing where they are not all quantities."""
    words = line.split()
    label, cells = " ".join(words[:-many]), words[-many:]
    if not label or "\t" in line or "  " in line:
        return ()
    good = all(amount(cell).state not in ("words", "withheld") for cell in cells)
    return (label, *cells) if good and not re.search(r"\d[.:]$", label) else ()


def _table(block: Sequence[tuple[Span, list[str], bool]]) -> Iterator[PrintedTable]:
    if len(block) < 3:
        return
    width = Counter(len(cells) for _, cells, _ in block).most_common(1)[0][0]
    run: list[tuple[Span, tuple[str, ...]]] = []
    for span, cells, indented in block:
        if len(cells) == width:
            run.append((span, tuple(cells)))
        elif len(cells) == width - 1 and indented:
            run.append((span, ("", *cells)))
        else:
            yield from _run(run)
            run = []
    yield from _run(run)


def _run(run: Sequence[tuple[Span, tuple[str, ...]]]) -> Iterator[PrintedTable]:
    """Lines of one width, where most cells behind the first are quantities."""
    rows = [cells for _, cells in run]
    behind = [cell for row in rows[1:] for cell in row[1:]]
    if len(rows) < 3 or sum(amount(cell).state != "words" for cell in behind) * 2 <= len(behind):
        return
    header, below = split_header(rows)
    table = Table(page=None, header=header, rows=below)
    yield PrintedTable(table=table, span=(run[0][0][0], run[-1][0][1]))
