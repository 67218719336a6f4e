"""What is drawn on a page besides characters: strokes, filled boxes, images, in drawing order."""

import ctypes
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.pdf.glyphs import Box, display, turned
from extract.pdf.rules import Rule

Matrix = tuple[float, float, float, float, float, float]
Place = Callable[[float, float], tuple[float, float]]

OBJECTS = 60_000
"""Objects of one page that are looked at; drawings with more are maps, not tables."""
SEGMENTS = 2_000
"""Segments of one path that are looked at."""
_SIDES = tuple(ctypes.c_float() for _ in range(4))
_AT_SIDES = tuple(map(ctypes.byref, _SIDES))
_COLOUR = tuple(ctypes.c_uint() for _ in range(4))
_AT_COLOUR = tuple(map(ctypes.byref, _COLOUR))
# The library writes into these; making them anew for each object costs as much as the call.
THIN = 1.6
"""Points under which a filled box is a stroke and covers nothing."""


@dataclass(slots=True)
class Drawn:
    """Something with a place in the drawing order.

    Attributes:
        order: Later ones lie over earlier ones.
        handle: The library's own object.
        colour: What it is filled with; ``None`` for a pattern or a picture.
    """

    order: int
    box: Box
    handle: Any
    colour: tuple[int, ...] | None = None


@dataclass(slots=True)
class Drawings:
    """All objects of a page that matter, by kind.

    Attributes:
        rules: What is drawn as a line.
        edges: The sides of filled areas, which may be a table's shading.
        covers: Opaque filled boxes and images, which hide what was drawn before.
        faint: Text that by its colour or mode may not be seen.
        order: The place in the drawing order of every text object, by address.
        complete: False where there were too many objects to look at all.
    """

    rules: list[Rule] = field(default_factory=list)
    edges: list[Rule] = field(default_factory=list)
    covers: list[Drawn] = field(default_factory=list)
    images: list[Drawn] = field(default_factory=list)
    texts: list[Box] = field(default_factory=list)
    faint: list[Drawn] = field(default_factory=list)
    order: dict[int, int] = field(default_factory=dict)
    complete: bool = True


def drawings_of(page: pdfium.PdfPage, *, layered: bool = False) -> Drawings:
    """Walk over the objects of a page, also those inside its forms.

    Args:
        page: The page.
        layered: The document has layers: any text may be switched off.
    """
    place, _ = display(page)
    out = Drawings()
    for count, (handle, kind, matrix) in enumerate(_objects(page.raw, None, 0), 1):
        if count > OBJECTS:
            out.complete = False
            break
        if kind == raw.FPDF_PAGEOBJ_PATH:
            _path(out, count, handle, matrix, place)
        elif kind == raw.FPDF_PAGEOBJ_TEXT:
            out.order[address(handle)] = count
            if layered or _is_faint(handle):
                faint = _box(handle, matrix, place)
                if faint:
                    out.faint.append(Drawn(count, faint, handle))
            if box := _box(handle, matrix, place):
                out.texts.append(box)
        elif kind in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_SHADING):
            box = _box(handle, matrix, place)
            if box:
                drawn = Drawn(count, box, handle)
                out.covers.append(drawn)
                if kind == raw.FPDF_PAGEOBJ_IMAGE:
                    out.images.append(drawn)
    return out


def address(handle: Any) -> int:
    """A number by which two handles of one object are equal."""
    return ctypes.cast(handle, ctypes.c_void_p).value or 0


def _objects(
    page: Any, form: Any, depth: int, matrix: Matrix | None = None
) -> Iterator[tuple[Any, int, Matrix | None]]:
    count = raw.FPDFPage_CountObjects(page) if form is None else raw.FPDFFormObj_CountObjects(form)
    for index in range(count):
        handle = (
            raw.FPDFPage_GetObject(page, index)
            if form is None
            else raw.FPDFFormObj_GetObject(form, index)
        )
        if not handle:
            continue
        kind = raw.FPDFPageObj_GetType(handle)
        if kind == raw.FPDF_PAGEOBJ_FORM:
            if depth < 8:
                own = _matrix(handle)
                inner = _times(own, matrix) if matrix else own
                yield from _objects(page, handle, depth + 1, inner)
        else:
            yield handle, kind, matrix


