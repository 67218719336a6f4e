"""Real documents: requests to many councils by their titles; three letters side by side."""

import csv
import itertools
import re
import shutil
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pytest

from collection.collection import Collection, open_collection
from crawlers.importing import import_paths
from extract.contract import load
from foi.pipeline import process
from mosaic.families import families
from mosaic.figure_blocks import blocks
from mosaic.figures import figures
from mosaic.finding import Finding
from mosaic.findings import findings
from mosaic.matrix import matrix
from mosaic.position import Position
from mosaic.request import Request
from mosaic.robins import letters_of, robins
from nlp.collected import responses
from nlp.response import Question


def folded(row: dict[str, str]) -> str:
    """The truth's rule: titles are one request where they differ in nothing but case,

    punctuation, the authority's name and the years asked about.
    """
    title = row["Request Title"].casefold().replace(row["Authority Name"].casefold(), "")
    return " ".join(word for word in re.findall(r"\w+", title) if not word.isdecimal())


def day(printed: str) -> str | None:
    found = re.fullmatch(r"(\d\d)/(\d\d)/(\d{4})", printed)
    return f"{found[3]}-{found[2]}-{found[1]}" if found else None


def test_requests_to_many_councils_are_found_by_their_titles(corpus: Path) -> None:
    (path,) = (corpus / "wdtk-titles").glob("*.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [row for row in csv.DictReader(file) if row["Request Title"]]
    requests = [
        Request(
            id=f"{at:05}",
            forces=(row["Authority Name"],),
            day=day(row["Request Date"]),
            questions=(Question(id="1", text=row["Request Title"]),),
        )
        for at, row in enumerate(rows)
    ]
    same = defaultdict(list)
    for request, row in zip(requests, rows, strict=True):
        same[folded(row)].append(request.id)

    truth = {pair for ids in same.values() for pair in itertools.combinations(sorted(ids), 2)}
    found = {
        pair
        for family in families(requests)
        for pair in itertools.combinations(sorted(request.id for request in family), 2)
    }

    assert len(rows) > 3000
    assert 2 * len(truth & found) / (len(truth) + len(found)) >= 0.95


NAMES = "the name of the hospital in each case"
WHOLE = """The total number of crimes logged by your force that happened in, or on, hospital
grounds in the years 2019/20 to 2023/24.

Please could these be broken down as follows:
For each year
By the nature of each crime description
What the crime outcome was for each crime
And the name of the hospital in each case
"""
PARTS = """1. The total number of crimes logged by your force that happened in, or on, hospital
grounds in the years 2019/20 to 2023/24.
Please could these be broken down as follows:
a. For each year
b. By the nature of each crime description
c. What the crime outcome was for each crime
d. The name of the hospital in each case
"""
LETTER = """Northumbria Police
Information Management Department

Our ref: FOI 2114/25
Date: 20 October 2025

Dear Applicant

Thank you for your request received on 15 September 2025, in which you asked:

{asked}
Response

{says}

Yours sincerely

Disclosure Officer
"""
FIGURES = """1 and 1a. 2019/20: 1,204; 2020/21: 1,150; 2021/22: 1,311; 2022/23: 1,402.

1b. Violence against the person 3,911; theft 1,203; other offences 1,330.

1c. Charged 1,020; no suspect identified 2,117; other outcomes 3,307.

"""


@pytest.fixture(scope="module")
def hospitals(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The letters of Cumbria, Durham and Hertfordshire, imported and read."""
    folder = tmp_path_factory.mktemp("hospitals") / "collection"
    with open_collection(folder) as collection:
        assert len(list(import_paths(collection, [corpus / "police-foi"]))) == 3
        process(collection)
    return folder


@pytest.fixture
def copy(hospitals: Path, tmp_path: Path) -> Iterator[Collection]:
    shutil.copytree(hospitals, tmp_path / "collection")
    with open_collection(tmp_path / "collection") as collection:
        yield collection


def side_by_side(collection: Collection) -> list[Position]:
    (robin,) = robins(collection)
    return matrix(collection, letters_of(collection, robin.id), robin=robin.id)


def of_names(rows: list[Position]) -> dict[str | None, str | None]:
    """Who says what to the question for the names of the hospitals."""
    return {
        row.force: row.position
        for row in rows
        if row.response and NAMES in (row.text or "").casefold()
    }


def test_cumbria_and_durham_answered_the_same_request_and_both_name_hospitals(
    copy: Collection,
) -> None:
    rows = side_by_side(copy)
    assert of_names(rows) == {"cumbria": "disclosed", "durham": "disclosed"}
    assert all(row.evidence and row.page and row.sha256 for row in rows if row.response)
    said = {held.response.forces: held.response.text for held in responses(copy)}
    assert "Furness General Hospital" in said["cumbria",]
    assert "Darlington Memorial Hospital" in said["durham",]
    assert findings(copy, responses(copy)) == []


def test_hertfordshire_gives_rows(copy: Collection) -> None:
    (letter,) = [held for held in responses(copy) if "hertfordshire" in held.response.forces]
    sha256 = letter.captures[0].sha256
    assert sha256 is not None
    document = load(copy.outputs("extract").get(sha256))
    assert max(len(table.rows) for table in document.tables) == 4492
    (row,) = [row for row in matrix(copy, [letter]) if row.response == letter.response.id]
    assert row.force == "hertfordshire"
    assert row.position is None, "which question its table answers does not stand in it"


def test_the_figures_of_both_stand_side_by_side(copy: Collection) -> None:
    (robin,) = robins(copy)
    rows = figures(copy, letters_of(copy, robin.id), robin=robin.id)
    whole = {
        (row.force, row.period): row.value
        for row in rows
        if row.question == "1" and row.series is None and row.basis == "financial"
    }
    assert [whole["cumbria", f"20{at}/{at + 1}"] for at in range(19, 24)] == [
        635, 505, 569, 513, 278,
    ]  # fmt: skip
    assert [whole["durham", f"20{at}/{at + 1}"] for at in range(19, 24)] == [
        141, 213, 289, 296, 404,
    ]  # fmt: skip
    (block,) = [
        block for block in blocks(rows) if block.question == "1" and "financial" in block.counts
    ]
    assert {line.force for line in block.lines if line.series is None} == {"cumbria", "durham"}
    assert all(row.adds_up for row in rows if row.total and row.question == "1" and row.table == 2)
    documents = {sha256: load(value) for sha256, value in copy.outputs("extract").items() if value}
    for row in rows:
        if row.source == "table" and row.sha256 and row.table and row.row and row.column:
            table = documents[row.sha256].tables[row.table - 1]
            assert " ".join(table.rows[row.row - 1][row.column - 1].split()) == row.printed
            assert table.page == row.page
    dashes = [row for row in rows if row.force == "durham" and row.printed == "-"]
    assert dashes
    assert {(row.state, row.value) for row in dashes} == {("dash", None)}


def test_rows_of_hertfordshire_are_no_figures(copy: Collection) -> None:
    (letter,) = [held for held in responses(copy) if "hertfordshire" in held.response.forces]
    rows = figures(copy, [letter])
    assert [row.printed for row in rows if row.state == "rows"] == ["4492 rows"]
    assert {row.period: row.value for row in rows if row.state != "rows"} == {
        "2019/20": 883, "2020/21": 996, "2021/22": 888, "2022/23": 877, "2023/24": 848,
        None: 4492,
    }  # fmt: skip


def with_a_fourth(collection: Collection, folder: Path, asked: str, says: str) -> list[Finding]:
    path = folder / "fourth.txt"
    path.write_text(LETTER.format(asked=asked, says=says), encoding="utf-8")
    list(import_paths(collection, [path]))
    process(collection)
    return findings(collection, responses(collection))


@pytest.mark.parametrize(
    ("asked", "says", "position"),
    [
        (
            PARTS,
            FIGURES
            + "1d. The names of the hospitals are withheld by virtue of section 38(1)(b) and"
            " section 40(2) of the Freedom of Information Act 2000.",
            "withheld",
        ),
        (
            WHOLE,
            "Northumbria Police can neither confirm nor deny that it holds the information"
            " requested, by virtue of section 40(5B)(a)(i) of the Freedom of Information Act.",
            "ncnd",
        ),
    ],
)
def test_a_fourth_letter_that_treats_the_names_otherwise_stands_out(
    copy: Collection, tmp_path: Path, asked: str, says: str, position: str
) -> None:
    found = with_a_fourth(copy, tmp_path, asked, says)

    said = {"cumbria": "disclosed", "durham": "disclosed", "northumbria": position}
    assert of_names(side_by_side(copy)) == said
    (out,) = [one for one in found if (one.text or "").casefold() == NAMES]
    assert (out.kind, out.force, out.before, out.after) == (
        "stands-out", "northumbria", "disclosed", position,
    )  # fmt: skip
    assert {one.force for one in found} == {"northumbria"}


@pytest.mark.parametrize("refusing", ["are exempt from disclosure", "are withheld"])
def test_a_fourth_letter_that_gives_all_but_the_names_stands_out_by_the_names(
    copy: Collection, tmp_path: Path, refusing: str
) -> None:
    says = (
        "The figures are below.\n\n2019/20 311\n2020/21 298\n2021/22 340\n\n"
        f"The names of the hospitals {refusing} under section 31(1)(a) of the Freedom of"
        " Information Act 2000."
    )
    found = with_a_fourth(copy, tmp_path, WHOLE, says)
    assert {(one.kind, one.force, one.question, one.after) for one in found} >= {
        ("stands-out", "northumbria", "1d", "withheld"),
    }
    assert {(one.kind, one.force) for one in found} == {("stands-out", "northumbria")}
    rows = side_by_side(copy)
    assert of_names(rows)["northumbria"] == "withheld"
    (outcome,) = [row for row in rows if row.force == "northumbria" and row.question == "1c"]
    assert outcome.position is None, "what it says of the other parts was not read"
    (cell,) = [row for row in rows if row.force == "northumbria" and row.question == "1"]
    assert cell.exemptions == ("foia/31/1/a",)


@pytest.mark.parametrize(
    "names",
    [
        "The names of the hospitals have been replaced by letters, as to name them would identify"
        " patients (section 40(2) Personal Information).",
        "The name of the hospital is not held in a form that can be searched.",
    ],
)
def test_a_fourth_letter_with_other_names_or_none_stands_out(
    copy: Collection, tmp_path: Path, names: str
) -> None:
    (out,) = with_a_fourth(copy, tmp_path, PARTS, f"{FIGURES}1d. {names}")
    assert (out.kind, out.force, (out.text or "").casefold()) == (
        "stands-out", "northumbria", NAMES,
    )  # fmt: skip
    assert not out.message.endswith("says: disclosed")


def test_a_fourth_letter_that_names_them_too_does_not_stand_out(
    copy: Collection, tmp_path: Path
) -> None:
    says = FIGURES + "1d. Royal Victoria Infirmary 4,102; Cramlington Hospital 2,342."
    found = with_a_fourth(copy, tmp_path, PARTS, says)
    assert of_names(side_by_side(copy))["northumbria"] == "disclosed"
    assert found == []
