"""Web archives: what a crawl fetches as it was sent, and the captures that come back from it.

A crawl writes each exchange as ``response`` and ``request``, and for each capture a ``metadata``
record in JSON that refers to the response. So the list, the entry and its file, which come as
three responses, come back as what they are. An archive of other makers has no such records.
"""

import gzip
import io
import json
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import asdict, dataclass, field, replace
from gzip import BadGzipFile
from itertools import islice
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from pydantic import TypeAdapter, ValidationError
from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from collection.error import FoiError
from crawlers.capture import Capture

PROFILE = "https://foi-mosaic.example/warc/capture/1"
"""``WARC-Profile`` of our metadata records."""
SIZE = 200_000_000
"""Largest body read, after decompression."""
_NOT_KEPT = ("id", "sha256", "size", "how", "run")
_CAPTURE = TypeAdapter(Capture)


class WarcError(FoiError):
    """An archive that cannot be written."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request and its answer as they went over the wire, but for how the body was chunked.

    Attributes:
        url: The original address, whatever copy answered for it.
        protocol: As the answer names it: ``HTTP/1.1``.
    """

    url: str
    method: str
    sent: tuple[tuple[str, str], ...]
    protocol: str
    status: int
    reason: str
    served: tuple[tuple[str, str], ...]
    body: bytes


class Recorder:
    """Writes an archive."""

    def __init__(self, file: io.BufferedIOBase, *, gzip: bool, agent: str, name: str) -> None:
        self.writer = WARCWriter(file, gzip=gzip, warc_version="1.1")
        info = {"software": agent, "format": "WARC File Format 1.1", "robots": "obey"}
        self.writer.write_record(self.writer.create_warcinfo_record(name, info))

    def exchange(self, exchange: Exchange) -> str:
        """Write one exchange; the record's id."""
        parts = urlsplit(exchange.url)
        path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
        response = self.writer.create_warc_record(
            exchange.url,
            "response",
            payload=io.BytesIO(exchange.body),
            http_headers=StatusAndHeaders(
                f"{exchange.status} {exchange.reason}".strip(),
                list(exchange.served),
                protocol=exchange.protocol,
            ),
        )
        request = self.writer.create_warc_record(
            exchange.url,
            "request",
            http_headers=StatusAndHeaders(
                f"{exchange.method} {path} {exchange.protocol}",
                list(exchange.sent),
                is_http_request=True,
            ),
        )
        self.writer.write_request_response_pair(request, response)
        return str(response.rec_headers.get_header("WARC-Record-ID"))

    def capture(self, capture: Capture, exchange: str | None) -> None:
        """Write what is known of a capture.

        Args:
            capture: As it is kept.
            exchange: The id of its answer; ``None`` where none came.
        """
        facts = {name: value for name, value in asdict(capture).items() if name not in _NOT_KEPT}
        about = {"WARC-Profile": PROFILE}
        if exchange is not None:
            about |= {"WARC-Refers-To": exchange, "WARC-Concurrent-To": exchange}
        body = json.dumps(facts, ensure_ascii=False).encode()
        self.writer.write_record(
            self.writer.create_warc_record(
                capture.url,
                "metadata",
                payload=io.BytesIO(body),
                length=len(body),
                warc_content_type="application/json",
                warc_headers_dict=about,
            )
        )


