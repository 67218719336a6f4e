"""Positions that turned, for print: before, after, and what the finding says of them."""

from collections.abc import Iterable

import altair as alt

from index.plain import FINDINGS
from mosaic.finding import Finding
from mosaic.legend import SIGNS
from mosaic.sheet import Sheet, wrapped
from mosaic.table import names_of

_WIDTH, _TILE, _ARROW = 680.0, 130, 44
MOST = 30
"""Findings that a chart can hold; of more, the first are drawn, and it says so."""


def turns(findings: Iterable[Finding], *, title: str = "Who changed their mind") -> alt.LayerChart:
    """What changed or was withdrawn, a block a finding, with a description for those who hear it.

    Findings without a before and an after are left out. In the order given; not a ranking.
    """
    shown = [one for one in findings if one.kind in ("changed", "withdrawn")]
    sheet = Sheet(width=_WIDTH)
    y = 6.0
    for one in shown[:MOST]:
        y = _block(sheet, y, one) + 22
    number = len({slug for one in shown for slug in one.forces})
    counted = "1 force" if number == 1 else f"{number} forces"
    lines = [f"{len(shown)} findings, {counted}; the earlier answer at the left."]
    if len(shown) > MOST:
        lines.append(f"The first {MOST} are drawn.")
    return sheet.chart(title, lines, describe(shown[:MOST]))


def describe(findings: Iterable[Finding]) -> str:
    """The chart in words."""
    parts = [
        f"{names_of(one.forces)}: {one.text or 'the page'}: {one.message}" for one in findings
    ]
    return ". ".join(parts) or "No position changed, and none was withdrawn."


def _block(sheet: Sheet, y: float, one: Finding) -> float:
    sheet.word(0, y, f"{names_of(one.forces)}: {FINDINGS[one.kind]}", bold=True, size=12)
    y = sheet.words(0, y + 18, one.text or "The page as a whole", wide=_WIDTH) + 4
    for number, position in enumerate((one.before, one.after)):
        sign = SIGNS["gone"] if position is None and number else SIGNS[position]
        x = number * (_TILE + _ARROW)
        sheet.tile(x, y, _TILE, 28, sign)
        halo = sign.colour if sign.pattern != "plain" else None
        middle = x + _TILE / 2
        sheet.word(middle, y + 14, sign.short, bold=True, ink=sign.ink, align="center", halo=halo)
    start, stop, level = _TILE + 8, _TILE + _ARROW - 8, y + 14
    sheet.line(start, level, stop, level, colour="#000000", thick=1.5)
    for side in (-5, 5):
        sheet.line(stop - 6, level + side, stop, level, colour="#000000", thick=1.5)
    beside = 2 * _TILE + _ARROW + 16
    wide = _WIDTH - beside
    middle = y + 14 - 6.5 * (len(wrapped(one.message, wide, 10)) - 1)
    return max(sheet.words(beside, max(middle, y + 4), one.message, wide=wide, size=10), y + 34)
