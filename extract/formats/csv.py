"""Comma-separated values, whatever separates them."""

import csv
from io import StringIO

from extract.charset import decode
from extract.document import Document, Page, Table
from extract.flow import Flow
from extract.formats.text import charset_of, newlines
from extract.grid import filled, is_figure, split_header
from extract.source import Source

MEDIA_TYPE = "text/csv"

_SEPARATORS = ",;\t|"
_SAMPLE = 20_000


def recognise(source: Source) -> int:
    """Text in rows of one width; without a name that says so, only where it is beyond doubt."""
    if not source.is_text or source.suffix in ("txt", "text", "log", "md", "json", "py"):
        return 0
    named = source.suffix in ("csv", "tsv") or "csv" in (source.media_type or "")
    _, width, even, rows = _layout(source.opening)
    if named:
        return 70 if width > 1 else 50
    return 25 if width > 2 and rows > 3 and even > 0.95 else 0


def read(source: Source) -> Document:
    """One table, and its rows as lines."""
    text = newlines(decode(source.body, charset_of(source.media_type))).replace("\0", "")
    separator, _, _, _ = _layout(text[:_SAMPLE])
    csv.field_size_limit(2**31 - 1)
    rows = filled(list(csv.reader(StringIO(text, newline=""), delimiter=separator)))
    marked = bool(rows) and len(rows) > 1 and not any(map(is_figure, rows[0])) and any(rows[0])
    header, body = split_header(rows, int(marked))
    flow = Flow()
    flow.table(rows)
    out = flow.text()
    name = (source.name or "").replace("\\", "/").rsplit("/", 1)[-1] or "csv"
    return Document(
        media_type=MEDIA_TYPE,
        text=out,
        pages=(Page(number=1, method="text", confidence=1.0, start=0, end=len(out)),),
        tables=(Table(sheet=name, header=header, rows=body),) if rows else (),
    )


def _layout(text: str) -> tuple[str, int, float, int]:
    """Separator, usual width, the share of rows that have it, and rows looked at."""
    best = (",", 1, 0.0, 0)
    csv.field_size_limit(2**31 - 1)
    for separator in _SEPARATORS:
        try:
            sample = StringIO(text[:_SAMPLE].replace("\0", ""), newline="")
            widths = [len(row) for row in csv.reader(sample, delimiter=separator) if row]
        except csv.Error:
            continue
        widths = widths[:-1] or widths
        if not widths:
            continue
        usual = max(set(widths), key=widths.count)
        even = widths.count(usual) / len(widths)
        if usual > 1 and (even, usual) > (best[2], best[1]):
            best = (separator, usual, even, len(widths))
    return best
