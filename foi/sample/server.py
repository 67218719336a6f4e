"""The server of the sample sites, on the loopback: ``/HOST/PATH`` stands for ``https://HOST/PATH``."""

import hashlib
import mimetypes
from collections.abc import Iterator
from contextlib import contextmanager
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlsplit

from foi.sample.page import entry_page, list_page
from foi.sample.site import FOLDER, LISTER, Site, sites

ROBOTS = "User-agent: *\nDisallow: /hyg/\nDisallow: /rqo/\n"


def resource(path: str, query: str = "") -> tuple[str, bytes] | None:
    """The media type and bytes at ``/HOST/PATH``; ``None`` where there is nothing."""
    host, _, rest = path.lstrip("/").partition("/")
    site = sites().get(host)
    if site is None:
        return None
    if rest == "robots.txt":
        return "text/plain; charset=utf-8", ROBOTS.encode()
    if f"/{rest}" == LISTER:
        page = parse_qs(query).get("page", ["1"])[0]
        number = int(page) if page.isdecimal() else 1
        return "text/html; charset=utf-8", list_page(site, number).encode()
    return _entry(site, f"/{rest}")


def _entry(site: Site, path: str) -> tuple[str, bytes] | None:
    for entry in site.entries:
        if path == site.path(entry):
            return "text/html; charset=utf-8", entry_page(site, entry).encode()
        if site.welsh and path == site.welsh_path(entry):
            return "text/html; charset=utf-8", entry_page(site, entry, welsh=True).encode()
        if entry.file and path == site.file_path(entry):
            kind = mimetypes.guess_type(entry.file)[0] or "application/octet-stream"
            return kind, (FOLDER / "files" / entry.file).read_bytes()
    return None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        found = resource(parts.path, parts.query)
        if found is None:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"Not found")
            return
        media_type, body = found
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self._answer(HTTPStatus.NOT_MODIFIED, media_type, b"", tag)
        else:
            self._answer(HTTPStatus.OK, media_type, body, tag)

    def _answer(
        self, status: HTTPStatus, media_type: str, body: bytes, tag: str | None = None
    ) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        if tag:
            self.send_header("ETag", tag)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the crawler keeps the record."""


@contextmanager
def serving(port: int = 0) -> Iterator[str]:
    """Serve the sample sites; give the address for ``--via``.

    Args:
        port: 0 takes a free one.
    """
    server = ThreadingHTTPServer(("127.0.0.1", port), _Handler)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
