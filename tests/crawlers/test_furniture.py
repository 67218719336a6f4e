"""What belongs to a site and not to its log: leaflets, calendars, boxes, what robots.txt hides."""

import asyncio
import itertools
import re
import threading
import time
from dataclasses import replace
from http.server import BaseHTTPRequestHandler

import pytest

from collection.collection import Collection
from crawlers.answer import Answer
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import Force, forces
from crawlers.result import CrawlResult
from crawlers.visit import Sites, Visitor
from crawlers.walk import Walk, Wishes

HOST = "https://www.essex.police.uk"
ENTRY = HOST + "/foi-ai/essex-police/log/2026/item-{}/"
POLICY = HOST + "/foi-ai/essex-police/policies/records/"
MEDIA = HOST + "/SysSiteAssets/foi-media/essex/{}"
START = forces()["essex"].addresses[0]

FRAMES = {
    "soup": "<html><body><div><a href='/'>Home</a></div><div><div>{body}</div><div>{side}</div>"
    "</div><div>{foot}</div></body></html>",
    "table": "<table><tr><td><a href='/'>Home</a></td></tr><tr><td>{body}</td><td>{side}</td></tr>"
    "<tr><td>{foot}</td></tr></table>",
    "semantic": "<html><main>{body}</main><aside>{side}</aside><footer>{foot}</footer></html>",
}
FOOT = "<p><a href='/files/modern.PDF'>Statement</a> <a href='/files/privacy.pdf'>Privacy</a></p>"


def frame(markup: str, body: str, *, side: str = "", foot: str = FOOT) -> str:
    return FRAMES[markup].format(body=body, side=side, foot=foot)


def build(
    replica, markup: str, files: dict[int, str], *, inside: str = "", side: str = ""
) -> None:
    """A log of entries, each with its files' links."""
    rows = "".join(
        f"<div><h3><a href='{ENTRY.format(n)}'>Item {n}</a></h3><p>Disclosure log</p></div>"
        for n in files
    )
    replica.put(START, frame(markup, f"<h1>Published items</h1><div>{rows}</div>", side=side))
    for n, links in files.items():
        body = (
            f"<h1>Item {n}</h1><p>Reference: {n}/26</p><p>You asked for items. {n} are held.</p>"
        )
        replica.put(ENTRY.format(n), frame(markup, body + inside + f"<p>{links}</p>"))
    for name in ("modern.PDF", "privacy.pdf"):
        replica.put(f"{HOST}/files/{name}", b"%PDF-1.4 notice", "application/pdf")


def attach(replica, name: str) -> str:
    replica.put(MEDIA.format(name), b"%PDF-1.4 " + name.encode(), "application/pdf")
    return f"<a href='{MEDIA.format(name)}'>{name}</a> "


def run(collection: Collection, replica, **wishes: bool) -> CrawlResult:
    [result] = crawl(collection, ["essex"], via=replica.url, delay=0, **wishes)  # type: ignore[arg-type]
    return result


def files_of(collection: Collection) -> list[str]:
    found = Captures(collection.db).find("kind = 'attachment' AND sha256 IS NOT NULL")
    return sorted(capture.url.rsplit("/", 1)[1] for capture in found)


@pytest.mark.parametrize("markup", FRAMES)
def test_the_files_of_every_page_s_foot_are_nobody_s(
    collection: Collection, replica, markup: str
) -> None:
    shared = attach(replica, "shared.PDF")
    build(replica, markup, {1: attach(replica, "one.pdf") + shared, 2: shared, 3: ""})

    result = run(collection, replica)

    # A file of two entries is kept under each, and counts once.
    assert files_of(collection) == ["one.pdf", "shared.PDF", "shared.PDF"]
    assert (result.entries, result.attachments, result.complete) == (3, 2, True)
    assert replica.count(f"{HOST}/files/modern.PDF") == 0
    assert run(collection, replica, recheck=True).attachments == 2
    assert replica.count(f"{HOST}/files/modern.PDF") == 0


@pytest.mark.parametrize("markup", FRAMES)
def test_a_leaflet_on_every_entry_is_the_site_s_and_a_file_of_some_is_theirs(
    collection: Collection, replica, markup: str
) -> None:
    annex = attach(replica, "annex.pdf")
    files = {n: attach(replica, f"{n}.pdf") + (annex if n < 6 else "") for n in range(1, 14)}
    build(replica, markup, files, inside=f"<p>{attach(replica, 'leaflet.pdf')}</p>")

    result = run(collection, replica)

    assert "leaflet.pdf" not in files_of(collection)
    assert len(set(files_of(collection))) == result.attachments == 14
    assert files_of(collection).count("annex.pdf") == 5  # under each of its entries
    assert replica.count(MEDIA.format("leaflet.pdf")) == 0


