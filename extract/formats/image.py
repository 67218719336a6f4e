"""Pictures of text (.png, .jpg, .tiff, .gif, .bmp, .webp), read by Tesseract."""

from io import BytesIO

from extract.document import Document, Note
from extract.error import ExtractError
from extract.source import Source

MEDIA_TYPE = "image/*"

_SIGNATURES = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
    (b"II*\0", "image/tiff"),
    (b"MM\0*", "image/tiff"),
    (b"BM", "image/bmp"),
)
SMALL = 40
"""Pixels of the shorter side under which there is no text in a picture."""
PIXELS = 100_000_000


def _kind(body: bytes) -> str | None:
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    for signature, kind in _SIGNATURES:
        if body.startswith(signature) and (kind != "image/bmp" or body[6:10] == b"\0\0\0\0"):
            return kind
    return None


def recognise(source: Source) -> int:
    """The signature of one of the formats."""
    return 100 if _kind(source.body) else 0


def read(source: Source) -> Document:
    """Each picture in the file as a page.

    Raises:
        ExtractError: ``damaged``, ``too-large``, or ``no-program`` without Tesseract.
    """
    import warnings

    from PIL import Image, ImageSequence, UnidentifiedImageError

    from extract import ocr
    from extract.pdf.layout import plain_layout
    from extract.pdf.text import Sheet, write

    kind = _kind(source.body) or MEDIA_TYPE
    sheets: list[Sheet] = []
    error: Note | None = None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(BytesIO(source.body)) as picture:
                frames = ImageSequence.Iterator(picture) if kind == "image/tiff" else [picture]
                for number, frame in enumerate(frames, 1):
                    source.budget.check_time()
                    if number > source.budget.limits.pages:
                        raise ExtractError(
                            "too-large",
                            f"expected at most {source.budget.limits.pages} pages, found more;"
                            " the first ones are kept",
                        )
                    if frame.width * frame.height > PIXELS:
                        raise ExtractError(
                            "too-large",
                            f"expected at most {PIXELS} pixels, found"
                            f" {frame.width} × {frame.height}",
                        )
                    if min(frame.width, frame.height) < SMALL:
                        sheets.append(Sheet(number, None, "none", 0.0))
                        continue
                    reading = ocr.read_picture(_grey(frame), source.budget)
                    height = max((line.y1 for line in reading.lines), default=0.0)
                    layout = plain_layout(list(reading.lines), height)
                    sheets.append(Sheet(number, layout, "ocr", reading.confidence))
    except ExtractError as stop:
        if not sheets:
            raise
        error = Note(code=stop.code, message=str(stop))
    except (UnidentifiedImageError, OSError, SyntaxError, ValueError, EOFError) as broken:
        error = Note(code="damaged", message=f"expected a whole picture, found: {broken}")
    text, pages, tables = write(sheets)
    return Document(media_type=kind, text=text, pages=pages, tables=tables, error=error)


def _grey(frame: "Image.Image") -> "Image.Image":  # type: ignore[name-defined]  # noqa: F821
    """A picture upright, in grey, on white, not smaller than a scan would be."""
    from PIL import Image, ImageOps

    turned = ImageOps.exif_transpose(frame)
    if turned.mode in ("RGBA", "LA", "P"):
        opaque = turned.convert("RGBA")
        ground = Image.new("RGBA", opaque.size, "white")
        turned = Image.alpha_composite(ground, opaque)
    grey = turned.convert("L")
    # Pictures for the screen have about a third of a scan's dots.
    if grey.width < 1200:
        grey = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.LANCZOS)
    return grey
