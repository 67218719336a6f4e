"""PDF: reading order, paragraphs, tables, furniture, unseen text; on files made here."""

import io
from collections.abc import Callable

import pytest
from reportlab.lib.colors import black, white
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

from extract.document import Document
from extract.extract import extract
from extract.limits import Limits

WIDTH, HEIGHT = A4


def drawn(*pages: Callable[[Canvas], None], **options: str) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4, **options)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def lines(canvas: Canvas, texts: list[str], x: float = 72, y: float = 720) -> None:
    for text in texts:
        canvas.drawString(x, y, text)
        y -= 14


def hidden(document: Document) -> dict[str, str]:
    return {found.kind: found.severity for found in document.hidden}


def test_paragraphs_are_set_apart_and_their_lines_are_kept() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["Dear Sir", "", "The first paragraph goes on", "over two lines.", "",
                       "1. How many?", "2. How much?", "The 3", "of June"])  # fmt: skip
        canvas.setFont("Helvetica", 6)
        canvas.drawString(72 + canvas.stringWidth("The 3", "Helvetica", 12), 627, "rd")

    document = extract(drawn(page))

    assert document.text == (
        "Dear Sir\n\nThe first paragraph goes on\nover two lines.\n\n1. How many?\n2. How much?\n"
        "The 3rd\nof June"
    )
    [first] = document.pages
    assert (first.number, first.method, first.confidence) == (1, "text", 1.0)


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left column line {n} with some more words" for n in range(12)]
    right = [f"right column line {n} with other words" for n in range(12)]

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 10)
        canvas.drawString(
            72, 760, "A heading that goes over the whole width of both columns, " * 2
        )
        for number in range(12):
            canvas.drawString(72, 720 - 14 * number, left[number])
            canvas.drawString(320, 720 - 14 * number, right[number])

    text = extract(drawn(page)).text

    assert [line for line in text.split("\n") if "column" in line][1:] == left + right


def table(rows: list[list[str]], **options: object) -> bytes:
    buffer = io.BytesIO()
    made = Table(rows, **options)
    made.setStyle(TableStyle([("GRID", (0, 0), (-1, -1), 0.5, black)]))
    SimpleDocTemplate(buffer, pagesize=A4).build([made])
    return buffer.getvalue()


@pytest.mark.parametrize("repeated", [0, 1])
def test_a_ruled_table_over_pages_is_one_table_with_one_header(repeated: int) -> None:
    rows = [["No.", "Force", "Outcome"]]
    rows += [[str(n), "Kent", "" if n % 3 else "Charged"] for n in range(1, 121)]

    document = extract(table(rows, repeatRows=repeated))

    [found] = document.tables
    assert len(document.pages) > 2
    assert found.header == ("No.", "Force", "Outcome")
    assert [list(row) for row in found.rows] == rows[1:]
    assert "1\tKent\n2\tKent\n3\tKent\tCharged" in document.text


def test_figures_in_columns_without_rules_are_a_table() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 760, "The figures are below.")
        for number, row in enumerate(
            [("Year", "Arrests", "Charges"), ("2019", "12", "3"), ("2020", "15", "-"),
             ("2021", "1,204", "88"), ("Total", "1,231", "91")]
        ):  # fmt: skip
            for x, cell in zip((72, 200, 300), row, strict=True):
                canvas.drawString(x, 730 - 14 * number, cell)

    document = extract(drawn(page))

    [found] = document.tables
    assert found.header == ("Year", "Arrests", "Charges")
    assert found.rows[2] == ("2021", "1,204", "88")
    assert "2021\t1,204\t88" in document.text


def test_a_list_with_wide_gaps_behind_its_numbers_is_no_table() -> None:
    def page(canvas: Canvas) -> None:
        for number, text in enumerate(["12", "40", "31", "9"]):
            canvas.drawString(72, 700 - 14 * number, f"{number + 1}.")
            canvas.drawString(120, 700 - 14 * number, text)

    assert not extract(drawn(page)).tables


def test_running_headers_footers_markings_and_page_numbers_are_no_text() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(250, 810, "OFFICIAL")
            canvas.drawString(72, 790, "A Force – FOI 12/24")
            lines(canvas, [f"Words of page number {number} that stand here.", "And end."])
            canvas.drawString(280, 30, f"Page {number} of 4")

        return draw

    document = extract(drawn(*map(page, range(1, 5))))

    assert document.text.count("A Force – FOI 12/24") == 1
    assert "OFFICIAL" not in document.text
    assert "of 4" not in document.text
    for number, found in enumerate(document.pages, 1):
        assert f"page number {number}" in document.text[found.start : found.end]


def test_a_word_broken_at_the_end_of_a_line_is_whole_again() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["The force does not hold infor-", "mation about the self-", "service desk;",
                       "it has a self-service point."])  # fmt: skip

    text = extract(drawn(page)).text

    assert "hold information\n" in text
    assert "self-service\n" in text


