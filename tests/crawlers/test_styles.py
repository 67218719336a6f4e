"""Lists and entries in every style that people build them in, on every platform's addresses."""

import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest

from collection.collection import Collection
from crawlers.address import key
from crawlers.capture import Captures
from crawlers.crawl import crawl
from crawlers.force import Source, forces
from crawlers.page import Page
from crawlers.platform import platform_of

SHAPES = {
    "kent": "/foi-ai/kent-police/disclosure-2026/june/item-{n}26/",
    "city-of-london": "/foi-ai/city-police/disclosure-2026/june/foi-item-{n}26/",
    "avon-and-somerset": "/about/freedom-of-information/previous-foi-requests/requests/item-{n}/",
    "northumbria": "/about-us/publications-and-documents/accessing-information/disclosure-log/"
    "other/item-{n}26/",
    "west-yorkshire": "/freedom-of-information/june-2026-foi-{n}-26-item",
    "west-midlands": "/item-{n}-26/",
    "norfolk": "/about-us/our-data/disclosure-logs/item-{n}",
    "psni": "/foi-disclosure-log/item-{n}",
    "police-scotland": "/access-to-information/freedom-of-information/disclosure-log/"
    "disclosure-log-2026/june/26-{n}-item/",
    "ministry-of-defence-police": "/government/publications/mdp-item-{n}",
}


@dataclass(frozen=True)
class Entry:
    force: str
    n: int
    title: str
    day: str
    long: str
    short: str

    @property
    def path(self) -> str:
        return SHAPES[self.force].format(n=self.n)

    @property
    def reference(self) -> str:
        return f"{self.n}/26"

    @property
    def file(self) -> str:
        return f"/SysSiteAssets/foi-media/{self.force}/{self.n}.csv"

    @property
    def body(self) -> str:
        return f"You asked about {self.title}. The force holds this: there were {self.n} in 2025."


def entries(force: str) -> list[Entry]:
    who = "MOD Police: " if force == "ministry-of-defence-police" else ""
    said = (
        (1101, "Burglary in rural areas", "2026-01-10", "10 January 2026", "10/01/2026"),
        (1108, "Dogs kept by handlers", "2026-02-11", "11 February 2026", "11/02/2026"),
        (1115, "Speed cameras on the A12", "2026-03-12", "12 March 2026", "12/03/2026"),
    )
    return [Entry(force, n, f"{who}{title}", *days) for n, title, *days in said]


def terms(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"<dt><a href='{e.path}'>{e.title}</a></dt><dd>Reference {e.reference}</dd>"
        f"<dd>Published {e.long}</dd>"
        for e in held
    )
    elsewhere = "<dt><a href='https://b.example/x'>Elsewhere</a></dt><dd>Published 1 May 2020</dd>"
    return f"<main><dl>{elsewhere}{rows}</dl><a href='{following}'>Next page</a></main>"


def table(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"<tr><td>{e.short}</td><td>{e.reference}</td>"
        f"<td><a href='{e.path}'>{e.title}</a></td></tr>"
        for e in held
    )
    head = "<tr><th>Date published</th><th>Reference</th><th>Title</th></tr>"
    return f"<table>{head}{rows}</table><a href='{following}'>&raquo;</a>"


def bare(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"{e.short} - <a href='{e.path}'>{e.title}</a> ({e.reference})<br>\n" for e in held
    )
    return f"<body><h2>Disclosures</h2>{rows}<a href='{following}'>Older</a></body>"


def cards(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"<article><header><h3><a href='{e.path}'>{e.title}</a></h3></header>"
        f"<p>Ref: {e.reference} · <time datetime='{e.day}T09:00:00Z'>{e.long}</time></p>"
        f"<a href='{e.path}'>Read more<span> about {e.title}</span></a></article>"
        for e in held
    )
    return f"<main>{rows}<nav><a href='{following}' aria-label='Next page'>&gt;</a></nav></main>"


