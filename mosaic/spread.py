"""Where a passage went, for print: who had it when, and what words and timing look like."""

from collections.abc import Iterable, Sequence
from datetime import date
from itertools import pairwise

import altair as alt

from index.plain import ORIGINS, PASSAGES, provisions
from mosaic.origin import Use
from mosaic.passages import Shared
from mosaic.sheet import EDGE, FAINT, Sheet
from mosaic.table import cut, name_of

_WIDTH, _LEFT, _RIGHT, _ROW = 760.0, 90.0, 500.0, 19
MOST = 12
"""Passages that a chart can hold; of more, the first are drawn, and it says so."""
_FIRST, _LATER = "#0072B2", "#FFFFFF"


def spread(passages: Iterable[Shared], *, title: str = "Who had it when") -> alt.LayerChart:
    """Passages that letters share, a block each: a mark a letter, by the day of its answer.

    All blocks have one scale of time. The first letter's mark is filled; letters without a date
    stand at the left. In the order given.
    """
    held = list(passages)
    shown = held[:MOST]
    days = [date.fromisoformat(use.date) for one in shown for use in one.spread if use.date]
    first, last = _years(days)
    sheet = Sheet(width=_WIDTH)
    y = 6.0
    for one in shown:
        y = _block(sheet, y, one, first, last) + 26
    lines = [
        f"{len(held)} passages. A filled mark is the first letter that has the words, a hollow"
        " one a later letter. What looks like a template or a copy is inferred from the words and"
        " the days; no letter says who wrote it."
    ]
    if len(held) > MOST:
        lines.append(f"The first {MOST} of {len(held)} are drawn.")
    return sheet.chart(title, lines, describe(shown))


def describe(passages: Iterable[Shared]) -> str:
    """The chart in words."""
    parts = []
    for one in passages:
        uses = ", ".join(f"{_who(use)} {use.date or 'undated'}" for use in one.spread)
        parts.append(f"{_heading(one)}: {uses}; {one.basis}")
    return ". ".join(parts) or "No passage is shared."


def _block(sheet: Sheet, y: float, one: Shared, first: date, last: date) -> float:
    sheet.word(0, y, _heading(one), bold=True, size=12)
    y = sheet.words(0, y + 18, f"“{cut(one.text, 240)}”", wide=_WIDTH, size=10.5)
    y = sheet.words(0, y, one.basis, wide=_WIDTH, size=9.5) + 16
    bottom = y + _ROW * len(one.spread)
    for year in _ticks(first, last):
        x = _place(date(year, 1, 1), first, last)
        sheet.line(x, y - 4, x, bottom, colour="#DDDDDD")
        sheet.word(x, y - 10, str(year), size=9, ink=FAINT, align="center")
    marks: list[tuple[float, float]] = []
    for at, use in enumerate(one.spread):
        known = date.fromisoformat(use.date) if use.date else None
        x = _place(known, first, last) if known else 10.0
        marks.append((x, y + 8 + at * _ROW))
    for (x, level), (x2, level2) in pairwise(marks):
        sheet.line(x, level, x, level2, colour=EDGE)
        sheet.line(x, level2, x2, level2, colour=EDGE)
    for at, (use, (x, level)) in enumerate(zip(one.spread, marks, strict=True)):
        sheet.box(x - 5, level - 5, 10, 10, _FIRST if at == 0 else _LATER, over=True)
        sheet.word(x + 10, level, f"{use.date or 'no date'}  {_who(use)}", size=10, halo="#FFFFFF")
    return bottom


def _heading(one: Shared) -> str:
    about = f", {provisions([one.exemption])}" if one.exemption else ""
    return f"{PASSAGES[one.kind].capitalize()}{about}: {ORIGINS[one.origin]}"


def _who(use: Use) -> str:
    return " and ".join(map(name_of, use.forces)) or name_of(None)


def _years(days: Sequence[date]) -> tuple[date, date]:
    """Whole years around the days."""
    if not days:
        return date(2005, 1, 1), date(2006, 1, 1)
    return date(min(days).year, 1, 1), date(max(days).year + 1, 1, 1)


def _ticks(first: date, last: date) -> range:
    """Years to name; at most ten or so."""
    return range(first.year, last.year + 1, max(1, (last.year - first.year + 9) // 10))


def _place(day: date, first: date, last: date) -> float:
    return _LEFT + (_RIGHT - _LEFT) * (day - first).days / max((last - first).days, 1)
