"""Read a page and its attachments together, as one response."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from extract.document import Document, Note
from nlp.hints import Hints
from nlp.read import join, read
from nlp.response import Part, Response

_NO_TITLE = re.compile(
    r"\W*(?:anonymous|untitled(?: document)?|unspecified|document ?\d*|microsoft word(?: - .*)?"
    r"|[\w -]+\.(?:docx?|pdf|rtf|odt|xlsx?))\W*",
    re.IGNORECASE,
)
"""What a program writes where nobody gave a title."""
READ_AT_MOST = 400_000
"""Characters of one response that are read: beyond it stand tables of data, not letters."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One document of a response, and the captured bytes it is from."""

    document: Document
    sha256: str | None = None
    url: str | None = None


def read_documents(sources: Sequence[Source], hints: Hints) -> Response:
    """Read the documents of one response, the page first.

    Files inside a document (the attachments of a message) are read after it, under its address.
    What exceeds :data:`READ_AT_MOST` is left unread, and a flag of the response says so.
    """
    held = [inner for source in sources for inner in _flat(source)]
    held = [source for source in held if source.document.text.strip()]
    text, ranges = join([source.document.text for source in held])
    labels = dict(hints.labels)
    for source in held:
        for label, value in source.document.labels.items():
            labels.setdefault(label, value)
    titles = (source.document.title for source in held)
    title = hints.title or next((t for t in titles if t and not _NO_TITLE.fullmatch(t)), None)
    site = next((site for source in held if (site := source.document.metadata.get("site"))), None)
    told = replace(hints, labels=labels, title=title, site=hints.site or site)
    response = read(text[:READ_AT_MOST], told)
    parts = tuple(
        Part(
            start=start,
            end=min(end, READ_AT_MOST),
            sha256=source.sha256,
            url=source.url,
            name=source.document.name,
        )
        for source, (start, end) in zip(held, ranges, strict=True)
        if start < READ_AT_MOST
    )
    flags = list(response.flags)
    if len(text) > READ_AT_MOST:
        flags.append(f"only the first {READ_AT_MOST} of {len(text)} characters were read")
    flags += [f"{note.code}: {note.message}" for note in _errors(held)]
    return replace(response, parts=parts, title=title, flags=tuple(flags))


def _flat(source: Source) -> Iterator[Source]:
    yield source
    for child in source.document.children:
        yield from _flat(replace(source, document=child))


def _errors(sources: Iterable[Source]) -> Iterator[Note]:
    for source in sources:
        if source.document.error is not None:
            yield source.document.error
