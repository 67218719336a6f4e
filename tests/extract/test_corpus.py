"""Real documents with exact answers: see the corpus's own README."""

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest

from extract.document import Document, Table
from extract.extract import extract
from extract.limits import Limits
from extract.workers import extract_many
from tests.extraction_report import AGREED, agreements


@cache
def read(path: Path) -> Document:
    return extract(path.read_bytes(), name=path.name)


def figures(table: Table) -> list[list[int]]:
    """Sums of the columns, totals left out."""
    rows = [row for row in table.rows if "Total" not in row[0]]
    width = len(table.rows[0])
    return [
        [int(row[column]) for row in rows if row[column].isdigit()] for column in range(1, width)
    ]


def test_every_row_of_hertfordshire_is_there_once(corpus: Path) -> None:
    document = read(corpus / "police-foi/Hertfordshire.pdf")

    totals, rows = document.tables
    assert [int(row[0]) for row in rows.rows] == list(range(1, 4493))
    years = Counter(row[1] for row in rows.rows)
    assert [years[row[0]] for row in totals.rows[:-1]] == [883, 996, 888, 877, 848]
    assert [int(row[1]) for row in totals.rows] == [883, 996, 888, 877, 848, 4492]
    assert rows.header == ("No.", "Financial Year", "Crime Type", "Outcome Description")


def test_durham_is_not_mended(corpus: Path) -> None:
    tables = read(corpus / "police-foi/Durham.pdf").tables

    sums = [[sum(column) for column in figures(table)] for table in tables]
    assert sums == [
        [141, 213, 289, 296, 404],
        [141, 213, 289, 296, 404],
        [141, 213, 285, 296, 404],
    ]


def test_cumbria_goes_on_over_its_pages(corpus: Path) -> None:
    tables = read(corpus / "police-foi/Cumbria.pdf").tables

    years = next(table for table in tables if len(table.rows[0]) == 2)
    assert [row[1] for row in years.rows] == ["635", "505", "569", "513", "278", "2500"]
    assert years.header == ("Financial Year", "Number of Crimes Recorded")
    offences = next(table for table in tables if len(table.header) == 7)
    assert offences.rows[-1] == ("Grand Total", "635", "505", "569", "513", "278", "2500")
    assert offences.rows[-2][0] == "Violence without Injury"
    assert offences.rows[-2][-1] == "1108"
    assert [sum(column) for column in figures(offences)] == [635, 505, 569, 513, 278, 2500]
    outcomes = [table for table in tables if table.header[:1] == ("Outcome",)]
    assert [len(table.header) for table in outcomes] == [8, 9]
    assert sum(sum(map(sum, figures(table))) for table in outcomes) == 2500


def test_every_row_of_cumbria_adds_up_to_its_own_total(corpus: Path) -> None:
    tables = read(corpus / "police-foi/Cumbria.pdf").tables
    offences = next(table for table in tables if table.header[-1:] == ("Grand Total",))

    assert len(offences.rows) == 33
    for row in offences.rows:
        figures_ = [int(cell or 0) for cell in row[1:]]
        assert sum(figures_[:-1]) == figures_[-1], row[0]


@pytest.mark.parametrize(
    ("name", "count", "cut"),
    [
        ("Cumbria", 60, {"Named Suspect identified: victim supports police"}),
        ("Durham", 38, set[str]()),
    ],
)
def test_the_referee_finds_no_row_of_figures_that_is_not_there(
    corpus: Path, name: str, count: int, cut: set[str]
) -> None:
    import pdfplumber

    path = corpus / f"police-foi/{name}.pdf"
    with pdfplumber.open(path) as pdf:
        theirs = [
            [" ".join((cell or "").split()) for cell in row]
            for page in pdf.pages
            for table in page.extract_tables()
            for row in table
        ]
    # It rules empty columns beside some tables: the filled cells are compared, in order. Headers
    # of several lines and the row that a page cuts in two are whole only here.
    ours = [tuple(filter(None, row)) for table in read(path).tables for row in table.rows]
    figures_ = [row for cells in theirs if (row := tuple(filter(None, cells)))[1:]]
    figures_ = [row for row in figures_ if all(cell == "-" or cell.isdigit() for cell in row[1:])]

    assert len(figures_) >= count
    assert {row[0] for row in figures_ if row not in ours} == cut


@pytest.mark.parametrize("name", ["Cumbria", "Durham", "Hertfordshire"])
def test_pages_are_ranges_of_the_text_in_order(corpus: Path, name: str) -> None:
    document = read(corpus / f"police-foi/{name}.pdf")

    ends = [(page.start, page.end) for page in document.pages]
    assert all(0 <= start <= end for start, end in ends)
    assert all(a[1] <= b[0] for a, b in pairwise(ends))
    assert ends[-1][1] == len(document.text)


