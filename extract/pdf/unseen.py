"""Text of a page that nobody sees: under a box, in the colour of the paper, off the page."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.pdf.glyphs import Box, Glyph, display
from extract.pdf.objects import Drawings, Drawn, address, colour_of

if TYPE_CHECKING:
    from numpy.typing import NDArray

SCALE = 1.6
"""Pixels a point when a page is drawn to see what shows."""
SEEN = 12
"""Difference of grey, of 255, from which ink shows."""
SCAN = 0.6
"""Share of the page from which a picture is the page itself."""


@dataclass(slots=True)
class Unseen:
    """Numbers of the glyphs that are not seen, by kind.

    Attributes:
        dark: On or under a dark box, as redactions are.
        light: Under a light box or a picture.
        page: The box that is shown.
    """

    page: Box = (0, 0, 0, 0)
    dark: set[int] = field(default_factory=set)
    light: set[int] = field(default_factory=set)
    invisible: set[int] = field(default_factory=set)
    outside: set[int] = field(default_factory=set)

    def all(self) -> set[int]:
        return self.dark | self.light | self.invisible | self.outside


def unseen_in(
    page: pdfium.PdfPage,
    text_page: pdfium.PdfTextPage,
    glyphs: Sequence[Glyph],
    drawings: Drawings,
    covers: Sequence[Box] = (),
) -> Unseen:
    """Find what is not seen: suspects by what is drawn over them, proof by drawing the page.

    The page is drawn with and without the suspects; where nothing changes, nobody sees them.

    Args:
        page: The page.
        text_page: Its text.
        glyphs: Its characters.
        drawings: Its other objects.
        covers: Boxes of annotations that may lie over text.
    """
    _, box = display(page)
    _, _, width, height = box
    out = Unseen(page=box)
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        if not (-1 <= x <= width + 1 and -1 <= y <= height + 1):
            out.outside.add(glyph.number)
    inside = [glyph for glyph in glyphs if glyph.number not in out.outside]
    handles: dict[int, Any] = {}
    covered = _under(text_page, inside, drawings, covers, handles)
    faint = _faint(text_page, inside, drawings, handles)
    if not covered and not faint:
        return out
    scan = any(_share(image.box, width, height) > SCAN for image in drawings.images)
    suspects = {glyph.number: glyph for glyph in (*covered, *faint)}
    if scan:
        # The text layer of a scan is never seen; under a box drawn on the scan it must not be.
        covered = _under(text_page, inside, _boxes_only(drawings, width, height), covers, handles)
        if not covered:
            return out
        before = _drawn(page, covered)
        for glyph in covered:
            if _is_even(before, glyph):
                (out.dark if before.is_dark(glyph) else out.light).add(glyph.number)
        return out
    before = _drawn(page, list(suspects.values()))
    objects = {address(handle): handle for handle in handles.values()}
    for handle in objects.values():
        raw.FPDFPageObj_SetIsActive(handle, False)
    try:
        after = _drawn(page, list(suspects.values()))
    finally:
        for handle in objects.values():
            raw.FPDFPageObj_SetIsActive(handle, True)
    under = {glyph.number for glyph in covered}
    for number, glyph in suspects.items():
        if not _differs(before, after, glyph):
            dark = out.dark if before.is_dark(glyph) else out.light
            (dark if number in under else out.invisible).add(number)
    return out


def words_in(glyphs: Sequence[Glyph], numbers: set[int]) -> int:
    """Letters and digits of unseen text, stray ones left out: a comma gives nothing away."""
    if not numbers:
        return 0
    total = streak = 0
    for glyph in glyphs:
        if glyph.number in numbers and glyph.text.isalnum():
            streak += 1
        elif glyph.number not in numbers:
            total += streak if streak > 1 else 0
            streak = 0
    return total + (streak if streak > 1 else 0)


def _share(box: Box, width: float, height: float) -> float:
    across = max(0.0, min(box[2], width) - max(box[0], 0.0))
    down = max(0.0, min(box[3], height) - max(box[1], 0.0))
    return across * down / max(width * height, 1.0)


def _boxes_only(drawings: Drawings, width: float, height: float) -> Drawings:
    images = {image.order for image in drawings.images}
    covers = [
        cover
        for cover in drawings.covers
        if cover.order not in images and _share(cover.box, width, height) < 0.5
    ]
    return Drawings(covers=covers, order=drawings.order)


def _under(
    text_page: pdfium.PdfTextPage,
    glyphs: Sequence[Glyph],
    drawings: Drawings,
    annotations: Sequence[Box],
    handles: dict[int, Any],
) -> list[Glyph]:
    """Characters with a box, a picture or an annotation over them, or on a box of their colour."""
    first = min(drawings.order.values(), default=0)
    late = 1 << 60
    covers = [(c.box, c.order, c.colour) for c in drawings.covers if c.order > first or _dark(c)]
    covers += [(box, late, None) for box in annotations]
    if not covers or not glyphs:
        return []
    ordered = sorted(glyphs, key=lambda glyph: glyph.y0 + glyph.y1)
    keys = [(glyph.y0 + glyph.y1) / 2 for glyph in ordered]
    found: dict[int, Glyph] = {}
    for (x0, y0, x1, y1), order, colour in covers:
        at = bisect_left(keys, y0)
        while at < len(keys) and keys[at] <= y1:
            glyph = ordered[at]
            at += 1
            if glyph.number in found or not x0 <= (glyph.x0 + glyph.x1) / 2 <= x1:
                continue
            handle = _handle(text_page, glyph, handles)
            if drawings.order.get(address(handle), late) < order or _alike(handle, colour):
                found[glyph.number] = glyph
    return list(found.values())


def _dark(drawn: Drawn) -> bool:
    """Whether text of the same colour could be lost on it; paper and tints are no such ground."""
    return drawn.colour is not None and min(drawn.colour[:3]) < 128


def _alike(handle: Any, colour: tuple[int, ...] | None) -> bool:
    """Whether text is drawn in the colour of the box it stands on."""
    if colour is None or not handle:
        return False
    own = colour_of(handle)
    return own is not None and all(abs(a - b) < 40 for a, b in zip(own[:3], colour, strict=False))


def _handle(text_page: pdfium.PdfTextPage, glyph: Glyph, handles: dict[int, Any]) -> Any:
    if glyph.number not in handles:
        handles[glyph.number] = raw.FPDFText_GetTextObject(text_page.raw, glyph.number)
    return handles[glyph.number]


def _faint(
    text_page: pdfium.PdfTextPage,
    glyphs: Sequence[Glyph],
    drawings: Drawings,
    handles: dict[int, Any],
) -> list[Glyph]:
    if not drawings.faint:
        return []
    known = {address(drawn.handle) for drawn in drawings.faint}
    boxes = [_wider(drawn) for drawn in drawings.faint]
    out = []
    for glyph in glyphs:
        x, y = (glyph.x0 + glyph.x1) / 2, (glyph.y0 + glyph.y1) / 2
        if len(boxes) < 50 and not any(b[0] <= x <= b[2] and b[1] <= y <= b[3] for b in boxes):
            continue
        handle = raw.FPDFText_GetTextObject(text_page.raw, glyph.number)
        if address(handle) in known:
            handles[glyph.number] = handle
            out.append(glyph)
    return out


def _wider(drawn: Drawn) -> Box:
    x0, y0, x1, y1 = drawn.box
    return (x0 - 2, y0 - 8, x1 + 2, y1 + 8)


@dataclass(slots=True)
class _Picture:
    """A page as displayed, in grey, as far as it matters.

    Attributes:
        scale: Pixels that make a point.
        left: Points that were cut off.
    """

    pixels: "NDArray[Any]"
    scale: float
    left: float
    top: float

    def at(self, glyph: Glyph) -> "NDArray[Any]":
        """The middle of a character's place: the lines above and below do not reach into it."""
        height = glyph.y1 - glyph.y0
        x0 = int((glyph.x0 - self.left) * self.scale)
        x1 = int((glyph.x1 - self.left) * self.scale) + 1
        y0 = int((glyph.y0 - self.top + 0.15 * height) * self.scale)
        y1 = int((glyph.y1 - self.top - 0.1 * height) * self.scale) + 1
        return self.pixels[max(y0, 0) : max(y1, 1), max(x0, 0) : max(x1, 1)]

    def is_dark(self, glyph: Glyph) -> bool:
        """Whether the ground at a character is nearer to black than to white."""
        window = self.at(glyph)
        return bool(window.size) and float(window.mean()) < 128


