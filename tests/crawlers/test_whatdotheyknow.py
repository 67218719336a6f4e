"""WhatDoTheyKnow: the authority's letters come in, the asker's name does not."""

from dataclasses import asdict
from pathlib import Path

import pytest

from collection.collection import Collection
from crawlers.capture import Captures
from crawlers.crawl import CrawlError, crawl
from crawlers.elsewhere import ELSEWHERE
from crawlers.force import forces
from crawlers.page import Page
from crawlers.platform import PageError, platform_of
from crawlers.result import CrawlResult

SITE = "https://www.whatdotheyknow.com"
moved = ELSEWHERE["whatdotheyknow"](forces()["essex"])
assert moved
[SOURCE] = moved.sources
GOOD, BAD = SOURCE.addresses
ROBOTS = "User-agent: *\nDisallow: */feed/\nDisallow: */search/\nDisallow: */request/*/response/\n"
ASKER = ("Will", "Thistlewood")

ROWS = {
    "boxes": "<div><span><a href='/request/{slug}#incoming-9'>{title}</a></span><div>Response by"
    " <a href='/body/essex_police'>Essex Police</a> to <a href='/user/will_thistlewood'>Will"
    " Thistlewood</a> on <time datetime='2024-03-05T10:00:00Z'>5 March 2024</time>.</div></div>",
    "items": "<li><h3><a href='/cy/request/{slug}'>{title}</a></h3><p>To Will Thistlewood,"
    " <a href='/user/will_thistlewood'>see all</a></p><p>5 March 2024</p></li>",
}
PAGES = {
    "boxes": "<html><body><nav><a href='/user/someone_else'>Account</a></nav><div><h1>Tools of"
    " {n} kinds</h1><p><a href='/user/will_thistlewood'>Will Thistlewood</a> asked Essex"
    " Police.</p><div class='x' id='outgoing-1'><h2>From: Will Thistlewood</h2><p>Dear Essex, my"
    " number is 01632 960001.</p></div><div id='incoming-9'><h2>From: Information Team<br>Essex"
    " Police<br><br>5 March 2024</h2><div><p>Dear Mr Thistlewood</p><p>Our reference: FOI {n}/24."
    "</p><p>We will send Will Thistlewood what we hold: {n}.</p></div>{files}<p><a"
    " href='/incoming/9'>Link to this</a></p></div></div></body></html>",
    "items": "<main><article><h1>Tools of {n} kinds</h1><p>Asked by <a"
    " href='/user/will_thistlewood'>this person</a></p><section id=outgoing-1><p>Will Thistlewood,"
    " 01632 960001</p></section><section id=incoming-9><header>Essex Police,"
    " <time datetime='2024-03-05'>5 March</time></header><blockquote>Dear WILL THISTLEWOOD<br>"
    "Our reference: FOI {n}/24.<br>We will send what we hold: {n}.</blockquote>{files}</section>"
    "</article></main>",
}
FILE = (
    "<p><a href='/request/tools_1/response/9/attach/3/Data.pdf?cookie_passthrough=1'>Data.pdf</a>"
    " <a href='/request/tools_1/response/9/attach/html/3/Data.pdf.html'>View as HTML</a></p>"
)


def page(markup: str, n: int = 1) -> Page:
    body = PAGES[markup].format(n=n, files=FILE if n == 1 else "")
    return Page(body.encode(), f"{SITE}/request/tools_{n}", "text/html")


def build(replica, markup: str) -> None:
    replica.put(f"{SITE}/robots.txt", ROBOTS, "text/plain")
    rows = "".join(ROWS[markup].format(slug=f"tools_{n}", title=f"Tools {n}") for n in (1, 2))
    replica.put(GOOD, f"<html><body><div><h1>Essex Police</h1>{rows}</div></body></html>")
    replica.put(BAD, "<html><body><h1>Essex Police</h1><p>No results</p></body></html>")
    for n in (1, 2):
        replica.put(f"{SITE}/request/tools_{n}", page(markup, n).body)


def run(collection: Collection, replica, **how: object) -> CrawlResult:
    [result] = crawl(
        collection, ["essex"], via=replica.url, delay=0, place="whatdotheyknow", **how
    )  # type: ignore[arg-type]
    return result


@pytest.mark.parametrize("markup", PAGES)
def test_the_authority_s_letters_are_read_and_what_is_kept_reads_the_same(markup: str) -> None:
    platform = platform_of(SOURCE)
    found = platform.detail(SOURCE, page(markup))

    assert found.title == "Tools of 1 kinds"
    assert (found.published, found.reference) == ("2024-03-05", "FOI 1/24")
    assert found.attachments == (f"{SITE}/request/tools_1/response/9/attach/3/Data.pdf",)

    assert platform.kept
    kept = platform.kept(SOURCE, page(markup), "page")
    for name in (*ASKER, "will_", "01632"):
        assert name.casefold() not in kept.decode().replace("We will send", "").casefold()
    assert "We will send" in kept.decode()
    again = Page(kept, page(markup).url, "text/html")
    assert asdict(platform.detail(SOURCE, again)) == asdict(found)
    assert platform.kept(SOURCE, again, "page") == kept


