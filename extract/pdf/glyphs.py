"""The characters of a page with the places where they stand, and runs of them.

Coordinates here are those of the page as displayed: points from the top left corner of what is
shown, x to the right, y down, a rotated page turned upright.
"""

import ctypes
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

LIGATURES = {
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st",
}  # fmt: skip
_SYMBOLS = {
    0xF0B7: "•", 0xF0A7: "▪", 0xF0D8: "➢", 0xF0FC: "✓", 0xF0E0: "→", 0xF02D: "-", 0xF0FE: "☒",
    0xF0A8: "☐", 0xF06F: "o", 0xF0D2: "•", 0xF076: "•", 0xF020: " ",
}  # fmt: skip
"""What Word's symbol fonts draw at these places; their characters mean nothing by themselves."""

Box = tuple[float, float, float, float]
"""x0, y0, x1, y1 with x0 ≤ x1 and y0 ≤ y1."""


class Glyph(NamedTuple):
    """One character.

    Attributes:
        spaced: White space stands before it in the file's order.
        broken: A line ends before it in the file's order.
        number: Its number in the library's list of the page's characters.
    """

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    spaced: bool
    broken: bool
    number: int


@dataclass(slots=True)
class Run:
    """Characters that follow each other closely on one line."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self) -> float:
        """Height of its line of type."""
        return self.y1 - self.y0

    @property
    def middle(self) -> float:
        return (self.y0 + self.y1) / 2


def display(page: pdfium.PdfPage) -> tuple[Callable[[float, float], tuple[float, float]], Box]:
    """How a point of the page is turned to where it is displayed, and the box that is shown."""
    left, bottom, right, top = page.get_bbox()
    left, right = min(left, right), max(left, right)
    bottom, top = min(bottom, top), max(bottom, top)
    turn = page.get_rotation()
    if turn == 90:
        return lambda x, y: (y - bottom, x - left), (0, 0, top - bottom, right - left)
    if turn == 180:
        return lambda x, y: (right - x, y - bottom), (0, 0, right - left, top - bottom)
    if turn == 270:
        return lambda x, y: (top - y, right - x), (0, 0, top - bottom, right - left)
    return lambda x, y: (x - left, top - y), (0, 0, right - left, top - bottom)


def turned(place: Callable[[float, float], tuple[float, float]], box: Box) -> Box:
    """A box where it is displayed."""
    xa, ya = place(box[0], box[1])
    xb, yb = place(box[2], box[3])
    return min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)


def glyphs_of(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, start: int = 0, stop: int | None = None
) -> list[Glyph]:
    """Characters that are no white space, in the file's order; all, or those of a range."""
    place, _ = display(page)
    upright = page.get_rotation() == 0
    left, _, _, top = page.get_bbox()
    handle = text_page.raw
    rect = raw.FS_RECTF()
    at = ctypes.byref(rect)
    box_of, code_of = raw.FPDFText_GetLooseCharBox, raw.FPDFText_GetUnicode
    out: list[Glyph] = []
    spaced = broken = False
    for index in range(start, text_page.count_chars() if stop is None else stop):
        code = code_of(handle, index)
        if code in (10, 13):
            broken = True
            continue
        if code in (32, 160, 9, 0x2003, 0x2002, 0x2009, 0x3000):
            spaced = True
            continue
        text = character(code)
        if not text:
            continue
        box_of(handle, index, at)
        if upright:
            box = (rect.left - left, top - rect.top, rect.right - left, top - rect.bottom)
        else:
            box = turned(place, (rect.left, rect.bottom, rect.right, rect.top))
        out.append(Glyph(text, *box, spaced, broken, index))
        spaced = broken = False
    return out


def character(code: int) -> str:
    """What a reader sees for a code: nothing for controls, the letters of a ligature."""
    if code in (2, 0xFFFE, 0x00AD, 0x2010, 0x2011):
        return "-"  # PDFium's mark for a hyphen at the end of a line
    if code < 32 or 0xD800 <= code < 0xE000 or code > 0x10FFFF or code in (0xFEFF, 0xFFFF, 0x200B):
        return ""
    if 0xF000 <= code < 0xF100:
        return _SYMBOLS.get(code, chr(code - 0xF000) if 0xF020 < code < 0xF07F else "•")
    text = chr(code)
    return LIGATURES.get(text, text)


def runs_of(glyphs: Sequence[Glyph]) -> list[Run]:
    """Characters in the file's order to runs; a wide gap or another line begins a new one."""
    out: list[Run] = []
    text: list[str] = []
    x0 = y0 = x1 = y1 = 0.0
    last: Glyph | None = None
    for glyph in glyphs:
        size = max(glyph.y1 - glyph.y0, 1.0)
        if last is not None and glyph[1:5] == last[1:5] and not glyph.broken:
            # One sign for several letters, or a letter printed twice to look bold.
            if glyph.text != last.text or (
                glyph.text == "f" and glyph.x1 - glyph.x0 > 0.42 * size
            ):
                text.append(glyph.text)
                last = glyph
            continue
        if (
            last is not None
            and not glyph.broken
            and abs(glyph.y1 - last.y1) < 0.25 * size
            and -0.6 * size < glyph.x0 - x1 < 0.65 * size
        ):
            if glyph.text == last.text and abs(glyph.x0 - last.x0) < 0.12 * size:
                continue  # the same letter printed twice, a little aside
            if glyph.spaced or glyph.x0 - x1 > 0.3 * size:
                text.append(" ")
            text.append(glyph.text)
            x0, x1 = min(x0, glyph.x0), max(x1, glyph.x1)
            y0, y1 = min(y0, glyph.y0), max(y1, glyph.y1)
        else:
            if text:
                out.append(Run("".join(text), x0, y0, x1, y1))
            text = [glyph.text]
            x0, y0, x1, y1 = glyph.x0, glyph.y0, glyph.x1, glyph.y1
        last = glyph
    if text:
        out.append(Run("".join(text), x0, y0, x1, y1))
    return _once(out)


def _once(runs: list[Run]) -> list[Run]:
    """Without runs that are printed twice over themselves, as some programs do for bold."""
    seen: set[tuple[str, int, int]] = set()
    out = []
    for run in runs:
        key = (run.text, round(run.x0 / 2), round(run.y0 / 2))
        if key not in seen or len(run.text) < 2:
            seen.add(key)
            out.append(run)
    return out
