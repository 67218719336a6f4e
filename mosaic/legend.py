"""How positions are shown: a short word, what it means, a colour, a pattern and the ink."""

from dataclasses import dataclass
from typing import Literal

from mosaic.position import Position

Pattern = Literal["plain", "dots", "lines", "uprights", "grid", "cross", "frame", "stripes"]
"""What is drawn on a ground, so that signs differ without colour too."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How one position is shown.

    The colours can be told apart in the common kinds of colour blindness; none stands alone: the
    word is always there. None of them means good or bad.

    Attributes:
        short: One or two words for a cell.
        meaning: A sentence for the legend.
        colour: Of the cell.
        ink: Of the word in it; at least 4.5 to 1 against the colour.
        pattern: On the ground; no two signs on white have the same.
    """

    short: str
    meaning: str
    colour: str
    ink: str = "#000000"
    pattern: Pattern = "plain"


_PLAIN = "#FFFFFF"
_FAINT = "#595959"

SIGNS: dict[str | None, Sign] = {
    "confirmed": Sign("yes", "A yes/no question, answered yes.", "#0072B2", "#FFFFFF"),
    "denied": Sign("no", "A yes/no question, answered no.", "#56B4E9"),
    "disclosed": Sign("given", "The information asked for is given, in whole.", "#009E73"),
    "partly-disclosed": Sign("part given", "Some is given and some is withheld.", "#9BD8C4"),
    "not-held": Sign("not held", "The force says that it holds no such information.", "#F0E442"),
    "withheld": Sign("withheld", "The force relies on an exemption.", "#D55E00"),
    "ncnd": Sign("NCND", "Neither confirmed nor denied.", "#2B1B3D", "#FFFFFF"),
    "cost": Sign("cost", "Refused on the cost of answering.", "#E69F00"),
    "vexatious": Sign("vexatious", "Refused as vexatious or repeated.", "#A85500", "#FFFFFF"),
    "elsewhere": Sign("elsewhere", "Already accessible, or to be published.", "#CC79A7"),
    "clarify": Sign("asks back", "The force asks what is meant.", "#E9CBDB"),
    "not-applicable": Sign("n/a", "A follow-up whose condition was answered no.", "#EDEDED"),
    "unanswered": Sign("passed over", "The letter passes the question over.", "#BDBDBD"),
    None: Sign(
        "not clear", "The letter was read, but not what it answers.", _PLAIN, pattern="grid"
    ),
    "not-found": Sign(
        "not found",
        "The force's log was crawled over the period and holds no such answer. Whether it was"
        " asked is not known.",
        _PLAIN,
        _FAINT,
        "dots",
    ),
    "not-crawled": Sign(
        "not crawled",
        "The force's log was not seen, or not over the period.",
        _PLAIN,
        _FAINT,
        "stripes",
    ),
    "blocked": Sign("blocked", "The force's site refused the crawler.", _PLAIN, _FAINT, "cross"),
    "unreadable": Sign(
        "unreadable",
        "Documents of the force's log could not be read; the answer may be among them.",
        _PLAIN,
        _FAINT,
        "lines",
    ),
    "gone": Sign(
        "gone",
        "Entries of the force's log were taken down before they were seen.",
        _PLAIN,
        _FAINT,
        "frame",
    ),
    "not-asked": Sign(
        "not asked",
        "A source lists who was asked, and the force is not there.",
        _PLAIN,
        _FAINT,
        "uprights",
    ),
}

LACKING = Sign("–", "The force's letter has no such question.", _PLAIN, _FAINT)

FURTHER = "+ NCND"
"""Stands behind an answer that comes with a refusal to confirm or deny anything further."""


def sign_of(row: Position) -> Sign:
    """How a cell is shown."""
    return LACKING if row.asked is False else SIGNS[row.position]


def words_of(row: Position) -> str:
    """What stands in a cell."""
    short = sign_of(row).short
    return f"{short} {FURTHER}" if row.partial_ncnd else short
