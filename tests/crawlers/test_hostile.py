"""Sites that misbehave: each fault costs what it must, is named, and stops no other force."""

import gzip
import itertools
import threading
import time
from http.server import BaseHTTPRequestHandler

import pytest

from collection.collection import Collection
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import forces
from crawlers.result import CrawlResult

PAGE = (
    "<html><body><main><h1>Tools {n}</h1><p>Reference: {n}/26</p><p>The request for information"
    " was about tools; the response is that {n} are held.</p>{more}</main></body></html>"
)


def host(slug: str) -> str:
    return "https://www." + forces()[slug].domains[0]


def entry(slug: str, n: int) -> str:
    return f"{host(slug)}/foi-ai/{slug}-police/disclosure/2026/foi-{n}26-tools/"


def start(slug: str) -> str:
    return forces()[slug].addresses[0]


def rows(slug: str, numbers: range) -> str:
    return "".join(f'<li><a href="{entry(slug, n)}">Tools {n}</a></li>' for n in numbers)


def site(replica, slug: str, count: int = 3, *, more: str = "", further: str = "") -> None:
    """A log of one page, without a fault so far."""
    listed = f"<html><main><ul>{rows(slug, range(1, count + 1))}</ul>{further}</main></html>"
    replica.put(start(slug), listed)
    for n in range(1, count + 1):
        replica.put(entry(slug, n), PAGE.format(n=n, more=more))


def respond(status: int, body: bytes = b"", **headers: str):
    """A fault: always this answer."""

    def fault(handler: BaseHTTPRequestHandler) -> bool:
        handler.reply(status, body, **headers)  # type: ignore[attr-defined]
        return True

    return fault


def first(times: int, fault):
    """The fault, but only so many times."""
    left = [times]

    def once(handler: BaseHTTPRequestHandler) -> bool:
        left[0] -= 1
        return left[0] >= 0 and fault(handler)

    return once


def drip(handler: BaseHTTPRequestHandler) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Type", "text/html")
    handler.send_header("Content-Length", "100000")
    handler.end_headers()
    for _ in range(200):
        handler.wfile.write(b"x")
        handler.wfile.flush()
        threading.Event().wait(0.05)
    return True


def cut_short(handler: BaseHTTPRequestHandler) -> bool:
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"<html>")
    handler.close_connection = True
    return True


CHALLENGE = b"<html><head><title>Just a moment...</title></head><body>Checking your browser</body>"
LOGIN = b"<html><main><h1>Sign in</h1><form><input type='password' name='p'></form></main></html>"


FAULTY = (
    "essex", "kent", "dorset", "surrey", "sussex", "durham", "cumbria", "gwent", "cheshire",
    "derbyshire", "humberside", "wiltshire", "merseyside", "dyfed-powys", "hampshire", "suffolk",
    "leicestershire", "nottinghamshire", "lincolnshire", "northamptonshire",
)  # fmt: skip


