"""Throughput of a crawl without delays beside a bare Scrapy spider, on the same local server."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median

from collection.collection import open_collection
from crawlers.crawl import crawl
from tests.soak_crawl import Sites, host, serving

ENTRIES = 2000
ROUNDS = 3
PLATFORM = "single-online-home"
"""All its lists are pages; a bare spider follows them without knowing the platform."""


def lines() -> list[str]:
    """A section: entries a second, and the processor time of each entry, in the middle of rounds.

    The two take turns, so that a machine that slows down slows both.
    """
    rounds = [(_own(), _bare()) for _ in range(ROUNDS)]
    own, bare = (
        tuple(median(figures) for figures in zip(*runs, strict=True))
        for runs in zip(*rounds, strict=True)
    )
    rows = (("`foi crawl`", own), ("bare Scrapy spider, nothing kept", bare))
    return [
        "## Crawling without delays",
        "",
        f"{ENTRIES} entries of 38 local sites, start and end of the process included, the median"
        f" of {ROUNDS} rounds. The bare spider obeys no robots.txt, keeps no bytes and could not"
        " go on after a kill.",
        "",
        "| crawler | entries/s | processor, ms an entry |",
        "| --- | --- | --- |",
        *(
            f"| {name} | {ENTRIES / took:.0f} | {1000 * used / ENTRIES:.1f} |"
            for name, (took, used) in rows
        ),
        f"| ours of the bare one's | {bare[0] / own[0]:.2f} × (at least 0.70) |"
        f" {own[1] / bare[1]:.2f} × |",
        "",
    ]


def _own() -> tuple[float, float]:
    sites = Sites(ENTRIES, 0, PLATFORM)
    with (
        tempfile.TemporaryDirectory() as folder,
        open_collection(Path(folder) / "c") as collection,
        serving(sites) as via,
    ):
        began, used = time.monotonic(), _children()
        slugs = [force.slug for force in sites.forces]
        results = list(crawl(collection, slugs, via=via, delay=0, jobs=len(slugs)))
        assert sum(result.entries for result in results) == ENTRIES
        return time.monotonic() - began, _children() - used


def _bare() -> tuple[float, float]:
    sites = Sites(ENTRIES, 0, PLATFORM)
    with serving(sites) as via:
        starts = [
            f"{via}/{host(force)}/foi-ai/af/accessing-information/published-items/"
            for force in sites.forces
        ]
        began, used = time.monotonic(), _children()
        subprocess.run([sys.executable, "-m", "tests.bare_spider", *starts], check=True)
        assert sum(sites.asked.values()) >= ENTRIES
        return time.monotonic() - began, _children() - used


def _children() -> float:
    """Processor seconds of the processes that have ended."""
    times = os.times()
    return times.children_user + times.children_system
