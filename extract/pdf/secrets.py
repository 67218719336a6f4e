"""What a PDF holds besides its pages, and what is unseen on them, as findings."""

import ctypes
import re
import zlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract.document import Hidden, Severity
from extract.pdf.glyphs import Box, Glyph, display, turned
from extract.pdf.objects import Drawings
from extract.pdf.unseen import Unseen, words_in

_LABELS = re.compile(
    r"(privileged?|redacted|confidential|withheld|exempt(ion|ed)?|removed|personaldata|foia?"
    r"|foisa|eir|act|\d{4}|s(ection)?\.?\d+[a-z]?(\(\d+\)(\([a-z]\))?)*|[.,:;/&()\-]|and|of|the)+",
    re.I,
)
"""What is printed into a box on purpose, white space taken out."""

_LAYER_OFF = re.compile(rb"/OFF\s*\[\s*\d|/BaseState\s*/OFF")
_PACKED = re.compile(rb"/ObjStm\b.{0,200}?stream\r?\n", re.S)
MOST = 4_000_000
"""Bytes unpacked of one stream of objects, to look for layers."""

LIGHT = 12
"""Letters under a light box from which it is no accident of the layout."""

_COVERING = (
    raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_SQUARE, raw.FPDF_ANNOT_CIRCLE, raw.FPDF_ANNOT_POLYGON,
    raw.FPDF_ANNOT_HIGHLIGHT, raw.FPDF_ANNOT_STAMP, raw.FPDF_ANNOT_INK, raw.FPDF_ANNOT_REDACT,
)  # fmt: skip
_WRITING = (raw.FPDF_ANNOT_FREETEXT, raw.FPDF_ANNOT_WIDGET, raw.FPDF_ANNOT_STAMP)
_COMMENTS = (raw.FPDF_ANNOT_TEXT, raw.FPDF_ANNOT_POPUP)


@dataclass(slots=True)
class Findings:
    """Counts by kind and page."""

    counts: Counter[tuple[str, Severity, int]] = field(default_factory=Counter)

    def add(self, kind: str, severity: Severity, page: int, count: int) -> None:
        """Count something on a page; nothing happens for 0."""
        if count:
            self.counts[kind, severity, page] += count

    def hidden(self) -> list[Hidden]:
        """One finding for each kind, with its pages; the grave ones first."""
        out: dict[tuple[str, Severity], tuple[list[int], int]] = {}
        for (kind, severity, page), count in sorted(self.counts.items()):
            pages, total = out.get((kind, severity), ([], 0))
            out[kind, severity] = ([*pages, page], total + count)
        return [
            Hidden(kind=kind, severity=severity, where=_pages(pages), count=total)
            for (kind, severity), (pages, total) in sorted(
                out.items(), key=lambda item: (item[0][1] != "high", item[0][0])
            )
        ]


def _pages(pages: Sequence[int]) -> str:
    shown = ", ".join(map(str, pages[:10])) + (", …" if len(pages) > 10 else "")
    return f"page {shown}" if len(pages) == 1 else f"pages {shown}"


def judge(
    findings: Findings, number: int, glyphs: Sequence[Glyph], unseen: Unseen, drawings: Drawings
) -> None:
    """Turn unseen characters into findings."""
    for numbers, dark in ((unseen.dark, True), (unseen.light, False)):
        text = "".join(glyph.text for glyph in glyphs if glyph.number in numbers)
        letters = words_in(glyphs, numbers)
        if not letters or _LABELS.fullmatch(text):
            continue
        # A word or two under something light is how pages of the web are laid out.
        if dark or letters >= LIGHT:
            findings.add("text-under-box", "high", number, letters)
        else:
            findings.add("invisible-text", "low", number, letters)
    findings.add("invisible-text", "low", number, words_in(glyphs, unseen.invisible))
    findings.add("text-outside-page", "low", number, words_in(glyphs, unseen.outside))
    findings.add("cropped-image", "low", number, _cropped(drawings, unseen.page))


def _cropped(drawings: Drawings, page: Box) -> int:
    """Pictures of which a tenth or more lies outside the page."""
    count = 0
    for image in drawings.images:
        x0, y0, x1, y1 = image.box
        area = (x1 - x0) * (y1 - y0)
        across = max(0.0, min(x1, page[2]) - max(x0, page[0]))
        down = max(0.0, min(y1, page[3]) - max(y0, page[1]))
        count += area > 100 and across * down < 0.9 * area
    return count


def annotations(page: pdfium.PdfPage, number: int, findings: Findings) -> tuple[list[Box], bool]:
    """Count comments and redactions that were never applied.

    Returns:
        The boxes of what may lie over text, and whether text is shown in annotations and fields.
    """
    place, _ = display(page)
    covers: list[Box] = []
    writes = False
    for index in range(min(raw.FPDFPage_GetAnnotCount(page.raw), 5000)):
        handle = raw.FPDFPage_GetAnnot(page.raw, index)
        if not handle:
            continue
        try:
            kind = raw.FPDFAnnot_GetSubtype(handle)
            if kind == raw.FPDF_ANNOT_REDACT:
                findings.add("unapplied-redaction", "high", number, 1)
            elif kind in _COMMENTS:
                findings.add("comment", "low", number, kind == raw.FPDF_ANNOT_TEXT)
            elif kind == raw.FPDF_ANNOT_FILEATTACHMENT:
                findings.add("embedded-file", "low", number, 1)
            writes = writes or kind in _WRITING
            rect = raw.FS_RECTF()
            if kind in _COVERING and raw.FPDFAnnot_GetRect(handle, ctypes.byref(rect)):
                covers.append(turned(place, (rect.left, rect.bottom, rect.right, rect.top)))
        finally:
            raw.FPDFPage_CloseAnnot(handle)
    return covers, writes


def history(body: bytes) -> list[Hidden]:
    """Earlier states of the file that are still in it."""
    states = re.split(rb"startxref\s+\d+\s+%%EOF", body)
    # Some programs write two tables for one state; a later state has objects of its own.
    later = sum(bool(re.search(rb"\d+\s+\d+\s+obj\b", state)) for state in states[1:])
    later -= b"/Linearized" in body[:2048] and later > 0
    return [Hidden(kind="history", severity="low", where="file", count=later)] if later else []


def has_layers_off(body: bytes) -> bool:
    """Whether a layer may be switched off: its text is in the file and not on the page.

    Where the objects are packed and encrypted that cannot be told, and it may be.
    """
    if _LAYER_OFF.search(body):
        return True
    if b"/ObjStm" not in body:
        return False
    if b"/Encrypt" in body:
        return True
    for packed in _PACKED.finditer(body):
        start = packed.end()
        end = min(body.find(b"endstream", start), start + MOST)
        try:
            objects = zlib.decompressobj().decompress(body[start:end], MOST)
        except zlib.error:
            continue
        if _LAYER_OFF.search(objects):
            return True
    return False
