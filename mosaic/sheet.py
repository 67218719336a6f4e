"""A sheet of paper: shapes and words at places in pixels, drawn as one chart.

For drawings that no scale makes, such as a map of tiles or a legend with patterns. It is an Altair
chart all the same, and can be saved, described and restyled like one.
"""

import textwrap
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import altair as alt

from mosaic.legend import SIGNS, Pattern, Sign

FONT = "DejaVu Sans, Arial, sans-serif"
EDGE, FAINT = "#808080", "#595959"

_STEP = 10
"""Pixels between the lines and dots of a pattern."""
_DRAWN = "#ADADAD"

Align = Literal["left", "center", "right"]
_Row = dict[str, Any]
_Scales = tuple[alt.Scale, alt.Scale]


@dataclass(slots=True)
class Sheet:
    """Shapes, put on from back to front: grounds, patterns, bands, words.

    All places are pixels from the upper left corner.

    Attributes:
        width: Of the sheet, without its margin; ``height`` grows with what is put on it.
    """

    width: float
    height: float = 0
    _grounds: list[_Row] = field(default_factory=list)
    _lines: list[_Row] = field(default_factory=list)
    _dots: list[_Row] = field(default_factory=list)
    _bands: list[_Row] = field(default_factory=list)
    _words: dict[tuple[Align, bool], list[_Row]] = field(default_factory=lambda: defaultdict(list))

    def box(
        self, x: float, y: float, width: float, height: float, colour: str, *, over: bool = False
    ) -> None:
        """A rectangle with an edge; ``over`` puts it before the patterns."""
        place = {"x": x, "y": y, "x2": x + width, "y2": y + height, "colour": colour}
        (self._bands if over else self._grounds).append(place)
        self.height = max(self.height, y + height)

    def line(
        self, x: float, y: float, x2: float, y2: float, *, colour: str = _DRAWN, thick: float = 1
    ) -> None:
        """A straight line."""
        self._lines.append({"x": x, "y": y, "x2": x2, "y2": y2, "colour": colour, "thick": thick})
        self.height = max(self.height, y, y2)

    def word(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 11,
        ink: str = "#000000",
        bold: bool = False,
        align: Align = "left",
        halo: str | None = None,
    ) -> None:
        """A line of text, ``y`` its middle; a halo keeps it readable on a pattern."""
        self._words[align, bold].append(
            {"x": x, "y": y, "text": text, "size": size, "ink": ink, "halo": halo}
        )
        self.height = max(self.height, y + size / 2)

    def words(self, x: float, y: float, text: str, *, wide: float, size: float = 11) -> float:
        """A text in as many lines as it needs; returns where the next line would stand."""
        for part in wrapped(text, wide, size):
            self.word(x, y, part, size=size)
            y += size * 1.3
        return y

    def tile(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        sign: Sign,
        *,
        further: bool = False,
    ) -> None:
        """A tile as the legend has it: ground, pattern and, with ``further``, the NCND band."""
        self.box(x, y, width, height, sign.colour)
        self._pattern(x, y, width, height, sign.pattern)
        if further:
            band = min(15.0, height / 3)
            self.box(x, y + height - band, width, band, SIGNS["ncnd"].colour, over=True)

    def chart(
        self, title: str, subtitle: Sequence[str], description: str, *, wide: float | None = None
    ) -> alt.LayerChart:
        """The sheet as a chart; long lines of the subtitle are broken at its width."""
        # A sheet without anything on it is as high as its head.
        self.height = max(self.height, 1)
        scale = (
            alt.Scale(domain=[0, self.width], nice=False, zero=False),
            alt.Scale(domain=[0, self.height], reverse=True, nice=False, zero=False),
        )
        layers = [
            _rectangles(self._grounds, scale),
            _rules(self._lines, scale),
            _points(self._dots, scale),
            _rectangles(self._bands, scale),
        ]
        for (align, bold), words in sorted(self._words.items()):
            layers += [_halos(words, scale, align, bold), _texts(words, scale, align, bold)]
        lines = [part for line in subtitle for part in wrapped(line, wide or self.width, 11)]
        drawn = layered(*layers).properties(
            title=titled(wrapped(title, self.width, 15), lines),
            width=self.width,
            height=self.height,
            description=description,
        )
        return styled(drawn)

    def _pattern(self, x: float, y: float, width: float, height: float, name: Pattern) -> None:
        def line(x1: float, y1: float, x2: float, y2: float) -> None:
            self.line(x + x1, y + y1, x + x2, y + y2)

        across = [step * _STEP for step in range(1, int((width - 1) / _STEP) + 1)]
        down = [step * _STEP for step in range(1, int((height - 1) / _STEP) + 1)]
        match name:
            case "plain":
                pass
            case "dots":
                self._dots += [
                    {"x": x + at, "y": y + to, "colour": _DRAWN} for at in across for to in down
                ]
            case "lines":
                for to in down:
                    line(0, to, width, to)
            case "uprights":
                for at in across:
                    line(at, 0, at, height)
            case "grid":
                self._pattern(x, y, width, height, "lines")
                self._pattern(x, y, width, height, "uprights")
            case "cross":
                line(0, 0, width, height)
                line(0, height, width, 0)
            case "frame":
                inset = min(5.0, height / 5)
                for edge in (inset, height - inset):
                    line(inset, edge, width - inset, edge)
                for edge in (inset, width - inset):
                    line(edge, inset, edge, height - inset)
            case "stripes":
                # From the left and the lower edge, up to the right at 45 degrees.
                for at in range(_STEP, int(width + height), _STEP):
                    left, low = max(0.0, at - height), min(at, height)
                    line(left, low, min(at, width), max(0.0, at - width))


