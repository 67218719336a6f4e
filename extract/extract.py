"""The bytes of one file to a document."""

import pkgutil
import re
import traceback
from dataclasses import replace
from functools import cache
from importlib import import_module
from typing import Protocol, cast

from extract.document import Document, Note
from extract.error import ExtractError
from extract.limits import Limits
from extract.source import Budget, Source

VERSION = "1"
"""Of extraction as a whole; raising it makes every document stale."""

UNKNOWN = "application/octet-stream"
_HALF = re.compile("[\ud800-\udfff]")
"""Half of a pair of code units: no character, and no file can hold it."""


class Format(Protocol):
    """What a module of ``extract.formats`` holds."""

    __name__: str

    def recognise(self, source: Source) -> int:
        """How sure the module is that it can read the file; 0 is no."""
        ...

    def read(self, source: Source) -> Document:
        """Read the file.

        Raises:
            ExtractError: Nothing of it can be read. Where something was read before, the
                document is returned with its ``error`` set.
        """
        ...


@cache
def formats() -> dict[str, Format]:
    """The modules of ``extract.formats`` by name."""
    return {
        module.name: cast("Format", import_module(f"extract.formats.{module.name}"))
        for module in pkgutil.iter_modules(import_module("extract.formats").__path__)
    }


def extract(
    body: bytes,
    *,
    name: str | None = None,
    media_type: str | None = None,
    limits: Limits | None = None,
) -> Document:
    """Read one file. Never fails: what cannot be read is a document with an ``error``.

    The same bytes, name and media type give the same document, but for the limit of time and for
    the system programs that are installed. Memory is not limited here but in the worker.

    Args:
        body: The bytes.
        name: Its name: a hint where content leaves the format open (text or CSV).
        media_type: As served: a hint likewise.
        limits: By default those of a new collection.
    """
    budget = Budget.start(limits or Limits())
    source = Source(
        body=body, name=name, media_type=media_type, budget=budget, read_child=_read_child
    )
    return _read(source)


def _read_child(source: Source) -> Document:
    return replace(_read(source), name=source.name)


def _read(source: Source) -> Document:
    limits = source.budget.limits
    if source.depth > limits.depth:
        message = f"expected files at most {limits.depth} deep inside another, found a deeper one"
        return Document(media_type=UNKNOWN, error=Note(code="too-deep", message=message))
    if not source.body:
        message = "expected a document, found a file of zero bytes. Fetch it again."
        return Document(media_type=UNKNOWN, error=Note(code="empty", message=message))
    if len(source.body) > limits.bytes:
        message = (
            f"expected at most {limits.bytes} bytes, found {len(source.body)}."
            " Raise extract_bytes in collection.toml."
        )
        return Document(media_type=UNKNOWN, error=Note(code="too-large", message=message))
    reader: Format | None = None
    try:
        sureness, reader = max(
            ((format_.recognise(source), format_) for format_ in formats().values()),
            key=lambda found: (found[0], found[1].__name__),
        )
        if not sureness:
            reader = None
            raise ExtractError("not-a-document", _not_a_document(source))
        return _judged(reader.read(source))
    except ExtractError as error:
        note = Note(code=error.code, message=str(error))
    except MemoryError:
        note = Note(
            code="out-of-memory",
            message=f"expected to need at most {limits.mebibytes} MiB of memory, found more;"
            " nothing of the file is kept. Raise extract_mebibytes in collection.toml.",
        )
    except RecursionError:
        note = Note(code="damaged", message="expected a document, found one nested without end")
    except Exception as error:
        note = _fault(error)
    return Document(media_type=getattr(reader, "MEDIA_TYPE", UNKNOWN), error=note)


def _judged(document: Document) -> Document:
    """A document in which nothing at all was found says so; its text can be written anywhere."""
    if _HALF.search(document.text):
        document = replace(document, text=_HALF.sub("\ufffd", document.text))
    if document.error or document.text.strip() or document.tables or document.children:
        return document
    message = "expected text, tables or files inside, found none of them"
    if document.hidden:
        message += " but hidden content"
    return replace(document, error=Note(code="empty", message=message))


def _not_a_document(source: Source) -> str:
    import puremagic

    try:
        found = puremagic.from_string(source.body[:65536], mime=True)
    except (puremagic.PureError, ValueError):
        found = ""
    return f"expected a document, found {found or 'bytes of no known format'}."


def _fault(error: Exception) -> Note:
    """An exception of a library on a broken file is damage; one of our own code is our fault.

    Which it is shows where it was raised.
    """
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if "/extract/" in frame.filename.replace("\\", "/")]
    where = f"{ours[-1].filename.rsplit('/', 1)[-1]}:{ours[-1].lineno}" if ours else "?"
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    damaged = bool(frames) and bool(ours) and frames[-1] is not ours[-1]
    return Note(
        code="damaged" if damaged else "fault",
        message=f"expected to be read to its end, found {what[:300]} (at {where})."
        + (
            " Open it in its own program and save it anew."
            if damaged
            else " Please report it with the file."
        ),
    )
