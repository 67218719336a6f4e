"""Rich Text Format (.rtf)."""

from extract.document import Document, Hidden, Table
from extract.flow import Flow
from extract.formats.docx import LEAK
from extract.grid import filled, is_table, split_header
from extract.rich.rtf import CELL, ROW, read_rtf
from extract.source import Source

MEDIA_TYPE = "application/rtf"


def recognise(source: Source) -> int:
    """The signature."""
    return 100 if source.body.lstrip()[:5] == b"{\\rtf" else 0


def read(source: Source) -> Document:
    """Text and tables; what is not shown is counted."""
    rich = read_rtf(source.body)
    flow, tables = written(rich.text)
    hidden = []
    for kind, count in (("hidden-text", rich.hidden), ("tracked-deletion", rich.deleted)):
        if count >= LEAK:
            hidden.append(Hidden(kind=kind, severity="high", where="document", count=count))
        elif count:
            hidden.append(Hidden(kind=kind, severity="low", where="document", count=count))
    if rich.comments:
        hidden.append(
            Hidden(kind="comment", severity="low", where="document", count=rich.comments)
        )
    if rich.author:
        hidden.append(Hidden(kind="author", severity="low", where="properties", count=1))
    flow.end_page(0)
    return Document(
        media_type=MEDIA_TYPE,
        text=flow.text(),
        title=rich.title,
        pages=flow.pages(),
        tables=tuple(tables),
        hidden=tuple(hidden),
        metadata={"author": rich.author} if rich.author else {},
    )


def written(text: str) -> tuple[Flow, list[Table]]:
    """The text put into lines, its tables apart."""
    flow = Flow()
    tables: list[Table] = []
    rows: list[list[str]] = []

    def close() -> None:
        full = filled(rows)
        rows.clear()
        if is_table(full) if full else False:
            header, body = split_header(full)
            tables.append(Table(page=1, header=header, rows=body))
        if full:
            flow.table(full)

    for chunk in text.split(ROW):
        *cells, rest = chunk.split(CELL)
        if cells and not rest.strip():
            # Text before a table's first cell stands on lines of its own.
            before, _, first = cells[0].rpartition("\n") if not rows else ("", "", cells[0])
            if before.strip():
                _lines(flow, before)
            rows.append([first, *cells[1:]])
            continue
        close()
        _lines(flow, chunk.replace(CELL, "\t"))
    close()
    return flow, tables


def _lines(flow: Flow, text: str) -> None:
    for line in text.split("\n"):
        if line.strip():
            flow.line(line.strip(" "))
        else:
            flow.gap()
