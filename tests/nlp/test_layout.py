from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nlp.block import words_of
from nlp.layout import blocks_of
from nlp.markers import marker_of

LETTERS = Path(__file__).parent.parent / "golden" / "letters"


def shown(text: str) -> list[tuple[str, str, str]]:
    return [(b.kind, b.marker, words_of(text, b, after_marker=True)) for b in blocks_of(text)]


def test_blocks_hold_all_that_is_printed() -> None:
    for path in LETTERS.glob("*.txt"):
        text = path.read_text("utf-8")
        at, left = 0, ""
        for block in blocks_of(text):
            assert block.start >= at
            left += text[at : block.start]
            at = block.end
        assert not (left + text[at:]).replace(">", "").strip()


@pytest.mark.parametrize(
    ("line", "path", "side"),
    [
        ("1. How many", ("1",), ""),
        ("(2) Where", ("2",), ""),
        ("3/ Why", ("3",), ""),
        ("4.) When", ("4",), ""),
        ("Q5. Who", ("5",), "question"),
        ("Q2(a) The name", ("2", "a"), "question"),
        ("2a) The name", ("2", "a"), ""),
        ("3a(i) The name", ("3", "a", "i"), ""),
        ("(iv) Any policy", ("iv",), ""),
        ("- b. place of each", ("b",), ""),
        ("Applicant Question 1:", ("1",), "question"),
        ("Harbour Response 2:", ("2",), "answer"),
        ("A3. No.", ("3",), "answer"),
        ("“1. Is your force", ("1",), ""),
        ("Second part: the cost", ("2",), ""),
        ("• the cost", (), ""),
    ],
)
def test_markers_are_taken_apart(line: str, path: tuple[str, ...], side: str) -> None:
    marker = marker_of(line)
    assert marker is not None
    assert (marker.path, marker.side) == (path, side)


@pytest.mark.parametrize(
    "line",
    [
        "2020/21 - 1,204", "1,204 people", "£1,095 each", "24-1234", "1st Floor, High Street",
        "Question 2 is refused", "Q1 and Q2", "-----Original Message-----", "I write", "2022. To",
    ],
)  # fmt: skip
def test_figures_and_sentences_are_no_markers(line: str) -> None:
    assert marker_of(line) is None


def test_a_blank_line_within_a_sentence_does_not_end_the_item() -> None:
    text = (
        "1. Does the force currently own any horse or has it hired one from\n\nany "
        "other body in the last two years?\n\n2. What do they eat?\n"
    )
    assert [words for _, _, words in shown(text)] == [
        "Does the force currently own any horse or has it hired one from any other body in the"
        " last two years?",
        "What do they eat?",
    ]


def test_a_blank_line_after_each_line_means_nothing() -> None:
    lines = [
        "The force has had horses since 1920 and they have been kept at the stables in the",
        "north of the town, where they are looked after by a team of six people who are also",
        "trained to ride them at football matches and other events in the summer and in the",
        "winter.",
        "The cost of the care of the horses is met by the force and has not been met by any",
        "other body since the war, when the army bought hay for all of the horses that were",
        "in the county at that time and for some that were kept in the next county as it",
        "had none.",
        "No more is known.",
    ]
    blocks = shown("\n\n".join(lines))
    assert len(blocks) == 3
    assert blocks[0][2].endswith("in the winter.")


def test_page_furniture_stands_apart_and_the_sentence_goes_on() -> None:
    text = (
        "OFFICIAL\n\nHorses are kept at the stables and the public may visit on any day of the\n\n"
        "OFFICIAL          Page 1 of 2\n\nHarbour Police   FOI 12/20\n\n"
        "week between ten and four, save for the first Monday of each month.\n\n"
        "OFFICIAL          Page 2 of 2\n\nHarbour Police   FOI 12/20\n"
    )
    kinds = [(b.kind, b.continues) for b in blocks_of(text)]
    assert kinds[1] == ("paragraph", False)
    assert ("paragraph", True) in kinds
    assert sum(kind == "furniture" for kind, _ in kinds) == 5


def test_an_answer_that_comes_again_is_no_furniture() -> None:
    text = "Q1. Not held.\n\nNot held.\n\nQ2. Not held.\n\nNot held.\n"
    assert all(kind != "furniture" for kind, _, _ in shown(text))


def test_the_label_of_a_question_at_the_top_of_a_page_is_no_running_head() -> None:
    text = (
        "Question 1:\n\nHow many boats are there?\n\nTwelve.\n\nRESTRICTED\n\nRESTRICTED\n\n"
        "Question 2:\n\nWhere are they moored?\n\nAt the old quay.\n\nRESTRICTED\n"
    )
    labels = [(b.kind, b.marker) for b in blocks_of(text) if text[b.start :].startswith("Ques")]
    assert labels == [("item", "1"), ("item", "2")]


def test_an_answer_with_figures_between_two_bullets_is_no_heading() -> None:
    text = (
        "The answers are typed below each of your three points, so that you can follow them.\n\n"
        "- boats sold at the old quay\n2021 8. 2022 6. (FIRST SHEET)\n"
        "- boats lost at sea\n2021 3. 2022 1. (SECOND SHEET)\n- oars\nNONE.\n"
    )
    assert [kind for kind, _, _ in shown(text)][1:] == ["item", "paragraph"] * 3


def test_rows_of_figures_are_a_table_with_their_header() -> None:
    text = "See:\n\nStation Horses Riders\nNorthtown 8 12\nSouthtown 6 9\n\nThat is all.\n"
    assert [kind for kind, _, _ in shown(text)][1] == "table"
    assert shown(text)[1][2].startswith("Station Horses")


def test_names_and_months_are_no_items() -> None:
    text = "Yours sincerely\n\nP. Example\nDisclosure Officer\n\n6 July 2023\n"
    assert all(kind != "item" for kind, _, _ in shown(text))


def test_citations_under_one_another_are_no_headings() -> None:
    text = (
        "It is exempt by virtue of:\n\nSection 24(2) - National Security\n"
        "Section 31(3) - Law Enforcement\n\nBoth are qualified exemptions.\n\n"
        "Section 31(3)\n\nThe force would be harmed by an answer either way.\n"
    )
    kinds = [(kind, words) for kind, _, words in shown(text)]
    assert ("heading", "Section 31(3)") in kinds
    assert not any(kind == "heading" and "Security" in words for kind, words in kinds)


def test_mail_marks_are_not_part_of_the_words() -> None:
    text = "> Dear police\n>\n> 1. How many horses do you\n> own?\n"
    assert shown(text)[-1] == ("item", "1", "How many horses do you own?")


def test_odd_spaces_and_wraps_do_not_matter() -> None:
    plain = "Request\n\n1. How many horses?\n2. What do they eat?\n"
    odd = "\u00a0Request\u00a0\n\n\n1.\u00a0How many horses?\u2003\n\t2.  What do they eat?  \n\n"
    assert shown(odd) == shown(plain)


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet="ab1.(): \n>•-Q?\u00a0|", max_size=200))
def test_any_text_has_blocks_in_order(text: str) -> None:
    at = 0
    for block in blocks_of(text):
        assert at <= block.start < block.end <= len(text)
        at = block.end