def based(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"<li><a href='{e.path[1:]}'>{e.title}</a><span>{e.long}</span><b>{e.reference}</b></li>"
        for e in held
    )
    return (
        f"<html><head><base href='/'></head><body><main><ul>{rows}</ul>"
        f"<a rel=next href='{following}'>2</a></main></body></html>"
    )


def headed(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"<h3>{e.title}</h3><p>{e.long}</p><p>Reference: {e.reference}</p>"
        f"<p><a href='{e.path}'>Read the response</a></p><hr>"
        for e in held
    )
    return f"<body><div>{rows}<div><a href='{following}'>Next 3 &rarr;</a></div></div></body>"


def wrapped(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"<a href='{e.path}'><div><div>{e.long}</div><h3>{e.title}</h3>"
        f"<i>{e.reference}</i></div></a>"
        for e in held
    )
    return f"<main>{rows}<a href='{following}' rel='next nofollow'>more</a></main>"


def folded(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"<details open><summary>{e.title}</summary><p>{e.long}, reference {e.reference}</p>"
        f"<p><a href='{e.path}'>Open</a></p></details>"
        for e in held
    )
    return f"<main>{rows}<button data-url='{following}'>Load more results</button></main>"


def scrolled(held: list[Entry], following: str) -> str:
    rows = "".join(
        f"<li><a href='{e.path}'>{e.title}</a> <small>{e.short} · {e.reference}</small></li>"
        for e in held
    )
    return f"<main><ul>{rows}</ul><div hx-get='{following}' hx-trigger=revealed>…</div></main>"


def loud(held: list[Entry], following: str) -> str:
    rows = "".join(
        f'<TR><TD><A HREF="{e.path}">{e.title}</A><TD>{e.reference}<TD>{e.long}' for e in held
    )
    return f'<CENTER><TABLE>{rows}</TABLE><A HREF="{following}">NEXT &gt;&gt;</A></CENTER>'


def machines(held: list[Entry], following: str) -> str:
    items = [
        {"@type": "ListItem", "position": n, "item": {
            "@type": "Article", "url": e.path, "name": e.title, "datePublished": e.day,
            "identifier": e.reference}}
        for n, e in enumerate(held, 1)
    ]  # fmt: skip
    data = {
        "@context": "https://schema.org",
        "@type": "CollectionPage",
        "breadcrumb": {"@type": "BreadcrumbList", "itemListElement": [
            {"@type": "ListItem", "item": f"{held[0].path}{held[0].n}/"}]},
        "mainEntity": {"@type": ["schema:ItemList"], "itemListElement": items},
    }  # fmt: skip
    return (
        f"<head><link rel=next href='{following}'><script type='application/ld+json'>"
        f"{json.dumps(data)}</script></head><body><main><h1>Disclosures</h1><div id=app></div>"
        "</main></body>"
    )


LISTS = (terms, table, bare, cards, based, headed, wrapped, folded, scrolled, loud, machines)


def source(force: str) -> Source:
    return forces()[force].sources[0]


def start(force: str) -> str:
    held = source(force)
    return (
        (held.otherwise or held.addresses)[0] if held.platform == "gov-uk" else held.addresses[0]
    )


@pytest.mark.parametrize("force", SHAPES)
@pytest.mark.parametrize("style", LISTS, ids=lambda style: style.__name__)
def test_a_list_is_read_in_whatever_style(
    style: Callable[[list[Entry], str], str], force: str
) -> None:
    here = start(force)
    following = f"{here}{'&' if '?' in here else '?'}page=2"
    origin = "/".join(here.split("/")[:3])

    page = Page(style(entries(force), following).encode(), here, "text/html")
    found = platform_of(source(force)).listing(source(force), page)

    expected = [(origin + e.path, e.title, e.day, e.reference) for e in entries(force)]
    read = [(e.url, e.title, e.published, e.reference) for e in found.entries]
    if style is folded:
        # No label and no line of its own: the entry's page has to say it.
        expected, read = [one[:3] for one in expected], [one[:3] for one in read]
    assert read == expected
    assert key(following) == key(found.more[0])


