"""Figures of several letters side by side: what may stand in one column, and what never does."""

import json
import random
from pathlib import Path

import pytest

from collection.collection import Collection
from extract.document import Table
from mosaic.figure import Figure
from mosaic.figure_blocks import blocks, caption, shown
from mosaic.figure_frames import figures_frame, figures_side_by_side
from mosaic.figures import figures
from mosaic.publish import csv_of
from mosaic.series import series
from nlp.collected import responses
from tests.mosaic.conftest import GOLD, add
from tests.mosaic.figure_letters import found, plain, put


def test_figures_of_tables_and_of_sentences_stand_in_one_column(collection: Collection) -> None:
    put(collection, "kent", "Year      Number\n2021      31\n2022      27\n2023      1,040\n")
    put(collection, "essex", "There were 12 in 2021 and 15 in 2022.")
    put(
        collection,
        "norfolk",
        "Offence     2021   2022\nBurglary    40     41\nTotal       40     41\n",
    )
    rows = found(collection)
    assert plain(one for one in rows if one.series is None) == {
        ("kent", None, "2021", "figure", 31), ("kent", None, "2022", "figure", 27),
        ("kent", None, "2023", "figure", 1040), ("essex", None, "2021", "figure", 12),
        ("essex", None, "2022", "figure", 15), ("norfolk", None, "2021", "figure", 40),
        ("norfolk", None, "2022", "figure", 41),
    }  # fmt: skip
    assert {one.question for one in rows} == {"1"}
    wide = figures_side_by_side(rows)
    (block,) = [block for block in blocks(rows) if block.question == "1"]
    assert block.periods == ("2021", "2022", "2023")
    assert wide.loc[("1", None, None, "by calendar year", "kent"), "2023"].tolist() == ["1,040"]


def test_financial_and_calendar_years_are_never_one_column(collection: Collection) -> None:
    put(collection, "kent", "2021/22: 31; 2022/23: 27")
    put(collection, "essex", "2021: 12; 2022: 15")
    put(
        collection,
        "norfolk",
        "Financial Year   Number\n2021             40\n2022             41\n",
    )
    rows = found(collection)
    assert {(one.period, one.basis) for one in rows} == {
        ("2021/22", "financial"), ("2022/23", "financial"), ("2021", "calendar"),
        ("2022", "calendar"), ("2021 (financial)", "financial"), ("2022 (financial)", "financial"),
    }  # fmt: skip
    laid = {block.counts: block for block in blocks(rows)}
    assert {line.force for line in laid["by calendar year"].lines} == {"essex"}
    assert {line.force for line in laid["by financial year"].lines} == {"kent", "norfolk"}
    assert not set(laid["by calendar year"].periods) & set(laid["by financial year"].periods)
    assert "these are not one column" in caption(rows)


@pytest.mark.parametrize(
    ("asked", "says", "message"),
    [
        ("in each financial year 2021/22 and 2022/23", "2021: 12; 2022: 15", "asked by financial"),
        (
            "in each of the years 2021, 2022 and 2023",
            "2021/22: 12; 2022/23: 15",
            "asked by calend",
        ),
        ("in each of the years 2021, 2022 and 2023", "2021: 12; 2022: 15", None),
        ("in each year", "2021: 12; 2022: 15", None),
    ],
)
def test_other_years_than_asked_are_flagged(
    collection: Collection, asked: str, says: str, message: str | None
) -> None:
    put(collection, "kent", says, asked={"1": f"How many burglaries were recorded {asked}?"})
    for one in found(collection):
        assert (message is None) == (one.message is None)
        assert message is None or (one.message or "").startswith(message)