@pytest.fixture
def crawled(
    collection: Collection, replica, capfd: pytest.CaptureFixture[str]
) -> dict[str, CrawlResult]:
    """One crawl of many sites, each with a fault of its own."""
    for slug in FAULTY:
        site(replica, slug)
    # Entries that are refused, not there, broken for a while, broken for good.
    replica.fault(entry("essex", 2), respond(403, CHALLENGE))
    replica.fault(entry("kent", 2), respond(404))
    replica.fault(entry("dorset", 2), first(1, respond(429, retry_after="1")))
    replica.fault(entry("dorset", 3), first(2, respond(500)))
    replica.fault(entry("surrey", 2), respond(500))
    # Redirects in a circle, to a foreign host, and to the front page.
    replica.fault(
        entry("sussex", 1), respond(302, location=entry("sussex", 2)[len(host("sussex")) :])
    )
    replica.fault(entry("sussex", 2), respond(302, location=entry("sussex", 1)))
    replica.fault(entry("durham", 1), respond(301, location="https://evil.example/steal"))
    replica.fault(entry("durham", 2), respond(301, location="http://169.254.169.254/latest"))
    replica.fault(entry("durham", 3), respond(302, location="/"))
    replica.put(host("durham") + "/", "<html><main><h1>Welcome</h1><p>Our information.</p></main>")
    # Lists that go round, are empty, ask for a password or a check, break off, or never end.
    site(replica, "cumbria", further=f'<a rel="next" href="{start("cumbria")}&page=2">Next</a>')
    replica.put(
        start("cumbria") + "&page=2",
        f"<main>{rows('cumbria', range(3, 4))}"
        f"<a rel=next href='{start('cumbria')}'>Next</a></main>",
    )
    replica.put(
        start("gwent"), "<html><main><h1>Published items</h1><p>No results</p></main></html>"
    )
    replica.put(start("cheshire"), LOGIN)
    replica.put(start("derbyshire"), CHALLENGE)
    site(replica, "humberside", further="<p>Page 1 of 2</p><a href='?page=2'>Next page</a>")
    site(replica, "wiltshire", further="<p>Showing 1 to 3 of 9 results</p>")
    replica.fault(start("merseyside"), respond(403, b"Forbidden"))
    site(replica, "dyfed-powys", further='<a href="?page=2">Next</a>')
    replica.put(
        host("dyfed-powys")
        + start("dyfed-powys")[len(host("dyfed-powys")) :].partition("?")[0]
        + "?page=2",
        f'<main>{rows("dyfed-powys", range(1, 4))}<a href="?page=3">Next</a></main>',
    )
    # Bodies: slow, huge, a bomb, cut short, and a file that is none.
    replica.fault(entry("hampshire", 1), drip)
    replica.fault(entry("suffolk", 1), respond(200, b"x" * 30_000_000, content_type="text/html"))
    bomb = gzip.compress(b"<p>" + b"\0" * 60_000_000)
    replica.fault(entry("suffolk", 2), respond(200, bomb, content_encoding="gzip"))
    replica.fault(entry("leicestershire", 1), first(1, cut_short))
    # A page that repeats the one before it, and a calendar that goes on for ever.
    again = '<main>{}<a rel="next" href="?page={}">Next</a></main>'
    lister = start("lincolnshire").partition("?")[0]
    site(replica, "lincolnshire", 5)
    replica.put(start("lincolnshire"), again.format(rows("lincolnshire", range(1, 3)), 2))
    replica.put(lister + "?page=2", again.format(rows("lincolnshire", range(3, 5)), 3))
    replica.put(lister + "?page=3", again.format(rows("lincolnshire", range(3, 5)), 4))
    replica.put(lister + "?page=4", f"<main>{rows('lincolnshire', range(5, 6))}</main>")
    lister = start("northamptonshire").partition("?")[0]
    site(replica, "northamptonshire", 4)
    replica.put(start("northamptonshire"), again.format(rows("northamptonshire", range(1, 3)), 2))
    for n in range(2, 40):
        replica.put(
            f"{lister}?page={n}", again.format(rows("northamptonshire", range(3, 5)), n + 1)
        )
    files = (
        '<a href="/SysSiteAssets/foi-media/x/../../../../etc/passwd.pdf">A</a>'
        '<a href="../../../../../../SysSiteAssets/foi-media/%2e%2e%2fdata.csv">B</a>'
        '<a href="https://evil.example/data.pdf">C</a>'
        '<a href="/SysSiteAssets/foi-media/d.pdf">D</a>'
        '<a href="javascript:alert(1)">E</a><a href="file:///etc/passwd">F</a>'
    )
    site(replica, "nottinghamshire", 1, more=files)
    nottinghamshire = host("nottinghamshire")
    replica.put(nottinghamshire + "/etc/passwd.pdf", b"%PDF-1.4 one", "application/pdf")
    replica.put(
        nottinghamshire + "/SysSiteAssets/foi-media/%2e%2e%2fdata.csv", b"a,b\n", "text/csv"
    )
    replica.put(nottinghamshire + "/SysSiteAssets/foi-media/d.pdf", LOGIN)
    found = crawl(collection, FAULTY, via=replica.url, delay=0, jobs=len(FAULTY), seconds=2)
    results = {result.force: result for result in found}
    # What the libraries have to say of all this does not reach the terminal.
    assert capfd.readouterr().err == ""
    return results