def listed(e: Entry) -> str:
    return (
        f"<main><h1>{e.title}</h1><dl><dt>Reference number</dt><dd>{e.reference}</dd><dt>Date"
        f" published</dt><dd>{e.long}</dd></dl><p>{e.body}</p>"
        f"<a href='{e.file}'>Data (CSV)</a></main>"
    )


def tabled(e: Entry) -> str:
    return (
        f"<h2>{e.title}</h2><table><tr><td>FOI reference</td><td>{e.reference}</td></tr>"
        f"<tr><td>Date of response</td><td>{e.short}</td></tr>"
        f"<tr><td>Response</td><td>{e.body}</td></tr>"
        f"<tr><td>Attachments</td><td><a href='{e.file}'>{e.n}.csv</a></td></tr></table>"
    )


def bold(e: Entry) -> str:
    return (
        f"<title>{e.title}</title><div><b>Ref:</b> {e.reference}<br><b>Date:</b> {e.short}<br><br>"
        f"{e.body}<br><a href='{e.file}'>download</a></div>"
    )


def article(e: Entry) -> str:
    return (
        f"<article><header><h1>{e.title}</h1><p>FOI ref {e.reference}</p><time datetime='{e.day}'>"
        f"{e.long}</time></header><section><p>{e.body}</p></section>"
        f"<footer><a href='{e.file}' download>Get the data</a></footer></article>"
    )


def for_machines(e: Entry) -> str:
    said = json.dumps({"@type": "Article", "datePublished": e.day})
    return (
        f"<head><script type='application/ld+json'>{said}</script></head><body><main><h1>{e.title}"
        f"</h1><p>Our reference: {e.reference}</p><p>{e.body}</p>"
        f"<a href='{e.file}'>figures</a></main>"
    )


def in_the_margin(e: Entry) -> str:
    return (
        f"<main><h1>{e.title}</h1><p>{e.body}</p><aside><a href='{e.file}'>Data</a><p>Reference:"
        f" {e.reference}</p><p>Published: {e.long}</p></aside><aside><h2>Related</h2>"
        "<a href='/other/'>Another</a><p>Reference: 999/25</p></aside></main>"
    )


def shown(e: Entry) -> str:
    return (
        f"<main><h1>{e.title}</h1><p>Reference: {e.reference} | Date released: {e.short}</p>"
        f"<p>{e.body}</p><object data='{e.file}' type='text/csv'></object></main>"
    )


@pytest.mark.parametrize("force", SHAPES)
@pytest.mark.parametrize(
    "style",
    [listed, tabled, bold, article, for_machines, in_the_margin, shown],
    ids=lambda style: style.__name__,
)
def test_an_entry_is_read_in_whatever_style(style: Callable[[Entry], str], force: str) -> None:
    entry = entries(force)[0]
    origin = "/".join(start(force).split("/")[:3])

    page = Page(style(entry).encode(), origin + entry.path, "text/html")
    found = platform_of(source(force)).detail(source(force), page)

    assert (found.title, found.published, found.reference, found.attachments) == (
        entry.title, entry.day, entry.reference, (origin + entry.file,),
    )  # fmt: skip


@pytest.mark.parametrize(
    "words", ["Response.pdf", "Response (PDF, 120KB)", "Response [docx]", "Data – XLSX 1.2 MB"]
)
def test_a_file_may_say_in_its_words_what_it_is(words: str) -> None:
    said = (
        f"<main><h1>A</h1><p>{entries('kent')[0].body}</p><a href='/media/12/download'>{words}</a>"
    )
    page = Page(said.encode(), "https://www.kent.police.uk/foi-ai/kent-police/a/b/c/", "text/html")

    found = platform_of(source("kent")).detail(source("kent"), page)

    assert found.attachments == ("https://www.kent.police.uk/media/12/download",)