def _drawn(page: pdfium.PdfPage, glyphs: Sequence[Glyph]) -> _Picture:
    """The part of a page where some characters stand."""
    width, height = page.get_size()
    left = max(0.0, min((glyph.x0 for glyph in glyphs), default=0.0) - 4)
    top = max(0.0, min((glyph.y0 for glyph in glyphs), default=0.0) - 4)
    right = min(width, max((glyph.x1 for glyph in glyphs), default=width) + 4)
    bottom = min(height, max((glyph.y1 for glyph in glyphs), default=height) + 4)
    scale = min(SCALE, 4000 / max(width, height, 1))
    bitmap = page.render(
        scale=scale,
        grayscale=True,
        may_draw_forms=False,
        crop=(left, height - bottom, width - right, top),
    )
    pixels = bitmap.to_numpy()
    return _Picture(
        pixels.reshape(pixels.shape[0], pixels.shape[1]).astype("int16"), scale, left, top
    )


def _differs(before: _Picture, after: _Picture, glyph: Glyph) -> bool:
    window = abs(before.at(glyph) - after.at(glyph))
    return bool(window.size) and int(window.max()) >= SEEN


def _is_even(picture: _Picture, glyph: Glyph) -> bool:
    """Whether a place is of one colour: nothing is to be read there."""
    window = picture.at(glyph)
    return bool(window.size) and int(window.max()) - int(window.min()) < SEEN * 2
