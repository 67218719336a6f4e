"""The figures above every matrix: letters, forces and who has none."""

from mosaic.position import Position
from mosaic.table import table


def said(force: str, response: str) -> Position:
    return Position(
        question="1", order=0, text="Is it?", force=force, position="denied", response=response,
        responded="2024-01-02",
    )  # fmt: skip


def test_a_national_body_is_no_force_and_is_named() -> None:
    rows = [
        said("kent", "k"),
        said("npcc", "n"),
        Position(question="1", order=0, force="essex", position="not-found", asked=None),
    ]
    assert table(rows).caption() == (
        "2 letters, answered 2024-01-02 to 2024-01-02; 0 of them joint. 1 of 48 forces have an"
        " answer here; 1 have none. An answer has also: National Police Chiefs' Council."
    )