@pytest.mark.parametrize(
    ("kind", "encoding"),
    [("text/html", "cp1252"), ("text/html", "utf-8"), ("text/html; charset=utf-8", "cp1252")],
)
def test_a_page_in_another_code_than_it_says_is_read(kind: str, encoding: str) -> None:
    page = Page("<h1>£20 a day – Siân’s café</h1>".encode(encoding), "https://a.example/", kind)

    assert page.title == "£20 a day – Siân’s café"


ORIGIN = "https://www.kent.police.uk"


def serve(replica, *, encoding: str = "") -> list[Entry]:
    """A log of two pages, the second named by a header; files under http."""
    held = entries("kent")
    address = start("kent")
    link = (("link", '<?q=&page=1>; rel="first", <?q=&page=2>; rel="next"'),)
    replica.put(address, scrolled(held[:2], "").replace("hx-get", "x"), headers=link)
    replica.put(f"{address.partition('?')[0]}?q=&page=2", scrolled(held[2:], ""))
    for e in held:
        replica.put(ORIGIN + e.path, listed(e))
        replica.put(ORIGIN + e.file, "a\n1\n", "text/csv")
    return held


def test_a_next_page_in_a_header_and_a_body_that_no_one_can_read(
    collection: Collection, replica
) -> None:
    held = serve(replica)
    broken = (("content-encoding", "br"),)
    replica.put(ORIGIN + held[1].path, b"<html>no brotli</html>", headers=broken)

    [result] = crawl(collection, ["kent"], via=replica.url, delay=0)

    assert (result.entries, result.failed, result.complete) == (3, 1, False), result
    assert "cannot be read" in result.problems[0]
    kept = {c.url for c in Captures(collection.db).find("kind = 'page' AND state = 'ok'")}
    assert kept == {ORIGIN + held[0].path, ORIGIN + held[2].path}
    again = next(iter(crawl(collection, ["kent"], via=replica.url, delay=0)))
    assert again.entries == 3


def test_http_leads_to_https_and_is_kept_as_such(collection: Collection, replica) -> None:
    held = serve(replica)
    first = ORIGIN + held[0].path

    def lead(handler) -> bool:
        if replica.count(first) > 0:
            return False
        handler.reply(301, b"", location=first)
        return True

    replica.fault(first, lead)

    [result] = crawl(collection, ["kent"], via=replica.url, delay=0)

    assert (result.entries, result.attachments, result.complete) == (3, 3, True), result
    assert all(c.final_url.startswith("https://") for c in Captures(collection.db).find())


@pytest.mark.parametrize("change", ["one more on top", "the first is withdrawn"])
def test_a_list_that_changes_while_it_is_walked_is_walked_to_its_new_end(
    collection: Collection, replica, change: str
) -> None:
    """What moves from page to page is neither lost nor doubled."""
    held = [Entry("kent", 1000 + n, f"Item {n}", "2026-01-10", "", "") for n in range(7)]
    before, after = (held[1:], held) if "more" in change else (held, held[1:])
    for e in after:
        replica.put(ORIGIN + e.path, listed(e))
        replica.put(ORIGIN + e.file, "a\n1\n", "text/csv")
    asked = []

    def show(number: int) -> Callable[[object], bool]:
        def answer(handler) -> bool:
            now = after if asked else before
            if number == 1:
                asked.append(number)
            rows = now[3 * number - 3 : 3 * number]
            more = f"?page={number + 1}" if 3 * number < len(now) else "#"
            handler.reply(200, cards(rows, more).encode(), content_type="text/html")
            return True

        return answer

    for number in (1, 2, 3):
        address = (
            start("kent") if number == 1 else f"{start('kent').partition('?')[0]}?page={number}"
        )
        replica.fault(address, show(number))

    [result] = crawl(collection, ["kent"], via=replica.url, delay=0)

    kept = [c.url for c in Captures(collection.db).find("kind = 'page' AND state = 'ok'")]
    assert sorted(kept) == sorted(ORIGIN + e.path for e in after)
    assert result.failed == 0
