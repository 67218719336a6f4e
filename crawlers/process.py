"""The process in which a crawl runs: its order on stdin, its results as lines on stdout.

A reactor cannot be started twice in one process, so each crawl has a process of its own. It ends
with the one that asked for it: when stdin closes, at whatever moment.
"""

import fcntl
import json
import logging
import logging.handlers
import os
import sys
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from collection.collection import Collection, open_collection
from crawlers.elsewhere import ELSEWHERE
from crawlers.force import Force, forces
from crawlers.visit import AGENT
from crawlers.walk import Wishes
from crawlers.warc import recording

WAIT = float(os.environ.get("FOI_CRAWL_WAIT", "20"))
"""Seconds to wait for an earlier crawl of the same collection to end."""
LOG_SIZE = 20_000_000
"""Bytes from which on the log of earlier crawls is put aside; two such are kept."""
VERSION = "0.1.0"


_NO_EXTENSIONS = (
    "scrapy.extensions.closespider.CloseSpider",
    "scrapy.extensions.feedexport.FeedExporter",
    "scrapy.extensions.memdebug.MemoryDebugger",
    "scrapy.extensions.remote_control.RemoteControl",
    "scrapy.extensions.spiderstate.SpiderState",
    "scrapy.extensions.telnet.TelnetConsole",
    "scrapy.extensions.throttle.AutoThrottle",
)
"""What would be imported and never do anything, or listens where nobody should ask."""
_NO_MIDDLEWARES = (
    "scrapy.downloadermiddlewares.cookies.CookiesMiddleware",
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware",
    "scrapy.downloadermiddlewares.httpauth.HttpAuthMiddleware",
    "scrapy.downloadermiddlewares.httpcache.HttpCacheMiddleware",
    "scrapy.downloadermiddlewares.offsite.OffsiteMiddleware",
    "scrapy.downloadermiddlewares.redirect.MetaRefreshMiddleware",
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware",
    "scrapy.downloadermiddlewares.retry.RetryMiddleware",
    "scrapy.downloadermiddlewares.robotstxt.RobotsTxtMiddleware",
)
"""What each request would pass for nothing: crawlers.visit and crawlers.spider see to robots.txt,
redirects, hosts, time and trying again, and cookies and passwords are never sent."""


def main() -> None:
    """Read the order, crawl, and write a line for each result."""
    order = json.loads(sys.stdin.readline())
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with _alone(Path(order["collection"]) / "crawl.lock") as alone:
        if not alone:
            _emit({"busy": True})
            return
        with open_collection(order["collection"], create=False) as collection:
            collection.blobs.sweep()
            _log_to(collection.path / "crawl.log")
            with collection.run("crawl") as run:
                stats = _crawl(collection, order, run=run.id)
                run.count(stats)


def _crawl(collection: Collection, order: Mapping[str, Any], *, run: int) -> dict[str, Any]:
    from scrapy.crawler import AsyncCrawlerProcess

    from crawlers.spider import DisclosuresSpider

    settings = _settings(order)
    process = AsyncCrawlerProcess(settings)
    crawler = process.create_crawler(DisclosuresSpider)
    archive = Path(order["warc"]) if order["warc"] else None
    with recording(archive, agent=settings["USER_AGENT"]) as recorder:
        process.crawl(
            crawler,
            collection=collection,
            forces=tuple(_forces(order)),
            place=order["place"],
            wishes=Wishes(**order["wishes"]),
            jobs=order["jobs"],
            delay=order["delay"],
            via=order["via"],
            seconds=order["seconds"],
            run=run,
            emit=_emit,
            recorder=recorder,
        )
        process.start(install_signal_handlers=False)
    stats = crawler.stats.get_stats() if crawler.stats else {}
    return {name: value for name, value in stats.items() if isinstance(value, int | float | str)}


def _forces(order: Mapping[str, Any]) -> Iterator[Force]:
    """The forces of an order, each as it publishes at the place that is ordered."""
    place = order["place"]
    for slug in order["forces"]:
        force = ELSEWHERE[place](forces()[slug]) if place else forces()[slug]
        if force is not None:
            yield force