def test_a_file_in_a_sidebar_may_be_an_entry_of_another_page_of_the_log(
    collection: Collection, replica
) -> None:
    log = forces()["police-scotland"].addresses[0]
    month = log + "disclosure-log-2026/january/"
    data = month + "26-0002-data.xlsx"
    replica.put(
        log,
        "<div><p><a href='disclosure-log-2026/january/'>January 2026</a></p></div>"
        f"<div><h2>Latest</h2><p><a href='/latest.pdf'>A</a> <a href='{data}'>Data</a></p></div>",
    )
    replica.put(month, f"<main><ul><li><a href='{data}'>Data</a></li></ul></main>")
    replica.put(data, b"PK\x03\x04 sheet", "application/vnd.ms-excel")

    [result] = crawl(collection, ["police-scotland"], via=replica.url, delay=0)

    assert (result.entries, result.new, result.complete) == (1, 1, True)


@pytest.mark.parametrize("markup", ["soup", "table"])
def test_a_page_linked_beside_the_list_is_kept_only_if_it_answers_a_request(
    collection: Collection, replica, markup: str
) -> None:
    older = ENTRY.format("older")
    side = (
        f"<h2>From the archive</h2><p><a href='{POLICY}'>Records</a></p>"
        f"<p><a href='{older}'>Older</a></p>"
    )
    build(replica, markup, {1: "", 2: ""}, side=side)
    replica.put(
        POLICY, frame(markup, "<h1>Records</h1><p>This policy says how information is kept.</p>")
    )
    replica.put(older, frame(markup, "<h1>Older</h1><p>You asked how many there are: 7.</p>"))

    result = run(collection, replica)

    kept = {c.url for c in Captures(collection.db).find("kind = 'page' AND sha256 IS NOT NULL")}
    assert kept == {ENTRY.format(1), ENTRY.format(2), older}
    assert (result.entries, result.complete) == (3, True)
    assert "1 pages beside the list are no disclosures" in str(result.message)
    assert run(collection, replica).entries == 3


CALENDARS = {
    "table": "<table><tr><td><a href='/{}/'>&laquo;</a></td>"
    "<td><a href='/{}/'>&raquo;</a></td></tr></table>",
    "paragraph": "<p><a href='/{}/'>Earlier</a> <a rel=next href='/{}/'>Next month</a></p>",
}


@pytest.mark.parametrize("markup", CALENDARS)
def test_a_calendar_without_end_ends_soon_and_nothing_of_the_log_is_lost(
    collection: Collection, replica, markup: str
) -> None:
    old, _ = forces()["west-midlands"].addresses
    site = old.removesuffix("/disclosure-log/")
    posts = {"2023": ["tools-97a-23", "dogs-98a-23"], "2022": ["cars-9a-22"]}
    months = {"2023/05": ["tools-97a-23"], "2022/11": ["cars-9a-22"]}

    def calendar(year: int, month: int) -> str:
        near = (year * 12 + month - 2, year * 12 + month)
        return CALENDARS[markup].format(*(f"{n // 12}/{n % 12 + 1:02}" for n in near))

    def links(slugs: list[str]) -> str:
        return "".join(f"<h2><a href='/{slug}/'>{slug}</a></h2>" for slug in slugs)

    years = "<ul><li><a href='/2023/'>2023</a></li><li><a href='/2022/'>2022</a></li></ul>"
    replica.put(old, f"<div>{years}</div><div>{calendar(2023, 5)}</div>")
    for year, slugs in posts.items():
        replica.put(f"{site}/{year}/", f"<div>{links(slugs)}</div>{calendar(int(year), 6)}")
        for slug in slugs:
            replica.put(
                f"{site}/{slug}/",
                "<h1>Post</h1><p>You asked us for information about the tools that we hold.</p>",
            )

    def month(handler: BaseHTTPRequestHandler) -> bool:
        found = re.search(r"/(\d{4})/(\d\d)/$", handler.path)
        assert found
        body = links(months.get(f"{found[1]}/{found[2]}", [])) or "<p>No posts</p>"
        page = f"<h1>Month</h1>{body}{calendar(int(found[1]), int(found[2]))}"
        handler.reply(200, page.encode(), content_type="text/html")  # type: ignore[attr-defined]
        return True

    for year, number in itertools.product(range(1990, 2060), range(1, 13)):
        replica.fault(f"{site}/{year}/{number:02}/", month)
    replica.put(
        forces()["west-midlands"].addresses[1],
        "<ul><li><a href='/foi-ai/west-midlands-police/log/1/'>One</a></li></ul>",
    )
    replica.put(
        "https://www.westmidlands.police.uk/foi-ai/west-midlands-police/log/1/",
        "<h1>One</h1><p>You asked us for information about the tools that we hold.</p>",
    )

    [result] = crawl(collection, ["west-midlands"], via=replica.url, delay=0)

    assert (result.entries, result.complete) == (4, True)
    assert "brought nothing new" in str(result.message)
    assert sum(bool(re.search(r"/\d{4}/\d\d/$", asked.path)) for asked in replica.asked) < 30


