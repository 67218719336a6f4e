"""Bring files into a collection: folders, letters, mail, archives, WARC."""

import hashlib
import io
import mailbox
import mimetypes
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from email.message import Message
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote, urlsplit

from collection.catalogue import now
from collection.collection import Collection
from collection.error import FoiError
from collection.failures import Failure
from crawlers.capture import Capture, Captures, CaptureState, Kind
from crawlers.force import force_of_host, forces
from crawlers.warc import SIZE, Archived, read_warc

MEMBERS = 10_000
"""Members read of one archive."""
RATIO = 200
"""Most bytes that one compressed byte may become."""


class ImportPathError(FoiError):
    """A path that cannot be brought in; the message says what is accepted."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Found:
    """One file in what was named: its address, its bytes or why there are none.

    Attributes:
        state: What an address without bytes comes to.
        capture: What an archive of our own tells of it.
    """

    url: str
    body: bytes | None
    name: str | None = None
    problem: str | None = None
    state: CaptureState = "failed"
    kind: Kind = "file"
    media_type: str | None = None
    status: int | None = None
    fetched: str | None = None
    headers: tuple[tuple[str, str], ...] = ()
    force: str | None = None
    capture: Capture | None = None


def import_paths(
    collection: Collection, paths: Iterable[Path], *, force: str | None = None
) -> Iterator[Capture]:
    """Keep every file below the paths as a capture, and yield the captures as they are kept.

    A file keeps its address (``file:///…``; a member of an archive is ``#member`` of it), so
    importing again finds what changed; a WARC keeps the addresses it was fetched from, and one
    that a crawl wrote gives the captures of that crawl.

    Args:
        collection: An open collection.
        paths: Files, folders, ``.eml``, ``.mbox``, ``.zip``, ``.warc``, ``.warc.gz``.
        force: Slug of the force whose answers these are, where the operator knows.

    Raises:
        ImportPathError: None of the paths exists. One that is missing among others is a failed
            capture, like a file that cannot be read.
    """
    named = list(paths)
    if not any(path.exists() for path in named):
        raise ImportPathError(
            f"{', '.join(map(str, named))}: expected a file or folder, found nothing there."
            " Accepted are files of any kind, folders, .eml, .mbox, .zip, .warc and .warc.gz."
        )
    captures = Captures(collection.db)
    with collection.run("import") as run:
        for found in (item for path in named for item in _walk(path)):
            yield _keep(collection, captures, found, force=found.force or force, run=run.id)


def _keep(
    collection: Collection, captures: Captures, found: _Found, *, force: str | None, run: int
) -> Capture:
    told = found.capture
    if told is not None:
        force = told.force if told.force in forces() else force
        capture = replace(told, id=0, force=force, run=run)
        if capture.state != "ok":
            return _added(captures, capture)
    else:
        capture = Capture(
            url=found.url,
            final_url=found.url,
            fetched=found.fetched or now(),
            status=found.status,
            headers=dict(found.headers),
            media_type=found.media_type or mimetypes.guess_type(found.name or found.url)[0],
            state="ok",
            how="import",
            kind=found.kind,
            force=force,
            run=run,
        )
    if found.body is None and found.state != "failed":
        return _added(captures, replace(capture, state=found.state, message=found.problem))
    if found.body is None:
        message = found.problem or "no bytes"
        failure = Failure(
            stage="import",
            key=found.url,
            url=found.url,
            force=force,
            code="unreadable",
            message=message,
        )
        collection.failures.record(failure)
        return _added(captures, replace(capture, state="failed", message=message))
    sha256 = hashlib.sha256(found.body).hexdigest()
    if captures.erased(found.url, sha256):
        message = "erased on request (`foi forget`); it is not taken in again"
        return _added(captures, replace(capture, state="gone", message=message))
    collection.failures.clear("import", found.url)
    capture = replace(capture, sha256=collection.blobs.put(found.body), size=len(found.body))
    known = [
        old
        for old in captures.of_url(found.url)
        # A file may hang from two pages, and then it is kept under each.
        if old.state == "ok" and (told is None or old.parent == capture.parent)
    ]
    if known and known[-1].sha256 == sha256 and force in (None, known[-1].force):
        capture = replace(capture, state="unchanged", force=known[-1].force)
    return _added(captures, capture)


def _added(captures: Captures, capture: Capture) -> Capture:
    """Keep a capture and return it with its number."""
    number = captures.add(capture)
    return next(captures.find("id = ?", (number,)))


def _walk(path: Path) -> Iterator[_Found]:
    """Every file at or below a path, in the order of their names; links are not followed."""
    url = path.resolve().as_uri()
    suffixes = "".join(path.suffixes[-2:]).casefold()
    try:
        if path.is_dir():
            for inner in sorted(path.iterdir()):
                if not inner.is_symlink() and not inner.name.startswith("."):
                    yield from _walk(inner)
            return
        if path.exists() and not path.is_file():
            yield _Found(url=url, body=None, problem="expected a file, found a pipe or a device")
            return
        if suffixes.endswith((".warc", ".warc.gz")):
            yield from _warc(path)
        elif suffixes.endswith(".mbox"):
            yield from _mbox(path, url)
        elif suffixes.endswith(".zip"):
            yield from _zip(path, url)
        else:
            yield _Found(url=url, body=path.read_bytes(), name=path.name)
    except OSError as error:
        yield _Found(url=url, body=None, problem=f"cannot be read: {error.strerror or error}")


def _zip(path: Path, url: str) -> Iterator[_Found]:
    """The members of an archive; a broken one is kept whole, for extraction to say why."""
    try:
        with zipfile.ZipFile(path) as archive:
            members = [member for member in archive.infolist() if not member.is_dir()]
            for member in members[:MEMBERS]:
                yield _member(archive, member, f"{url}#{quote(member.filename)}")
            if len(members) > MEMBERS:
                problem = f"{len(members)} members; only the first {MEMBERS} were taken in"
                yield _Found(url=f"{url}#", body=None, problem=problem)
    except zipfile.BadZipFile:
        yield _Found(url=url, body=path.read_bytes(), name=path.name)


def _member(archive: zipfile.ZipFile, member: zipfile.ZipInfo, url: str) -> _Found:
    """One member, whose name is never used as a path."""
    if member.file_size > SIZE or member.file_size > RATIO * max(member.compress_size, 1_000):
        problem = (
            f"{member.compress_size} bytes would become {member.file_size};"
            f" the limits are {SIZE} bytes and 1:{RATIO}"
        )
        return _Found(url=url, body=None, problem=problem)
    try:
        return _Found(url=url, body=archive.read(member), name=member.filename)
    except (zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError) as error:
        return _Found(url=url, body=None, problem=f"the member cannot be read: {error}")


def _mbox(path: Path, url: str) -> Iterator[_Found]:
    """The messages of a mailbox, each known by its Message-ID or else by its bytes."""
    with path.open("rb") as file:
        starts = [at for at, line in _lines(file) if line.startswith(b"From ")]
    starts = starts or [0]
    with path.open("rb") as file:
        for start, end in pairwise([*starts, path.stat().st_size]):
            file.seek(start)
            body = file.read(end - start)
            body = body.partition(b"\n")[2] if body.startswith(b"From ") else body
            message = mailbox.Message(io.BytesIO(body))
            identity = _message_id(message) or hashlib.sha256(body).hexdigest()[:16]
            yield _Found(
                url=f"{url}#{quote(identity)}",
                body=body,
                name="message.eml",
                media_type="message/rfc822",
            )


def _lines(file: io.BufferedReader) -> Iterator[tuple[int, bytes]]:
    """Lines with their offsets, of those that may start a message: the first and after a blank."""
    at, blank = 0, True
    for line in file:
        if blank:
            yield at, line
        blank = not line.strip()
        at += len(line)


def _message_id(message: Message) -> str | None:
    return str(message["Message-ID"]).strip("<> ") if message["Message-ID"] else None


def _warc(path: Path) -> Iterator[_Found]:
    """The captures of a web archive, under the addresses they were fetched from."""
    for item in read_warc(path):
        force = force_of_host(urlsplit(item.url).hostname or "")
        kind: Kind = "page" if item.media_type == "text/html" else "attachment"
        if item.capture is None and item.status is not None and item.status >= 400:
            yield _refused(item, force.slug if force else None)
            continue
        yield _Found(
            url=item.url,
            body=item.body,
            capture=item.capture,
            problem=item.problem,
            media_type=item.media_type,
            kind=kind,
            status=item.status,
            fetched=item.fetched,
            headers=tuple(item.headers.items()),
            force=force.slug if force else None,
        )


def _refused(item: Archived, force: str | None) -> _Found:
    """What another program archived of an address that gave an error: a fact, and no page."""
    assert item.status is not None
    state: CaptureState = "gone" if item.status in (404, 410) else "failed"
    return _Found(
        url=item.url,
        body=None,
        problem=f"the site answered {item.status} when the archive was made",
        state="blocked" if item.status in (401, 403) else state,
        kind="page",
        status=item.status,
        fetched=item.fetched,
        headers=tuple(item.headers.items()),
        force=force,
    )
