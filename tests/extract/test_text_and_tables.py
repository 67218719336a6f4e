"""Formats of characters and cells: text, CSV, workbooks, Word, OpenDocument, rich text."""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import openpyxl
import pytest

from extract.document import Document
from extract.extract import extract
from extract.limits import Limits
from extract.sheets.shown import shown


def hidden(document: Document) -> dict[str, str]:
    return {found.kind: found.severity for found in document.hidden}


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (b"plain\r\nlines\rhere\n", "plain\nlines\nhere\n"),
        ("\ufeffwith a mark £".encode(), "with a mark £"),
        ("Windows’ quotes – and £".encode("cp1252"), "Windows’ quotes – and £"),
        ("wide text".encode("utf-16"), "wide text"),
        ("wide text without a mark".encode("utf-16-le"), "wide text without a mark"),
        ("café ".encode() + "naïve’s".encode("cp1252"), "café naïve’s"),
    ],
)
def test_plain_text_is_returned_as_it_stands_in_any_character_set(body: bytes, text: str) -> None:
    document = extract(body, name="letter.txt")

    assert document.media_type == "text/plain"
    assert document.text == text
    assert document.pages[0].end == len(text)


def test_the_kind_of_a_file_is_told_by_its_content_and_not_by_its_name() -> None:
    page = b"<!DOCTYPE html><html><body><main><p>Some words of a page.</p></main></body></html>"

    assert extract(page, name="reply.pdf").media_type == "text/html"
    assert extract(b"%PDF-1.7 nothing more", name="reply.html").media_type == "application/pdf"
    assert (
        extract(b"From: a@b.example\nSubject: Hello\nMIME-Version: 1.0\n\nBody").media_type
        == "message/rfc822"
    )


@pytest.mark.parametrize(
    ("body", "code"),
    [
        (b"", "empty"),
        (b"   \n ", "empty"),
        (b"%PDF-1.4 and then nothing of the kind", "damaged"),
        (b"PK\x03\x04 cut off", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "damaged"),
        (bytes(range(256)) * 20, "not-a-document"),
    ],
)
def test_what_cannot_be_read_ends_with_a_code_and_a_sentence(body: bytes, code: str) -> None:
    document = extract(body)

    assert document.error
    assert document.error.code == code
    assert document.error.message.startswith("expected ")


def test_separated_values_are_one_table_whatever_separates_them() -> None:
    body = "Force;Year;Count\nKent;2019;1,204\n\nEssex;2020;\n".encode("cp1252")

    document = extract(body, name="data.csv")

    [table] = document.tables
    assert table.header == ("Force", "Year", "Count")
    assert table.rows == (("Kent", "2019", "1,204"), ("Essex", "2020", ""))
    assert (table.page, table.sheet) == (None, "data.csv")
    assert "Kent\t2019\t1,204" in document.text


@pytest.mark.parametrize(
    ("value", "code", "text"),
    [
        (0.125, "0.0%", "12.5%"),
        (1234.5, "#,##0.00", "1,234.50"),
        (-3, "#,##0;(#,##0)", "(3)"),
        (0, '0;-0;"nil"', "nil"),
        (2.5, "0", "3"),
        (43831, "dd/mm/yyyy", "01/01/2020"),
        (43831.75, "d mmm yyyy h:mm AM/PM", "1 Jan 2020 6:00 PM"),
        (1.5, "[h]:mm", "36:00"),
        (12, '"£"#,##0', "£12"),
        (5, "[$£-809]#,##0.0", "£5.0"),
        (7, ";;;", ""),
        (1234567, "0.0,,", "1.2"),
        (0.00012, "0.00E+00", "1.20E-04"),
        (3, "General", "3"),
    ],
)
def test_numbers_are_shown_as_their_format_says(value: float, code: str, text: str) -> None:
    assert shown(value, code) == text


@pytest.fixture
def workbook() -> Callable[..., bytes]:
    def make(change: Callable[[openpyxl.Workbook], None]) -> bytes:
        book = openpyxl.Workbook()
        sheet = book.active
        sheet.title = "Figures"
        for row in (("Force", "Share"), ("Kent", 0.25), ("Essex", 0.5), ("Sussex", 0.75)):
            sheet.append(row)
        for row in range(2, 5):
            sheet.cell(row, 2).number_format = "0%"
        change(book)
        buffer = io.BytesIO()
        book.save(buffer)
        return buffer.getvalue()

    return make


