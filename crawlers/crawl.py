"""Crawl forces' sites into a collection: the orders, and the results as they come."""

import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import IO, Any
from urllib.parse import urlsplit

from collection.collection import Collection
from collection.error import FoiError
from crawlers.address import is_loopback
from crawlers.elsewhere import ELSEWHERE
from crawlers.force import Force, ForceError, forces
from crawlers.result import CrawlResult
from crawlers.walk import Wishes

JOBS = 8
"""Forces crawled side by side unless the operator says otherwise."""
SECONDS = 45.0
"""Most that one page may take; a file may take four times as long."""


class CrawlError(FoiError):
    """A crawl that cannot start, or whose process broke off."""


def crawl(
    collection: Collection,
    slugs: Iterable[str] = (),
    *,
    since: date | None = None,
    limit: int | None = None,
    delay: float | None = None,
    jobs: int | None = None,
    recheck: bool = False,
    via: str | None = None,
    warc: Path | None = None,
    place: str | None = None,
    seconds: float = SECONDS,
    watch: Callable[[str, int, int], None] = lambda slug, asked, known: None,
) -> Iterator[CrawlResult]:
    """Crawl forces and yield what came of each, in the order in which they end.

    Lists are read in full; known entries are asked for by conditional request. A crawl that was
    killed is gone on with. Leaving the iterator early ends the crawl.

    Args:
        collection: An open collection.
        slugs: The forces; none means all that publish.
        since: Entries that their list dates before this day are not asked for.
        limit: Entries asked for, of each force.
        delay: Least seconds between two requests to one site; a robots.txt may ask for more.
        jobs: Forces side by side.
        recheck: Ask for everything again, and in full.
        via: Address of a server that shows ``/HOST/PATH`` for ``https://HOST/PATH``.
        warc: A new file, an archive of what is fetched; compressed if its name ends with ``.gz``.
        place: Where the answers are looked for, if not on the forces' own sites: a name of
            :data:`crawlers.elsewhere.ELSEWHERE`.
        seconds: Most that a page may take; a file may take four times as long.
        watch: Told a force, how many of its entries and files were asked for, and how many are
            known.

    Raises:
        ForceError: A slug is unknown, or of an authority that publishes nothing.
        CrawlError: No contact is set, ``via`` is no address, ``warc`` is there already, another
            crawl of the collection is running, or the process broke off.
    """
    order = {
        "collection": str(collection.path.resolve()),
        "forces": [force.slug for force in _chosen(slugs, place)],
        "place": place,
        "wishes": asdict(
            Wishes(
                since=since.isoformat() if since else None,
                limit=limit,
                recheck=recheck,
                recheck_days=collection.settings.recheck_days,
            )
        ),
        "jobs": max(1, jobs if jobs is not None else JOBS),
        "delay": collection.settings.delay if delay is None else max(0.0, delay),
        "via": _checked_via(via),
        "warc": _checked_warc(warc),
        "contact": _contact(collection, via),
        "seconds": seconds,
    }
    return _results(order, watch)


def _chosen(slugs: Iterable[str], place: str | None) -> list[Force]:
    named = list(dict.fromkeys(slugs))
    known = forces()
    if place is not None:
        if place not in ELSEWHERE:
            raise CrawlError(f"--source {place}: expected one of {', '.join(ELSEWHERE)}.")
        return _elsewhere(named, place)
    for slug in named:
        if not _known(slug).sources:
            raise ForceError(
                f"{slug}: expected a force that publishes its answers, found one that publishes"
                f" none ({known[slug].regime_note or 'it has no source in its TOML'})."
            )
    found = [known[slug] for slug in named] or [
        force for force in known.values() if force.sources and not force.ended
    ]
    return found


def _known(slug: str) -> Force:
    force = forces().get(slug)
    if force is None:
        raise ForceError(f"{slug}: expected the slug of a force. `foi forces` lists them.")
    return force


def _elsewhere(named: list[str], place: str) -> list[Force]:
    found = {
        slug: moved for slug in named or forces() if (moved := ELSEWHERE[place](_known(slug)))
    }
    for slug in named:
        if slug not in found:
            raise ForceError(f"{slug}: expected a force that {place} knows, found none.")
    return list(found.values())


def _checked_via(via: str | None) -> str | None:
    if via is None:
        return None
    parts = urlsplit(via)
    if parts.scheme not in ("http", "https") or not parts.hostname or parts.query:
        raise CrawlError(f"--via {via}: expected an address such as http://127.0.0.1:8000.")
    return via.rstrip("/")


def _checked_warc(path: Path | None) -> str | None:
    if path is None:
        return None
    if not path.name.endswith((".warc", ".warc.gz")) or path.exists() or not path.parent.is_dir():
        raise CrawlError(
            f"--warc {path}: expected the name of a new file in a folder that is there, ending"
            " with .warc or .warc.gz."
        )
    return str(path.resolve())


def _contact(collection: Collection, via: str | None) -> str | None:
    contact = collection.settings.contact
    if not contact and not (via and is_loopback(via)):
        raise CrawlError(
            "expected a contact, found none: a site must be able to reach whoever crawls it. Set"
            f" $FOI_CONTACT, or contact in {collection.path / 'collection.toml'}, to an e-mail or"
            " web address; it stands in the user agent."
        )
    return contact.encode("ascii", "ignore").decode().strip() if contact else None


def _results(
    order: dict[str, Any], watch: Callable[[str, int, int], None]
) -> Iterator[CrawlResult]:
    # -P: a crawlers.py in the working folder must not stand in for the package.
    process = subprocess.Popen(
        [sys.executable, "-P", "-m", "crawlers.process"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        encoding="utf-8",
        start_new_session=True,
    )
    assert process.stdin is not None
    assert process.stdout is not None
    missing = set(order["forces"])
    try:
        process.stdin.write(json.dumps(order) + "\n")
        process.stdin.flush()
        for message in _messages(process.stdout):
            if "busy" in message:
                raise CrawlError(
                    f"{order['collection']}: expected no other crawl, found one that is running."
                    " Wait for it to end, or end it; what it did is kept."
                )
            if "progress" in message:
                watch(message["progress"], message["asked"], message["known"])
            if "result" in message:
                missing.discard(message["result"]["force"])
                yield CrawlResult(**message["result"], problems=tuple(message["problems"]))
        if missing:
            code = process.wait()
            raise CrawlError(
                f"the crawl broke off (exit {code}) before {', '.join(sorted(missing))};"
                f" {order['collection']}/crawl.log may say why. Run it again to go on."
            )
    finally:
        process.kill()
        process.stdin.close()
        process.stdout.close()
        process.wait()


def _messages(lines: IO[str]) -> Iterator[dict[str, Any]]:
    for line in lines:
        if line.startswith("{"):
            yield json.loads(line)