def wrapped(text: str, wide: float, size: float) -> list[str]:
    """A text in lines of a width in pixels, by what letters of a size take on average.

    >>> wrapped("Devon and Cornwall", 96, 10.5)
    ['Devon and', 'Cornwall']
    """
    return textwrap.wrap(
        text, max(1, int(wide / (size * 0.58))), break_long_words=False, break_on_hyphens=False
    ) or [""]


def _at(name: str, scale: dict[str, alt.Scale]) -> Any:
    channel = {"x": alt.X, "y": alt.Y}[name]
    return channel(f"{name}:Q", scale=scale[name], axis=None)


def titled(title: str | list[str], subtitle: Sequence[str]) -> alt.Title:
    """What stands above a chart: its title, and what is to be known of it, a line each."""
    return alt.Title(
        title,
        subtitle=list(subtitle),
        anchor="start",
        frame="bounds",
        fontSize=15,
        subtitleFontSize=11,
        subtitleLineHeight=15,
        offset=12,
    )


def layered(*charts: alt.Chart) -> alt.LayerChart:
    """Charts upon each other, the first at the back."""
    made = alt.layer(*charts)
    assert isinstance(made, alt.LayerChart)
    return made


def styled(chart: alt.LayerChart) -> alt.LayerChart:
    """The chart on white, with a margin, in the type that all charts have."""
    made: alt.LayerChart = chart.configure(
        font=FONT, padding=16, background="#FFFFFF", view=alt.ViewConfig(stroke=None)
    )
    return made


def _rectangles(rows: Sequence[_Row], scale: _Scales) -> alt.Chart:
    made: alt.Chart = _base(rows, scale).mark_rect(stroke=EDGE, strokeWidth=0.7)
    return made.encode(x2="x2:Q", y2="y2:Q", color=alt.Color("colour:N", scale=None))


def _rules(rows: Sequence[_Row], scale: _Scales) -> alt.Chart:
    made: alt.Chart = _base(rows, scale).mark_rule()
    return made.encode(
        x2="x2:Q",
        y2="y2:Q",
        color=alt.Color("colour:N", scale=None),
        size=alt.Size("thick:Q", scale=None),
    )


def _points(rows: Sequence[_Row], scale: _Scales) -> alt.Chart:
    made: alt.Chart = _base(rows, scale).mark_circle(size=7, opacity=1)
    return made.encode(color=alt.Color("colour:N", scale=None))


def _halos(rows: Sequence[_Row], scale: _Scales, align: Align, bold: bool) -> alt.Chart:
    held = [row for row in rows if row["halo"]]
    made: alt.Chart = _texts(held, scale, align, bold).encode(
        color=alt.Color("halo:N", scale=None), stroke=alt.Stroke("halo:N", scale=None)
    )
    return made


def _texts(rows: Sequence[_Row], scale: _Scales, align: Align, bold: bool) -> alt.Chart:
    made: alt.Chart = _base(rows, scale).mark_text(
        align=align,
        baseline="middle",
        fontWeight="bold" if bold else "normal",
        strokeWidth=4,
        strokeJoin="round",
    )
    return made.encode(
        text="text:N",
        size=alt.Size("size:Q", scale=None),
        color=alt.Color("ink:N", scale=None),
    )


def _base(rows: Sequence[_Row], scale: _Scales) -> alt.Chart:
    return alt.Chart(alt.InlineData(values=list(rows))).encode(
        x=alt.X("x:Q", scale=scale[0], axis=None), y=alt.Y("y:Q", scale=scale[1], axis=None)
    )
