"""Plain pages read fast: the library's own lines, measured at their ends only.

Most pages of letters are lines of one column. Where anything is not so plain (tables, columns,
something over text, a turned page) the page is left to the slow way, which looks at each
character.
"""

import ctypes
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.pdf.asides import frames, is_beside
from extract.pdf.glyphs import Box, character, display, glyphs_of, runs_of
from extract.pdf.lines import Line, lines_of
from extract.pdf.objects import Drawings
from extract.pdf.tables import may_have_tables

WIDE = 0.58
"""Mean width of a line's characters, by its height, from which it may have a gap in it."""
GAP = 0.7
"""Distance of two pieces of a line, by its height, from which it has one."""
ABREAST = 6
"""Lines with gaps on a page from which they may be columns."""

_SHOWN = {
    code: character(code)
    for code in (
        *range(32), 127, 0xAD, 0x200B, 0x2010, 0x2011, 0xFEFF, 0xFFFE, 0xFFFF,
        *range(0xF000, 0xF100), *range(0xFB00, 0xFB07),
    )
} | {9: " ", 160: " ", 0x2002: " ", 0x2003: " ", 0x2009: " ", 0x3000: " "}  # fmt: skip

Part = tuple[int, int, Box]
"""First and last character of a line of the library's, and its box."""


def swift_lines(
    page: pdfium.PdfPage,
    text_page: pdfium.PdfTextPage,
    drawings: Drawings,
    covers: Sequence[Box] = (),
) -> list[Line] | None:
    """The lines of a plain page, top to bottom; ``None`` where the page is not plain."""
    if page.get_rotation() or drawings.faint or not drawings.complete or covers:
        return None
    text = text_page.get_text_range(errors="replace")
    if not text or len(text) != text_page.count_chars() or may_have_tables(drawings):
        return None
    measured = _parts(page, text_page, text)
    if measured is None or _is_covered(measured[0], drawings):
        return None
    parts, odd = measured
    boxes = [box for _, _, box in parts]
    if any(is_beside(frame, boxes) for frame in frames(drawings)):
        return None
    gapped = _gapped(parts, drawings.texts) | odd
    out: list[Line] = []
    abreast = 0
    groups = _groups(parts)
    if groups is None:
        return None
    for group in groups:
        first, last, box = group[0]
        width = (box[2] - box[0]) / (last - first + 1) / (box[3] - box[1])
        if len(group) == 1 and width < WIDE and first not in gapped:
            shown = " ".join(text[first : last + 1].translate(_SHOWN).split())
            if shown:
                out.append(Line(shown, *box, ((shown, box[0], box[2]),)))
            continue
        glyphs = glyphs_of(page, text_page, first, group[-1][1] + 1)
        found = lines_of(runs_of(glyphs))
        abreast += sum(len(line.cells) > 1 for line in found)
        out += found
    return out if abreast < ABREAST else None


def _parts(
    page: pdfium.PdfPage, text_page: pdfium.PdfTextPage, text: str
) -> tuple[list[Part], set[int]] | None:
    """The library's lines with their boxes, and the first characters of those that are odd.

    ``None`` where one is off the page or turned.
    """
    left, _, _, top = page.get_bbox()
    _, (_, _, width, height) = display(page)
    rect, handle = raw.FS_RECTF(), text_page.raw
    at, box_of = ctypes.byref(rect), raw.FPDFText_GetLooseCharBox
    out: list[Part] = []
    odd: set[int] = set()
    start = 0
    for piece in text.split("\r\n"):
        first = start + len(piece) - len(piece.lstrip())
        last = start + len(piece.rstrip()) - 1
        start += len(piece) + 2
        if last < first:
            continue
        box_of(handle, first, at)
        x0, y0, y1 = rect.left - left, top - rect.top, top - rect.bottom
        tall = y1 - y0
        end = rect.right - left
        if last > first:
            box_of(handle, last, at)
            y0, y1 = min(y0, top - rect.top), max(y1, top - rect.bottom)
            end = rect.right - left
        if not (x0 >= 0 and end <= width + 1 and y0 >= -1 and height + 1 >= y1 > y0):
            return None
        # A raised figure in front, or two lines that the library has joined at a hyphen.
        if y1 - y0 > 1.6 * tall or end <= x0:
            odd.add(first)
            end = max(end, x0 + 1)
        out.append((first, last, (x0, y0, end, y1)))
    return (out, odd) if out else None


def _groups(parts: Sequence[Part]) -> list[list[Part]] | None:
    """Lines that follow each other side by side together, top to bottom.

    ``None`` where others stand side by side too: they may be columns.
    """
    groups: list[list[Part]] = []
    for part in parts:
        if groups and _level(part[2], groups[-1][0][2]):
            groups[-1].append(part)
        else:
            groups.append([part])
    groups.sort(key=lambda group: group[0][2][1])
    beside = any(_level(above[0][2], below[0][2]) for above, below in pairwise(groups))
    return None if beside else groups


def _level(a: Box, b: Box) -> bool:
    """Whether two lines stand at the same height."""
    overlap = min(a[3], b[3]) - max(a[1], b[1])
    return overlap > 0.5 * min(a[3] - a[1], b[3] - b[1])


def _gapped(parts: Sequence[Part], texts: Sequence[Box]) -> set[int]:
    """First characters of lines with a wide gap between pieces that were drawn one by one."""
    boxes = sorted(texts, key=lambda box: box[1] + box[3])
    keys = [(box[1] + box[3]) / 2 for box in boxes]
    out = set()
    for first, _, (x0, y0, x1, y1) in parts:
        here = boxes[bisect_left(keys, y0) : bisect_right(keys, y1)]
        at = x0
        for box in sorted(here):
            if box[0] - at > GAP * (y1 - y0) and box[0] < x1:
                out.add(first)
                break
            at = max(at, box[2])
    return out


def _is_covered(parts: Sequence[Part], drawings: Drawings) -> bool:
    """Whether anything opaque meets a line: which lies over the other must be looked at."""
    first = min(drawings.order.values(), default=0)
    for cover in drawings.covers:
        dark = cover.colour is not None and min(cover.colour[:3]) < 128
        if cover.order <= first and not dark:
            continue
        x0, y0, x1, y1 = cover.box
        for _, _, box in parts:
            if box[0] < x1 and x0 < box[2] and box[1] < y1 and y0 < box[3]:
                return True
    return False
