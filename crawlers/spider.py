"""The spider: Scrapy fetches, for several sites side by side; the walk says what is asked."""

import asyncio
import logging
from collections.abc import AsyncIterator, Callable, Mapping
from functools import partial
from time import monotonic
from typing import Any

from scrapy import Request, Spider
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)

from collection.collection import Collection
from crawlers import address
from crawlers.answer import Answer
from crawlers.budget import Budget
from crawlers.elsewhere import ledger
from crawlers.finding import LARGEST
from crawlers.force import Force, host_of
from crawlers.platform import platform_of
from crawlers.result import CrawlResult
from crawlers.storing import Store
from crawlers.visit import Sites, VisitError, Visitor
from crawlers.walk import Walk, Wishes
from crawlers.warc import Recorder

PAGE = LARGEST["page"]
_LOG = logging.getLogger("crawlers")
_TROUBLE: tuple[tuple[type[Exception], str, str], ...] = (
    (DownloadTimeoutError, "timeout", "it took too long"),
    (DownloadCancelledError, "too-large", "it is larger than is taken in"),
    (IgnoreRequest, "too-large", "it is larger than is taken in once it is decompressed"),
    (CannotResolveHostError, "unreachable", "there is no such host, or it is a private address"),
    (DownloadConnectionRefusedError, "unreachable", "the connection was refused"),
    (ResponseDataLossError, "cut-short", "the answer was cut short"),
    (DownloadFailedError, "cut-short", "the connection was lost"),
    (OSError, "unreachable", "the connection failed"),
)


class DisclosuresSpider(Spider):
    """Crawls several forces side by side, each site by one request at a time.

    Args:
        collection: An open collection.
        forces: Those to crawl.
        wishes: What the operator asks.
        jobs: How many forces side by side.
        delay: Least seconds between two requests to one site.
        via: Address of a local copy of the sites.
        place: Where the forces' answers are looked for, if not on their own sites.
        seconds: Most that a page may take; a file may take four times as long.
        run: Number of the run in the catalogue.
        emit: Told of each result and of progress.
        recorder: Writes an archive of what is fetched.
    """

    name = "disclosures"

    def __init__(
        self,
        *,
        collection: Collection,
        forces: tuple[Force, ...],
        wishes: Wishes,
        jobs: int,
        delay: float,
        via: str | None,
        seconds: float,
        run: int,
        emit: Callable[[Mapping[str, Any]], None],
        place: str | None = None,
        recorder: Recorder | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(**kwargs)
        self.collection = collection
        self.forces = forces
        self.wishes = wishes
        self.side_by_side = asyncio.Semaphore(jobs)
        self.delay = delay
        self.via = via
        self.seconds = seconds
        self.run = run
        self.emit = emit
        self.place = place
        self.recorder = recorder
        self.sites = Sites()
        self.store = Store(collection.blobs)
        self.budget = Budget(collection.db, collection.settings.budget)
        self.told: dict[str, float] = {}

    async def start(self) -> AsyncIterator[Any]:
        """Crawl all forces; nothing is left to Scrapy's own scheduler, which forgets at a kill."""
        await asyncio.gather(*map(self._crawl, self.forces))
        return
        yield

    async def _crawl(self, force: Force) -> None:
        async with self.side_by_side:
            # Of what is not kept whole, no archive is written.
            whole = all(platform_of(source).kept is None for source in force.sources)
            recorder = self.recorder if whole else None
            visitor = Visitor(
                force.allowed_hosts,
                partial(self._download, recorder),
                self.sites,
                delay=self.delay,
                budget=self.budget,
            )
            walk = Walk(
                self.collection,
                force,
                visitor,
                self.wishes,
                run=self.run,
                tell=self._tell,
                ledger=ledger(force, self.place),
                recorder=recorder,
                store=self.store,
            )
            try:
                result = await walk.run()
            except Exception as error:
                # A fault of ours in one force must not stop the others; its round stays open.
                _LOG.exception("%s: the crawl broke off", force.slug)
                message = f"{force.slug}: the crawl broke off: {type(error).__name__}: {error}"
                result = CrawlResult(force=force.slug, message=message, problems=(message,))
            self.emit({"result": result.contract(), "problems": result.problems})

    def _tell(self, slug: str, count: Callable[[], tuple[int, int]]) -> None:
        now = monotonic()
        if now - self.told.get(slug, 0.0) >= 1.0:
            self.told[slug] = now
            asked, known = count()
            self.emit({"progress": slug, "asked": asked, "known": known})

    async def _download(
        self, recorder: Recorder | None, url: str, headers: Mapping[str, str], largest: int
    ) -> Answer:
        """Fetch one address once, through the local copy if there is one."""
        request = Request(
            address.through(self.via, url) if self.via else url,
            headers=dict(headers),
            meta={
                "address": url,
                "download_slot": host_of(url),
                "download_maxsize": largest,
                # A file may take longer than a page, as it may be larger.
                "download_timeout": self.seconds * (1 if largest <= PAGE else 4),
            },
            dont_filter=True,
        )
        began = monotonic()
        assert self.crawler.engine is not None
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as error:
            for kind, code, words in _TROUBLE:
                if isinstance(error, kind):
                    _log(url, code, monotonic() - began)
                    raise VisitError(code, f"{words} ({str(error)[:200]})") from error
            # A body that its own encoding cannot read is that address's trouble alone.
            _log(url, "unreadable", monotonic() - began)
            said = f"what came cannot be read ({type(error).__name__}: {str(error)[:200]})"
            raise VisitError("unreadable", said) from error
        _log(url, response.status, monotonic() - began, len(response.body))
        served = {
            name.decode("latin-1").casefold(): b", ".join(values).decode("latin-1")
            for name, values in response.headers.items()
        }
        if self.via and "location" in served:
            served["location"] = address.back(self.via, url, served["location"])
        exchange = request.meta.pop("exchange", None)
        record = recorder.exchange(exchange) if recorder and exchange else None
        return Answer(
            url=url, status=response.status, headers=served, body=response.body, record=record
        )


def _log(url: str, status: int | str, seconds: float, size: int | None = None) -> None:
    facts = {"url": url, "status": status, "seconds": round(seconds, 3), "bytes": size}
    _LOG.info("fetched", extra={"facts": facts})
