"""Excel's binary workbooks in a ZIP archive (.xlsb)."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from io import BytesIO

from extract.archive import Archive
from extract.document import Document
from extract.error import ExtractError
from extract.office import author_hidden, embedded, properties, relations
from extract.sheets.sheet import Sheet, State, sheets_document
from extract.sheets.shown import general
from extract.source import Source

MEDIA_TYPE = "application/vnd.ms-excel.sheet.binary.macroenabled.12"

_STATES: dict[str, State] = {"Hidden": "hidden", "VeryHidden": "very-hidden"}
_ROW, _COLUMNS, _BUNDLE = 0, 60, 156


def recognise(source: Source) -> int:
    """A ZIP archive with a binary workbook."""
    return 95 if "xl/workbook.bin" in source.members else 0


def read(source: Source) -> Document:
    """Every visible sheet; number formats are not known here, so figures stand as stored.

    Raises:
        ExtractError: ``locked`` or ``damaged``.
    """
    import python_calamine

    archive = Archive(source)
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(BytesIO(source.body))
    except (python_calamine.CalamineError, OSError) as error:
        locked = "password" in str(error).lower()
        raise ExtractError(
            "locked" if locked else "damaged", f"expected a whole workbook, found: {error}"
        ) from error
    parts = _parts(archive)
    sheets = []
    for known in book.sheets_metadata:
        source.budget.check_time()
        visible = str(known.visible).rpartition(".")[2]
        sheet = Sheet(name=known.name.strip(), state=_STATES.get(visible, "visible"))
        rows = book.get_sheet_by_name(known.name).to_python(skip_empty_area=False)
        for number, row in enumerate(rows):
            cells = [_text(value) for value in row]
            if any(cells):
                sheet.rows[number] = cells
        if known.name in parts and parts[known.name] in archive:
            _mark_hidden(sheet, archive.read(parts[known.name]))
        sheets.append(sheet)
    metadata = properties(archive)
    return sheets_document(
        sheets,
        media_type=MEDIA_TYPE,
        hidden=[*embedded(archive, "xl"), *author_hidden(metadata)],
        metadata=metadata,
    )


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return general(float(value))
    if isinstance(value, datetime):
        midnight = value.time() == time(0)
        return value.strftime("%d/%m/%Y" if midnight else "%d/%m/%Y %H:%M")
    if isinstance(value, date):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, time):
        return value.strftime("%H:%M:%S")
    if isinstance(value, timedelta):
        return str(value)
    return str(value)


def records(body: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part: number and content.

    >>> list(records(bytes([0, 2, 65, 66])))
    [(0, b'AB')]
    """
    at = 0
    while at < len(body):
        number = body[at]
        at += 1
        if number & 0x80 and at < len(body):
            number = (number & 0x7F) | (body[at] & 0x7F) << 7
            at += 1
        size = shift = 0
        while at < len(body):
            byte = body[at]
            at += 1
            size |= (byte & 0x7F) << shift
            shift += 7
            if not byte & 0x80 or shift > 21:
                break
        yield number, body[at : at + size]
        at += size


def _mark_hidden(sheet: Sheet, body: bytes) -> None:
    for number, content in records(body):
        if number == _ROW and len(content) >= 12 and content[11] & 0x10:
            sheet.hidden_rows.add(int.from_bytes(content[:4], "little"))
        elif number == _COLUMNS and len(content) >= 17 and content[16] & 1:
            first, last = (int.from_bytes(content[i : i + 4], "little") for i in (0, 4))
            sheet.hidden_columns.update(range(first, min(last, 16383) + 1))
            sheet.column_ranges += 1


def _parts(archive: Archive) -> dict[str, str]:
    """The part of each sheet by its name."""
    targets = relations(archive, "xl/workbook.bin")
    out = {}
    for number, content in records(archive.read("xl/workbook.bin")):
        if number != _BUNDLE or len(content) < 12:
            continue
        size = int.from_bytes(content[8:12], "little") * 2
        key = content[12 : 12 + size].decode("utf-16-le", errors="replace")
        rest = content[12 + size :]
        length = int.from_bytes(rest[:4], "little") * 2
        name = rest[4 : 4 + length].decode("utf-16-le", errors="replace")
        if key in targets:
            out[name] = targets[key][1]
    return out