def test_text_under_a_black_box_is_found_and_kept_out() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "The officer was John Example of the force.")
        canvas.setFillColor(black)
        canvas.rect(150, 695, 90, 16, stroke=0, fill=1)

    document = extract(drawn(page))

    assert hidden(document)["text-under-box"] == "high"
    assert "Example" not in document.text
    assert "of the force." in document.text


def test_black_text_on_a_black_box_is_as_hidden_as_text_under_one() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(70, 695, 120, 16, stroke=0, fill=1)
        canvas.drawString(72, 700, "John Example")
        canvas.drawString(72, 660, "The rest is seen.")

    document = extract(drawn(page))

    assert hidden(document)["text-under-box"] == "high"
    assert document.text == "The rest is seen."


def test_white_text_on_a_dark_box_and_a_label_in_a_box_accuse_nobody() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rect(70, 695, 200, 16, stroke=0, fill=1)
        canvas.rect(70, 645, 200, 16, stroke=0, fill=1)
        canvas.drawString(80, 650, "REDACTED s.40(2)")
        canvas.setFillColor(white)
        canvas.drawString(72, 700, "A heading in white")

    document = extract(drawn(page))

    assert "text-under-box" not in hidden(document)
    assert "A heading in white" in document.text


def test_white_text_on_white_and_text_off_the_page_are_counted_and_kept_out() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "What is seen.")
        canvas.drawString(72, -40, "Below the page.")
        canvas.setFillColor(white)
        canvas.drawString(72, 650, "In the colour of the paper.")

    document = extract(drawn(page))

    assert document.text == "What is seen."
    assert hidden(document) == {
        "author": "low", "invisible-text": "low", "text-outside-page": "low",
    }  # fmt: skip


def test_a_page_turned_on_its_side_is_read_upright() -> None:
    def page(canvas: Canvas) -> None:
        canvas.setPageRotation(90)
        canvas.rotate(90)
        lines(canvas, ["First line of the page", "Second line of the page"], x=100, y=-100)

    assert extract(drawn(page)).text == "First line of the page\nSecond line of the page"


def test_a_locked_document_says_so() -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption

    buffer = io.BytesIO()
    canvas = Canvas(buffer, encrypt=StandardEncryption("secret"))
    canvas.drawString(72, 700, "words")
    canvas.save()

    document = extract(buffer.getvalue())

    assert document.error
    assert document.error.code == "locked"


def test_over_the_limit_of_pages_the_first_ones_are_kept() -> None:
    body = drawn(*[lambda canvas: canvas.drawString(72, 700, "words")] * 5)

    document = extract(body, limits=Limits(pages=2))

    assert len(document.pages) == 2
    assert document.error
    assert document.error.code == "too-large"


def test_a_blank_page_is_read_to_its_end() -> None:
    body = drawn(lambda canvas: canvas.drawString(72, 700, "words"), lambda canvas: None)

    assert [page.method for page in extract(body).pages] == ["text", "text"]


def picture(canvas: Canvas, turn: int = 0) -> None:
    from PIL import Image, ImageDraw, ImageFont
    from reportlab.lib.utils import ImageReader

    image = Image.new("L", (1654, 2339), 255)
    pen = ImageDraw.Draw(image)
    font = ImageFont.load_default(44)
    for number in range(12):
        pen.text((150, 200 + 90 * number), "The Constabulary can confirm that it holds", 0, font)
    canvas.drawImage(ImageReader(image.rotate(turn, expand=True)), 0, 0, WIDTH, HEIGHT)


@pytest.mark.program("tesseract")
@pytest.mark.parametrize("turn", [0, 180])
def test_a_scan_is_read_whichever_way_it_lies(turn: int) -> None:
    document = extract(drawn(lambda canvas: picture(canvas, turn)))

    [page] = document.pages
    assert page.method == "ocr"
    assert page.confidence > 0.8
    assert document.text.count("Constabulary can confirm") >= 11


def test_a_scan_without_tesseract_is_a_page_that_could_not_be_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from extract import ocr

    monkeypatch.setenv("PATH", "")
    ocr.program.cache_clear()
    try:
        document = extract(
            drawn(picture, lambda canvas: canvas.drawString(72, 700, "but this page has words"))
        )
    finally:
        ocr.program.cache_clear()

    assert [page.method for page in document.pages] == ["none", "text"]
    assert [note.code for note in document.warnings] == ["no-ocr"]
    assert "Tesseract" in document.warnings[0].message


def test_what_is_filled_into_a_form_is_text() -> None:
    def page(canvas: Canvas) -> None:
        canvas.drawString(72, 700, "Reference:")
        canvas.acroForm.textfield(value="FOI 55/21", x=150, y=690, width=200, height=20)

    assert "FOI 55/21" in extract(drawn(page)).text
