"""PDF: clean-up that loses nothing and knows its page; what layers and odd signs hide."""

import io
import zlib
from collections.abc import Callable

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from extract.extract import extract
from extract.pdf.secrets import has_layers_off


def drawn(*pages: Callable[[Canvas], None]) -> bytes:
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A4)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def written(
    content: bytes, *, catalog: bytes = b"", resources: bytes = b"", more: tuple[bytes, ...] = ()
) -> bytes:
    """A file of one page, put together by hand."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R" + catalog + b">>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R"
        b"/Resources<</Font<</F1 5 0 R>>" + resources + b">>>>",
        b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Type/Encoding"
        b"/BaseEncoding/WinAnsiEncoding/Differences[1/fi/fl/ffi]>>>>",
        *more,
    ]  # fmt: skip
    out, places = b"%PDF-1.7\n", []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + text + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table
    end += b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % (len(objects) + 1, len(out))
    return out + end


def test_a_word_that_goes_on_over_the_page_is_whole_and_on_the_page_where_it_begins() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 800, "Any Force: FOI 1/24")
            canvas.drawString(72, 45, "www.force.example")
            canvas.drawString(300, 30, str(number))
            first = {1: "Dear Sir", 2: "mation on the second page", 3: "cers on the third page"}
            canvas.drawString(72, 740, first[number])
            for line in range(30):
                canvas.drawString(72, 724 - 16 * line, f"{'abc'[number - 1]} {line} stands here")
            last = {1: "The force holds the infor-", 2: "about its offi-", 3: "The end."}
            canvas.drawString(72, 724 - 16 * 30, last[number])

        return draw

    document = extract(drawn(page(1), page(2), page(3)))

    assert document.text.count("www.force.example") == 1
    assert document.text.count("Any Force: FOI 1/24") == 1
    pages = [document.text[page.start : page.end] for page in document.pages]
    assert "holds the information" in pages[0]
    assert pages[1].startswith("on the second page\n")
    assert pages[1].endswith("about its officers")
    assert pages[2].startswith("on the third page\n")
    for number, text in enumerate(pages):
        assert [f"{'abc'[number]} {line} stands here" in text for line in range(30)] == [True] * 30


def test_rows_of_figures_at_the_top_of_each_page_are_no_header() -> None:
    rows = [f"Area {n} had {n * 7 % 97} stops" for n in range(3, 9)]

    def page(row: str) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.drawString(72, 790, row)
            canvas.drawString(72, 600, f"More about {row}")

        return draw

    text = extract(drawn(*map(page, rows))).text

    assert [line for line in text.split("\n") if line in rows] == rows


@pytest.mark.parametrize("state", [b"/OFF[6 0 R]", b"/BaseState/OFF/ON[7 0 R]"])
def test_text_on_a_layer_that_is_switched_off_is_counted_and_kept_out(state: bytes) -> None:
    content = (
        b"BT /F1 12 Tf 72 700 Td (What is seen.) Tj ET "
        b"/OC /L1 BDC BT /F1 12 Tf 72 650 Td (A name on a layer.) Tj ET EMC "
        b"/OC /L2 BDC BT /F1 12 Tf 72 600 Td (A layer that is on.) Tj ET EMC"
    )
    body = written(
        content,
        catalog=b"/OCProperties<</OCGs[6 0 R 7 0 R]/D<<" + state + b">>>>",
        resources=b"/Properties<</L1 6 0 R/L2 7 0 R>>",
        more=(b"<</Type/OCG/Name(off)>>", b"<</Type/OCG/Name(on)>>"),
    )

    document = extract(body)

    assert document.text == "What is seen.\n\nA layer that is on."
    assert [(found.kind, found.count) for found in document.hidden] == [("invisible-text", 13)]


def test_a_layer_that_is_switched_off_in_packed_objects_is_found() -> None:
    objects = b"1 0 <</OCProperties<</OCGs[6 0 R]/D<</OFF [6 0 R]>>>>>>"
    packed = zlib.compress(objects)
    head = b"%%PDF-1.7\n9 0 obj <</Type/ObjStm/N 1/First 4/Length %d>>stream\n" % len(packed)

    assert has_layers_off(head + packed + b"\nendstream endobj")
    assert not has_layers_off(head + zlib.compress(b"1 0 <<>>") + b"\nendstream endobj")


def test_ligatures_are_their_letters_and_offsets_count_them() -> None:
    content = (
        b"BT /F1 12 Tf 72 700 Td (The \x01rst o\x03cer, a con\x02ict) Tj ET "
        b"BT /F1 12 Tf 72 686 Td (ends here.) Tj ET"
    )

    document = extract(written(content))

    assert document.text == "The first officer, a conflict\nends here."
    assert document.pages[0].end == len(document.text)


def led(rows: list[tuple[str, ...]]) -> bytes:
    def page(canvas: Canvas) -> None:
        for number, (first, *others) in enumerate(rows):
            y = 700 - 16 * number
            canvas.drawString(72, y, first + " ")
            start = 72 + canvas.stringWidth(first + " ", "Helvetica", 12)
            dots = int((330 - start) / canvas.stringWidth(".", "Helvetica", 12))
            canvas.drawString(start, y, "." * dots)
            for place, other in enumerate(others):
                canvas.drawRightString(350 + 80 * place, y, other)

    return drawn(page)


@pytest.mark.parametrize(
    "rows",
    [
        [("Officers", "12"), ("Staff", "8"), ("Volunteers of all ranks", "31"), ("Total", "51")],
        [("Officers", "12", "4"), ("Staff", "8", "3"), ("Total", "20", "7")],
    ],
)
def test_dots_that_lead_to_figures_part_the_columns_of_a_table(
    rows: list[tuple[str, ...]],
) -> None:
    document = extract(led(rows))

    [found] = document.tables
    assert [row for row in (found.header, *found.rows) if row] == rows
    assert "\n".join("\t".join(row) for row in rows) in document.text


def test_a_table_of_contents_is_no_table() -> None:
    document = extract(led([("Introduction", "1"), ("Stops by year", "4"), ("Annex", "12")]))

    assert not document.tables
    assert document.text.startswith("Introduction ....")


def test_a_framed_box_beside_the_text_is_read_on_its_own() -> None:
    body = [f"Body line {n} of the letter which goes on to the right." for n in range(14)]
    box = ["Text box:", "contact the unit on", "its usual line if you", "need more of this"]

    def page(canvas: Canvas) -> None:
        canvas.setFont("Helvetica", 11)
        for number, text in enumerate(body):
            canvas.drawString(72, 760 - 14 * number, text)
        canvas.rect(380, 620, 160, 80)
        for number, text in enumerate(box):
            canvas.drawString(386, 685 - 14 * number, text)
        canvas.drawString(72, 540, "The next paragraph.")

    text = extract(drawn(page)).text

    assert text == "\n".join(body) + "\n\n" + "\n".join(box) + "\n\nThe next paragraph."


def test_a_drawn_line_parts_two_columns_that_are_not_set_line_by_line() -> None:
    asked = [
        "1. How many officers hold the role?",
        "2. How many incidents were recorded",
        "in 2020, 2021 and 2022?",
        "3. In how many of these was a person",
        "charged or summonsed?",
        "4. What was spent on the training?",
    ]
    told = ["1. Thirty-one.", "2. Please see Table 1.", "3. In 18.", "4. £6,310."]

    def page(step: int) -> Callable[[Canvas], None]:
        def draw(canvas: Canvas) -> None:
            canvas.setFont("Helvetica", 11)
            canvas.drawString(72, 800, "Response to your request, which has two columns below.")
            canvas.line(300, 780, 300, 640)
            for x, lines, lead in ((72, asked, 20), (310, told, step)):
                for number, text in enumerate(lines):
                    canvas.drawString(x, 765 - lead * number, text)

        return draw

    assert "\n".join(asked) in extract(drawn(page(26))).text
    assert "\n".join(asked) not in extract(drawn(page(20))).text  # rows, which are read across


def test_a_page_that_needs_too_much_memory_keeps_the_pages_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    from extract.pdf import pages

    drawings_of, seen = pages.drawings_of, []

    def greedy(page: object, **options: bool) -> object:
        seen.append(page)
        return drawings_of(page, **options) if len(seen) < 3 else bytearray(1 << 62)

    monkeypatch.setattr(pages, "drawings_of", greedy)

    document = extract(drawn(*[lambda canvas: canvas.drawString(72, 700, "words")] * 5))

    assert document.error
    assert document.error.code == "out-of-memory"
    assert [page.number for page in document.pages] == [1, 2]
    assert "words" in document.text
