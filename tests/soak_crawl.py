"""A long crawl: ``python -m tests.soak_crawl [--entries 20000]``. Not part of the tests.

38 sites of one platform on the loopback, one answer in a hundred broken at first: an error, a
connection that is cut, a request to wait. Every entry must come in, once; the crawl's memory must
not grow with what it has seen; and it must take little longer than the delays alone.
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
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from collection.collection import open_collection
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import Force, publishers

PER_PAGE = 50
PLATFORM = "single-online-home"


class Sites:
    """The sites: which entries each has, and what went wrong how often.

    Attributes:
        faults: In a thousand requests.
        asked: Requests of each site.
    """

    def __init__(self, entries: int, faults: int) -> None:
        self.forces = [force for force in publishers() if force.platform == PLATFORM]
        share, rest = divmod(entries, len(self.forces))
        self.entries = {
            host(force): share + (number < rest) for number, force in enumerate(self.forces)
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
        """The page at ``/HOST/PATH``; ``None`` where there is none."""
        name, _, path = where.lstrip("/").partition("/")
        count = self.entries.get(name)
        if count is None or path == "robots.txt":
            return None
        if path.endswith("/published-items/"):
            page = int(parse_qs(query).get("page", ["1"])[0])
            numbers = range((page - 1) * PER_PAGE, min(page * PER_PAGE, count))
            rows = "".join(
                f"<li><a href='/foi-ai/force/log/2026/item-{n}/'>Item {n}</a> Disclosure log</li>"
                for n in numbers
            )
            more = f"<a rel=next href='?page={page + 1}'>Next</a>" if numbers.stop < count else ""
            return f"<html><main><p>{count} results</p><ul>{rows}</ul>{more}</main></html>"
        number = path.rstrip("/").rpartition("-")[2]
        return (
            f"<html><main><h1>Item {number}</h1><p>Reference: {number}/26</p><h2>Response</h2>"
            f"<p>{name} holds {number} of them.</p></main></html>"
        )


def host(force: Force) -> str:
    """The host at which a force's list stands."""
    return urlsplit(force.addresses[0]).netloc


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
            self.send_header("Content-Type", "text/html")
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
        results = list(
            crawl(collection, slugs, via=via, delay=chosen.delay, jobs=len(sites.forces))
        )
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
