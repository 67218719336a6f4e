"""Three platforms in a markup that no other test uses, with faults: none lost, none doubled.

The faults: a chain of pages that breaks, an entry that turned into a login page, one that
redirects to another host, one that stands in two folders, one that changed, a list that is sorted
otherwise.
"""

import pytest

from collection.collection import Collection
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import forces
from crawlers.result import CrawlResult
from foi.pipeline import stored
from nlp.grouping import groups

SLUGS = {
    "essex": "/foi-ai/essex-police/d/june-2026/matter-{n}/",
    "west-yorkshire": "/freedom-of-information/june-2026-foi-{n}-26-matter",
    "police-scotland": "/access-to-information/freedom-of-information/disclosure-log/"
    "disclosure-log-2026/june/26-{n}-matter/",
}
NUMBERS = tuple(range(201, 213))
PER_PAGE = 5


def origin(slug: str) -> str:
    return "/".join(start(slug).split("/")[:3])


def start(slug: str) -> str:
    return forces()[slug].addresses[0]


def url(slug: str, n: int) -> str:
    return origin(slug) + SLUGS[slug].format(n=n)


def entry(slug: str, n: int, said: str = "Eleven were recorded") -> str:
    name = f"figures-{slug}-{n}.csv"
    return (
        "<!DOCTYPE html><html><head><title>Matter | Force</title></head><body><div class=q1>"
        "<a href='/'>Front</a> / <a href='/contact'>Reach us</a></div><section class=q2>"
        f"<h2>Matter {n}</h2><table><tr><th>Reference number<td>{n}/26<tr><th>Date of response"
        f"<td>{n - 200} June 2026</table><h3>You asked</h3><blockquote>How many of kind {n} were"
        f" recorded?</blockquote><h3>Our response</h3><blockquote>{said}: {n}.</blockquote>"
        f"<figure><figcaption><a href='/files/{name}'>{name}</a></figcaption></figure></section>"
        "<div class=q9>Crown copyright <a href='/files/terms.pdf'>Terms</a></div></body></html>"
    )


def page(slug: str, numbers: tuple[int, ...], number: int, pages: int, following: str) -> str:
    rows = "".join(
        f"<div class=r><div class=t><span><a href='{SLUGS[slug].format(n=n)}'>Matter {n}</a>"
        f"</span></div><div class=d>{n - 200} June 2026</div></div>"
        for n in numbers
    )
    more = f"<a class=z href='{following}'><span>Next</span></a>" if following else ""
    return (
        "<!DOCTYPE html><html><body><div class=q1><a href='/'>Front</a></div><section class=q2>"
        f"<h2>What was disclosed</h2><p>Page {number} of {pages}</p>{rows}<div class=p>{more}"
        "</div></section></body></html>"
    )


def build(replica, slug: str, numbers: tuple[int, ...] = NUMBERS, *, breaks: bool = False) -> None:
    parts = [numbers[at : at + PER_PAGE] for at in range(0, len(numbers), PER_PAGE)]
    joint = "&" if "?" in start(slug) else "?"
    for number, part in enumerate(parts, 1):
        here = start(slug) if number == 1 else f"{start(slug)}{joint}page={number}"
        last = number == len(parts) or (breaks and number == 2)
        following = "" if last else f"{start(slug)}{joint}page={number + 1}"
        replica.put(here, page(slug, part, number, len(parts), following))
    for n in numbers:
        replica.put(url(slug, n), entry(slug, n))
        replica.put(
            f"{origin(slug)}/files/figures-{slug}-{n}.csv", f"kind,n\n{n},11\n", "text/csv"
        )
    replica.put(f"{origin(slug)}/files/terms.pdf", b"%PDF-1.4 terms", "application/pdf")


def run(collection: Collection, replica) -> dict[str, CrawlResult]:
    found = crawl(collection, SLUGS, via=replica.url, delay=0)
    return {result.force: result for result in found}


def pages(collection: Collection, slug: str) -> list[str]:
    held = Captures(collection.db).find("kind = 'page' AND state = 'ok' AND force = ?", (slug,))
    return [capture.url for capture in held]


def test_all_is_here_once_whatever_the_order_and_what_changed_is_a_version(
    collection: Collection, replica
) -> None:
    for slug in SLUGS:
        build(replica, slug)
    first = run(collection, replica)
    for slug, result in first.items():
        assert result.complete, result
        assert sorted(pages(collection, slug)) == sorted(url(slug, n) for n in NUMBERS)
        assert (result.entries, result.attachments) == (12, 12)

    for slug in SLUGS:
        build(replica, slug, tuple(reversed(NUMBERS)))
        replica.put(url(slug, 203), entry(slug, 203, "Twelve were recorded"))
    second = run(collection, replica)
    for slug, result in second.items():
        assert (result.complete, result.new, result.changed) == (True, 0, 1), result
        assert pages(collection, slug).count(url(slug, 203)) == 2
    current = [group for group in groups(stored(collection)) if not group.superseded]
    assert len(current) == len(SLUGS) * len(NUMBERS)


@pytest.mark.parametrize("slug", SLUGS)
def test_each_fault_is_loud_and_takes_nothing_with_it(
    collection: Collection, replica, slug: str
) -> None:
    for other in SLUGS:
        build(replica, other, breaks=other == slug)
    replica.put(
        url(slug, 202),
        "<html><body><h2>Sign in</h2><form><input name=u><input type=password></form></body>",
    )
    away = (("location", "https://elsewhere.example/matter"),)
    replica.put(url(slug, 204), "", status=302, headers=away)

    results = run(collection, replica)

    assert all(result.complete for other, result in results.items() if other != slug)
    result = results[slug]
    assert not result.complete
    said = "\n".join((result.message or "", *result.problems))
    assert "expected 3 pages, as the list says, found 2" in said
    assert url(slug, 202) in said
    assert "login" in said
    assert "elsewhere.example" in said
    listed = {n for n in NUMBERS[: 2 * PER_PAGE] if n not in (202, 204)}
    assert sorted(pages(collection, slug)) == sorted(url(slug, n) for n in listed)

    build(replica, slug)
    mended = run(collection, replica)[slug]
    assert mended.complete, mended
    assert sorted(pages(collection, slug)) == sorted(url(slug, n) for n in NUMBERS)


def test_an_entry_that_stands_in_two_folders_is_one_response(
    collection: Collection, replica
) -> None:
    slug = "essex"
    build(replica, slug)
    twice = url(slug, 205).replace("/june-2026/", "/july-2026/")
    listed = page(slug, (*NUMBERS[:5], 205), 1, 1, "")
    at = listed.rindex(SLUGS[slug].format(n=205))
    moved = listed[:at] + listed[at:].replace("june-2026", "july-2026", 1)
    replica.put(start(slug), moved)
    replica.put(twice, entry(slug, 205))

    [result] = crawl(collection, [slug], via=replica.url, delay=0)

    assert (result.entries, result.complete) == (5, True), result
    assert twice not in pages(collection, slug)
    assert len([group for group in groups(stored(collection)) if not group.superseded]) == 5
