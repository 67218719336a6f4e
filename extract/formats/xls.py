"""Excel's old binary workbooks (.xls)."""

from typing import TYPE_CHECKING, Any

from extract.document import Document, Hidden
from extract.error import ExtractError
from extract.sheets.sheet import Sheet, State, sheets_document
from extract.sheets.shown import BUILT_IN, general, shown
from extract.source import Source

if TYPE_CHECKING:
    import xlrd

MEDIA_TYPE = "application/vnd.ms-excel"
_STATES: tuple[State, ...] = ("visible", "hidden", "very-hidden")
_BIFF = (b"\x09\x08\x10\x00\x00\x06", b"\x09\x08\x08\x00\x00\x05", b"\x09\x04\x06\x00\x00\x00")


def recognise(source: Source) -> int:
    """Microsoft's container with a workbook in it, or a bare workbook stream."""
    if {"Workbook", "Book", "WORKBOOK", "BOOK"} & source.streams:
        return 90
    return 70 if source.body.startswith(_BIFF) else 0


def read(source: Source) -> Document:
    """Every visible sheet; hidden ones, caches and the like are counted.

    Raises:
        ExtractError: ``locked`` or ``damaged``.
    """
    import io

    import xlrd

    try:
        book = xlrd.open_workbook(
            file_contents=source.body, formatting_info=True, on_demand=True, logfile=io.StringIO()
        )
    except xlrd.XLRDError as error:
        locked = "encrypted" in str(error).lower() or "password" in str(error).lower()
        raise ExtractError(
            "locked" if locked else "damaged",
            "expected a workbook that opens without a password, found one that needs it."
            if locked
            else f"expected a whole workbook, found: {error}",
        ) from error
    sheets = []
    for number in range(book.nsheets):
        source.budget.check_time()
        sheets.append(_sheet(book, book.sheet_by_index(number)))
        book.unload_sheet(number)
    comments = sum(sheet.comments for sheet in sheets)
    hidden = _caches(source)
    if comments:
        hidden.append(Hidden(kind="comment", severity="low", where="sheets", count=comments))
    author = (book.user_name or "").strip("\0 ")
    if author:
        hidden.append(Hidden(kind="author", severity="low", where="properties", count=1))
    return sheets_document(
        sheets,
        media_type=MEDIA_TYPE,
        hidden=hidden,
        metadata={"last-modified-by": author} if author else {},
    )


def _sheet(book: "xlrd.Book", found: Any) -> Sheet:
    sheet = Sheet(
        name=found.name.strip(),
        state=_STATES[found.visibility] if 0 <= found.visibility < 3 else "visible",
        comments=len(found.cell_note_map),
    )
    for number in range(found.nrows):
        cells = [
            _shown(book, found.cell(number, column), sheet)
            for column in range(found.row_len(number))
        ]
        while cells and not cells[-1]:
            cells.pop()
        if cells:
            sheet.rows[number] = cells
    sheet.hidden_rows = {
        number
        for number, info in found.rowinfo_map.items()
        if info.hidden or (info.height == 0 and info.height_mismatch)
    }
    columns = [n for n, info in found.colinfo_map.items() if info.hidden or info.width == 0]
    sheet.hidden_columns = set(columns)
    sheet.column_ranges = sum(number - 1 not in sheet.hidden_columns for number in columns)
    return sheet


def _shown(book: "xlrd.Book", cell: Any, sheet: Sheet) -> str:
    import xlrd

    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        code = _format(book, cell.xf_index)
        value = float(cell.value)
        text = (
            general(value)
            if code == "General"
            else (shown(value, code, since_1904=book.datemode == 1))
        )
        sheet.blank_cells += not text.strip()
        return text
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#N/A"))
    return ""


def _format(book: "xlrd.Book", index: int | None) -> str:
    """The format code of a cell's style."""
    if index is None or not 0 <= index < len(book.xf_list):
        return "General"
    key = book.xf_list[index].format_key
    if key < 164 and key in BUILT_IN:
        return BUILT_IN[key]
    found = book.format_map.get(key)
    return found.format_str if found is not None and found.format_str else "General"


def _caches(source: Source) -> list[Hidden]:
    """Copies of data that the sheets need not show, and embedded files."""
    out = []
    if any(name.startswith("_SX_DB") for name in source.streams):
        out.append(Hidden(kind="pivot-cache", severity="high", where="_SX_DB_CUR", count=1))
    if count := sum(name.startswith("MBD") for name in source.streams):
        out.append(Hidden(kind="embedded-file", severity="low", where="workbook", count=count))
    return out
