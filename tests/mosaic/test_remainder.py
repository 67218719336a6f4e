"""Figures withheld that others' figures give away: only where all of the others are public."""

from collections.abc import Sequence

import pytest

from collection.collection import Collection
from extract.document import Table
from mosaic.finding import Finding
from mosaic.matrix import matrix
from mosaic.remainder import remainders
from mosaic.table import names_of
from mosaic.total import territorial
from nlp.collected import responses
from tests.mosaic.figure_letters import put

NOT_OURS = "The number is exempt from disclosure under section 43(2)."


def found(collection: Collection, *, personal_data: bool = False) -> list[Finding]:
    letters = list(responses(collection))
    rows = matrix(collection, letters, robin="rr", personal_data=personal_data)
    return remainders(collection, letters, rows, personal_data=personal_data)


def together(collection: Collection, joint: str, own: str) -> None:
    put(collection, ("norfolk", "suffolk"), joint)
    put(collection, "norfolk", own)
    put(collection, "suffolk", NOT_OURS, position="withheld")
    put(collection, "kent", "We recorded 40 in 2021.")


def test_a_joint_figure_less_that_of_the_partner_is_the_one_withheld(
    collection: Collection,
) -> None:
    together(collection, "We recorded 31 in 2021 and 27 in 2022.", "2021: 12; 2022: 15")

    (one,) = found(collection)

    assert (one.kind, one.forces, one.before, one.after) == (
        "withheld-undone", ("suffolk",), "withheld", "disclosed",
    )  # fmt: skip
    assert [passage.response for passage in one.evidence] == [
        "suffolk-letter", "norfolk-suffolk-letter", "norfolk-letter",
    ]  # fmt: skip
    assert all(passage.url and passage.sha256 for passage in one.evidence)
    assert one.message.endswith(
        "the letter of Norfolk Constabulary and Suffolk Constabulary (2025-03-03) gives a figure"
        " of them together, and Norfolk Constabulary has given its own: if they count the same,"
        " what is left is that of Suffolk Constabulary (for 2021, 2022)"
    )
    (worked,) = found(collection, personal_data=True)
    assert worked.message == f"{one.message} = 19; 12", "worked out for the operator alone"


@pytest.mark.parametrize(
    ("joint", "own"),
    [
        ("We recorded 31 in 2021.", "2020: 12; 2022: 15"),
        ("We recorded 31 in 2021.", "2021/22: 12; 2022/23: 15"),
        ("We recorded 31 in 2021.", "We recorded fewer than 5 in 2021."),
        ("We recorded 31 in 2021.", "We recorded about 12 in 2021."),
        ("We recorded 11 in 2021.", "We recorded 12 in 2021."),
        ("We recorded £31 in 2021.", "We recorded 12 in 2021."),
    ],
    ids=["other years", "financial years", "a bound", "about", "more than both", "other unit"],
)
def test_figures_that_do_not_count_the_same_leave_nothing(
    collection: Collection, joint: str, own: str
) -> None:
    together(collection, joint, own)
    assert found(collection) == []


def test_a_partner_without_a_figure_of_its_own_leaves_it_open(collection: Collection) -> None:
    put(collection, ("norfolk", "suffolk"), "We recorded 31 in 2021.")
    put(collection, "suffolk", NOT_OURS, position="withheld")
    put(collection, "kent", "We recorded 12 in 2021.")
    assert found(collection) == []


def test_a_joint_table_that_gives_each_force_apart(collection: Collection) -> None:
    rows = (("Norfolk", "12"), ("Suffolk", "19"))
    table = Table(header=("Force", "2021"), rows=rows, page=1)
    put(collection, ("norfolk", "suffolk"), "See the table.", tables=[table])
    put(collection, "suffolk", NOT_OURS, position="withheld")

    (one,) = found(collection)

    assert one.message.endswith("gives the figure of Suffolk Constabulary apart (for 2021)")
    assert len(one.evidence) == 2
    assert "19" not in one.message


def test_a_figure_beside_the_name_of_one_force_may_be_of_both(collection: Collection) -> None:
    put(collection, ("norfolk", "suffolk"), "At the unit in Suffolk we recorded 31 in 2021.")
    put(collection, "norfolk", "We recorded 12 in 2021.")
    put(collection, "suffolk", NOT_OURS, position="withheld")
    assert found(collection) == []


def test_sentences_that_give_each_force_its_own(collection: Collection) -> None:
    put(collection, ("norfolk", "suffolk"), "Norfolk: 12 in 2021.\nSuffolk: 19 in 2021.")
    put(collection, "suffolk", NOT_OURS, position="withheld")
    (one,) = found(collection, personal_data=True)
    assert one.message.endswith("apart (for 2021) = 19")


def test_equal_figures_of_two_forces_are_no_figure_of_both(collection: Collection) -> None:
    rows = (("Norfolk", "12"), ("Suffolk", "12"))
    table = Table(header=("Force", "2021"), rows=rows, page=1)
    put(collection, ("norfolk", "suffolk"), "See the table.", tables=[table])
    put(collection, "norfolk", "We recorded 12 in 2021.")
    put(collection, "suffolk", NOT_OURS, position="withheld")
    (one,) = found(collection, personal_data=True)
    assert one.message.endswith("apart (for 2021) = 12")


def nationwide(collection: Collection, says: str, without: Sequence[str]) -> None:
    table = Table(header=("Year", "Number"), rows=(("2021", "91"), ("2022", "88")), page=1)
    put(collection, "npcc", says, tables=[table])
    for slug in sorted(territorial() - set(without)):
        put(collection, slug, "We recorded 2 in 2021.")
    put(collection, "surrey", NOT_OURS, position="withheld")


def test_a_national_total_is_used_up_only_by_all_others(collection: Collection) -> None:
    says = "The table has the totals of the 43 forces."
    nationwide(collection, says, without=["surrey", "kent"])
    assert found(collection) == [], "of Kent nothing is known"
    put(collection, "kent", "We recorded 3 in 2021.")

    (one,) = found(collection, personal_data=True)

    assert one.forces == ("surrey",)
    assert "42 other forces have given their own" in one.message
    assert one.message.endswith("(for 2021) = 6")
    assert len(one.evidence) == 44


def test_a_number_that_is_no_total_of_all_is_taken_for_none(collection: Collection) -> None:
    says = "The 43 forces were asked; the table has what they told us."
    nationwide(collection, says, without=["surrey"])
    assert found(collection) == []


def test_forces_are_named_as_in_a_sentence() -> None:
    assert names_of(["kent", "essex", "surrey"]) == "Kent Police, Essex Police and Surrey Police"
    assert names_of([]) == "nobody named"
