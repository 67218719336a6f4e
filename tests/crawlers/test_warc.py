"""What a crawl writes as an archive comes back as the captures that it made."""

import gzip
import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from warcio.archiveiterator import ArchiveIterator

from collection.collection import Collection, open_collection
from crawlers.capture import Captures
from crawlers.crawl import CrawlError, crawl
from crawlers.force import forces
from crawlers.importing import import_paths

HOST = "https://www.essex.police.uk"
START = forces()["essex"].addresses[0]
ENTRY = HOST + "/foi-ai/essex-police/log/2026/item-{}/"
FILE = HOST + "/SysSiteAssets/foi-media/essex/{}"
BODY = "<html><main><h1>Item {n}</h1><p>Reference: {n}/26</p><p>You asked; {n} are held.</p>{more}"


@pytest.fixture
def log(replica) -> Any:
    """A log with a file, a compressed page, a redirect, a refusal and what is not there."""
    rows = "".join(f"<li><a href='{ENTRY.format(n)}'>Item {n}</a></li>" for n in range(1, 6))
    replica.put(START, f"<html><main><ul>{rows}</ul></main></html>")
    link = f"<a href='{FILE.format('one.pdf')}'>One</a>"
    replica.put(ENTRY.format(1), BODY.format(n=1, more=link))
    packed = gzip.compress(BODY.format(n=2, more="").encode())
    replica.put(ENTRY.format(2), packed, headers=(("content-encoding", "gzip"),))
    replica.fault(
        ENTRY.format(3), lambda handler: handler.reply(302, b"", location=ENTRY.format(9))
    )
    replica.put(ENTRY.format(9), BODY.format(n=9, more=""))
    replica.fault(ENTRY.format(4), lambda handler: handler.reply(403, b"no"))
    replica.put(FILE.format("one.pdf"), b"%PDF-1.4 \x00\xff", "application/pdf")
    return replica


def facts(collection: Collection) -> list[dict[str, Any]]:
    found = [asdict(capture) for capture in Captures(collection.db).find()]
    return [{n: v for n, v in f.items() if n not in ("id", "how", "run")} for f in found]


@pytest.fixture
def other(tmp_path: Path) -> Iterator[Collection]:
    with open_collection(tmp_path / "other") as opened:
        yield opened


@pytest.mark.parametrize("name", ["crawl.warc", "crawl.warc.gz"])
def test_the_archive_of_a_crawl_gives_the_same_captures(
    collection: Collection, other: Collection, log, tmp_path: Path, name: str
) -> None:
    [result] = crawl(collection, ["essex"], via=log.url, delay=0, warc=tmp_path / name)
    assert (result.new, result.blocked, result.gone) == (4, 1, 1)

    brought = list(import_paths(other, [tmp_path / name]))

    assert facts(other) == facts(collection)
    assert {capture.how for capture in brought} == {"import"}
    kinds = {capture.url: (capture.kind, capture.parent) for capture in brought}
    assert kinds[START] == ("list", None)
    assert kinds[ENTRY.format(1)] == ("page", None)
    assert kinds[FILE.format("one.pdf")] == ("attachment", ENTRY.format(1))
    assert all(
        other.blobs.get(capture.sha256) == collection.blobs.get(capture.sha256)
        for capture in brought
        if capture.sha256
    )
    again = list(import_paths(other, [tmp_path / name]))
    assert not any(capture.state == "ok" for capture in again)


def test_the_archive_holds_what_was_sent_and_what_came_before_it_was_unpacked(
    collection: Collection, log, tmp_path: Path
) -> None:
    list(crawl(collection, ["essex"], via=log.url, delay=0, warc=tmp_path / "crawl.warc"))

    sent, came = {}, {}
    with (tmp_path / "crawl.warc").open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            url = record.rec_headers.get_header("WARC-Target-URI")
            if record.rec_type == "request":
                sent[url] = record.http_headers
            elif record.rec_type == "response":
                came[url] = (record.http_headers, record.raw_stream.read())

    assert f"{HOST}/robots.txt" in came
    headers, body = came[ENTRY.format(2)]
    assert headers.get_header("content-encoding") == "gzip"
    assert body == log.pages[log.path(ENTRY.format(2))].body
    assert came[ENTRY.format(3)][0].get_statuscode() == "302"
    asked = sent[ENTRY.format(2)]
    assert asked.get_header("Host") == "www.essex.police.uk"
    assert "foi-mosaic" in asked.get_header("User-Agent")
    assert "127.0.0.1" not in json.dumps([str(headers) for headers in sent.values()])


def test_a_crawl_in_which_nothing_changed_archives_that(
    collection: Collection, other: Collection, log, tmp_path: Path
) -> None:
    list(crawl(collection, ["essex"], via=log.url, delay=0))
    list(crawl(collection, ["essex"], via=log.url, delay=0, warc=tmp_path / "second.warc.gz"))

    list(import_paths(other, [tmp_path / "second.warc.gz"]))

    states = {row["url"]: row["state"] for row in facts(other)}
    assert states[ENTRY.format(1)] == states[FILE.format("one.pdf")] == "unchanged"
    assert states[ENTRY.format(4)] == "blocked"


def test_an_archive_cut_off_in_the_middle_keeps_what_came_before(
    collection: Collection, other: Collection, log, tmp_path: Path
) -> None:
    whole = tmp_path / "crawl.warc.gz"
    list(crawl(collection, ["essex"], via=log.url, delay=0, warc=whole))
    data = whole.read_bytes()
    (tmp_path / "cut.warc.gz").write_bytes(data[: int(len(data) * 0.7)])

    list(import_paths(other, [tmp_path / "cut.warc.gz"]))

    kept = [row for row in facts(other) if row["state"] != "failed"]
    assert 0 < len(kept) < len(facts(collection))
    assert all(row in facts(collection) for row in kept)


def test_an_archive_that_was_compressed_as_a_whole_gives_the_same_captures(
    collection: Collection, other: Collection, log, tmp_path: Path
) -> None:
    plain, whole = tmp_path / "crawl.warc", tmp_path / "whole.warc.gz"
    list(crawl(collection, ["essex"], via=log.url, delay=0, warc=plain))
    whole.write_bytes(gzip.compress(plain.read_bytes()))
    cut = tmp_path / "cut.warc.gz"
    cut.write_bytes(whole.read_bytes()[:-200])

    list(import_paths(other, [whole]))

    assert facts(other) == facts(collection)
    with open_collection(tmp_path / "third") as third:
        told = list(import_paths(third, [cut]))
    assert "damaged" in (told[-1].message or "")


def test_an_archive_is_never_written_over(collection: Collection, log, tmp_path: Path) -> None:
    there = tmp_path / "crawl.warc"
    there.write_bytes(b"mine")

    for path in (there, tmp_path / "none" / "crawl.warc", tmp_path / "crawl.txt"):
        with pytest.raises(CrawlError, match="--warc"):
            list(crawl(collection, ["essex"], via=log.url, delay=0, warc=path))

    assert there.read_bytes() == b"mine"
