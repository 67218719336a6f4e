"""A message as any mail format has it, and a message to a document."""

import binascii
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from extract.charset import decode
from extract.document import Document, Hidden, Note, Table
from extract.error import ExtractError
from extract.flow import Flow
from extract.formats.html import parse
from extract.formats.text import newlines
from extract.source import Source

SHOWN = ("From", "To", "Cc", "Date", "Subject")
_UUENCODED = re.compile(
    r"^begin(?:-base64)? [0-7]{3,4} (?P<name>[^\n]+)\n(?P<body>.*?)^(?:end|====)[ \t]*$",
    re.M | re.S,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """A file that hangs on a message."""

    name: str | None
    body: bytes
    media_type: str | None = None


@dataclass(slots=True)
class Message:
    """One message.

    Attributes:
        headers: Those that a reader sees, in that order, decoded.
        parts: Body texts in order, each with its kind: ``plain`` or ``html``.
        defects: What is broken in its structure, in words.
    """

    headers: dict[str, str] = field(default_factory=dict)
    parts: list[tuple[str, str]] = field(default_factory=list)
    attachments: list[Attachment] = field(default_factory=list)
    defects: list[str] = field(default_factory=list)


def message_document(message: Message, source: Source, media_type: str) -> Document:
    """Headers and body as text, attachments as children."""
    flow = Flow()
    for name, value in message.headers.items():
        flow.line(f"{name}: {value}")
    flow.gap()
    hidden: list[Hidden] = []
    tables: list[Table] = []
    attached = list(message.attachments)
    start = 0
    for kind, text in message.parts:
        if kind == "html":
            tables += _html(flow, text, hidden)
        else:
            body, found = without_uuencoded(newlines(text))
            attached += found
            flow.block(re.sub(r"\n{3,}", "\n\n", body.strip("\n")))
        flow.end_page(start)
        start = flow.start()
    if not message.parts:
        flow.end_page(0)
    children: list[Document] = []
    error: Note | None = None
    for attachment in attached:
        try:
            children.append(source.child(attachment.name, attachment.body, attachment.media_type))
        except ExtractError as stop:
            error = Note(code=stop.code, message=str(stop))
            break
    return Document(
        media_type=media_type,
        text=flow.text(),
        title=message.headers.get("Subject"),
        labels=dict(message.headers),
        pages=flow.pages(),
        tables=tuple(tables),
        hidden=tuple(hidden),
        warnings=tuple(Note(code="broken-mail", message=text) for text in message.defects),
        children=tuple(children),
        error=error,
    )


def _html(flow: Flow, text: str, hidden: list[Hidden]) -> list[Table]:
    """Write a body in HTML; all of it is content, there is no site around it."""
    from extract.markup.content import strip
    from extract.markup.lines import Lines

    try:
        root = parse(text)
    except ExtractError:
        return []
    unseen = strip(root)
    if unseen:
        hidden.append(Hidden(kind="hidden-text", severity="low", where="body", count=len(unseen)))
    lines = Lines(flow)
    flow.gap()
    lines.write(next((child for child in root.iter("body")), root))
    return lines.tables


def without_uuencoded(text: str) -> tuple[str, list[Attachment]]:
    """A plain text without the files that are written out in it, and the files."""
    found: list[Attachment] = []

    def take(match: re.Match[str]) -> str:
        body = b"".join(_decoded_lines(match["body"]))
        if not body:
            return match[0]
        found.append(Attachment(name=match["name"].strip(), body=body))
        return ""

    return _UUENCODED.sub(take, text), found


def _decoded_lines(body: str) -> Iterator[bytes]:
    for line in body.splitlines():
        try:
            yield binascii.a2b_uu(line)
        except ValueError:
            # A broken encoder pads wrongly; the length in the first character says what counts.
            size = (((ord(line[0]) - 32) & 63) * 4 + 5) // 3
            try:
                yield binascii.a2b_uu(line[:size])
            except ValueError:
                return


def header_text(value: object) -> str:
    """A header as a reader sees it: encoded words decoded, on one line."""
    from email.errors import HeaderParseError
    from email.header import decode_header

    raw = str(value)
    try:
        parts = decode_header(raw)
    except (HeaderParseError, binascii.Error, ValueError, LookupError):
        parts = [(raw, None)]
    out = ""
    for part, charset in parts:
        if isinstance(part, bytes):
            out += decode(part, charset)
        else:
            out += decode(part.encode("utf-8", errors="surrogateescape"))
    return " ".join(out.split())
