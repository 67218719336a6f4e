"""A local copy of sites that behaves as it is told to, and a collection to crawl it into."""

import hashlib
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from collection.collection import Collection, open_collection

Fault = Callable[[BaseHTTPRequestHandler], bool]
"""Answers a request in its own way and says whether it did."""


@dataclass(frozen=True, slots=True)
class Served:
    body: bytes
    media_type: str = "text/html; charset=utf-8"
    status: int = 200
    headers: tuple[tuple[str, str], ...] = ()
    validators: bool = True


@dataclass(frozen=True, slots=True)
class Asked:
    path: str
    agent: str
    conditional: bool
    status: int
    began: float
    ended: float


@dataclass(slots=True)
class Replica:
    """Serves ``/HOST/PATH`` for ``https://HOST/PATH``."""

    url: str = ""
    pages: dict[str, Served] = field(default_factory=dict)
    faults: dict[str, Fault] = field(default_factory=dict)
    asked: list[Asked] = field(default_factory=list)
    watch: Callable[[str], None] = lambda path: None

    def put(self, address: str, body: bytes | str, media_type: str = "", **how: object) -> None:
        content = body.encode() if isinstance(body, str) else body
        kind = media_type or "text/html; charset=utf-8"
        self.pages[self.path(address)] = Served(content, kind, **how)  # type: ignore[arg-type]

    def fault(self, address: str, how: Fault) -> None:
        self.faults[self.path(address)] = how

    def drop(self, address: str) -> None:
        del self.pages[self.path(address)]

    def count(self, address: str) -> int:
        return sum(asked.path == self.path(address) for asked in self.asked)

    @staticmethod
    def path(address: str) -> str:
        return "/" + address.removeprefix("https://")


@pytest.fixture
def replica() -> Iterator[Replica]:
    made = Replica()

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            began = time.monotonic()
            made.watch(self.path)
            status = self._answer()
            conditional = "If-None-Match" in self.headers or "If-Modified-Since" in self.headers
            agent = self.headers.get("User-Agent", "")
            ended = time.monotonic()
            made.asked.append(Asked(self.path, agent, conditional, status, began, ended))

        def _answer(self) -> int:
            fault = made.faults.get(self.path)
            if fault is not None and fault(self):
                return 0
            page = made.pages.get(self.path) or made.pages.get(self.path.partition("?")[0])
            if page is None:
                return self.reply(404, b"<html><h1>Page not found</h1></html>")
            etag = '"' + hashlib.sha256(page.body).hexdigest()[:16] + '"'
            if page.validators and self.headers.get("If-None-Match") == etag:
                return self.reply(304, b"", etag=etag)
            headers = dict(page.headers)
            if page.validators:
                headers["etag"] = etag
            return self.reply(page.status, page.body, content_type=page.media_type, **headers)

        def reply(self, status: int, body: bytes, **headers: str) -> int:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name.replace("_", "-"), value)
            if status != 304:
                self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            if status != 304:
                self.wfile.write(body)
            return status

        def log_message(self, *args: object) -> None:
            pass

        def handle(self) -> None:
            try:
                super().handle()
            except (ConnectionError, BrokenPipeError):
                self.close_connection = True

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False

        def handle_error(self, request: object, client_address: object) -> None:
            pass

    server = Server(("127.0.0.1", 0), Handler)
    made.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield made
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def collection(tmp_path: Path) -> Iterator[Collection]:
    with open_collection(tmp_path / "collection") as opened:
        yield opened