def _matrix(handle: Any) -> Matrix:
    found = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(handle, ctypes.byref(found)):
        return (1, 0, 0, 1, 0, 0)
    return (found.a, found.b, found.c, found.d, found.e, found.f)


def _times(first: Matrix, then: Matrix) -> Matrix:
    a, b, c, d, e, f = first
    g, h, i, j, k, m = then
    return (a * g + b * i, a * h + b * j, c * g + d * i, c * h + d * j,
            e * g + f * i + k, e * h + f * j + m)  # fmt: skip


def _apply(matrix: Matrix | None, x: float, y: float) -> tuple[float, float]:
    if matrix is None:
        return x, y
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f


def _box(handle: Any, matrix: Matrix | None, place: Place) -> Box | None:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(handle, *map(ctypes.byref, (left, bottom, right, top))):
        return None
    corners = [
        _apply(matrix, x, y) for x in (left.value, right.value) for y in (bottom.value, top.value)
    ]
    return turned(
        place,
        (
            min(x for x, _ in corners),
            min(y for _, y in corners),
            max(x for x, _ in corners),
            max(y for _, y in corners),
        ),
    )


def colour_of(handle: Any) -> tuple[int, int, int, int] | None:
    """Red, green, blue and opacity of what fills an object, each to 255."""
    red, green, blue, alpha = _COLOUR
    if not raw.FPDFPageObj_GetFillColor(handle, *_AT_COLOUR):
        return None
    return red.value, green.value, blue.value, alpha.value


def _is_faint(handle: Any) -> bool:
    """Whether a text object is drawn in nearly white, with nothing, or not at all."""
    mode = raw.FPDFTextObj_GetTextRenderMode(handle)
    if mode in (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP):
        return True
    colour = colour_of(handle)
    return colour is not None and (colour[3] < 26 or min(colour[:3]) > 235)


def _path(out: Drawings, order: int, handle: Any, matrix: Matrix | None, place: Place) -> None:
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    if not raw.FPDFPath_GetDrawMode(handle, ctypes.byref(fill), ctypes.byref(stroke)):
        return
    if not fill.value and not stroke.value:
        return
    count = raw.FPDFPath_CountSegments(handle)
    if count < 2:
        return
    box = _box(handle, matrix, place)
    if box is None:
        return
    broad = bool(fill.value) and box[2] - box[0] > THIN and box[3] - box[1] > THIN
    if broad:
        colour = colour_of(handle)
        if colour is None or colour[3] > 200:
            out.covers.append(Drawn(order, box, handle, colour))
    if count <= SEGMENTS:
        own = _matrix(handle)
        rules = out.edges if broad and not stroke.value else out.rules
        _rules(rules, handle, count, _times(own, matrix) if matrix else own, place)


def _rules(rules: list[Rule], handle: Any, count: int, matrix: Matrix, place: Place) -> None:
    """The upright and level segments of a path, its closing ones too."""
    x, y = ctypes.c_float(), ctypes.c_float()
    at = (ctypes.byref(x), ctypes.byref(y))
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(handle, index)
        raw.FPDFPathSegment_GetPoint(segment, *at)
        point = place(*_apply(matrix, x.value, y.value))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            _rule(rules, last, point)
        if raw.FPDFPathSegment_GetClose(segment):
            _rule(rules, point, start)
            point = start
        last = point


def _rule(rules: list[Rule], a: tuple[float, float], b: tuple[float, float]) -> None:
    if abs(a[1] - b[1]) < 0.5 and abs(a[0] - b[0]) >= 0.5:
        rules.append(Rule(True, (a[1] + b[1]) / 2, min(a[0], b[0]), max(a[0], b[0])))
    elif abs(a[0] - b[0]) < 0.5 and abs(a[1] - b[1]) >= 0.5:
        rules.append(Rule(False, (a[0] + b[0]) / 2, min(a[1], b[1]), max(a[1], b[1])))