@pytest.mark.parametrize(
    ("before", "unit", "basis"),
    [
        ("Those for the financial year are in our report, which costs £5.", None, "calendar"),
        ("Cost of burglaries (£)", "£", "calendar"),
        ("The table counts by financial year.", None, "financial"),
        ("Burglaries, financial years", None, "financial"),
    ],
)
def test_a_heading_says_unit_and_years_and_a_sentence_hardly(
    collection: Collection, before: str, unit: str | None, basis: str
) -> None:
    put(collection, "kent", f"{before}\n\nDistrict    2021    2022\nDover       4       5\n"
        "Deal        6       7\n")  # fmt: skip
    rows = [one for one in found(collection) if one.state != "unread"]
    assert {(one.unit, one.basis) for one in rows} == {(unit, basis)}


def test_the_ways_to_give_no_figure_stay_apart(collection: Collection) -> None:
    cells = {"kent": "<5", "essex": "-", "norfolk": "nil", "suffolk": "0", "surrey": "not held",
             "sussex": "*"}  # fmt: skip
    for force, cell in cells.items():
        put(collection, force, f"Year   Number\n2021   {cell}\n2022   7\n2023   8\n")
    rows = [one for one in found(collection) if one.period == "2021"]
    assert {(one.force, one.state, one.value) for one in rows} == {
        ("kent", "below", None), ("essex", "dash", None), ("norfolk", "nil", 0),
        ("suffolk", "figure", 0), ("surrey", "not-held", None), ("sussex", "suppressed", None),
    }  # fmt: skip
    assert {shown(one) for one in rows} == set(cells.values())
    assert figures_frame(rows)["value"].count() == 2


def test_an_answer_without_a_figure_says_what_it_is(collection: Collection) -> None:
    put(collection, "kent", "2021: 12; 2022: 15")
    put(collection, "essex", "Essex Police neither confirms nor denies it.", position="ncnd")
    put(collection, "norfolk", "This is exempt under section 31(1).", position="withheld")
    rows = {one.force: one for one in found(collection)}
    assert (rows["essex"].state, rows["essex"].position) == ("no-figure", "ncnd")
    assert "neither confirms" in (rows["essex"].passage or "")
    assert (rows["norfolk"].state, rows["norfolk"].position) == ("no-figure", "withheld")
    assert [shown(rows[force]) for force in ("essex", "norfolk")] == ["(NCND)", "(withheld)"]


def test_a_sentence_of_a_refusal_states_no_figure(collection: Collection) -> None:
    put(collection, "kent", "There were 12 in 2021, which we withhold.", position="withheld")
    assert not [one for one in found(collection) if one.value is not None]


def test_units_are_kept_and_not_mixed(collection: Collection) -> None:
    asked = {"1": "How much did each drone cost, and how many were bought, in 2021?"}
    put(collection, "kent", "Item     Cost (£)\nMavic    1,200\nAnafi    900\n", asked=asked)
    put(collection, "essex", "Item     Number\nMavic    12\nAnafi    9\n", asked=asked)
    put(collection, "norfolk", "Item     Cost £000s\nMavic    1.2\nAnafi    0.9\n", asked=asked)
    rows = [one for one in found(collection) if one.series == "Mavic"]
    assert {(one.force, one.unit, one.value) for one in rows} == {
        ("kent", "£", 1200), ("essex", None, 12), ("norfolk", "£000", 1.2),
    }  # fmt: skip
    assert len([block for block in blocks(rows) if block.lines]) == 3


def test_months_and_years_are_not_one_column(collection: Collection) -> None:
    put(collection, "kent", "Month      Number\nApril 2021     3\nMay 2021       4\n")
    put(collection, "essex", "Year    Number\n2021    40\n2022    41\n")
    assert {one.counts for one in blocks(found(collection))} == {"by month", "by calendar year"}


def test_a_total_stands_as_a_total_and_nothing_is_added(collection: Collection) -> None:
    put(collection, "kent", "Type       2021\nDwelling   3\nOther      4\nTotal      7\n")
    put(collection, "essex", "Type       2021\nDwelling   3\nOther      4\nTotal      9\n")
    put(collection, "norfolk", "Type       2021\nDwelling   3\nOther      4\n")
    rows = found(collection)
    whole = {one.force: one for one in rows if one.series is None}
    assert {force: (one.value, one.total, one.adds_up) for force, one in whole.items()} == {
        "kent": (7, True, True), "essex": (9, True, False),
    }  # fmt: skip
    assert not [one for one in rows if one.total and one.series]
    (line,) = [
        line for block in blocks(rows) for line in block.lines
        if line.force == "essex" and not line.series
    ]  # fmt: skip
    assert "the parts of 9 do not make it" in line.notes