@pytest.mark.parametrize("markup", ROWS)
def test_a_list_is_kept_without_the_askers(markup: str) -> None:
    rows = "".join(ROWS[markup].format(slug=f"tools_{n}", title=f"Tools {n}") for n in (1, 2))
    body = f"<div>{rows}</div><p>1 to 2 of 30</p><a href='?page=2'>Next</a>"
    platform = platform_of(SOURCE)
    listed = Page(body.encode(), GOOD, "text/html")

    found = platform.listing(SOURCE, listed)

    assert [(entry.url, entry.title, entry.published) for entry in found.entries] == [
        (f"{SITE}/request/tools_{n}", f"Tools {n}", "2024-03-05") for n in (1, 2)
    ]
    assert (found.total, found.more) == (30, (f"{GOOD}?page=2",))
    assert platform.kept
    kept = platform.kept(SOURCE, listed, "list")
    assert b"histlewood" not in kept
    assert asdict(platform.listing(SOURCE, Page(kept, GOOD, "text/html"))) == asdict(found)


def test_a_list_of_more_than_five_hundred_is_split_by_years_and_by_months() -> None:
    platform = platform_of(SOURCE)
    row = ROWS["items"].format(slug="tools", title="Tools")

    def ways(url: str, total: int, more: str = "") -> tuple[str, ...]:
        body = f"<ul>{row}</ul><p>1 to 25 of {total}</p>{more}"
        return platform.listing(SOURCE, Page(body.encode(), url, "text/html")).more

    years = ways(GOOD, 812, "<a href='?page=2'>Next</a>")
    assert all(url.startswith(f"{GOOD}?request_date_after=01%2F01%2F20") for url in years)
    assert any("01%2F01%2F2008&request_date_before=31%2F12%2F2008" in url for url in years)
    months = ways(years[-1], 501)
    assert len(months) == 12
    assert months[1].endswith("after=01%2F02%2F2008&request_date_before=29%2F02%2F2008")
    assert ways(months[0], 600, "<a href='&page=2'>2</a>") == ()
    last = GOOD + "?page=20"
    assert ways(last, 500, "<a href='?page=21'>Next</a>") == ()


@pytest.mark.parametrize("markup", PAGES)
def test_no_asker_is_stored_anywhere_and_robots_txt_is_obeyed(
    collection: Collection, replica, markup: str
) -> None:
    build(replica, markup)

    result = run(collection, replica)

    assert (result.entries, result.new, result.complete) == (2, 2, True)
    assert not any("/response/" in asked.path or "/user/" in asked.path for asked in replica.asked)
    assert not any(asked.path.endswith(".json") for asked in replica.asked)
    stored = [collection.blobs.get(c.sha256) for c in Captures(collection.db).find() if c.sha256]
    assert len(stored) == 3
    assert not any(b"histlewood" in body or b"01632" in body for body in stored)
    dump = "\n".join(collection.db.iterdump())
    assert "histlewood" not in dump
    assert "histlewood" not in (collection.path / "crawl.log").read_text()
    pages = list(Captures(collection.db).find("kind = 'page' AND state = 'ok'"))
    assert {(p.force, p.published, p.reference) for p in pages} == {
        ("essex", "2024-03-05", "FOI 1/24"), ("essex", "2024-03-05", "FOI 2/24"),
    }  # fmt: skip

    second = run(collection, replica)
    assert (second.entries, second.unchanged, second.new) == (2, 2, 0)
    assert sum(asked.conditional for asked in replica.asked) == 3


def test_a_crawl_of_another_place_leaves_the_force_s_own_log_alone(
    collection: Collection, replica, tmp_path: Path
) -> None:
    own = "https://www.essex.police.uk/foi-ai/essex-police/log/1/"
    replica.put(forces()["essex"].addresses[0], f"<ul><li><a href='{own}'>One</a></li></ul>")
    replica.put(own, "<h1>One</h1><p>You asked for tools; we hold one of them, as it is.</p>")
    build(replica, "items")
    list(crawl(collection, ["essex"], via=replica.url, delay=0))

    result = run(collection, replica, warc=tmp_path / "all.warc")

    assert (result.entries, result.gone, result.complete) == (2, 0, True)
    assert replica.count(own) == 1
    assert b"histlewood" not in (tmp_path / "all.warc").read_bytes()
    [again] = crawl(collection, ["essex"], via=replica.url, delay=0)
    assert (again.entries, again.unchanged) == (1, 1)


def test_a_request_without_an_answer_is_an_error_and_an_unknown_place_another(
    collection: Collection,
) -> None:
    body = b"<main><h1>Tools</h1><div id='outgoing-1'>Please send them.</div></main>"

    with pytest.raises(PageError, match="no letter of the authority"):
        platform_of(SOURCE).detail(SOURCE, Page(body, f"{SITE}/request/tools", "text/html"))
    with pytest.raises(CrawlError, match="expected one of whatdotheyknow"):
        list(crawl(collection, via="http://127.0.0.1:1", place="elsewhere"))


@pytest.mark.parametrize(
    ("path", "is_request"),
    [
        ("/request/list_of_stations", True),
        ("/request/searches_of_vans", True),
        ("/request/new_cars_bought", True),
        ("/request/list", False),
        ("/request/list/all", False),
        ("/request/new/essex_police", False),
    ],
)
def test_a_request_may_be_called_like_a_list(path: str, is_request: bool) -> None:
    rows = f"<li><a href='{path}'>It</a></li><li><a href='/request/b'>B</a></li>"
    page = Page(f"<main><ul>{rows}</ul></main>".encode(), GOOD, "text/html")
    found = platform_of(SOURCE).listing(SOURCE, page)

    assert (f"{SITE}{path}" in [entry.url for entry in found.entries]) == is_request
