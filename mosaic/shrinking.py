"""How a crowd of forces in doubt shrinks, for print: letter by letter, a square a force."""

from collections.abc import Iterable, Sequence

import altair as alt

from mosaic.doubt import Doubt
from mosaic.legend import SIGNS, Sign
from mosaic.sheet import FAINT, Sheet
from mosaic.table import name_of
from mosaic.tilemap import short_name

_NAMES, _ROW, _ROOM = 250.0, 30, 560.0
_OPEN = Sign("open", "Its letter comes later, or does not say.", "#FFFFFF")
_YES = Sign("yes", "A public answer: yes, or given.", "#0072B2", "#FFFFFF")
_REFUSED = Sign("refused", "It refuses on other grounds.", SIGNS["withheld"].colour)
_NO = Sign("no", "A public answer: no, or none held.", "#56B4E9")
_KEYS = (_YES, _NO, SIGNS["ncnd"], _REFUSED, _OPEN)


def shrinking(
    doubts: Iterable[Doubt], *, title: str = "What the answers leave in doubt"
) -> alt.LayerChart:
    """One question, a line a letter in the order of days, a square a force.

    Args:
        doubts: Of one question, from :func:`mosaic.doubt.doubts`, in its order.
        title: Above the chart.
    """
    shown = list(doubts)
    across = max((_across(one) for one in shown), default=0.0)
    sheet = Sheet(width=max(_NAMES + across + 70, 620.0))
    for at, one in enumerate(shown):
        _line(sheet, 26.0 + at * _ROW, one)
    if shown:
        sheet.word(_NAMES, 6, "the forces with a letter, after this one", size=10, ink=FAINT)
        sheet.word(_NAMES + across + 8, 6, "in doubt", size=10, ink=FAINT)
    used = {sign.short for one in shown for sign in _squares(one)}
    _legend(sheet, sheet.height + 26, [sign for sign in _KEYS if sign.short in used])
    lines = [f"Q{shown[0].question}  {shown[0].text or ''}"] if shown else []
    if shown:
        lines.append(
            f"{shown[0].counted} forces have a letter on the question; of the others nothing shows"
            " whether they were asked. Neither confirmed nor denied is no answer."
        )
    return sheet.chart(title, lines, describe(shown))


def describe(doubts: Sequence[Doubt]) -> str:
    """The chart in words."""
    parts = [
        f"{one.responded or 'undated'}, {_who(one)}: {one.before} forces in doubt before,"
        f" {one.after} after"
        for one in doubts
    ]
    return "; ".join(parts) or "No force neither confirms nor denies it."


def _line(sheet: Sheet, y: float, one: Doubt) -> None:
    sheet.word(0, y + 5, one.responded or "no date", size=10, ink=FAINT)
    sheet.words(66, y + 5, _who(one), wide=_NAMES - 70, size=10)
    wide = _across(one) / max(one.counted, 1)
    for at, sign in enumerate(_squares(one)):
        x = _NAMES + at * wide
        sheet.tile(x, y - 6, wide - 3, 22, sign)
        if wide >= 30:
            sheet.word(
                x + (wide - 3) / 2, y + 5, sign.short, size=8, ink=sign.ink, align="center"
            )  # fmt: skip
    sheet.word(_NAMES + _across(one) + 8, y + 5, f"{one.after} of {one.counted}", bold=True)


def _squares(one: Doubt) -> list[Sign]:
    """A square for each force."""
    return [
        *(len(one.yes) * [_YES]),
        *(len(one.no) * [_NO]),
        *(len(one.silent) * [SIGNS["ncnd"]]),
        *(len(one.refusing) * [_REFUSED]),
        *(len(one.other) * [_OPEN]),
    ]


def _across(one: Doubt) -> float:
    """Pixels of a line of squares."""
    return min(34.0 * one.counted, _ROOM)


def _legend(sheet: Sheet, y: float, signs: Sequence[Sign]) -> None:
    wide = sheet.width / 2
    for at, sign in enumerate(signs):
        x, level = (at % 2) * wide, y + (at // 2) * 26
        sheet.tile(x, level - 9, 31, 18, sign)
        sheet.word(x + 40, level, f"{sign.short}:", bold=True, size=10)
        sheet.word(x + 98, level, sign.meaning, size=10)


def _who(one: Doubt) -> str:
    return ", ".join(map(short_name, one.forces)) or name_of(None)
