"""A document: what a person can read in one file, and what they cannot see."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Method = Literal["text", "ocr", "none"]
Severity = Literal["low", "high"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """One page, or one sheet or message part, as a range of the document's text.

    Attributes:
        number: From 1.
        method: ``none`` where the page could not be read.
        confidence: 0 to 1; 1 for a text layer, the mean word confidence for OCR, 0 for none.
        start: Offset of its first character in ``Document.text``, in code points.
        end: Offset one past its last.
    """

    number: int
    method: Method
    confidence: float
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table as shown: cells are strings, empty where nothing is shown.

    Attributes:
        page: Number of the page it starts on; ``None`` for a sheet.
        sheet: Name of the sheet; ``None`` for a page.
        header: The header row, not repeated in ``rows``; empty where the table has none.
    """

    page: int | None = None
    sheet: str | None = None
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Hidden:
    """Something in the file that a reader does not see; its content is never in ``text``.

    Attributes:
        kind: ``sheet``, ``row``, ``column``, ``comment``, ``text-under-box``, …
        severity: ``high`` quarantines the capture until the operator releases it.
        where: Page, sheet or part, in words.
        count: How many.
    """

    kind: str
    severity: Severity
    where: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A warning or an error: a short code and a sentence."""

    code: str
    message: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What one file says.

    Attributes:
        media_type: By content, not by name or header.
        text: All that a person can read, tables included, in reading order. Offsets count
            Unicode code points. Pages are ranges in it.
        title: The file's or page's own title, if it has one.
        labels: Label and value pairs that the publisher states beside the text ("Reference").
        metadata: Author, producer, dates of the file, for the operator; of a page its ``site``.
        children: Files inside this one (attachments, archive members), with their names.
        error: Why there is no more text than this; what was read so far is kept.
    """

    media_type: str
    text: str = ""
    title: str | None = None
    labels: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    tables: tuple[Table, ...] = ()
    hidden: tuple[Hidden, ...] = ()
    warnings: tuple[Note, ...] = ()
    metadata: Mapping[str, str] = field(default_factory=dict)
    name: str | None = None
    children: tuple["Document", ...] = ()
    error: Note | None = None
