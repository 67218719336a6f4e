"""What a typed query means, and what is said of one that cannot be read."""

from datetime import date
from pathlib import Path
from random import Random

import pytest

from index.error import QueryError
from index.fields import FACETS, FIELDS
from index.query import read_query
from index.tree import (
    All,
    And,
    Between,
    Boost,
    Fuzzy,
    Node,
    Not,
    Nothing,
    Or,
    Phrase,
    SameAnswer,
    Term,
    Wildcard,
)


def term(field: str, *values: str) -> Node:
    terms = tuple(Term(field, value) for value in values)
    return terms[0] if len(terms) == 1 else Or(terms)


@pytest.mark.parametrize(
    ("query", "means"),
    [
        ("title:drones", Term("title", "drone")),
        ("Title:Drones", Term("title", "drone")),
        ("title: drones", Term("title", "drone")),
        ('title:"drones flown"', Phrase("title", ("drone", "flown"))),
        ('title:“drones flown”', Phrase("title", ("drone", "flown"))),
        ('title:"drones flown"~3', Phrase("title", ("drone", "flown"), 3)),
        ("title:body-worn", Phrase("title", ("bodi", "worn"))),
        ("title:drone*", Wildcard("title_written", "drone*")),
        ("title:Tas?r", Wildcard("title_written", "tas?r")),
        (r"title:drone\*", Term("title", "drone")),
        ("title:tazer~", Fuzzy("title_written", "tazer", 1)),
        ("title:surveillence~", Fuzzy("title_written", "surveillence", 2)),
        ("title:ab~", Term("title", "ab")),
        ("title:tazer~2", Fuzzy("title_written", "tazer", 2)),
        ("title:drone^3", Boost(Term("title", "drone"), 3.0)),
        ("title:and/or", Phrase("title", ("and", "or"))),
        ("title:24/7", Phrase("title", ("24", "7"))),
        ("title:R&D", Phrase("title", ("r", "d"))),
        ("title:(a b)", And((Term("title", "a"), Term("title", "b")))),
        ("title:a, title:b", And((Term("title", "a"), Term("title", "b")))),
        ("title:a & title:b", And((Term("title", "a"), Term("title", "b")))),
        ("title:a && title:b", And((Term("title", "a"), Term("title", "b")))),
        ("title:a || title:b", Or((Term("title", "a"), Term("title", "b")))),
        ("title:a AND NOT title:b", And((Term("title", "a"), Not(Term("title", "b"))))),
        ("title:a !title:b", And((Term("title", "a"), Not(Term("title", "b"))))),
        ("title:a NOT title:b", And((Term("title", "a"), Not(Term("title", "b"))))),
        ("title:a title:b OR title:c",
         Or((And((Term("title", "a"), Term("title", "b"))), Term("title", "c")))),
        ("force:kent", Term("force", "kent")),
        ("force:KENT", Term("force", "kent")),
        ('force:"Kent Police"', Term("force", "kent")),
        ('force:"devon & cornwall"', Term("force", "devon-and-cornwall")),
        ("force:*lands", Term("force", "west-midlands")),
        ("force:merseysyde~", Term("force", "merseyside")),
        ("forces:gmp", Term("force", "greater-manchester")),
        ('nation:"northern ireland"', Term("nation", "Northern Ireland")),
        ("nation:wales", Term("nation", "Wales")),
        ("outcome:not_held", Term("outcome", "not-held")),
        ('topic:"number plate recognition"', Term("topic", "anpr")),
        ("exemption:31", term("exemption", "foia/31", "foisa/31")),
        ("exemption:s31", term("exemption", "foia/31", "foisa/31")),
        ('exemption:"section 31"', term("exemption", "foia/31", "foisa/31")),
        ("exemption:section 31", term("exemption", "foia/31", "foisa/31")),
        ("exemption:s.31", term("exemption", "foia/31", "foisa/31")),
        ("exemption:s31(3)", term("exemption", "foia/31/3")),
        ("exemption:S31(1)(A)", term("exemption", "foia/31/1/a")),
        ("exemption:31(1)(a)(b)", term("exemption", "foia/31/1/a", "foia/31/1/b")),
        ("exemption:foia/31(1)", term("exemption", "foia/31/1")),
        ("exemption:FOISA/35/1", term("exemption", "foisa/35/1")),
        ("exemption:40(5B)(a)(i)", term("exemption", "foia/40/5b/a/i")),
        ('exemption:"regulation 12(5)(b)"', term("exemption", "eir/12/5/b")),
        ('exemption:"s31(3) FOIA"', term("exemption", "foia/31/3")),
        ('exemption:"section 30 of the FOISA"', term("exemption", "foisa/30")),
        ("exemption:foia s31(3)", term("exemption", "foia/31/3")),
        ("exemption:FOISA 31", term("exemption", "foisa/31")),
        ('received:"13 December 2017"',
         Between("received", date(2017, 12, 13), date(2017, 12, 13))),
        ("nation:ni", Term("nation", "Northern Ireland")),
        ("exemption:12", term("exemption", "foia/12", "foisa/12", "eir/12")),
        ("exemption:(s31(3) OR s24(2))", term("exemption", "foia/31/3", "foia/24/2")),
        ("exemption:*", Term("filled", "exemption")),
        ("mentions:foia/23", Term("mentions", "foia/23")),
        ("responded:2019", Between("responded", date(2019, 1, 1), date(2019, 12, 31))),
        ("responded:2020-02", Between("responded", date(2020, 2, 1), date(2020, 2, 29))),
        ("responded:[2019 TO 2021]", Between("responded", date(2019, 1, 1), date(2021, 12, 31))),
        ("responded:{2019 TO *}", Between("responded", date(2020, 1, 1), None)),
        ("responded:[* TO 2019-03}", Between("responded", None, date(2019, 2, 28))),
        ("responded:>=2019-06-05", Between("responded", date(2019, 6, 5), None)),
        ("responded:<2019", Between("responded", None, date(2018, 12, 31))),
        ("responded:[* TO *]", Term("filled", "responded")),
        ("question:drones", SameAnswer(Term("answer_question", "drone"))),
        ("answer:(position:ncnd AND exemption:foia/31)",
         SameAnswer(And((Term("answer_position", "ncnd"), Term("answer_exemption", "foia/31"))))),
        ("position:(ncnd AND exemption:foia/31)",
         SameAnswer(And((Term("answer_position", "ncnd"), Term("answer_exemption", "foia/31"))))),
        ("(position:ncnd exemption:foia/31 force:kent)",
         And((SameAnswer(And((Term("answer_position", "ncnd"),
                              Term("answer_exemption", "foia/31")))), Term("force", "kent")))),
        ("position:(ncnd OR withheld)", term("position", "ncnd", "withheld")),
        ("reference:007663-17", Phrase("reference", ("007663", "17"))),
        ("robin:R1", Term("robin", "r1")),
    ],
)  # fmt: skip
def test_a_query_means(query: str, means: Node) -> None:
    assert read_query(query).root == means


