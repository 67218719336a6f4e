"""Make the files of the sample sites anew: ``python -m foi.sample.build`` (needs reportlab)."""

import re
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from textwrap import wrap

from foi.sample.archive import BEFORE
from foi.sample.page import CELLS, entry_page, is_table
from foi.sample.site import FOLDER, Entry, Notice, Site, archived, notices, sites, title


def main() -> None:
    """Write each file once; the same letters give the same bytes, PDF alone for certain."""
    (FOLDER / "files").mkdir(exist_ok=True)
    for site in sites().values():
        for entry in site.entries:
            if entry.before:
                _warc(site, entry)
    for notice in notices():
        _typeset(notice.case, _words(notice), FOLDER / "files" / notice.file)
    made: set[str] = set()
    for site in sites().values():
        for entry in site.entries:
            if entry.file is None or entry.file in made:
                continue
            made.add(entry.file)
            path = FOLDER / "files" / entry.file
            {"pdf": _pdf, "docx": _docx, "xlsx": _xlsx}[entry.form](entry, path)


def _warc(site: Site, entry: Entry) -> None:
    """The page as it once was, as an archive of the web keeps it."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    assert entry.before is not None
    url = site.url(site.path(entry))
    body = entry_page(site, replace(entry, letter=entry.before)).encode()
    head = StatusAndHeaders(
        "200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1"
    )
    with archived()[url].open("wb") as file:
        writer = WARCWriter(file, gzip=True, warc_version="1.1")
        writer.write_record(
            writer.create_warc_record(
                url,
                "response",
                payload=BytesIO(body),
                http_headers=head,
                warc_headers_dict={"WARC-Date": BEFORE},
            )
        )


def _pdf(entry: Entry, path: Path) -> None:
    """The letter as a word processor exports it."""
    _typeset(title(entry), entry.text, path)


def _words(notice: Notice) -> str:
    """What the file of a notice says."""
    said = "\n".join(wrap(notice.summary, 85))
    return (
        f"Decision notice\n\nDate: {notice.day:%d %B %Y}\nPublic authority: {notice.authority}\n"
        f"Reference: {notice.case}\n\n{said}\n\n{notice.decisions}\n"
    )


def _typeset(name: str, text: str, path: Path) -> None:
    """Text line by line."""
    from reportlab.lib.pagesizes import A4
    from reportlab.pdfgen.canvas import Canvas

    held = BytesIO()
    canvas = Canvas(held, pagesize=A4, invariant=1)
    canvas.setTitle(name)
    height = A4[1]
    at = height - 60
    canvas.setFont("Helvetica", 10)
    for line in text.split("\n"):
        if at < 60:
            canvas.showPage()
            canvas.setFont("Helvetica", 10)
            at = height - 60
        canvas.drawString(56, at, line.rstrip().replace("\t", "    "))
        at -= 14 if line.strip() else 9
    canvas.save()
    path.write_bytes(held.getvalue())


def _docx(entry: Entry, path: Path) -> None:
    """The letter as paragraphs; a line that the author ended stays a line."""
    from docx import Document

    document = Document()
    document.core_properties.author = ""
    document.core_properties.title = title(entry)
    for block in re.split(r"\n\s*\n", entry.text.strip("\n")):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        if lines and is_table(lines):
            rows = [CELLS.findall(line) for line in lines]
            table = document.add_table(rows=len(rows), cols=len(rows[0]))
            for row, cells in zip(table.rows, rows, strict=True):
                for cell, words in zip(row.cells, cells, strict=True):
                    cell.text = words.strip()
        elif lines:
            paragraph = document.add_paragraph(lines[0].strip())
            for line in lines[1:]:
                paragraph.add_run().add_break()
                paragraph.add_run(line.strip())
    document.save(str(path))


def _xlsx(entry: Entry, path: Path) -> None:
    """The letter's table as a sheet."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Data"
    for block in re.split(r"\n\s*\n", entry.text):
        lines = [line.rstrip() for line in block.split("\n") if line.strip()]
        if lines and is_table(lines):
            for line in lines:
                cells = [cell.strip() for cell in CELLS.findall(line)]
                sheet.append([_number(cell) for cell in cells])
            break
    book.save(path)


def _number(cell: str) -> str | int:
    bare = cell.replace(",", "")
    return int(bare) if bare.isdecimal() else cell


if __name__ == "__main__":
    main()
