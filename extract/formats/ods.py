"""OpenDocument spreadsheets (.ods), read from their XML: its cells hold what they show."""

from lxml import etree

from extract.archive import Archive, attribute, local
from extract.document import Document, Hidden
from extract.error import ExtractError
from extract.office import author_hidden
from extract.rich.opendocument import check_open, metadata_of, paragraphs_in
from extract.sheets.sheet import Sheet, sheets_document
from extract.source import Budget, Source

MEDIA_TYPE = "application/vnd.oasis.opendocument.spreadsheet"

MOST = 16_384


def recognise(source: Source) -> int:
    """A ZIP archive that says so in its first member."""
    return 95 if b"opendocument.spreadsheet" in source.body[:120] else 0


def read(source: Source) -> Document:
    """Every visible sheet; what is hidden is counted."""
    archive = Archive(source)
    check_open(archive)
    root = archive.xml("content.xml")
    if root is None:
        raise ExtractError("damaged", "expected a spreadsheet in content.xml, found none")
    unseen = {
        attribute(style, "name")
        for style in root.iter()
        if local(style) == "style"
        for child in style
        if local(child) == "table-properties" and attribute(child, "display") == "false"
    }
    sheets = [
        _sheet(table, hidden=attribute(table, "style-name") in unseen, budget=source.budget)
        for table in root.iter()
        if local(table) == "table"
    ]
    metadata = metadata_of(archive)
    comments = sum(local(element) == "annotation" for element in root.iter())
    hidden = author_hidden(metadata)
    if comments:
        hidden.append(Hidden(kind="comment", severity="low", where="sheets", count=comments))
    return sheets_document(sheets, media_type=MEDIA_TYPE, hidden=hidden, metadata=metadata)


def _sheet(table: etree._Element, *, hidden: bool, budget: Budget) -> Sheet:
    sheet = Sheet(name=attribute(table, "name") or "", state="hidden" if hidden else "visible")
    column = number = 0
    for element in table.iter():
        name = local(element)
        if name == "table-column":
            count = _times(element, "number-columns-repeated")
            if attribute(element, "visibility") in ("collapse", "filter"):
                sheet.hidden_columns.update(range(column, column + count))
                sheet.column_ranges += 1
            column += count
        elif name == "table-row":
            budget.check_time()
            count = _times(element, "number-rows-repeated", most=1_048_576)
            cells = _cells(element)
            for row in range(number, number + (min(count, 1000) if cells else 0)):
                sheet.rows[row] = cells
            if attribute(element, "visibility") in ("collapse", "filter") and count < 1000:
                sheet.hidden_rows.update(range(number, number + count))
            number += count
    return sheet


def _cells(row: etree._Element) -> list[str]:
    out: list[str] = []
    for cell in row:
        if local(cell) not in ("table-cell", "covered-table-cell"):
            continue
        text = "\n".join(paragraphs_in(cell)) if local(cell) == "table-cell" else ""
        out += [text] * _times(cell, "number-columns-repeated")
    while out and not out[-1]:
        out.pop()
    return out


def _times(element: etree._Element, name: str, most: int = MOST) -> int:
    value = attribute(element, name) or "1"
    return min(int(value), most) if value.isdigit() else 1