def test_a_file_that_robots_txt_keeps_out_is_recorded_and_not_asked_for(
    collection: Collection, replica
) -> None:
    build(replica, "soup", {1: attach(replica, "one.pdf") + attach(replica, "hidden.pdf"), 2: ""})
    rule = f"User-agent: *\nDisallow: {MEDIA.format('hidden.pdf')[len(HOST) :]}\n"
    replica.put(f"{HOST}/robots.txt", rule, "text/plain")

    result = run(collection, replica)

    assert (result.complete, result.blocked, result.failed) == (True, 0, 0)
    assert "1 files are kept out of reach by robots.txt" in str(result.message)
    assert replica.count(MEDIA.format("hidden.pdf")) == 0
    [kept] = Captures(collection.db).of_url(MEDIA.format("hidden.pdf"))
    assert (kept.state, kept.sha256) == ("blocked", None)
    assert "robots.txt" in str(kept.message)


def test_a_site_that_is_given_up_is_not_asked_again_while_it_still_sends(
    collection: Collection, replica
) -> None:
    build(replica, "soup", {1: "", 2: "", 3: ""})

    def drip(handler: BaseHTTPRequestHandler) -> bool:
        handler.send_response(200)
        handler.send_header("Content-Length", "100000")
        handler.end_headers()
        try:
            while True:
                handler.wfile.write(b"x")
                handler.wfile.flush()
                threading.Event().wait(0.4)
        finally:
            heard.append(time.monotonic())

    began: list[float] = []
    heard: list[float] = []
    replica.fault(ENTRY.format(1), drip)
    replica.watch = lambda path: began.append(time.monotonic())

    [result] = crawl(collection, ["essex"], via=replica.url, delay=0, seconds=1)

    assert (result.entries, result.failed, result.new) == (3, 1, 2)
    # Two of the dripping page, and what was asked for after each came when the site had noticed.
    assert len(heard) == 2
    starts = [next(moment for moment in began if moment > end) for end in heard]
    assert began.index(starts[0]) == 3
    assert began.index(starts[1]) == 4


@pytest.mark.parametrize("expect", [0, 1])
@pytest.mark.parametrize(
    "row",
    [
        "<div><div>Publication scheme</div><div><a href='{}'>Budget</a></div></div>",
        "<ul><li><a href='{}'>Budget</a> <em>Publication scheme</em></li></ul>",
    ],
)
def test_a_list_of_which_everything_is_left_out_is_an_error_unless_none_is_expected(
    collection: Collection, row: str, expect: int
) -> None:
    body = f"<html><body><h1>Published items</h1>{row.format(ENTRY.format(1))}</body></html>"
    essex = forces()["essex"]
    [source] = essex.sources
    force = replace(essex, sources=(replace(source, expect=expect),))

    for _ in range(2):
        result = walked(collection, force, body)

        assert (result.entries, result.complete) == (0, expect == 0)
        assert ("1 links were left out" in str(result.message)) == (expect == 1)
        assert bool(result.problems) == (expect == 1)


def walked(collection: Collection, force: Force, body: str) -> CrawlResult:
    """A walk through a force whose every page is the same."""

    async def download(url: str, headers: object, largest: int) -> Answer:
        if url.endswith("/robots.txt"):
            return Answer(url=url, status=404)
        return Answer(
            url=url, status=200, headers={"content-type": "text/html"}, body=body.encode()
        )

    visitor = Visitor(force.allowed_hosts, download, Sites(), delay=0)
    with collection.run("crawl") as made:
        walk = Walk(
            collection, force, visitor, Wishes(), run=made.id, tell=lambda slug, count: None
        )
        return asyncio.run(walk.run())
