"""The pages of a PDF, read one after the other within the limits."""

from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from extract import ocr
from extract.document import Note
from extract.error import ExtractError
from extract.pdf.glyphs import Box, display, glyphs_of
from extract.pdf.language import is_language
from extract.pdf.layout import Layout, layout_of, plain_layout
from extract.pdf.lines import Line
from extract.pdf.objects import Drawings, drawings_of
from extract.pdf.secrets import Findings, annotations, judge
from extract.pdf.swift import swift_lines
from extract.pdf.text import Sheet
from extract.pdf.unseen import Unseen, unseen_in
from extract.source import Budget

if TYPE_CHECKING:
    from PIL.Image import Image

LITTLE = 60
"""Characters up to which a text layer over a picture of the whole page is only a stamp."""
PICTURE = 0.55
"""Share of the page from which a picture is a scan of it."""
SAMPLE = 40
"""Lines of a page by which its language is judged."""
PIXELS = 40_000_000
"""Largest picture of a page that is read."""


class Reader:
    """Reads the pages of an open document.

    Attributes:
        findings: What is unseen on them.
        error: Why not all of them were read.
    """

    def __init__(self, pdf: pdfium.PdfDocument, budget: Budget, *, layered: bool) -> None:
        self._pdf = pdf
        self._layered = layered
        self._budget = budget
        self.findings = Findings()
        self.warnings: list[Note] = []
        self.error: Note | None = None
        self._waiting: list[tuple[Sheet, Future[ocr.Reading]]] = []

    def read(self) -> list[Sheet]:
        """All pages, in order; those with pictures of text are read side by side."""
        count = len(self._pdf)
        limit = self._budget.limits.pages
        if count > limit:
            self.error = Note(
                code="too-large",
                message=f"expected at most {limit} pages, found {count}; the first ones are kept."
                " Raise extract_pages in collection.toml.",
            )
        sheets: list[Sheet] = []
        with ThreadPoolExecutor(max(1, self._budget.limits.programs)) as pool:
            for index in range(min(count, limit)):
                try:
                    self._budget.check_time()
                    sheets.append(self._page(index, pool))
                    self._collect(most=2 * self._budget.limits.programs)
                except ExtractError as error:
                    self.error = Note(code=error.code, message=str(error))
                    break
                except MemoryError:
                    self.error = Note(
                        code="out-of-memory",
                        message=f"page {index + 1}: expected to need at most"
                        f" {self._budget.limits.mebibytes} MiB of memory, found more; the pages"
                        " before it are kept. Raise extract_mebibytes in collection.toml.",
                    )
                    break
            self._collect(most=0)
        return sheets

    def _page(self, index: int, pool: ThreadPoolExecutor) -> Sheet:
        number = index + 1
        try:
            page = self._pdf[index]
        except pdfium.PdfiumError as error:
            self._warn("bad-page", number, str(error))
            return Sheet(number, None, "none", 0.0)
        covers, writes = annotations(page, number, self.findings)
        if writes:
            # What is written into fields and boxes becomes part of the page, as it is shown.
            raw.FPDFPage_Flatten(page.raw, raw.FLAT_NORMALDISPLAY)
            page.close()
            page = self._pdf[index]
        with closing(page):
            return self._read(page, number, covers, pool)

    def _read(
        self, page: pdfium.PdfPage, number: int, covers: list[Box], pool: ThreadPoolExecutor
    ) -> Sheet:
        _, (_, _, width, height) = display(page)
        drawings = drawings_of(page, layered=self._layered)
        if not drawings.complete:
            self._warn("busy-page", number, "has too many drawings to look at all of them")
        try:
            text_page = page.get_textpage()
        except pdfium.PdfiumError:
            layout, count = Layout([], height), 0
        else:
            with closing(text_page):
                layout, count = self._text(page, text_page, drawings, number, covers)
        pictured = _is_pictured(drawings, width, height)
        lines = [part.text for part in layout.parts if isinstance(part, Line)]
        shown = " ".join(lines[:SAMPLE])
        if count > (LITTLE if pictured else 0) and (is_language(shown) or not shown):
            return Sheet(number, layout)
        if not (count or drawings.images or drawings.texts) and not _has_ink(page):
            return Sheet(number, layout)  # an empty page has been read to its end
        sheet = Sheet(number, layout if count and is_language(shown) else None, "none", 0.0)
        if ocr.program() is None:
            self._warn(
                "no-ocr",
                number,
                "is a picture of text. Install Tesseract (package tesseract-ocr) to read it",
            )
            if sheet.layout:
                sheet.method, sheet.confidence = "text", 1.0
            return sheet
        self._waiting.append(
            (sheet, pool.submit(ocr.read_picture, picture_of(page), self._budget))
        )
        return sheet

    def _text(
        self,
        page: pdfium.PdfPage,
        text_page: pdfium.PdfTextPage,
        drawings: Drawings,
        number: int,
        covers: list[Box],
    ) -> tuple[Layout, int]:
        """What the text layer says where it is seen, and how many characters that is."""
        _, box = display(page)
        lines = swift_lines(page, text_page, drawings, covers)
        if lines is not None:
            judge(self.findings, number, (), Unseen(page=box), drawings)
            return plain_layout(lines, box[3]), sum(len(line.text) for line in lines)
        glyphs = glyphs_of(page, text_page)
        unseen = unseen_in(page, text_page, glyphs, drawings, covers)
        judge(self.findings, number, glyphs, unseen, drawings)
        if gone := unseen.all():
            glyphs = [glyph for glyph in glyphs if glyph.number not in gone]
        return layout_of(glyphs, drawings, box[3]), len(glyphs)

    def _collect(self, *, most: int) -> None:
        """Take finished readings until no more than ``most`` are under way."""
        while len(self._waiting) > most:
            sheet, future = self._waiting.pop(0)
            try:
                reading = future.result()
            except ExtractError as error:
                if error.code == "timeout":
                    # Pages behind it fail at once: the budget is spent.
                    self.error = Note(code=error.code, message=str(error))
                else:
                    self._warn(error.code, sheet.number, str(error))
                continue
            layer = sheet.layout
            stamp = (
                sum(len(part.text) for part in layer.parts if isinstance(part, Line))
                if (layer)
                else 0
            )
            found = sum(len(line.text) for line in reading.lines)
            if layer and stamp >= found:
                sheet.method, sheet.confidence = "text", 1.0
                continue
            height = layer.height if layer else max((ln.y1 for ln in reading.lines), default=0)
            sheet.layout = plain_layout(list(reading.lines), height)
            sheet.method, sheet.confidence = "ocr", reading.confidence

    def _warn(self, code: str, page: int, message: str) -> None:
        if len(self.warnings) < 100:
            self.warnings.append(Note(code=code, message=f"page {page}: {message}"))


def _is_pictured(drawings: Drawings, width: float, height: float) -> bool:
    """Whether pictures make up most of the page."""
    area = sum(
        max(0.0, min(x1, width) - max(x0, 0)) * max(0.0, min(y1, height) - max(y0, 0))
        for x0, y0, x1, y1 in (image.box for image in drawings.images)
    )
    return area > PICTURE * width * height


def _has_ink(page: pdfium.PdfPage) -> bool:
    """Whether anything at all shows on a page."""
    width, height = page.get_size()
    scale = min(1.0, 600 / max(width, height, 1))
    pixels = page.render(scale=scale, grayscale=True).to_numpy()
    return int(pixels.max()) - int(pixels.min()) > 20


def picture_of(page: pdfium.PdfPage) -> "Image":
    """The page as it is displayed, in grey, at 300 dots to the inch or as fine as is sensible."""
    width, height = page.get_size()
    scale = ocr.DPI / 72
    if width * height * scale * scale > PIXELS:
        scale = (PIXELS / (width * height)) ** 0.5
    picture: Image = page.render(scale=scale, grayscale=True).to_pil()
    return picture
