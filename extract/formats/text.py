"""Plain text: as it stands, without its byte order mark, with newlines of one kind."""

from extract.charset import decode
from extract.document import Document, Page
from extract.source import Source

MEDIA_TYPE = "text/plain"


def recognise(source: Source) -> int:
    """Anything that is characters; what says that it is plain text is not taken for more."""
    if not source.is_text:
        return 0
    return 40 if source.suffix in ("txt", "text", "log", "md") else 10


def read(source: Source) -> Document:
    """The text itself; offsets count in the file's own characters."""
    text = newlines(decode(source.body, charset_of(source.media_type)))
    page = Page(number=1, method="text", confidence=1.0, start=0, end=len(text))
    return Document(media_type=MEDIA_TYPE, text=text, pages=(page,))


def newlines(text: str) -> str:
    r"""The text with ``\n`` for every kind of line end."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def charset_of(media_type: str | None) -> str | None:
    """The character set in ``text/plain; charset=…``, if it names one."""
    _, _, after = (media_type or "").lower().partition("charset=")
    return after.split(";")[0].strip().strip("\"'") or None
