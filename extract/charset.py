"""Bytes to text, where nothing or the wrong thing says in which character set."""

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NEVER = ("utf_16", "utf_16_le", "utf_16_be", "utf_32", "utf_32_le", "utf_32_be", "utf_7")
"""What is never guessed: nearly anything can be read as these."""
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    """Read the bytes that are not UTF-8 as Windows does: two encodings in one file."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    wrong = error.object[error.start : error.end]
    return wrong.decode("cp1252", errors="replace"), error.end


codecs.register_error("foi-cp1252", _as_cp1252)


def decode(body: bytes, declared: str | None = None) -> str:
    """The text of ``body``: byte order mark, UTF-8, what was declared, a guess; in this order.

    Never fails; newlines and everything else stay as they are, a byte order mark is dropped. A
    declared character set is believed only if the bytes fit it.
    """
    for mark, charset in _BOMS:
        if body.startswith(mark):
            return body[len(mark) :].decode(charset, errors="replace")
    if wide := _wide(body):
        return body.decode(wide, errors="replace")
    try:
        text = body.decode("utf-8")
        # ISO-2022 and UTF-7 are plain ASCII to the eye of a decoder.
        if not declared or _family(declared) not in ("iso2022", "utf7"):
            return text
    except UnicodeDecodeError:
        pass
    if declared and (text_ := _try(body, declared)) is not None:
        return text_
    return _guess(body)


def is_text(body: bytes) -> bool:
    """Whether a person would call this text: hardly any control characters in its first bytes."""
    head = body[:65536]
    if any(head.startswith(mark) for mark, _ in _BOMS) or _wide(head):
        head = decode(head).encode()
    if not head:
        return False
    text = head.decode("latin-1")
    odd = len(_CONTROL.findall(text))
    if odd * 200 > len(text):
        return False
    high = sum(byte >= 0x80 for byte in head)
    if high * 3 <= len(head):
        return True
    # Mostly high bytes: another script, or noise. Noise is not valid in any multi-byte set.
    return _is_utf8(head) or (odd == 0 and len(_CONTROL_C1.findall(text)) * 50 < len(text))


_CONTROL_C1 = re.compile(r"[\x80-\x9f]")


def _is_utf8(head: bytes) -> bool:
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)
    except UnicodeDecodeError:
        return False
    return True


def _wide(body: bytes) -> str | None:
    """UTF-16 without a mark shows as a zero in every second byte of English."""
    head = body[:2000]
    if len(head) < 8 or b"\0" not in head:
        return None
    half = len(head) // 2
    if head[1::2].count(0) > half * 0.7 and head[0::2].count(0) < half * 0.1:
        return "utf-16-le"
    if head[0::2].count(0) > half * 0.7 and head[1::2].count(0) < half * 0.1:
        return "utf-16-be"
    return None


def _family(charset: str) -> str:
    return re.sub(r"[^a-z0-9]", "", charset.lower())[:7]


def _try(body: bytes, charset: str) -> str | None:
    try:
        known = codecs.lookup(charset.strip().strip("\"'"))
    except (LookupError, ValueError, UnicodeError):
        return None
    if not getattr(known, "_is_text_encoding", True):
        return None
    # What calls itself Latin-1 or ASCII is Windows' superset of it (as browsers know).
    name = "cp1252" if known.name in ("iso8859-1", "ascii") else known.name
    try:
        return body.decode(name)
    except (UnicodeError, ValueError):
        return None


def _guess(body: bytes) -> str:
    high = sum(byte >= 0x80 for byte in body[:65536])
    # A script of its own shows in many high bytes; a Western letter has few of them.
    if len(body) > 100 and high * 10 > 3 * len(body[:65536]):
        from charset_normalizer import from_bytes

        best = from_bytes(body[:65536], cp_exclusion=list(_NEVER)).best()
        if best is not None and (text := _try(body, best.encoding)) is not None:
            return text
    return body.decode("utf-8", errors="foi-cp1252")
