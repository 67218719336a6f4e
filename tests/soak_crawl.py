"""A long crawl: ``python -m tests.soak_crawl [--entries 20000]``. Not part of the tests.

The logs of all 48 forces on the loopback, each at its own address with entries of its platform's
kind, one answer in a hundred broken at first: an error, a connection that is cut, a request to
wait. Every entry must come in, once; the crawl's memory must not grow with what it has seen; and
it must take little longer than the delays alone.
"""

import argparse
import json
import sys
import tempfile
import threading
import time
import zlib
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from collection.collection import open_collection
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import Force, publishers

PER_PAGE = 50
SHAPES = {
    "single-online-home": "/foi-ai/{force}/log/2026/item-{n}/",
    "listing": "/foi-ai/{force}/log/2026/item-{n}/",
    "own-avon-and-somerset": "/about/freedom-of-information/previous-foi-requests/requests"
    "/item-{n}/",
    "own-northumbria": "/about-us/publications-and-documents/accessing-information/disclosure-log"
    "/other/item-{n}/",
    "own-west-yorkshire": "/freedom-of-information/january-2026-item-{n}",
    "own-west-midlands": "/disclosed-{n}-26/",
    "own-norfolk": "/about-us/our-data/disclosure-logs/item-{n}",
    "psni": "/foi-disclosure-log/item-{n}",
    "police-scotland": "/access-to-information/freedom-of-information/disclosure-log"
    "/disclosure-log-2026/january/26-{n}-item/",
    "gov-uk": "/government/publications/{force}-item-{n}",
}
"""Where an entry stands, by platform."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Log:
    """The log of one force.

    Attributes:
        start: Host and path of its list.
        count: How many entries it has.
    """

    force: Force
    start: str
    platform: str
    count: int

    def path(self, n: int) -> str:
        """Where an entry stands on the site."""
        return SHAPES[self.platform].format(force=self.force.slug, n=n)


class Sites:
    """The sites: which entries each has, and what went wrong how often.

    Attributes:
        faults: In a thousand requests.
        asked: Requests of each site.
    """

    def __init__(self, entries: int, faults: int, platform: str | None = None) -> None:
        self.forces = [
            force
            for force in publishers()
            if force.kind != "national-body" and platform in (None, force.platform)
        ]
        hosts = [host(force) for force in self.forces]
        share, rest = divmod(entries, len(set(hosts)))
        shares = {
            name: share + (number < rest) for number, name in enumerate(dict.fromkeys(hosts))
        }
        self.logs: dict[str, Log] = {}
        for force, name in zip(self.forces, hosts, strict=True):
            # Forces on one host are one site, to which one request goes at a time.
            count = shares[name] // hosts.count(name)
            shares[name] += 1  # an odd share: the second gets the greater half
            source = force.sources[0]
            start = urlsplit(source.addresses[0])
            log = Log(
                force=force,
                start=start.netloc + start.path,
                platform=source.platform,
                count=count,
            )
            self.logs[_place(log.start, start.query)] = log
        self.entries = sum(log.count for log in self.logs.values())
        self.pages = {
            f"{host(log.force)}{log.path(n)}": (log, n)
            for log in self.logs.values()
            for n in range(1000, 1000 + log.count)
        }
        self.faults = faults
        self.asked: Counter[str] = Counter()
        self.broken: set[str] = set()

    def fault(self, path: str) -> str | None:
        """How an address fails the first time, if it does."""
        number = zlib.crc32(path.encode())
        if path in self.broken or number % 1000 >= self.faults:
            return None
        self.broken.add(path)
        return ("error", "cut", "wait")[number // 1000 % 3]

    def body(self, where: str, query: str) -> str | None:
        """What stands at ``/HOST/PATH``; ``None`` where there is nothing."""
        where = where.lstrip("/")
        log = self.logs.get(_place(where, query))
        if log is not None:
            return _results(log, query) if log.platform == "gov-uk" else _list(log, query)
        if where not in self.pages:
            return None
        log, n = self.pages[where]
        return (
            f"<html><main><h1>Item {n}</h1><p>Reference: {n}/26</p><h2>Response</h2>"
            f"<p>{log.force.name} holds {n} of them.</p></main></html>"
        )


def host(force: Force) -> str:
    """The host at which a force's list stands."""
    return urlsplit(force.addresses[0]).netloc


def _place(where: str, query: str) -> str:
    """A list's address; on a host that two forces share, its query tells them apart."""
    whose = parse_qs(query).get("filter_organisations", [""])[0]
    return f"{where} {whose}".rstrip()


