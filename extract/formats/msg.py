"""Outlook's messages (.msg)."""

from email.message import EmailMessage
from email.policy import SMTP
from io import BytesIO
from typing import Any

from extract.charset import decode
from extract.document import Document
from extract.error import ExtractError
from extract.mail.message import Attachment, Message, message_document
from extract.mail.properties import (
    BODY,
    CC,
    DATA,
    DELIVERED,
    HTML,
    LONG_NAME,
    MIME,
    RTF,
    SENDER,
    SENDER_ADDRESS,
    SENDER_SMTP,
    SENT,
    SHORT_NAME,
    SUBJECT,
    TO,
    moment,
    unpacked,
)
from extract.rich.rtf import read_rtf
from extract.source import Source

MEDIA_TYPE = "application/vnd.ms-outlook"

DEEP = 5


def recognise(source: Source) -> int:
    """Microsoft's container with a message's properties in it."""
    names = source.streams
    found = any(n.startswith(("__properties_version", "__substg1.0_", "__nameid")) for n in names)
    return 90 if found else 0


def read(source: Source) -> Document:
    """Headers and body as text, attachments as children.

    Raises:
        ExtractError: ``damaged``.
    """
    import olefile

    try:
        with olefile.OleFileIO(BytesIO(source.body)) as ole:
            message = _message(ole, (), 0)
    except (OSError, ValueError, IndexError, KeyError, TypeError, AttributeError) as error:
        raise ExtractError(
            "damaged", f"expected a whole message, found its container broken: {error}"
        ) from error
    return message_document(message, source, MEDIA_TYPE)


def _message(ole: Any, at: tuple[str, ...], depth: int) -> Message:
    message = Message()
    sender = _text(ole, at, SENDER)
    address = _text(ole, at, SENDER_SMTP) or _text(ole, at, SENDER_ADDRESS)
    if address and "@" in address and address != sender:
        sender = f"{sender} <{address}>" if sender else address
    times = _times(ole, at)
    for name, value in (
        ("From", sender),
        ("To", _text(ole, at, TO)),
        ("Cc", _text(ole, at, CC)),
        ("Date", times.get(SENT) or times.get(DELIVERED)),
        ("Subject", _text(ole, at, SUBJECT)),
    ):
        if value and value.strip("\0 "):
            message.headers[name] = " ".join(value.strip("\0 ").split())
    message.parts = _body(ole, at)
    storages = sorted({
        path[len(at)]
        for path in ole.listdir(streams=True, storages=True)
        if len(path) > len(at)
        and tuple(path[: len(at)]) == at
        and path[len(at)].startswith("__attach_version")
    })  # fmt: skip
    for storage in storages:
        if (found := _attachment(ole, (*at, storage), depth)) is not None:
            message.attachments.append(found)
    return message


def _body(ole: Any, at: tuple[str, ...]) -> list[tuple[str, str]]:
    plain = _text(ole, at, BODY)
    if plain and plain.strip():
        return [("plain", plain)]
    page = _bytes(ole, at, HTML)
    if page:
        return [("html", decode(page))]
    packed = _bytes(ole, at, RTF)
    if packed:
        rich = read_rtf(unpacked(packed))
        return [("html", rich.html)] if rich.html.strip() else [("plain", rich.text)]
    return []


def _attachment(ole: Any, at: tuple[str, ...], depth: int) -> Attachment | None:
    name = _text(ole, at, LONG_NAME) or _text(ole, at, SHORT_NAME)
    body = _bytes(ole, at, DATA)
    if body is not None:
        return Attachment(name=name, body=body, media_type=_text(ole, at, MIME))
    inner = (*at, f"__substg1.0_{DATA:04X}000D")
    if depth < DEEP and ole.exists("/".join(inner)):
        found = _as_mail(_message(ole, inner, depth + 1))
        return Attachment(name=name or "message.eml", body=found, media_type="message/rfc822")
    return None


def _as_mail(message: Message) -> bytes:
    """A message inside a message as the bytes of a mail: it has no file of its own."""
    mail = EmailMessage(policy=SMTP)
    for header, value in message.headers.items():
        mail[f"X-{header}" if header in ("From", "To", "Cc", "Date") else header] = value
    kind, text = message.parts[0] if message.parts else ("plain", "")
    mail.set_content(text, subtype="html" if kind == "html" else "plain")
    for attachment in message.attachments:
        mail.add_attachment(
            attachment.body,
            maintype="application",
            subtype="octet-stream",
            filename=attachment.name or "attachment",
        )
    out = mail.as_bytes()
    # The library checks addresses; what stands in a stranger's file is passed on as it is.
    for name in (b"From", b"To", b"Cc", b"Date"):
        out = out.replace(b"X-" + name + b":", name + b":", 1)
    return out


def _bytes(ole: Any, at: tuple[str, ...], number: int) -> bytes | None:
    path = "/".join((*at, f"__substg1.0_{number:04X}0102"))
    return ole.openstream(path).read() if ole.exists(path) else None


def _text(ole: Any, at: tuple[str, ...], number: int) -> str | None:
    wide = "/".join((*at, f"__substg1.0_{number:04X}001F"))
    if ole.exists(wide):
        return str(ole.openstream(wide).read().decode("utf-16-le", errors="replace"))
    narrow = "/".join((*at, f"__substg1.0_{number:04X}001E"))
    if ole.exists(narrow):
        return decode(ole.openstream(narrow).read())
    return None


def _times(ole: Any, at: tuple[str, ...]) -> dict[int, str]:
    path = "/".join((*at, "__properties_version1.0"))
    if not ole.exists(path):
        return {}
    body = ole.openstream(path).read()
    out = {}
    for start in range(32 if not at else 24, len(body) - 15, 16):
        kind = int.from_bytes(body[start : start + 2], "little")
        number = int.from_bytes(body[start + 2 : start + 4], "little")
        if kind == 0x0040:
            out[number] = moment(int.from_bytes(body[start + 8 : start + 16], "little"))
    return out