SUSPECT = {
    "alaveteli-xl/suspect.xls": {"sheet", "row", "column", "pivot-cache"},
    "alaveteli-xl/suspect.xlsx": {"sheet", "row", "column"},
    "cipfa/Aberdeenshire.xlsx": {"very-hidden-sheet", "column"},
    "cipfa/BarkingAndDagenham.xls": {"very-hidden-sheet", "column"},
    "cipfa/Barnet.xls": {"very-hidden-sheet", "column"},
    "redaction-xray/bad_cross_hatched_redactions.pdf": {"text-under-box"},
    "redaction-xray/rectangles_yes.pdf": {"text-under-box"},
    "redaction-xray/rectangles_yes_2.pdf": {"text-under-box"},
}


@pytest.mark.parametrize("folder", ["alaveteli-xl", "cipfa", "redaction-xray"])
def test_every_suspect_is_found_and_no_clean_file_accused(corpus: Path, folder: str) -> None:
    slow = {"Aberdeenshire.pdf"}
    for path in sorted((corpus / folder).iterdir()):
        if path.name in slow or path.suffix in (".doc", ".csv", ".txt"):
            continue
        grave = {found.kind for found in read(path).hidden if found.severity == "high"}
        assert grave == SUSPECT.get(f"{folder}/{path.name}", set()), path.name


def test_the_hidden_rows_and_sheets_of_a_return_are_counted(corpus: Path) -> None:
    found = read(corpus / "cipfa/Aberdeenshire.xlsx").hidden
    counts: Counter[str] = Counter()
    for hidden in found:
        counts[hidden.kind] += hidden.count

    assert counts["row"] == 137
    assert counts["column"] == 13
    assert counts["very-hidden-sheet"] == 2
    assert any("LY (3628 rows)" in hidden.where for hidden in found)


def test_a_register_of_windows_characters_and_many_lines_is_read_whole(corpus: Path) -> None:
    path = corpus / "devon-register/devon_foi_register_2015_2016.csv"

    [table] = read(path).tables

    assert len(table.rows) == 2385
    assert len(table.header) == 14
    assert any("£" in cell for row in table.rows for cell in row)


def test_a_disclosure_log_is_its_table_and_not_its_site(corpus: Path) -> None:
    document = read(corpus / "html-log/services_australia_disclosurelog.html")

    assert document.title == "Freedom of Information Disclosure Log"
    assert len(document.tables[0].rows) > 200
    assert document.tables[0].header == ("Date", "Detail")
    assert "Skip to" not in document.text


@pytest.mark.program("tesseract")
@pytest.mark.parametrize("number", ["566", "2094"])
def test_tribunal_scans_are_known_as_scans_and_read(corpus: Path, number: str) -> None:
    document = read(corpus / f"tribunal/{number}.pdf")

    assert {page.method for page in document.pages} == {"ocr"}
    assert all(page.confidence > 0.8 for page in document.pages)
    assert "TRIBUNAL" in document.text.upper()


@pytest.mark.parametrize("number", [614, 710, 728, 732, 777, 1448, 1449])
def test_the_other_scans_are_not_taken_for_text(corpus: Path, number: int) -> None:
    import pypdfium2

    from extract.pdf.glyphs import glyphs_of

    with pypdfium2.PdfDocument(corpus / f"tribunal/{number}.pdf") as pdf:
        page = pdf[0]
        assert not glyphs_of(page, page.get_textpage())


def test_equal_decisions_have_equal_texts(corpus: Path) -> None:
    for group in ((871, 872), (1319, 1530), (1654, 1696, 1760, 1866)):
        texts = {
            re.sub(r"\s+", " ", read(corpus / f"tribunal/{number}.pdf").text) for number in group
        }
        assert len(texts) == 1, group


SLOW = {"cardinal.pdf", "3small.pdf", "hugemono.pdf", "2400dpi.pdf", "skew.pdf", "linn.pdf",
        "rotated_skew.pdf", "ccitt.pdf", "test-outlook2003.msg"}  # fmt: skip


def test_trouble_ends_as_text_or_with_a_reason(corpus: Path) -> None:
    paths = [
        path
        for folder in sorted(corpus.glob("trouble-*"))
        for path in sorted(folder.iterdir())
        if path.name not in SLOW
    ]
    items = ((str(path), path, path.name, None) for path in paths)

    found = dict(extract_many(items, limits=Limits(seconds=40), workers=2))

    assert len(found) == len(paths)
    for path, document in found.items():
        assert document.error or document.text or document.tables or document.children, path
        codes = ("locked", "damaged", "empty", "not-a-document", "no-program")
        assert document.error is None or document.error.code in codes, (path, document.error)
    locked = [path for path, document in found.items() if _code(document) == "locked"]
    assert len(locked) >= 11


def _code(document: Document) -> str:
    return document.error.code if document.error else ""


def test_pdfium_and_pdfplumber_agree_on_born_digital_pages(corpus: Path) -> None:
    shares = [
        found.ordered
        for path in sorted((corpus / "tribunal").glob("*.pdf"))[::9]
        for found in agreements(path, step=5)
    ]

    assert len(shares) > 20
    assert min(shares) >= AGREED


def test_one_sign_for_several_letters_is_those_letters(corpus: Path) -> None:
    document = read(corpus / "trouble-pypdf/multicolumn.pdf")

    assert "Official Language" in document.text
    assert any(table.header[-1:] == ("Official Language",) for table in document.tables)
