"""winmail.dat: what Outlook wraps attachments and formatting in for nobody else to open."""

import struct
from collections.abc import Iterator

from extract.charset import decode
from extract.document import Document
from extract.mail.message import Attachment, Message, message_document
from extract.mail.properties import BODY, HTML, LONG_NAME, RTF, SUBJECT, unpacked
from extract.rich.rtf import read_rtf
from extract.source import Source

MEDIA_TYPE = "application/vnd.ms-tnef"

_SIGNATURE = b"\x78\x9f\x3e\x22"
_SUBJECT, _BODY, _MESSAGE_PROPERTIES = 0x8004, 0x800C, 0x9003
_START, _DATA, _TITLE, _ATTACHMENT = 0x9002, 0x800F, 0x8010, 0x9005
_FIXED = {2: 4, 3: 4, 4: 4, 5: 8, 6: 8, 7: 8, 10: 4, 11: 4, 20: 8, 64: 8}
_VARIED = (13, 30, 31, 258)


def recognise(source: Source) -> int:
    """The signature."""
    return 100 if source.body.startswith(_SIGNATURE) else 0


def read(source: Source) -> Document:
    """The body, if there is one, and the attachments as children, as far as they go."""
    message = Message()
    names: list[str | None] = []
    bodies: list[bytes] = []
    for number, data in _attributes(source.body):
        if number == _SUBJECT:
            message.headers["Subject"] = " ".join(_string(data).split())
        elif number == _BODY and not message.parts:
            message.parts = [("plain", _string(data))]
        elif number == _MESSAGE_PROPERTIES:
            _read_properties(message, data)
        elif number == _START:
            names.append(None)
            bodies.append(b"")
        elif not names:
            continue
        elif number == _DATA:
            bodies[-1] = data
        elif number == _TITLE:
            names[-1] = names[-1] or _string(data)
        elif number == _ATTACHMENT:
            for key, value in _properties(data):
                if key == LONG_NAME:
                    names[-1] = _wide(value) or names[-1]
    message.headers = {name: text for name, text in message.headers.items() if text}
    message.attachments = [
        Attachment(name=name, body=body) for name, body in zip(names, bodies, strict=True) if body
    ]
    return message_document(message, source, MEDIA_TYPE)


def _attributes(body: bytes) -> Iterator[tuple[int, bytes]]:
    at = 6
    while at + 9 <= len(body):
        _, number, _, size = struct.unpack_from("<BHHI", body, at)
        at += 9
        yield number, body[at : at + size]
        at += size + 2


def _read_properties(message: Message, data: bytes) -> None:
    found = dict(_properties(data))
    if SUBJECT in found and (text := _wide(found[SUBJECT])):
        message.headers.setdefault("Subject", text)
    if BODY in found and not message.parts:
        message.parts = [("plain", _wide(found[BODY]))]
    elif HTML in found:
        message.parts = [("html", decode(found[HTML]))]
    elif RTF in found and not message.parts:
        rich = read_rtf(unpacked(found[RTF]))
        message.parts = [("html", rich.html) if rich.html.strip() else ("plain", rich.text)]


def _properties(data: bytes) -> Iterator[tuple[int, bytes]]:
    """Numbered properties; the reading ends at the first one that cannot be understood."""
    try:
        (count,) = struct.unpack_from("<I", data, 0)
        at = 4
        for _ in range(min(count, 10_000)):
            kind, number = struct.unpack_from("<HH", data, at)
            at += 4
            if number >= 0x8000:
                (named,) = struct.unpack_from("<I", data, at + 16)
                at += 20
                if named == 0:
                    at += 4
                else:
                    (length,) = struct.unpack_from("<I", data, at)
                    at += 4 + (length + 3) // 4 * 4
            several = bool(kind & 0x1000) or (kind & 0x0FFF) in _VARIED
            kind &= 0x0FFF
            values = 1
            if several:
                (values,) = struct.unpack_from("<I", data, at)
                at += 4
            for _value in range(min(values, 1000)):
                if kind in _VARIED:
                    (size,) = struct.unpack_from("<I", data, at)
                    at += 4
                    content, step = data[at : at + size], (size + 3) // 4 * 4
                else:
                    step = _FIXED[kind]
                    content = data[at : at + step]
                yield number, content if kind != 31 else _marked(content)
                at += step
    except (struct.error, KeyError):
        return


_MARK = b"\xff\xfe"


def _marked(content: bytes) -> bytes:
    """Wide text with a mark in front, so that the decoder knows."""
    return _MARK + content


def _wide(content: bytes) -> str:
    return decode(content).rstrip("\0").strip() if content else ""


def _string(data: bytes) -> str:
    return decode(data.rstrip(b"\0"))
