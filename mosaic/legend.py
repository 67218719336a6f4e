"""How positions are shown: their words in a cell, a colour, a pattern and the ink."""

from dataclasses import dataclass
from typing import Literal

from index.plain import FURTHER as FURTHER_SAID
from index.plain import POSITIONS
from mosaic.position import Position

Pattern = Literal["plain", "dots", "lines", "uprights", "grid", "cross", "frame", "stripes"]
"""What is drawn on a ground, so that signs differ without colour too."""


@dataclass(frozen=True, slots=True)
class Sign:
    """How one position is shown.

    The colours can be told apart in the common kinds of colour blindness; none stands alone: the
    word is always there. None of them means good or bad.

    Attributes:
        short: One or two words for a cell; as of :data:`index.plain.POSITIONS`, like the next.
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


def _sign(
    position: str | None, colour: str = _PLAIN, ink: str = "#000000", pattern: Pattern = "plain"
) -> Sign:
    words = POSITIONS[position]
    return Sign(words.short, words.meaning, colour, ink, pattern)


SIGNS: dict[str | None, Sign] = {
    "confirmed": _sign("confirmed", "#0072B2", "#FFFFFF"),
    "denied": _sign("denied", "#56B4E9"),
    "disclosed": _sign("disclosed", "#009E73"),
    "partly-disclosed": _sign("partly-disclosed", "#9BD8C4"),
    "not-held": _sign("not-held", "#F0E442"),
    "withheld": _sign("withheld", "#D55E00"),
    "ncnd": _sign("ncnd", "#2B1B3D", "#FFFFFF"),
    "cost": _sign("cost", "#E69F00"),
    "vexatious": _sign("vexatious", "#A85500", "#FFFFFF"),
    "elsewhere": _sign("elsewhere", "#CC79A7"),
    "clarify": _sign("clarify", "#E9CBDB"),
    "not-applicable": _sign("not-applicable", "#EDEDED"),
    "unanswered": _sign("unanswered", "#BDBDBD"),
    None: _sign(None, pattern="grid"),
    "not-found": _sign("not-found", ink=_FAINT, pattern="dots"),
    "not-crawled": _sign("not-crawled", ink=_FAINT, pattern="stripes"),
    "blocked": _sign("blocked", ink=_FAINT, pattern="cross"),
    "unreadable": _sign("unreadable", ink=_FAINT, pattern="lines"),
    "gone": _sign("gone", ink=_FAINT, pattern="frame"),
    "not-asked": _sign("not-asked", ink=_FAINT, pattern="uprights"),
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


_HEARD = {word.short: word.said for word in POSITIONS.values()} | {
    LACKING.short: "no such question"
}


def heard(words: str) -> str:
    """The words of a cell in full, for those who hear them.

    >>> heard("no + NCND"), heard("part given")
    ('no with anything further neither confirmed nor denied', 'given in part')
    """
    short = words.removesuffix(f" {FURTHER}")
    told = _HEARD.get(short, short)
    return told if short == words else f"{told} with {FURTHER_SAID}"