def test_a_workbook_shows_its_cells_as_a_reader_sees_them(workbook: Callable[..., bytes]) -> None:
    document = extract(workbook(lambda book: None))

    [table] = document.tables
    assert table.header == ("Force", "Share")
    assert table.rows == (("Kent", "25%"), ("Essex", "50%"), ("Sussex", "75%"))
    assert table.sheet == "Figures"
    assert not {"row", "column", "sheet"} & set(hidden(document))


def test_what_a_workbook_hides_is_counted_and_kept_out(workbook: Callable[..., bytes]) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Figures"].row_dimensions[3].hidden = True
        book.create_sheet("Secret").append(["suspect", "name"])
        book["Secret"].sheet_state = "veryHidden"
        book.create_sheet("Other").append(["seen", "unseen"])
        book["Other"].column_dimensions["B"].hidden = True

    document = extract(workbook(change))

    kinds = hidden(document)
    assert kinds["row"] == kinds["column"] == kinds["very-hidden-sheet"] == "high"
    for word in ("Essex", "suspect", "unseen"):
        assert word not in document.text
        assert all(word not in row for table in document.tables for row in table.rows)


def test_columns_hidden_to_crop_an_empty_sheet_accuse_nobody(
    workbook: Callable[..., bytes],
) -> None:
    def change(book: openpyxl.Workbook) -> None:
        book["Figures"].column_dimensions.group("F", "XFD", hidden=True)
        book["Figures"].row_dimensions[90].hidden = True

    assert "column" not in hidden(extract(workbook(change)))


def test_a_word_document_is_read_in_order_with_its_numbers_and_tables() -> None:
    made = docx.Document()
    made.add_heading("FOI 123/24", 1)
    made.add_paragraph("You asked:")
    for text in ("How many?", "How much?"):
        made.add_paragraph(text, style="List Number")
    table = made.add_table(2, 2)
    for place, text in zip(
        ((0, 0), (0, 1), (1, 0), (1, 1)), ("Year", "Count", "2019", "12"), strict=True
    ):
        table.cell(*place).text = text
    made.add_paragraph("It ends here.")
    made.sections[0].footer.paragraphs[0].text = "OFFICIAL"
    buffer = io.BytesIO()
    made.save(buffer)

    document = extract(buffer.getvalue())

    assert document.text.split("\n") == [
        "FOI 123/24", "", "You asked:", "", "1. How many?", "2. How much?", "",
        "Year\tCount", "2019\t12", "", "It ends here.",
    ]  # fmt: skip
    assert [(t.header, t.rows) for t in document.tables] == [
        (("Year", "Count"), (("2019", "12"),))
    ]