def test_rows_of_unlike_labels_stay_apart() -> None:
    names = series(
        [
            ("Violence against the person",), ("Violence Against Person",), ("Criminal damage",),
            ("Criminal damage and arson",), ("Victim supports action",),
            ("Victim does not support action",), ("Under 18",), ("Over 18",), ("Burglary", "Male"),
            ("Male", "Burglaries"), ("Burglary dwelling",), ("Burglery dwelling",),
            ("Typical use",), ("Atypical use",), ("Total",), ("Grand Total",), (),
            ("With injury",), ("Without injury",),
        ]
    )  # fmt: skip
    together: dict[str | None, set[tuple[str, ...]]] = {}
    for labels, name in names.items():
        together.setdefault(name, set()).add(labels)
    assert sorted(len(one) for one in together.values() if len(one) > 1) == [2, 2, 2, 3]
    assert together[None] == {("Total",), ("Grand Total",), ()}
    assert names["Burglary dwelling",] == names["Burglery dwelling",]
    assert names["Male", "Burglaries"] == names["Burglary", "Male"]


def test_two_wholes_of_one_letter_keep_the_names_of_what_they_count(
    collection: Collection,
) -> None:
    put(
        collection, "kent",
        "Year    Arrests\n2021    40\n2022    41\n\nYear    Charges\n2021    3\n2022    4\n",
    )  # fmt: skip
    put(collection, "essex", "2021: 12; 2022: 15")
    rows = found(collection)
    assert {one.series for one in rows if one.force == "kent"} == {"Arrests", "Charges"}
    assert {one.series for one in rows if one.force == "essex"} == {None}


def test_a_joint_letter_gives_each_force_its_own_row(collection: Collection) -> None:
    put(collection, ("kent", "essex"), "Force          2021    2022\nKent Police    40      41\n"
        "Essex          3       4\n")  # fmt: skip
    rows = found(collection)
    assert plain(rows) == {
        ("kent", None, "2021", "figure", 40), ("kent", None, "2022", "figure", 41),
        ("essex", None, "2021", "figure", 3), ("essex", None, "2022", "figure", 4),
    }  # fmt: skip
    assert {one.joint for one in rows} == {("kent", "essex")}


def test_a_joint_figure_is_one_and_says_so_under_each_force(collection: Collection) -> None:
    put(collection, ("kent", "essex"), "2021: 40. 2022: 41.")
    put(collection, "surrey", "2021: 40. 2022: 41.")
    rows = found(collection)
    assert caption(rows).startswith("4 figures of 3 forces in 2 of 2 letters")
    (block,) = blocks(rows)
    notes = {line.force: line.notes for line in block.lines}
    together = ["one figure of Essex Police and Kent Police together"]
    assert notes == {"kent": together, "essex": together, "surrey": []}


def test_a_joint_table_of_each_force_has_no_figure_of_both(collection: Collection) -> None:
    put(collection, ("kent", "essex"), "Force          2021    2022\nKent Police    40      41\n"
        "Essex          40      41\n")  # fmt: skip
    rows = found(collection)
    assert caption(rows).startswith("4 figures of 2 forces in 1 of 1 letters")
    assert {note for block in blocks(rows) for line in block.lines for note in line.notes} == set()


def test_a_sentence_that_names_one_force_of_several_is_of_that_one(
    collection: Collection,
) -> None:
    put(collection, ("kent", "essex"), "Kent: 47 were recorded in 2021.\nEssex: 3 in 2021.")
    assert {(one.force, one.value) for one in found(collection)} == {("kent", 47), ("essex", 3)}