@contextmanager
def recording(path: Path | None, *, agent: str) -> Iterator[Recorder | None]:
    """An archive to write, compressed if its name ends so; nothing where no path is given.

    Raises:
        WarcError: There is a file of this name, or it cannot be written.
    """
    if path is None:
        yield None
        return
    try:
        file = path.open("xb")
    except OSError as error:
        raise WarcError(
            f"--warc {path}: expected the name of a new file in a folder that is there, found:"
            f" {error.strerror or error}. Give another name."
        ) from error
    with file:
        yield Recorder(file, gzip=path.suffix == ".gz", agent=agent, name=path.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Archived:
    """What an archive holds of one address.

    Attributes:
        capture: As the archive itself tells it, without bytes; ``None`` if it does not.
        problem: Why there is no body.
    """

    url: str
    body: bytes | None = None
    capture: Capture | None = None
    problem: str | None = None
    status: int | None = None
    fetched: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def media_type(self) -> str | None:
        """As served, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip() or None


def read_warc(path: Path) -> Iterator[Archived]:
    """Read an archive in its own order; what stands behind damage is lost, and that is said."""
    told = _told(path)
    try:
        for record in _records(path):
            identity = record.rec_headers.get_header("WARC-Record-ID")
            if record.rec_type in ("response", "resource"):
                about = told.get(identity, ())
                if about or not told:
                    yield from _response(record, about)
            elif record.rec_type == "metadata" and identity in told:
                for capture in told[identity]:
                    yield Archived(url=capture.url, capture=capture)
    except ArchiveLoadFailed as error:
        problem = f"the archive is damaged here, what came before is kept: {error}"
        yield Archived(url=f"{path.resolve().as_uri()}#", problem=problem)


_DAMAGE = (AttributeError, ValueError, TypeError, EOFError, BadGzipFile, zlib.error)


def _records(path: Path) -> Iterator[Any]:
    """The records of an archive; one that was compressed as a whole reads like any other.

    Raises:
        ArchiveLoadFailed: It is damaged, in whatever way the reader stumbles over it.
    """
    read = 0
    try:
        with path.open("rb") as file:
            for record in _each(file):
                yield record
                read += 1
    except ArchiveLoadFailed as error:
        # warcio wants a member for each record. It says so behind the first one.
        if "non-chunked gzip" not in str(error):
            raise
        with gzip.open(path) as file:
            yield from islice(_each(file), read, None)


def _each(file: IO[bytes] | gzip.GzipFile) -> Iterator[Any]:
    records = iter(ArchiveIterator(file))
    while True:
        try:
            record = next(records)
        except StopIteration:
            return
        except _DAMAGE as error:
            raise ArchiveLoadFailed(f"a record without its headers ({error})") from error
        yield record


def _told(path: Path) -> dict[str, list[Capture]]:
    """The captures that an archive tells of, by the record of their answer, or by their own."""
    told: dict[str, list[Capture]] = {}
    # Damage is said when the bodies are read.
    with suppress(ArchiveLoadFailed, *_DAMAGE):
        for record in _records(path):
            headers = record.rec_headers
            if record.rec_type != "metadata" or headers.get_header("WARC-Profile") != PROFILE:
                continue
            capture = _capture(record.content_stream().read(1 << 20))
            if capture is not None:
                identity = headers.get_header("WARC-Refers-To")
                identity = identity or headers.get_header("WARC-Record-ID")
                told.setdefault(identity, []).append(capture)
    return told


def _capture(body: bytes) -> Capture | None:
    try:
        facts: dict[str, Any] = {**json.loads(body), "how": "import"}
        return _CAPTURE.validate_python(
            {name: value for name, value in facts.items() if name not in ("id", "sha256", "run")}
        )
    except (ValueError, TypeError, ValidationError):
        return None


def _read(stream: Any, url: str) -> bytes:
    """Some of a body.

    Raises:
        ArchiveLoadFailed: The archive is damaged within it.
    """
    try:
        return bytes(stream.read(1 << 16))
    except (EOFError, BadGzipFile, zlib.error) as error:
        raise ArchiveLoadFailed(f"the body of {url} is damaged ({error})") from error


def _response(record: Any, about: list[Capture] | tuple[()]) -> Iterator[Archived]:
    headers, served = record.rec_headers, record.http_headers
    found = Archived(
        url=headers.get_header("WARC-Target-URI"),
        status=int(served.get_statuscode()) if served else None,
        fetched=headers.get_header("WARC-Date"),
        headers={name.lower(): value for name, value in served.headers}
        if served
        else {"content-type": headers.get_header("Content-Type") or ""},
    )
    with tempfile.SpooledTemporaryFile(max_size=1 << 20) as aside:
        stream, size = record.content_stream(), 0
        while chunk := _read(stream, found.url):
            size += len(chunk)
            if size > SIZE:
                yield replace(found, problem=f"more than {SIZE} bytes")
                return
            aside.write(chunk)
        while _read(record.raw_stream, found.url):
            pass
        if getattr(record.raw_stream, "limit", 0):
            raise ArchiveLoadFailed(f"the body of {found.url} is cut off")
        aside.seek(0)
        body = aside.read()
    if not about:
        yield replace(found, body=body)
    for capture in about:
        had = capture.state == "ok"
        yield replace(found, url=capture.url, body=body if had else None, capture=capture)