def _settings(order: Mapping[str, Any]) -> dict[str, Any]:
    contact = order["contact"] or "no contact; a local copy"
    settings: dict[str, Any] = {
        "USER_AGENT": f"{AGENT}/{VERSION} ({contact})",
        "ROBOTSTXT_OBEY": False,  # crawlers.visit obeys it, by the original address
        "REDIRECT_ENABLED": False,
        "METAREFRESH_ENABLED": False,
        "RETRY_ENABLED": False,
        "COOKIES_ENABLED": False,
        "HTTPPROXY_ENABLED": order["via"] is None,
        "TELNETCONSOLE_ENABLED": False,
        "REMOTE_CONTROL_ENABLED": False,
        "EXTENSIONS": dict.fromkeys(_NO_EXTENSIONS),
        "DOWNLOADER_MIDDLEWARES": dict.fromkeys(_NO_MIDDLEWARES),
        "DOWNLOAD_HANDLERS": dict.fromkeys(("data", "file", "ftp", "s3")),
        "LOG_ENABLED": False,
        "LOG_INSTALL_ROOT_HANDLER": False,
        "AUTOTHROTTLE_ENABLED": False,
        "DOWNLOAD_DELAY": 0,
        "CONCURRENT_REQUESTS": max(order["jobs"], 1),
        # crawlers.visit holds each site to one request; a local copy is one host for all of them,
        # and of this number depends how many connections are kept open.
        "CONCURRENT_REQUESTS_PER_DOMAIN": max(order["jobs"], 1),
        "DOWNLOAD_WARNSIZE": 0,
        "DEFAULT_REQUEST_HEADERS": {
            "Accept": "text/html,application/xhtml+xml,application/json;q=0.9,*/*;q=0.8",
            "Accept-Language": "en-GB,en;q=0.9",
            "Accept-Encoding": "gzip, deflate",
        },
    }
    if order["warc"]:
        settings["DOWNLOADER_MIDDLEWARES"]["crawlers.wire.Wire"] = 990
    if order["via"] is None:
        settings["TWISTED_DNS_RESOLVER"] = "crawlers.resolver.PublicResolver"
    return settings


def _emit(message: Mapping[str, Any]) -> None:
    sys.stdout.write(json.dumps(message, ensure_ascii=False) + "\n")
    sys.stdout.flush()


def _end_with_parent() -> None:
    """Stop at once when the parent is gone: a kill at any moment loses nothing."""
    # Not through sys.stdin: a thread that holds its lock makes the interpreter's own end fail.
    while os.read(0, 4096):
        pass
    os._exit(1)


@contextmanager
def _alone(lock: Path) -> Iterator[bool]:
    """Whether no other crawl of the collection is running, now or after a short wait."""
    with lock.open("w") as file:
        until = time.monotonic() + WAIT
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                if time.monotonic() > until:
                    yield False
                    return
                time.sleep(0.05)
            else:
                yield True
                return


class _Lines(logging.Formatter):
    """A log record as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        facts = {
            "time": time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime(record.created)),
            "level": record.levelname.lower(),
            "message": record.getMessage(),
        }
        if said := record.__dict__.get("facts"):
            del facts["message"]
            facts |= said
        if record.exc_info:
            facts["traceback"] = self.formatException(record.exc_info)
        return json.dumps(facts, ensure_ascii=False)


def _log_to(path: Path) -> None:
    # Rolled over between crawls alone: to look at the file before each line costs a twentieth.
    if path.exists() and path.stat().st_size > LOG_SIZE:
        logging.handlers.RotatingFileHandler(path, backupCount=2).doRollover()
    handler = logging.FileHandler(path, encoding="utf-8")
    handler.setFormatter(_Lines())
    logger = logging.getLogger("crawlers")
    logger.setLevel(logging.INFO)
    logger.addHandler(handler)
    logger.propagate = False
    logging.getLogger("scrapy").setLevel(logging.CRITICAL)
    logging.getLogger("twisted").setLevel(logging.CRITICAL)


if __name__ == "__main__":
    main()