def opendocument(kind: str, body: str) -> bytes:
    names = ("office", "text", "table", "style")
    spaces = " ".join(
        f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in names
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("mimetype", f"application/vnd.oasis.opendocument.{kind}")
        archive.writestr(
            "content.xml", f"<office:document-content {spaces}>{body}</office:document-content>"
        )
    return buffer.getvalue()


def test_an_opendocument_text_shows_its_lists_and_not_its_deletions() -> None:
    body = """<office:automatic-styles><text:list-style style:name="L1">
      <text:list-level-style-number text:level="1" style:num-format="a" style:num-suffix=")"/>
      </text:list-style></office:automatic-styles><office:body><office:text>
      <text:tracked-changes><text:changed-region><text:deletion>
      <text:p>a name that was taken out</text:p></text:deletion></text:changed-region>
      </text:tracked-changes><text:h>Reply</text:h><text:list text:style-name="L1">
      <text:list-item><text:p>first</text:p></text:list-item>
      <text:list-item><text:p>second<text:s text:c="2"/>part</text:p></text:list-item></text:list>
      </office:text></office:body>"""

    document = extract(opendocument("text", body))

    assert document.text == "Reply\n\na) first\nb) second  part"
    assert hidden(document)["tracked-deletion"] == "high"


def test_an_opendocument_sheet_shows_its_cells_and_counts_its_hidden_rows() -> None:
    body = """<office:body><office:spreadsheet><table:table table:name="One"><table:table-row>
      <table:table-cell><text:p>Force</text:p></table:table-cell>
      <table:table-cell><text:p>12%</text:p></table:table-cell></table:table-row>
      <table:table-row table:visibility="collapse"><table:table-cell><text:p>unseen</text:p>
      </table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"""

    document = extract(opendocument("spreadsheet", body))

    assert document.tables[0].rows == (("Force", "12%"),)
    assert hidden(document)["row"] == "high"
    assert "unseen" not in document.text


def test_rich_text_shows_paragraphs_signs_and_tables_but_not_what_is_hidden() -> None:
    body = (
        rb"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\*\generator X;}Caf\'e9 \u8211? it\par "
        rb"Seen {\v a hidden name of some length}too\par "
        rb"\trowd Year\cell Count\cell\row 2019\cell 12\cell\row\pard End.\par}"
    )

    document = extract(body)

    assert document.text == "Café – it\nSeen too\n\nYear\tCount\n2019\t12\n\nEnd."
    assert hidden(document)["hidden-text"] == "high"
    assert document.tables[0].rows == (("2019", "12"),)


@pytest.mark.program("antiword")
def test_an_old_word_document_is_read_through_antiword(corpus: Path) -> None:
    document = extract((corpus / "cipfa/Barnsley.doc").read_bytes())

    assert document.error is None
    assert "Reference: FOIA1266" in document.text


def test_an_old_word_document_without_a_program_says_what_to_install(
    corpus: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", "")

    document = extract((corpus / "cipfa/Barnsley.doc").read_bytes())

    assert document.error
    assert document.error.code == "no-program"
    assert "antiword" in document.error.message


def test_an_archive_that_unpacks_to_too_much_is_stopped() -> None:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("small.txt", "fine")
        archive.writestr("bomb.txt", b"0" * 30_000_000)

    document = extract(buffer.getvalue())

    assert [child.text for child in document.children] == ["fine"]
    assert document.error
    assert document.error.code == "too-large"


def test_files_inside_files_are_children_down_to_the_limit() -> None:
    body = b"at the bottom"
    for _ in range(7):
        buffer = io.BytesIO()
        with zipfile.ZipFile(buffer, "w") as archive:
            archive.writestr("inner", body)
        body = buffer.getvalue()

    document = extract(body, limits=Limits(depth=3))
    depth = 0
    while document.children:
        [document] = document.children
        depth += 1

    assert depth == 4
    assert document.error
    assert document.error.code == "too-deep"


def test_black_on_black_in_a_word_document_is_found_and_kept_out() -> None:
    from docx.enum.text import WD_COLOR_INDEX

    made = docx.Document()
    paragraph = made.add_paragraph("The officer was ")
    paragraph.add_run("John Example").font.highlight_color = WD_COLOR_INDEX.BLACK
    paragraph.add_run(", who is ").font.highlight_color = WD_COLOR_INDEX.YELLOW
    paragraph.add_run("retired").font.hidden = True
    buffer = io.BytesIO()
    made.save(buffer)

    document = extract(buffer.getvalue())

    assert document.text == "The officer was , who is"
    assert hidden(document)["text-under-box"] == "high"
    assert hidden(document)["hidden-text"] == "low"


def test_a_cell_in_black_on_black_is_found_and_kept_out(workbook: Callable[..., bytes]) -> None:
    from openpyxl.styles import Font, PatternFill

    def change(book: openpyxl.Workbook) -> None:
        book["Figures"]["A3"].fill = PatternFill("solid", fgColor="FF000000")
        book["Figures"]["A1"].fill = PatternFill("solid", fgColor="FF000000")
        book["Figures"]["A1"].font = Font(color="FFFFFFFF")

    document = extract(workbook(change))

    assert hidden(document)["masked-cell"] == "high"
    assert document.tables[0].header == ("Force", "Share")
    assert "Essex" not in document.text


@pytest.mark.program("tesseract")
def test_a_scan_put_into_a_word_document_is_read_as_a_picture() -> None:
    from PIL import Image, ImageDraw, ImageFont

    image = Image.new("L", (1654, 1200), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.load_default(44)
    for number in range(10):
        pen.text((150, 100 + 90 * number), "The Constabulary can confirm that it holds", 0, font)
    picture, made, buffer = io.BytesIO(), docx.Document(), io.BytesIO()
    image.save(picture, format="BMP")
    made.add_picture(picture)
    made.save(buffer)

    [child] = extract(buffer.getvalue()).children

    assert child.pages[0].method == "ocr"
    assert "Constabulary can confirm" in child.text


def test_a_text_with_half_characters_can_be_written() -> None:
    document = extract("before \ud83d after".encode("utf-16-le", "surrogatepass"), name="a.txt")

    assert document.text.encode()
    assert document.text.startswith("before ")
