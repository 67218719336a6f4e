"""Tables as figures: composed ones that are easy to read wrongly."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.document import Table
from mosaic.printed_table import printed_tables
from mosaic.stated import statements, whole_answer
from mosaic.tabulated import Entry, tabulated


def table(header: list[str], *rows: list[str]) -> Table:
    return Table(header=tuple(header), rows=tuple(map(tuple, rows)))


def said(entry: Entry) -> tuple[tuple[str, ...], str | None, str, float | None]:
    return (
        entry.labels, entry.span.label if entry.span else None, entry.amount.state,
        entry.amount.value,
    )  # fmt: skip


def test_years_in_columns_and_years_in_rows_say_the_same() -> None:
    across = tabulated(
        table(["Offence", "2021", "2022"], ["Theft", "3", "4"], ["Fraud", "5", "6"])
    )
    down = tabulated(table(["Year", "Theft", "Fraud"], ["2021", "3", "5"], ["2022", "4", "6"]))
    assert sorted(map(said, across.entries)) == sorted(map(said, down.entries))
    assert {entry.span.basis for entry in down.entries if entry.span} == {"calendar"}


def test_a_header_of_two_rows_is_joined() -> None:
    found = tabulated(
        table(
            ["Offence", "2021", "", "2022", ""],
            ["", "Male", "Female", "Male", "Female"],
            ["Theft", "1", "<5", "", "nil"],
            ["Fraud", "2", "0", "3", "-"],
        )
    )
    assert [said(entry)[:3] for entry in found.entries[:4]] == [
        (("Theft", "Male"), "2021", "figure"),
        (("Theft", "Female"), "2021", "below"),
        (("Theft", "Male"), "2022", "blank"),
        (("Theft", "Female"), "2022", "nil"),
    ]
    assert found.entries[0].row == 2, "the place is that of the table as it was extracted"


def test_a_title_over_the_header_says_the_unit() -> None:
    found = tabulated(
        table(["Spend in £000s", "", ""], ["Item", "2021/22", "2022/23"], ["Drones", "12", "14"])
    )
    assert [(e.labels, e.amount.unit) for e in found.entries] == [(("Drones",), "£000")] * 2


def test_months_in_rows_and_years_in_columns_are_months_of_these_years() -> None:
    found = tabulated(
        table(["Month", "2021/22", "2022/23"], ["April", "3", "4"], ["March", "5", "6"],
              ["", "8", "10"])
    )  # fmt: skip
    assert [entry.span.label for entry in found.entries if entry.span] == [
        "2021-04", "2022-04", "2022-03", "2023-03", "2021/22", "2022/23",
    ]  # fmt: skip
    assert [(e.total, e.adds_up) for e in found.entries[4:]] == [(True, True)] * 2, (
        "a row without a name is a total where it is the sum of the others"
    )


def test_a_row_without_a_name_that_is_no_sum_is_no_total() -> None:
    found = tabulated(table(["Type", "2021"], ["A", "3"], ["B", "4"], ["", "9"]))
    assert not found.entries[-1].total


@pytest.mark.parametrize(
    ("rows", "adds_up"),
    [
        ([["A", "3"], ["B", "4"], ["Total", "7"]], True),
        ([["A", "3"], ["B", "4"], ["Total", "8"]], False),
        ([["A", "3"], ["B", "<5"], ["Total", "7"]], None),
        ([["A", "3"], ["B", "-"], ["Total", "7"]], None),
        ([["A", "3"], ["B", "-"], ["Total", "3"]], True),
        ([["A", "3"], ["B", "4"], ["Sub-total", "7"], ["C", "1"], ["Total", "8"]], None),
    ],
)
def test_totals_are_told_and_held_against_their_parts(
    rows: list[list[str]], adds_up: bool | None
) -> None:
    found = tabulated(table(["Type", "2021"], *rows))
    assert found.entries[-1].total
    assert found.entries[-1].adds_up is adds_up
    assert sum(entry.total for entry in found.entries) == sum("otal" in row[0] for row in rows)


def test_a_lone_column_called_total_is_what_was_asked_for() -> None:
    found = tabulated(table(["Year", "Total"], ["2021", "3"], ["2022", "4"], ["Total", "7"]))
    assert [entry.total for entry in found.entries] == [False, False, True]


def test_a_percentage_is_no_count() -> None:
    found = tabulated(
        table(["Outcome", "Number", "%"], ["Charged", "12", "24"], ["Other", "38", "76"])
    )
    assert [entry.amount.unit for entry in found.entries] == [None, "%", None, "%"]


def test_one_record_a_row_is_not_counted() -> None:
    cases = [[str(at), "2021", "Theft", "Charged"] for at in range(1, 30)]
    assert tabulated(table(["No.", "Year", "Type", "Outcome"], *cases)).kind == "rows"
    ages = [["2021", "Theft", str(20 + at % 3)] for at in range(30)]
    assert tabulated(table(["Year", "Type", "Age"], *ages)).kind == "rows"


def test_a_cell_over_several_rows_stands_for_each() -> None:
    found = tabulated(
        table(["Year", "Type", "Count"], ["2021", "A", "3"], ["", "B", "4"], ["2022", "A", "5"])
    )
    assert [said(entry)[:2] for entry in found.entries] == [
        (("A",), "2021"), (("B",), "2021"), (("A",), "2022"),
    ]  # fmt: skip
    assert {entry.measure for entry in found.entries} == {"Count"}


def test_rows_that_head_others_part_what_has_one_name() -> None:
    found = tabulated(
        table(["", "2021"], ["Victims", ""], ["Male", "3"], ["Female", "1"], ["Suspects", ""],
              ["Male", "5"], ["Female", "0"])
    )  # fmt: skip
    assert [entry.labels for entry in found.entries] == [
        ("Victims", "Male"), ("Victims", "Female"), ("Suspects", "Male"), ("Suspects", "Female"),
    ]  # fmt: skip


def test_two_tables_side_by_side_are_not_read_across() -> None:
    found = tabulated(table([], ["Jan", "41", "Jul", "46"], ["Feb", "38", "Aug", "45"]))
    assert {(e.span.label, e.amount.value) for e in found.entries if e.span} == {
        ("Jan", 41), ("Feb", 38), ("Jul", 46), ("Aug", 45),
    }  # fmt: skip


def test_bare_years_under_a_financial_heading_are_not_calendar_years() -> None:
    found = tabulated(table(["Financial Year", "Number"], ["2019", "3"], ["2020", "4"]))
    assert {(e.span.label, e.span.basis) for e in found.entries if e.span} == {
        ("2019 (financial)", "financial"), ("2020 (financial)", "financial"),
    }  # fmt: skip


TEXT = """Dear Sir

              2016/17    2017/18
