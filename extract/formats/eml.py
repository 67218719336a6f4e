"""Mail as it is sent (.eml): headers, body, attachments."""

import re
from email import message_from_bytes
from email.message import Message as Parsed

from extract.charset import decode
from extract.document import Document
from extract.mail.message import SHOWN, Attachment, Message, header_text, message_document
from extract.source import Source

MEDIA_TYPE = "message/rfc822"

_HEADER = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,60}:(?:\s|$)")
_KNOWN = re.compile(
    r"^(from|to|cc|subject|date|message-id|received|mime-version|content-type|return-path"
    r"|reply-to|delivered-to|x-[a-z-]+|content-transfer-encoding|sender|importance|thread-topic"
    r"|references|in-reply-to|user-agent|dkim-signature|auto-submitted|bcc|status):",
    re.I | re.M,
)
_SENT = re.compile(
    r"^(message-id|received|mime-version|content-type|return-path|delivered-to|x-[a-z-]+"
    r"|content-transfer-encoding|references|in-reply-to|user-agent|dkim-signature|status):",
    re.I | re.M,
)
"""Headers that mail has when it is sent and that are not printed with it."""


def recognise(source: Source) -> int:
    """A block of header lines, some of them mail's own.

    Text that begins as printed mail does ("From: ... Sent: ... To: ...") is text.
    """
    head = source.body[:20_000]
    # Attachments may be raw bytes: only the head must be text.
    top = head.replace(b"\r\n", b"\n").partition(b"\n\n")[0]
    text = top.decode("latin-1").lstrip("\ufeff\n >")
    if "\0" in text or not text:
        return 0
    lines = text.split("\n")
    first = lines[0]
    if first.startswith("From ") and len(lines) > 1:
        lines = lines[1:]
    headers = [line for line in lines if line and not line[0].isspace()]
    shaped = sum(bool(_HEADER.match(line)) for line in headers)
    known = len({match[1].lower() for match in _KNOWN.finditer("\n".join(lines))})
    named = source.suffix == "eml" or (source.media_type or "").startswith("message/rfc822")
    sent = named or _SENT.search("\n".join(lines)) is not None
    if headers and shaped >= 0.9 * len(headers) and known >= 2 and sent:
        return 80
    if named and source.is_text:
        return 65
    return 0


def read(source: Source) -> Document:
    """Headers and body as text, attachments as children."""
    return message_document(message_of(source.body), source, MEDIA_TYPE)


def message_of(body: bytes) -> Message:
    """A message from its bytes, however broken."""
    parsed = message_from_bytes(re.sub(rb"\A(?:\xef\xbb\xbf)?\s*(?:From [^\n]*\n)?", b"", body))
    message = Message()
    for name in SHOWN:
        values = parsed.get_all(name) or []
        if text := ", ".join(filter(None, map(header_text, values))):
            message.headers[name] = text
    _walk(parsed, message)
    return message


def _walk(part: Parsed, message: Message) -> None:
    message.defects += [type(defect).__name__ for defect in part.defects]
    kind = part.get_content_type()
    if kind == "multipart/alternative" and part.is_multipart():
        _alternative(part, message)
    elif kind.startswith("message/") and part.is_multipart():
        # A message inside is a file inside, with its own headers and attachments.
        for inner in part.get_payload():
            body = inner.as_bytes() if isinstance(inner, Parsed) else str(inner).encode()
            shown = kind == "message/delivery-status"
            if shown:
                message.parts.append(("plain", decode(body)))
            else:
                name = _name(part) or "message.eml"
                message.attachments.append(
                    Attachment(name=name, body=body, media_type="message/rfc822")
                )
    elif part.is_multipart():
        for inner in part.get_payload():
            if isinstance(inner, Parsed):
                _walk(inner, message)
    else:
        _leaf(part, message)


def _alternative(part: Parsed, message: Message) -> None:
    """The same text several ways: the plain one, unless only the other says something."""
    choices: list[Message] = []
    for inner in part.get_payload():
        choice = Message()
        if isinstance(inner, Parsed):
            _walk(inner, choice)
        choices.append(choice)
    said = [c for c in choices if any(text.strip() for _, text in c.parts)]
    plain = next((c for c in said if c.parts[0][0] == "plain" and _says(c, said)), None)
    chosen = plain or (said[-1] if said else None)
    if chosen:
        message.parts += chosen.parts
    for choice in choices:
        message.attachments += choice.attachments
        message.defects += choice.defects


def _says(plain: Message, others: list[Message]) -> bool:
    """A plain part of a few words beside a long other one only says "use another program"."""
    size = sum(len(text.split()) for _, text in plain.parts)
    longest = max(
        len(re.sub(r"<[^>]*>", " ", text).split()) for other in others for _, text in other.parts
    )
    return size >= 20 or size * 4 >= longest


def _leaf(part: Parsed, message: Message) -> None:
    kind = part.get_content_type()
    name = _name(part)
    try:
        body = part.get_payload(decode=True)
    except (ValueError, LookupError, AssertionError):
        body = None
    if not isinstance(body, bytes):
        body = str(part.get_payload()).encode("utf-8", errors="surrogateescape")
    attached = part.get_content_disposition() == "attachment" or bool(name)
    if not attached and kind in ("text/plain", "text/html", "text/enriched", "text/x-amp-html"):
        charset = part.get_param("charset")
        text = decode(body, charset if isinstance(charset, str) else None)
        if kind != "text/x-amp-html":
            message.parts.append(("html" if kind == "text/html" else "plain", text))
    elif kind in ("text/rfc822-headers",) and not name:
        return
    elif body or name:
        message.attachments.append(Attachment(name=name, body=body, media_type=kind))


def _name(part: Parsed) -> str | None:
    """The name of an attachment, decoded; only its last part, as it comes from a stranger."""
    try:
        name = part.get_filename()
    except (ValueError, LookupError, TypeError):
        name = None
    if not name:
        return None
    return header_text(name).replace("\\", "/").rsplit("/", 1)[-1] or None