def test_every_fault_is_counted_named_and_kept_to_its_force(
    crawled: dict[str, CrawlResult], collection: Collection, replica
) -> None:
    def said(slug: str) -> str:
        result = crawled[slug]
        return " ".join((result.message or "", *result.problems))

    assert (crawled["essex"].blocked, crawled["essex"].new) == (1, 2)
    assert replica.count(entry("essex", 2)) == 1
    assert (crawled["kent"].gone, crawled["kent"].new, crawled["kent"].failed) == (1, 2, 0)
    assert crawled["dorset"].complete
    assert crawled["dorset"].new == 3
    assert (crawled["surrey"].failed, crawled["surrey"].new) == (1, 2)
    assert "the site answers 500" in said("surrey")
    assert crawled["sussex"].failed == 2
    assert "in a circle" in said("sussex")
    assert crawled["durham"].failed == 3
    assert "evil.example, which is none of the force's hosts" in said("durham")
    assert "169.254.169.254, which is none" in said("durham")
    assert "expected an entry, found that it leads to" in said("durham")
    assert crawled["cumbria"].complete
    assert crawled["cumbria"].entries == 3
    assert "expected a list with at least one entry" in said("gwent")
    assert "login page" in said("cheshire")
    assert (crawled["derbyshire"].blocked, crawled["derbyshire"].failed) == (1, 0)
    assert "challenge page" in said("derbyshire")
    assert "page=2: expected a list, found that the site answers 404" in said("humberside")
    assert crawled["humberside"].new == 3
    assert "expected 9 entries, as the list says, found 3" in said("wiltshire")
    assert crawled["merseyside"].blocked == 1
    assert "The site is left alone" in said("merseyside")
    assert "does not heed the number of the page" in said("dyfed-powys")
    assert "took too long" in said("hampshire")
    assert (crawled["suffolk"].failed, crawled["suffolk"].new) == (2, 1)
    assert said("suffolk").count("larger than is taken in") >= 2
    assert crawled["leicestershire"].complete
    assert (crawled["nottinghamshire"].attachments, crawled["nottinghamshire"].failed) == (3, 1)

    assert (crawled["lincolnshire"].entries, crawled["lincolnshire"].complete) == (5, True)
    assert (crawled["northamptonshire"].entries, crawled["northamptonshire"].complete) == (4, True)
    assert (
        sum("northampton" in asked.path and "page=" in asked.path for asked in replica.asked) < 6
    )
    incomplete = {slug for slug, result in crawled.items() if not result.complete}
    assert crawled.keys() - incomplete == {
        "kent", "dorset", "cumbria", "leicestershire", "lincolnshire", "northamptonshire",
    }  # fmt: skip
    assert all(result.message for result in crawled.values() if not result.complete)
    named = {failure.url for failure in collection.failures}
    assert {entry("surrey", 2), entry("durham", 1), start("gwent")} <= named
    # Nothing of a site ever names a file of ours, and nobody else was asked.
    assert {path.name for path in (collection.path / "captures").glob("*/*")} == {
        capture.sha256 for capture in Captures(collection.db).find("sha256 IS NOT NULL")
    }
    assert not any("evil" in asked.path or "169.254" in asked.path for asked in replica.asked)


def test_a_robots_file_is_obeyed_with_its_delay(collection: Collection, replica) -> None:
    site(replica, "essex")
    hidden = "/foi-ai/essex-police/disclosure/2026/foi-226-tools/"
    robots = f"User-agent: *\nDisallow: {hidden}\nCrawl-delay: 0.3\n"
    replica.put(host("essex") + "/robots.txt", robots, "text/plain")
    site(replica, "kent")
    replica.put(
        host("kent") + "/robots.txt", "User-agent: foi-mosaic\nDisallow: /\n", "text/plain"
    )
    site(replica, "dorset")
    replica.fault(host("dorset") + "/robots.txt", respond(500))

    results = {
        result.force: result
        for result in crawl(collection, ["essex", "kent", "dorset"], via=replica.url, delay=0)
    }

    assert (results["essex"].new, results["essex"].blocked) == (2, 1)
    assert replica.count(entry("essex", 2)) == 0
    times = sorted((asked.began, asked.ended) for asked in replica.asked if "essex" in asked.path)
    gaps = [after[0] - before[1] for before, after in itertools.pairwise(times)]
    assert len(times) == 4
    assert min(gaps[1:]) >= 0.28
    assert (results["kent"].blocked, results["kent"].entries) == (1, 0)
    assert "robots.txt" in str(results["kent"].message)
    assert [a.path for a in replica.asked if "kent" in a.path] == [
        "/www.kent.police.uk/robots.txt"
    ]
    assert results["dorset"].failed == 1
    assert replica.count(start("dorset")) == 0


def test_a_site_is_asked_by_one_request_at_a_time_with_the_delay_between(
    collection: Collection, replica
) -> None:
    site(replica, "essex", 4)
    site(replica, "kent", 4)

    began = time.monotonic()
    results = list(crawl(collection, ["essex", "kent"], via=replica.url, delay=0.2))
    took = time.monotonic() - began

    assert all(result.complete for result in results)
    for slug in ("essex", "kent"):
        times = sorted((a.began, a.ended) for a in replica.asked if slug in a.path)
        assert len(times) == 6
        assert all(after[0] - before[1] >= 0.19 for before, after in itertools.pairwise(times))
    assert took < 2 * 6 * 0.2 + 3


def test_a_site_that_refuses_again_and_again_is_left_alone(
    collection: Collection, replica
) -> None:
    site(replica, "essex", 20)
    for n in range(4, 21):
        replica.fault(entry("essex", n), respond(403, b"no"))

    [result] = crawl(collection, ["essex"], via=replica.url, delay=0)

    assert (result.new, result.blocked, result.complete) == (3, 5, False)
    assert "it is left alone for now" in str(result.message)
    assert sum(replica.count(entry("essex", n)) for n in range(4, 21)) == 5


def test_a_log_that_shrinks_to_less_than_half_is_not_believed(
    collection: Collection, replica
) -> None:
    site(replica, "essex", 12)
    list(crawl(collection, ["essex"], via=replica.url, delay=0))
    replica.put(start("essex"), f"<html><main>{rows('essex', range(1, 3))}</main></html>")

    [result] = crawl(collection, ["essex"], via=replica.url, delay=0)

    assert not result.complete
    assert "expected about 12 entries" in str(result.message)
    assert "found 2" in str(result.message)
