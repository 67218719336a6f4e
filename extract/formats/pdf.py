"""PDF: the text layer where there is one, else what Tesseract reads in the picture."""

import logging
from collections.abc import Iterator
from contextlib import closing
from typing import TYPE_CHECKING

from extract.document import Document, Hidden, Note
from extract.error import ExtractError
from extract.source import Source

if TYPE_CHECKING:
    import pypdfium2 as pdfium

MEDIA_TYPE = "application/pdf"

_METADATA = {
    "Title": "title", "Author": "author", "Subject": "subject", "Creator": "creator",
    "Producer": "producer", "CreationDate": "created", "ModDate": "modified",
}  # fmt: skip


def recognise(source: Source) -> int:
    """The signature, which may stand a little behind the start."""
    return 100 if b"%PDF-" in source.body[:1024] else 0


def read(source: Source) -> Document:
    """All pages as text and tables; what is unseen is counted and kept out."""
    import pypdfium2 as pdfium
    import pypdfium2.raw as raw

    # It advises on how it might be built; nobody who reads letters can act on that.
    logging.getLogger("pypdfium2").setLevel(logging.ERROR)
    try:
        pdf = pdfium.PdfDocument(source.body)
    except pdfium.PdfiumError as error:
        code = getattr(error, "err_code", None)
        if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ExtractError(
                "locked",
                "expected a PDF that opens without a password, found one that needs it."
                " Ask the publisher for an open copy.",
            ) from error
        raise ExtractError(
            "damaged",
            f"expected a PDF that can be opened, found: {error} It may have been cut off while"
            " it was fetched.",
        ) from error
    with closing(pdf):
        if pdf.get_formtype() != raw.FORMTYPE_NONE:
            pdf.init_forms()  # or what was filled in would not be drawn
        return _document(pdf, source)


def _document(pdf: "pdfium.PdfDocument", source: Source) -> Document:
    from extract.pdf.furniture import strip_furniture
    from extract.pdf.layout import Layout
    from extract.pdf.pages import Reader
    from extract.pdf.secrets import has_layers_off, history
    from extract.pdf.text import write

    # The text of a layer that is switched off is in the file and not on the page.
    reader = Reader(pdf, source.budget, layered=has_layers_off(source.body))
    sheets = reader.read()
    strip_furniture([sheet.layout or Layout() for sheet in sheets])
    text, pages, tables = write(sheets)
    metadata = {
        ours: value.strip()[:500]
        for theirs, ours in _METADATA.items()
        if (value := pdf.get_metadata_value(theirs)).strip()
    }
    children, error = _attachments(pdf, source)
    hidden = [*reader.findings.hidden(), *history(source.body)]
    if children:
        hidden.append(
            Hidden(kind="embedded-file", severity="low", where="file", count=len(children))
        )
    if metadata.get("author"):
        hidden.append(Hidden(kind="author", severity="low", where="properties", count=1))
    return Document(
        media_type=MEDIA_TYPE,
        text=text,
        title=metadata.get("title"),
        pages=pages,
        tables=tables,
        hidden=tuple(hidden),
        warnings=tuple(reader.warnings),
        metadata=metadata,
        children=tuple(children),
        error=reader.error or error,
    )


def _attachments(pdf: "pdfium.PdfDocument", source: Source) -> tuple[list[Document], Note | None]:
    """Files embedded in the document, as a portfolio has them."""
    children: list[Document] = []
    for name, body in _embedded(pdf):
        try:
            children.append(source.child(name, body))
        except ExtractError as error:
            return children, Note(code=error.code, message=str(error))
    return children, None


def _embedded(pdf: "pdfium.PdfDocument") -> Iterator[tuple[str | None, bytes]]:
    import pypdfium2 as pdfium

    for index in range(pdf.count_attachments()):
        try:
            attachment = pdf.get_attachment(index)
            name = attachment.get_name() or None
            yield name, bytes(attachment.get_data())
        except (pdfium.PdfiumError, ValueError):
            yield None, b""
