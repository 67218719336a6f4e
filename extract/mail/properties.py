"""Outlook's numbered properties, as messages and winmail.dat have them."""

import struct
from datetime import UTC, datetime, timedelta

SUBJECT, BODY, HTML, RTF = 0x0037, 0x1000, 0x1013, 0x1009
SENDER, SENDER_ADDRESS, SENDER_SMTP = 0x0C1A, 0x0C1F, 0x5D01
TO, CC, SENT, DELIVERED, HEADERS = 0x0E04, 0x0E03, 0x0039, 0x0E06, 0x007D
DATA, LONG_NAME, SHORT_NAME, MIME = 0x3701, 0x3707, 0x3704, 0x370E

_DICTIONARY = (
    b"{\\rtf1\\ansi\\mac\\deff0\\deftab720{\\fonttbl;}{\\f0\\fnil \\froman \\fswiss \\fmodern "
    b"\\fscript \\fdecor MS Sans SerifSymbolArialTimes New RomanCourier{\\colortbl\\red0\\green0"
    b"\\blue0\r\n\\par \\pard\\plain\\f0\\fs20\\b\\i\\u\\tab\\tx"
)
"""What every compressed text begins with in its window; fixed by the format's description."""


def moment(ticks: int) -> str:
    """A count of 100 nanoseconds since 1601 as a date and time in UTC."""
    try:
        when = datetime(1601, 1, 1, tzinfo=UTC) + timedelta(microseconds=ticks // 10)
    except OverflowError:
        return ""
    return when.strftime("%Y-%m-%d %H:%M UTC")


def unpacked(body: bytes) -> bytes:
    """A compressed rich text as it was; broken ones as far as they go."""
    if len(body) < 16:
        return b""
    size, kind = struct.unpack_from("<II", body, 4)
    if kind == 0x414C454D:
        return body[16 : 16 + size]
    window = bytearray(4096)
    window[: len(_DICTIONARY)] = _DICTIONARY
    at, write = 16, len(_DICTIONARY)
    out = bytearray()
    while at < len(body) and len(out) < size:
        flags = body[at]
        at += 1
        for bit in range(8):
            if at >= len(body) or len(out) >= size:
                break
            if flags >> bit & 1:
                if at + 1 >= len(body):
                    return bytes(out)
                reference = body[at] << 8 | body[at + 1]
                at += 2
                start = reference >> 4
                if start == write % 4096:
                    return bytes(out)
                for step in range((reference & 15) + 2):
                    byte = window[(start + step) % 4096]
                    out.append(byte)
                    window[write % 4096] = byte
                    write += 1
            else:
                out.append(body[at])
                window[write % 4096] = body[at]
                write += 1
                at += 1
    return bytes(out[:size])
