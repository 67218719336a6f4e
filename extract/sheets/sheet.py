"""A sheet as any spreadsheet format has it, and sheets to a document."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from extract.document import Document, Hidden, Note, Severity, Table
from extract.flow import Flow
from extract.grid import filled, split_header

State = Literal["visible", "hidden", "very-hidden"]


@dataclass(slots=True, kw_only=True)
class Sheet:
    """One sheet.

    Attributes:
        rows: Cells as shown, by row number from 0; rows without cells are left out.
        hidden_rows: Numbers of rows that are not shown.
        hidden_columns: Likewise of columns.
        column_ranges: How many runs of columns the file says are hidden.
        masked_cells: Cells in black on black.
        blank_cells: Cells with a value of which nothing is shown.
        texts: Text boxes and the like, in order.
    """

    name: str
    state: State = "visible"
    rows: dict[int, list[str]] = field(default_factory=dict)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    column_ranges: int = 0
    blank_cells: int = 0
    comments: int = 0
    masked_cells: int = 0
    texts: list[str] = field(default_factory=list)


def sheets_document(
    sheets: Iterable[Sheet],
    *,
    media_type: str,
    hidden: Sequence[Hidden] = (),
    metadata: Mapping[str, str] | None = None,
    error: Note | None = None,
    warnings: Sequence[Note] = (),
) -> Document:
    """The visible sheets as text and tables; what is not shown is counted."""
    flow = Flow()
    tables: list[Table] = []
    sheets = list(sheets)
    suspect = any(map(_hides_data, sheets))
    found: list[Hidden] = []
    several = sum(sheet.state == "visible" for sheet in sheets) > 1
    for sheet in sheets:
        found += _hidden_in(sheet, suspect=suspect)
        if sheet.state != "visible":
            continue
        start = flow.start()
        rows = visible_rows(sheet)
        if rows and (several or not sheet.name.lower().startswith(("sheet", "table"))):
            flow.block(sheet.name)
        if table := table_of(sheet.name, rows):
            tables.append(table)
        flow.table(rows)
        for text in sheet.texts:
            flow.block(text)
        flow.end_page(start)
    return Document(
        media_type=media_type,
        text=flow.text(),
        title=(metadata or {}).get("title"),
        pages=flow.pages(),
        tables=tuple(tables),
        hidden=(*found, *hidden),
        warnings=tuple(warnings),
        metadata=dict(metadata or {}),
        error=error,
    )


def visible_rows(sheet: Sheet) -> list[tuple[str, ...]]:
    """The rows and columns that are shown, of one width, empty ones left out."""
    kept = [
        [cell for column, cell in enumerate(row) if column not in sheet.hidden_columns]
        for number, row in sorted(sheet.rows.items())
        if number not in sheet.hidden_rows
    ]
    rows = filled(kept)
    # Empty columns at the left are a margin, not data.
    left = min(
        (next((i for i, cell in enumerate(row) if cell), len(row)) for row in rows), default=0
    )
    return [row[left:] for row in rows]


def table_of(name: str, rows: Sequence[tuple[str, ...]]) -> Table | None:
    """The table of a sheet; lines of a single cell above it are its title, and no rows."""
    top = 0
    widest = max((sum(map(bool, row)) for row in rows), default=0)
    while widest > 1 and top < len(rows) - 1 and sum(map(bool, rows[top])) <= 1:
        top += 1
    body = filled(rows[top:])
    if not body:
        return None
    header, below = split_header(body)
    return Table(sheet=name, header=header, rows=below)


def _hides_data(sheet: Sheet) -> bool:
    """Whether rows or columns with something in them are hidden on a sheet that is shown."""
    return sheet.state == "visible" and bool(_filled_rows(sheet) or _filled_columns(sheet))


def _filled_rows(sheet: Sheet) -> bool:
    return any(any(sheet.rows.get(number, ())) for number in sheet.hidden_rows)


def _filled_columns(sheet: Sheet) -> bool:
    return any(
        cell and column in sheet.hidden_columns
        for row in sheet.rows.values()
        for column, cell in enumerate(row)
    )


def _hidden_in(sheet: Sheet, *, suspect: bool) -> list[Hidden]:
    """What a sheet does not show.

    Empty rows and columns are hidden to crop a sheet; they are named only in a workbook in which
    others are hidden with data.
    """
    if sheet.state != "visible":
        filled_ = any(any(row) for row in sheet.rows.values())
        return [
            Hidden(
                kind="sheet" if sheet.state == "hidden" else "very-hidden-sheet",
                severity="high" if filled_ else "low",
                where=f"sheet {sheet.name} ({len(sheet.rows)} rows)",
                count=1,
            )
        ]
    out = []
    where = f"sheet {sheet.name}"
    if suspect and sheet.hidden_rows:
        severity: Severity = "high" if _filled_rows(sheet) else "low"
        out.append(
            Hidden(kind="row", severity=severity, where=where, count=len(sheet.hidden_rows))
        )
    if suspect and sheet.hidden_columns:
        severity = "high" if _filled_columns(sheet) else "low"
        count = sheet.column_ranges or len(sheet.hidden_columns)
        out.append(Hidden(kind="column", severity=severity, where=where, count=count))
    if sheet.masked_cells:
        out.append(
            Hidden(kind="masked-cell", severity="high", where=where, count=sheet.masked_cells)
        )
    if sheet.blank_cells:
        out.append(
            Hidden(kind="blank-format", severity="low", where=where, count=sheet.blank_cells)
        )
    return out