def test_a_year_that_is_refused_is_not_an_empty_cell(collection: Collection) -> None:
    put(collection, "kent", "2021 - 12\n2022 - exempt, see below.")
    assert {(one.period, one.state, one.printed) for one in found(collection)} == {
        ("2021", "figure", "12"), ("2022", "withheld", "exempt"),
    }  # fmt: skip


def test_each_figure_leads_back_to_its_cell(collection: Collection) -> None:
    table = Table(
        page=1, header=("Year", "Number"), rows=(("2021", "31"), ("2022", "27"), ("Total", "58"))
    )
    put(collection, "kent", "Year\tNumber\n2021\t31\n2022\t27\nTotal\t58", tables=[table])
    put(collection, "essex", "There were 12 in 2021.")
    for one in found(collection):
        assert one.url
        assert one.sha256
        if one.source == "prose":
            assert one.passage == "There were 12 in 2021."
        else:
            assert (one.source, one.table, one.page) == ("table", 1, 1)
            assert one.row
            assert one.column == 2
            assert table.rows[one.row - 1][one.column - 1] == one.printed


def test_people_in_labels_are_masked(collection: Collection) -> None:
    says = "Officer       2021    2022\nJo Bloggs     40      41\nSam Smith     3       4\n"
    people = [("name", "Jo Bloggs"), ("name", "Sam Smith")]
    put(collection, "kent", says, personal=people)
    assert {one.labels for one in found(collection)} == {("[name]",)}
    told = figures(collection, responses(collection), robin="rr", personal_data=True)
    assert {one.labels for one in told} == {("Jo Bloggs",), ("Sam Smith",)}


def test_the_order_of_letters_changes_nothing(collection: Collection) -> None:
    for force, says in (
        ("kent", "2021: 12; 2022: 15"), ("essex", "Theft 301; other 124."),
        ("norfolk", "Type    2021\nTheft   3\nOther   4\n"),
    ):  # fmt: skip
        put(collection, force, says)
    held = list(responses(collection))
    first = figures(collection, held, robin="rr")
    for seed in range(4):
        random.Random(seed).shuffle(held)  # noqa: S311
        assert figures(collection, held, robin="rr") == first


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (
            "fresh-4/hoax-calls-west-yorkshire-2024",
            {
                ("1", "2021/22"): 477913, ("1", "2022/23"): 503226, ("1", "2023/24"): 541870,
                ("2", "2021/22"): 3104, ("2", "2022/23"): 2867, ("2", "2023/24"): 2990,
                ("3", "2021/22"): 212, ("3", "2022/23"): 198, ("3", "2023/24"): 171,
            },
        ),
        (
            "fresh-4/certificates-acro-2022",
            {
                ("1", "2020"): 112308, ("1", "2021"): 134977, ("2", "2020"): 6211,
                ("2", "2021"): 7845, ("2", "2022"): 5902,
            },
        ),
        ("fresh-1/stop-search-psni-2025", {("1", "2024-04"): 247, ("1", "2024-09"): 219}),
    ],
)  # fmt: skip
def test_letters_that_others_composed_give_their_figures(
    collection: Collection, name: str, expected: dict[tuple[str, str], int]
) -> None:
    path = GOLD.parent / f"{name}.json"
    truth = json.loads(path.read_text(encoding="utf-8"))
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    add(collection, truth | {"text": text, "name": path.stem})
    given = {(one.question, one.period): one.value for one in found(collection) if one.period}
    assert expected.items() <= given.items()
    assert ("1", "2022") not in given or expected.get(("1", "2022")), "nine months are no year"


def test_frames_of_no_figures_are_empty() -> None:
    assert figures_frame([]).empty
    assert figures_side_by_side([]).empty


def test_figures_as_csv_run_as_nothing(collection: Collection, tmp_path: Path) -> None:
    put(collection, "kent", "Type     2021\n=1+1     3\nOther    -4\n")
    written = csv_of(
        Figure.__dataclass_fields__, (one.contract() for one in found(collection))
    ).decode()
    assert "'=1+1" in written
    assert ",-4," in written
    assert ",=1+1" not in written