Face to face     £301       £312
Telephone         £64         <5

Yours faithfully,
Tel: 101      Ext 5
"""


def test_tables_of_plain_text_are_found_by_their_gaps() -> None:
    (found,) = printed_tables(TEXT)
    assert found.table.header == ("", "2016/17", "2017/18")
    assert TEXT[slice(*found.span)].startswith("              2016/17")
    assert [said(entry) for entry in tabulated(found.table).entries][-1] == (
        ("Telephone",), "2017/18", "below", None,
    )  # fmt: skip


def test_a_table_whose_gaps_were_lost_is_read_by_its_years() -> None:
    text = """Type 2020/21 2021/22
Drawn 402 377
Under 18 4 <5
Of whom charged 12
Total 406 380
"""
    (found,) = printed_tables(text)
    assert found.table.rows == (("Drawn", "402", "377"), ("Under 18", "4", "<5"))
    assert text[slice(*found.span)].endswith("<5\n")


def test_years_over_a_sentence_are_no_table() -> None:
    assert not list(printed_tables("We hold data for 2021 2022\nSee question 1 2\n"))
    assert not list(printed_tables("In 2021 2022\nThere were 12\nand 14 more\n"))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("There were 12 in 2023/24.", [((), "2023/24", 12)]),
        ("In 2021, 31 officers and in 2022, 27.", [((), "2021", 31), ((), "2022", 27)]),
        ("2019/20: 402; 2020/21: 377.", [((), "2019/20", 402), ((), "2020/21", 377)]),
        ("2020 - 31\n2021 - 27", [((), "2020", 31), ((), "2021", 27)]),
        ("Theft 301; other 1,124.", [(("Theft",), None, 301), (("other",), None, 1124)]),
        ("The force owns twelve drones.", [((), None, 12)]),
        ("Q2. 14", [((), None, 14)]),
        ("Nil", [((), None, 0)]),
        ("Nil in 2021, 1 in 2022.", [((), "2021", 0), ((), "2022", 1)]),
        ("2011/12 - 2,712 offences.", [((), "2011/12", 2712)]),
        ("Ivybridge October 2019 £310,000", [(("Ivybridge",), "2019-10", 310000)]),
        ("There were 212 between April 2021 and March 2022.", [((), None, None)]),
        ("In response to question 2, the answer is nil.", [((), None, 0)]),
        ("Of those 9,412, the number was 688.", [((), None, None)]),
        ("You have made 61 requests.", []),
        ("2021 - exempt, see below.", [((), "2021", None)]),
        ("In 2021 the policy was exempt from 12 rules.", []),
        ("Figures from one to four are withheld under section 40(2).", []),
        ("Of the 43, 11 were charged.", [((), None, None)]),
        ("12 and 15 in 2021 and 2022 respectively.", [((), None, None)]),
        ("12 of the 40 cases were closed.", [((), None, None)]),
        ("2022 (1 January to 30 September): 119", [((), None, None)]),
        ("Between 2019 and 2022 there were 31.", [((), None, None)]),
        ("There were 12. We spent 14 on it.", [((), None, None)]),
        ("This is exempt under section 40(2) of the Act 2000.", []),
        ("We replied on 12 May 2021 within 20 working days.", []),
        ("Microsoft 365 Copilot is used.", []),
        ("Please call 101.", []),
        ("See table 2.", []),
    ],
)
def test_sentences_state_figures_or_are_left_unread(
    text: str, expected: list[tuple[tuple[str, ...], str | None, float | None]]
) -> None:
    found = statements(text, (0, len(text)), ids={"1", "2"})
    assert [
        (one.labels, one.span and one.span.label, one.amount and one.amount.value)
        for one in found
    ] == expected  # fmt: skip


def test_a_number_that_opens_a_sentence_names_its_question() -> None:
    text = "1. 12\n2. 2021: 61\n2022: 44"
    found = statements(text, (0, len(text)), ids={"1", "2"})
    assert [(one.marker, one.amount and one.amount.value) for one in found] == [
        ("1", 12), ("2", 61), ("2", 44),
    ]  # fmt: skip


def test_an_answer_of_a_sentence_a_year_is_whole_whichever_was_found() -> None:
    text = "Q1 2020/21 - 88. 2021/22 - 71. In 2022/23, 90.\nQ2 2020/21 1.\n\n2023/24 5."
    for year in ("2020/21 - 88.", "2021/22 - 71."):
        at = text.index(year)
        found = text[slice(*whole_answer(text, (at, at + len(year))))]
        assert found.endswith("In 2022/23, 90.")
        assert "2020/21 - 88" in found
        assert "Q2" not in found
    plain = "There were 12. We replied in 2021."
    assert whole_answer(plain, (0, 14)) == (0, 14)


CELLS = [
    "", "-", "nil", "0", "12", "<5", "2019", "2019/20", "Total", "Burglary", "%", "(5)", "1,000",
    "April", "Q1", "No.", "not held", "*", "2019-2021", "Under 18", "N/A", "12%", "Jan-19", "1-4",
]  # fmt: skip


@given(
    st.lists(st.sampled_from(CELLS), max_size=6),
    st.lists(st.lists(st.sampled_from(CELLS), max_size=6), max_size=7),
)
def test_any_table_is_read_and_each_entry_is_one_of_its_cells(
    header: list[str], rows: list[list[str]]
) -> None:
    for entry in tabulated(table(header, *rows)).entries:
        row = rows[entry.row - 1]
        cell = row[entry.column - 1] if entry.column <= len(row) else ""
        assert entry.amount.printed == cell


WORDS = [
    "12", "in", "2019/20", ":", ";", "\n", "2021", "-", "Theft", "nil", "1,200", "£5", "and", "(",
    "3", ")", "Q2.", "section", "40(2)", ".", "exempt", "fewer than five", "April", "\t", "  ",
]  # fmt: skip


@given(st.lists(st.sampled_from(WORDS), max_size=14).map(" ".join))
def test_any_sentence_is_read_and_each_figure_stands_in_it(text: str) -> None:
    list(printed_tables(text))
    for one in statements(text, whole_answer(text, (0, len(text))), ids={"1", "2"}):
        said = text[slice(*one.place)]
        assert said.strip()
        if one.amount is not None and one.amount.printed.isdecimal():
            assert one.amount.printed in said or one.amount.printed == "5"