def test_a_bare_word_is_looked_for_in_title_request_and_response() -> None:
    assert read_query("drone").root == Or(
        (Boost(Term("title", "drone"), 2.0), Term("request", "drone"), Term("response", "drone"))
    )
    assert read_query("text:drone").root == read_query("drone").root


def test_a_bare_section_is_also_looked_for_as_letters_write_it() -> None:
    root = read_query("response:s31(3)").root

    assert root == Or(
        (
            Phrase("response", ("s31", "3")),
            Phrase("response", ("section", "31", "3")),
            Phrase("response", ("s", "31", "3")),
        )
    )


@pytest.mark.parametrize(
    ("query", "at", "says"),
    [
        ("exmption:31", 0, "nearest is 'exemption'"),
        ("drone AND exmption:31", 10, "nearest is 'exemption'"),
        ("s31(1)(a) AND (tpoic:anpr)", 15, "nearest is 'topic'"),
        ("exemption:s31(1)(a) foce:kent", 20, "nearest is 'force'"),
        ('"s31(1)" force:[a TO b]', 15, "ranges stand after"),
        ('drone "facial recog', 6, "never closed"),
        ("(drone OR (taser", 10, "never closed"),
        ("drone) taser", 5, "closes nothing"),
        ("drone AND", 6, "a clause is missing"),
        ("AND drone", 0, "a clause is missing"),
        ("drone AND OR taser", 10, "a clause is missing"),
        ("drone OR ()", 9, "nothing between these brackets"),
        ("force:", 5, "a value is missing"),
        ("(force:) drone", 6, "a value is missing"),
        ("force:title:x", 5, "a value is missing"),
        (":drone", 0, "no field name"),
        ("responded:[2019 TO", 10, "never closed"),
        ("responded:[2019]", 10, r"\[2019 TO 2021\]"),
        ("responded:last-year", 10, "no date"),
        ("responded:[2019 TO soon]", 19, "no date"),
        ("responded:2019-13", 10, "no date"),
        ("exemption:harm", 10, "no provision"),
        ("/dro.*/", 0, "regular expressions"),
        ("drone ^2", 6, "without a space"),
        ("tas*r~", 0, "not both"),
        ("tazer~3", 0, "0, 1 or 2"),
        ("drone\\", 5, "backslash"),
        ("", 0, "nothing to look for"),
        ("   ", 3, "nothing to look for"),
        (",", 0, "no word"),
        ("answer:(force:kent)", 8, "holds for the letter"),
    ],
)
def test_an_unreadable_query_is_shown_with_a_caret_under_the_place(
    query: str, at: int, says: str
) -> None:
    with pytest.raises(QueryError, match=says) as caught:
        read_query(query)

    assert caught.value.at == at
    shown, caret = str(caught.value).split("\n")[-2:]
    assert shown == f"  {query}"
    assert caret == " " * (2 + at) + "^"