def _list(log: Log, query: str) -> str:
    page = int(parse_qs(query).get("page", ["1"])[0])
    numbers = range((page - 1) * PER_PAGE, min(page * PER_PAGE, log.count))
    rows = "".join(
        f"<li><a href='{log.path(1000 + n)}'>Item {1000 + n}</a> Disclosure log</li>"
        for n in numbers
    )
    more = f"<a rel=next href='?page={page + 1}'>Next</a>" if numbers.stop < log.count else ""
    return f"<html><main><p>{log.count} results</p><ul>{rows}</ul>{more}</main></html>"


def _results(log: Log, query: str) -> str:
    start = int(parse_qs(query).get("start", ["0"])[0])
    numbers = range(start, min(start + PER_PAGE, log.count))
    words = log.force.sources[0].words
    results = [
        {"title": f"FOI item {1000 + n} {words[0] if words else ''}", "link": log.path(1000 + n)}
        for n in numbers
    ]
    return json.dumps({"results": results, "total": log.count, "start": start})


@contextmanager
def serving(sites: Sites) -> Iterator[str]:
    """Serve the sites; their address for ``via``."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            parts = urlsplit(self.path)
            sites.asked[parts.path.split("/")[1]] += 1
            fault = sites.fault(self.path)
            if fault == "cut":
                self.close_connection = True
                self.send_response(200)
                self.send_header("Content-Length", "1000")
                self.end_headers()
                self.wfile.write(b"<html>")
                return
            body = (sites.body(parts.path, parts.query) or "").encode()
            status = {"error": 500, "wait": 503}.get(fault or "", 200 if body else 404)
            self.send_response(status)
            if fault == "wait":
                self.send_header("Retry-After", "0")
            kind = "application/json" if body[:1] == b"{" else "text/html"
            self.send_header("Content-Type", kind)
            self.send_header("ETag", f'"{zlib.crc32(body):x}"')
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            pass

    class Server(ThreadingHTTPServer):
        daemon_threads = True
        block_on_close = False
        request_queue_size = 256

    server = Server(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def memory() -> int:
    """Kilobytes that the crawl's process holds: that of a child of this one."""
    held = [0]
    children = Path("/proc/self/task").glob("*/children")
    for child in " ".join(path.read_text() for path in children).split():
        status = Path("/proc") / child / "status"
        if status.exists():
            lines = dict(line.split(":", 1) for line in status.read_text().splitlines())
            held.append(int(lines.get("VmRSS", "0").split()[0]))
    return max(held)


def main() -> int:
    """Crawl, and say how it went; 1 where something is missing, doubled or too slow."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--entries", type=int, default=20_000)
    options.add_argument("--faults", type=int, default=10, help="in a thousand requests")
    options.add_argument("--delay", type=float, default=0.5)
    chosen = options.parse_args()
    sites = Sites(chosen.entries, chosen.faults)
    samples: list[int] = []
    ended = threading.Event()

    def watch() -> None:
        while not ended.wait(1):
            samples.append(memory())

    with (
        tempfile.TemporaryDirectory() as folder,
        open_collection(Path(folder) / "c") as collection,
        serving(sites) as via,
    ):
        watcher = threading.Thread(target=watch)
        watcher.start()
        began = time.monotonic()
        slugs = [force.slug for force in sites.forces]
        results = list(crawl(collection, slugs, via=via, delay=chosen.delay, jobs=len(slugs)))
        took = time.monotonic() - began
        ended.set()
        watcher.join()
        urls = Counter(
            capture.url
            for capture in Captures(collection.db).find("kind = 'page' AND state = 'ok'")
        )
    alone = max(sites.asked.values()) * chosen.delay
    quarter = samples[len(samples) // 4 :] or [0]
    report = {
        "forces": len(sites.forces),
        "entries": chosen.entries,
        "captured": len(urls),
        "doubled": sum(times > 1 for times in urls.values()),
        "incomplete": [result.force for result in results if not result.complete],
        "faults": len(sites.broken),
        "requests": sum(sites.asked.values()),
        "seconds": round(took, 1),
        "delays alone": round(alone, 1),
        "memory after a quarter, MB": quarter[0] // 1024,
        "memory at most, MB": max(quarter) // 1024,
    }
    print(json.dumps(report, indent=1))  # noqa: T201
    whole = len(urls) == chosen.entries and not report["doubled"] and not report["incomplete"]
    return 0 if whole and (not alone or took <= 1.2 * alone + 5) else 1


if __name__ == "__main__":
    sys.exit(main())
