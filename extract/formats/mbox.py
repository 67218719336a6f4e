"""Mail folders (.mbox): one child for each message."""

import re

from extract.document import Document, Note
from extract.error import ExtractError
from extract.source import Source

MEDIA_TYPE = "application/mbox"

_SEPARATOR = re.compile(rb"^From \S+.{0,40}\d\d:\d\d.{0,30}$", re.M)


def recognise(source: Source) -> int:
    """A ``From `` line with a time before headers; more than one, or a name that says so."""
    if not source.head.lstrip().startswith(b"From "):
        return 0
    found = sum(1 for _ in _SEPARATOR.finditer(source.body[:5_000_000]))
    return 90 if found > 1 or (found and source.suffix in ("mbox", "mbx")) else 0


def read(source: Source) -> Document:
    """The messages as children, in the folder's order."""
    starts = [match.start() for match in _SEPARATOR.finditer(source.body)]
    children: list[Document] = []
    error: Note | None = None
    for number, (start, end) in enumerate(
        zip(starts, [*starts[1:], len(source.body)], strict=True), 1
    ):
        body = source.body[start:end].partition(b"\n")[2]
        try:
            children.append(
                source.child(f"{number}.eml", re.sub(rb"(?m)^>(>*From )", rb"\1", body),
                             "message/rfc822")
            )  # fmt: skip
        except ExtractError as stop:
            error = Note(code=stop.code, message=str(stop))
            break
    return Document(media_type=MEDIA_TYPE, children=tuple(children), error=error)