def test_a_caret_stays_in_its_place_behind_tabs_and_line_breaks() -> None:
    with pytest.raises(QueryError) as caught:
        read_query("drone\tOR\n(taser")

    shown, caret = str(caught.value).split("\n")[-2:]
    assert shown[caret.index("^")] == "("


def test_a_value_that_nothing_is_called_is_named_with_the_nearest() -> None:
    query = read_query("force:mersyside OR topic:dorne")

    assert query.notes == (
        "force: nothing is called 'mersyside'; the nearest is 'merseyside'",
        "topic: nothing is called 'dorne'; the nearest is 'drones'",
    )


def test_a_provision_that_no_law_has_is_named() -> None:
    assert read_query("exemption:31(77)").notes == ("exemption: no law has a provision '31(77)'",)


def test_a_range_that_ends_before_it_begins_is_named_and_finds_nothing() -> None:
    query = read_query("responded:[2021 TO 2019]")

    assert query.root == Nothing()
    assert "2019-12-31, before it begins on 2021-01-01" in query.notes[0]


def test_a_name_that_two_forces_share_means_both_and_says_so() -> None:
    query = read_query("force:wmp")

    assert query.root == term("force", "west-mercia", "west-midlands")
    assert query.notes == ("force: 'wmp' can mean west-mercia or west-midlands",)


def test_a_value_off_a_short_list_is_answered_with_the_list() -> None:
    assert read_query("ncnd:somewhat").notes == (
        "ncnd: nothing is called 'somewhat'; values are full, none, partial",
    )


@pytest.mark.parametrize(
    "query",
    [
        "(" * 40 + "a" + ")" * 40,
        "a OR " * 2000 + "a",
        "-(-(-(a)))",
        "a - b",
        "don't 'quoted' <b> =x",
        "£100 50% #tag a@b.example",
        "s31(1)(a), s40(2).",
        "ŵ é",
    ],
)
def test_an_odd_query_is_read(query: str) -> None:
    assert read_query(query).root != All()


def test_any_text_is_read_or_refused_with_a_caret_inside_it() -> None:
    random = Random(7)  # noqa: S311
    pieces = [*'()[]{}":~^+-!&|*?\\/<>=,.’“ \t', "AND", "OR", "NOT", "TO", "force:", "exemption:",
              "responded:", "answer:(", "31(1)", "2019", "drone", "s31"]  # fmt: skip
    texts = ["".join(random.choices(pieces, k=random.randint(1, 9))) for _ in range(4000)]

    refused = [error for text in texts if (error := refusal(text))]

    assert 1000 < len(refused) < 3900
    assert all(0 <= error.at <= len(error.query) and error.reason for error in refused)


@pytest.mark.parametrize(
    "query", ["NOT " * 4000 + "a", "(a OR b) " * 3000, "(" * 60 + "a" + ")" * 60]
)
def test_an_endless_query_is_refused(query: str) -> None:
    assert refusal(query)


def test_the_queries_and_fields_of_the_docs_are_those_that_are_read() -> None:
    page = (Path(__file__).parents[2] / "docs" / "queries.md").read_text(encoding="utf-8")
    blocks = page.split("```")[1::2]

    assert all(f"`{name}`" in page for name in (*FIELDS, *FACETS))
    assert all(
        read_query(line).notes == () for block in blocks for line in block.split("\n")[1:-1]
    )
    assert sum(block.count("\n") for block in blocks) > 5


def refusal(query: str) -> QueryError | None:
    try:
        read_query(query)
    except QueryError as error:
        return error
    return None
