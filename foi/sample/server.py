"""The server of the sample sites, on the loopback: ``/HOST/PATH`` stands for ``https://HOST/PATH``."""

import hashlib
import json
import mimetypes
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache, partial
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qsl, urlsplit

from foi.sample import archive, asked, notices
from foi.sample.page import entry_page, list_page, list_paths
from foi.sample.site import FOLDER, PAGE_SIZE, Entry, Site, sites, title

HTML = "text/html; charset=utf-8"
ROBOTS = "User-agent: *\nDisallow: /hyg/\nDisallow: /rqo/\n"
Query = Mapping[str, str]
Resource = Callable[[Query], tuple[str, bytes] | str]
"""By the query: a media type and bytes, or the address that it leads on to."""


def resource(path: str, query: Query, *, once: bool = False) -> tuple[str, bytes] | str | None:
    """What stands at ``/HOST/PATH``, or the address to go on to; ``None`` for nothing.

    Args:
        path: Of the address asked for.
        query: Of the same.
        once: As the sites were at the first of the demo's two crawls.
    """
    host, _, rest = path.lstrip("/").partition("/")
    if host == archive.HOST:
        return archive.answer(f"/{rest}", query, fixed())
    held = _resources(once).get(f"{host}/{rest}".rstrip("/"))
    return held(query) if held else None


@cache
def _resources(once: bool) -> dict[str, Resource]:
    """Everything but the archive, by host and path without its last slash."""
    found: dict[str, Resource] = {}
    for site in sites(once=once).values():
        found[f"{site.host}/robots.txt"] = lambda query: ("text/plain", ROBOTS.encode())
        if site.organisation:
            found[site.host + site.lister] = _search
            continue
        for path, folders in list_paths(site).items():
            found[site.host + path] = partial(_list, site, folders)
    for url, (kind, body) in fixed(once=once).items():
        found[url.removeprefix("https://").rstrip("/")] = lambda query, k=kind, b=body: (k, b)  # type: ignore[misc]
    return found | notices.resources() | asked.resources()


@cache
def fixed(*, once: bool = False) -> dict[str, tuple[str, bytes]]:
    """The entries and files of all sites, by their addresses."""
    found: dict[str, tuple[str, bytes]] = {}
    for site in sites(once=once).values():
        for entry in site.entries:
            if not site.bare:
                found[site.url(site.path(entry))] = HTML, entry_page(site, entry).encode()
            if site.welsh:
                page = entry_page(site, entry, welsh=True).encode()
                found[site.url(site.welsh_path(entry))] = HTML, page
            if entry.file:
                kind = mimetypes.guess_type(entry.file)[0] or "application/octet-stream"
                file = (FOLDER / "files" / entry.file).read_bytes()
                found[site.url(site.file_path(entry))] = kind, file
    return found


def _list(site: Site, folders: tuple[str, ...], query: Query) -> tuple[str, bytes]:
    number = query.get("page", "1")
    return HTML, list_page(site, folders, int(number) if number.isdecimal() else 1).encode()


def _search(query: Query) -> tuple[str, bytes]:
    """GOV.UK's search, as JSON."""
    wanted = query.get("filter_organisations")
    held = [
        (site, entry)
        for site in sites().values()
        if site.organisation and site.organisation == wanted
        for entry in site.entries
    ]
    start = int(query.get("start", "0"))
    results = [_result(*one) for one in held[start : start + PAGE_SIZE]]
    answer = {"results": results, "total": len(held), "start": start}
    return "application/json; charset=utf-8", json.dumps(answer).encode()


def _result(site: Site, entry: Entry) -> dict[str, str]:
    return {
        "title": title(entry),
        "link": site.path(entry),
        "description": f"An answer of the {site.force.replace('-', ' ')}.",
        "content_store_document_type": "foi_release",
    }


class _Server(ThreadingHTTPServer):
    once = False


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        # An address inside the path, as the archive has it, may have a query of its own.
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        found = resource(parts.path, query, once=self.server.once)
        if found is None:
            self._answer(HTTPStatus.NOT_FOUND, "text/plain", b"Not found")
            return
        if isinstance(found, str):
            self._answer(HTTPStatus.FOUND, "text/plain", b"", location=found)
            return
        media_type, body = found
        tag = f'"{hashlib.sha256(body).hexdigest()[:16]}"'
        if self.headers.get("If-None-Match") == tag:
            self._answer(HTTPStatus.NOT_MODIFIED, media_type, b"", etag=tag)
        else:
            self._answer(HTTPStatus.OK, media_type, body, etag=tag)

    def _answer(self, status: HTTPStatus, media_type: str, body: bytes, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Type", media_type)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the crawler keeps the record."""


@contextmanager
def serving(port: int = 0, *, once: bool = False) -> Iterator[str]:
    """Serve the sample sites; give the address for ``--via``.

    Args:
        port: 0 takes a free one.
        once: As they were at the first of the demo's two crawls.
    """
    server = _Server(("127.0.0.1", port), _Handler)
    server.once = once
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
