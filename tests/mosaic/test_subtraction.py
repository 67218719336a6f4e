"""Withheld figures that the totals of their table give away, and tables that give nothing away."""

import json
from dataclasses import replace

import pytest

from collection.collection import Collection
from extract.contract import dump, load
from extract.document import Table
from mosaic.inconsistent import inconsistencies
from mosaic.subtraction import residues
from nlp.collected import responses
from tests.mosaic.conftest import add, gold


def table(text: str) -> Table:
    header, *rows = [tuple(cell.strip() for cell in line.split("|")) for line in text.split("/")]
    return Table(header=header, rows=tuple(rows))


def found(text: str) -> list[tuple[str, str, int]]:
    return [(one.row, one.column, one.value) for one in residues(table(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("T|2021|2022/A|12|9/B|7|<5/Total|19|12", ("B", "2022", 3)),
        ("T|2021|2022/A|12|9/B|*|4/Total|1,019|13", ("B", "2021", 1007)),
        ("Year|A|B|Total/2021|12|7|19/2022|9|withheld|13", ("2022", "B", 4)),
        ("T|2021|2022/A|12|9/B|7|less than five/Grand Total|19|12",
         ("B", "2022", 3)),
        ("T|2021|2022/A|12|9/C|-|2/B|7|<5/Total|19|12",
         ("B", "2022", 1)),
    ],
)  # fmt: skip
def test_a_withheld_figure_is_what_is_left_of_the_total(
    text: str, expected: tuple[str, str, int]
) -> None:
    assert found(text) == [expected]


@pytest.mark.parametrize(
    "text",
    [
        "T|2021|2022/A|12|<5/B|7|<5/Total|19|6",
        "T|2021|2022/A|12|9/B|7|<5/Total|19|9",
        "T|2021|2022/A|12|9/B|7|<5/Total|19|15",
        "T|2021|2022/A|12|9/B|7|<5/Total|20|12",
        "T|2021|2022/A|12|9/B|7|<5/Total|19|<15",
        "T|2021/A|9/B|<5/Total|12",
        "T|2021|2022/A|12|9/B|7|<5/C|3|2",
        "T|2021|2022/A|12|9/Sub-total|12|9/B|7|<5/Total|19|12",
        "T|2021|2022/A|12|9/B|7|not recorded/Total|19|12",
        "T|2021|2022/A|0|9/B|0|<5/Total|0|12",
        "T|2021",
    ],
    ids=[
        "two withheld", "left out of the total", "does not fit", "no total", "total withheld",
        "nothing proves it", "no total row", "parts of parts", "another word", "all nothing",
        "no rows",
    ],
)  # fmt: skip
def test_a_table_that_gives_nothing_away(text: str) -> None:
    assert found(text) == []


def test_the_figure_is_named_and_not_worked_out_but_for_the_operator(
    collection: Collection,
) -> None:
    add(collection, gold("imsi-cumbria-2018"))
    (letter,) = responses(collection)
    sha256 = letter.captures[0].sha256
    assert sha256 is not None
    document = load(collection.outputs("extract").get(sha256))
    shown = table("T | 2021 | 2022 / Dover | 12 | 9 / Deal | 7 | <5 / Total | 19 | 12")
    made = dump(replace(document, tables=(shown,)))
    collection.outputs("extract").put(sha256, made, input=sha256, version="test")

    (finding,) = inconsistencies(collection, [letter], {})
    (operator,) = inconsistencies(collection, [letter], {}, personal_data=True)

    assert (finding.kind, finding.force, finding.question) == ("inconsistent", "cumbria", None)
    assert finding.message.endswith("it is what is left of the total")
    assert finding.evidence[0].evidence == "Deal, 2022: <5"
    assert finding.evidence[0].sha256 == sha256
    assert "3" not in json.dumps(finding.message)
    assert operator.message.endswith("= 3")
