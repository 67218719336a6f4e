"""WhatDoTheyKnow, where people ask in public: the authority's side of it.

``/body/<authority>/successful`` and ``…/unsuccessful`` list requests, 25 a page and no page after
the twentieth: what has more than 500 is split by the dates of the requests. A request stands at
``/request/<words>`` with its letters in elements named ``outgoing-<n>`` and ``incoming-<n>``; the
files of an answer at ``/request/<words>/response/<n>/attach/…``. What its robots.txt keeps out
(feeds, searches, mostly the files too) is left alone. ``requests.json`` names the asker: it is
never asked for.

Of a page only the authority's letters are kept, with the asker's name taken out; of a list only
titles, addresses and dates.
"""

import hashlib
import re
from dataclasses import replace
from datetime import date
from html import escape
from urllib.parse import parse_qsl, urlencode, urlsplit

from lxml.html import HtmlElement

from crawlers import address
from crawlers.force import Source
from crawlers.lines import lines, words
from crawlers.page import Page
from crawlers.platform import Detail, Entry, Listing, PageError
from crawlers.printed import printed_date, reference_in
from crawlers.reading import Shape, read_list, target
from crawlers.trouble import found_instead

MOST = 500
"""Results of one list; there is no page for more."""
LAST_PAGE = 20
FIRST_YEAR = 2008
_LANGUAGE = r"^(?:/[a-z]{2}(?:_[A-Z]{2})?)?"
SHAPE = Shape(
    entry=re.compile(_LANGUAGE + r"/request/(?!(?:new|list|search)(?:/|\?|$))[^/?]+/?(?:\?|$)"),
    lists=re.compile(r"(?!)"),
    file=re.compile(r"/request/[^/]+/response/\d+/attach/(?!html/)\d+/"),
)


def listing(source: Source, page: Page) -> Listing:
    """Read a page of an authority's requests."""
    found = read_list(page, SHAPE)
    entries = tuple(
        # A row also says who asked.
        Entry(url=_plain(entry.url), title=entry.title, published=entry.published)
        for entry in found.entries
    )
    further = [
        url for url in found.more if _same_list(page.url, url) and _number(url) <= LAST_PAGE
    ]
    if (found.total or 0) > MOST:
        further = _split(page.url) or further
    return replace(found, entries=entries, more=tuple(further), beside=())


def detail(source: Source, page: Page) -> Detail:
    """Read the authority's letters of one request.

    Raises:
        PageError: There is none.
    """
    letters = _letters(page)
    if not letters:
        code, said = found_instead(page, {}) or (
            "no-body", f"no letter of the authority (title “{page.title[:80]}”)",
        )  # fmt: skip
        raise PageError(page.url, expected="a request with an answer", found=said, code=code)
    names = _askers(page)
    text = "\n".join(line for letter in letters for line in _said(letter, names))
    files = dict.fromkeys(
        link.url.partition("?")[0]
        for link in page.links
        if SHAPE.file.search(target(link.url)) and _within(link.element, letters)
    )
    dates = [found for letter in letters if (found := _date(letter))]
    return Detail(
        title=_hidden(page.title, names) or None,
        published=dates[-1] if dates else None,
        reference=reference_in(text),
        attachments=tuple(files),
        digest=hashlib.sha256("\n".join((text, *files)).encode()).hexdigest(),
    )


def kept(source: Source, page: Page, kind: str) -> bytes:
    """What is stored of a page: it reads as the page does, and names no asker."""
    return (_kept_list(source, page) if kind == "list" else _kept_request(page)).encode()


def _kept_list(source: Source, page: Page) -> str:
    found = listing(source, page)
    rows = "\n".join(
        f'<li><a href="{escape(entry.url)}">{escape(entry.title or entry.url)}</a>'
        f" <p>{entry.published or ''}</p></li>"
        for entry in found.entries
    )
    total = f"<p>{found.total} results</p>" if found.total is not None else ""
    further = [url for url in found.more if _number(url) > 1]
    ways = " ".join(f'<a rel="next" href="{escape(url)}">Next</a>' for url in further)
    return _page(page, f"<h1>{escape(page.title)}</h1>{total}\n<ul>{rows}</ul>\n{ways}")


def _kept_request(page: Page) -> str:
    names = _askers(page)
    body = [f"<h1>{escape(_hidden(page.title, names))}</h1>"]
    for letter in _letters(page):
        files = {
            link.url.partition("?")[0]: link.text
            for link in page.links
            if SHAPE.file.search(target(link.url)) and _within(link.element, [letter])
        }
        body.append(f'<div id="{escape(str(letter.get("id")))}">')
        body.append(f'<time datetime="{_date(letter) or ""}"></time>')
        body += [f"<p>{escape(line)}</p>" for line in _said(letter, names)]
        body += [
            f'<p><a href="{escape(url)}">{escape(_hidden(text, names))}</a></p>'
            for url, text in files.items()
        ]
        body.append("</div>")
    return _page(page, "\n".join(body))


def _page(page: Page, body: str) -> str:
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>'
        f"WhatDoTheyKnow</title></head><body><main>\n{body}\n</main></body></html>\n"
    )


def _letters(page: Page) -> list[HtmlElement]:
    return [
        node
        for node in page.root.iter()
        if isinstance(node.tag, str) and re.fullmatch(r"incoming-\d+", node.get("id") or "")
    ]


def _within(node: HtmlElement, letters: list[HtmlElement]) -> bool:
    return any(above in letters for above in node.iterancestors())


def _said(letter: HtmlElement, names: list[str]) -> list[str]:
    """The lines of a letter without the site's own links and the names of its files."""
    own = {words(link) for link in letter.iter("a")}
    found = [line for line, _ in lines(letter) if line not in own]
    return [_hidden(line, names) for line in found]


def _date(letter: HtmlElement) -> str | None:
    stamp = printed_date(str(letter.xpath("string((.//time/@datetime)[1])")))
    heads = (printed_date(line) for line, _ in list(lines(letter))[:6])
    return stamp or next((found for found in heads if found), None)


def _askers(page: Page) -> list[str]:
    """The names of those who asked, and the parts of them, longest first."""
    whole = {
        link.text
        for link in page.links
        if re.search(r"/user/[^/?]+/?$", address.path_of(link.url)) and link.text
    }
    # An address has the name even where the link says something else.
    whole |= {
        re.sub(r"_\d+$", "", link.url.rstrip("/").rsplit("/", 1)[1]).replace("_", " ").title()
        for link in page.links
        if re.search(r"/user/[^/?]+/?$", address.path_of(link.url))
    }
    parts = {part for name in whole for part in name.split() if len(part) > 2}
    return sorted(whole | parts, key=len, reverse=True)


def _hidden(text: str, names: list[str]) -> str:
    for name in names:
        # A part of a name may be a word as well, if it is not written as a name.
        anyhow = re.IGNORECASE if " " in name else 0
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", "[name]", text, flags=anyhow)
    return text


def _plain(url: str) -> str:
    """An address without its language, in which a request would count twice."""
    parts = urlsplit(url)
    return parts._replace(path=re.sub(_LANGUAGE + r"(?=/request/)", "", parts.path)).geturl()


def _same_list(here: str, url: str) -> bool:
    return address.path_of(here).rstrip("/") == address.path_of(url).rstrip("/")


def _number(url: str) -> int:
    number = dict(parse_qsl(urlsplit(url).query)).get("page", "1")
    return int(number) if number.isdecimal() else 1


def _split(url: str) -> list[str]:
    """A list in parts: one that has no dates by years, one of a year by months."""
    parts = urlsplit(url)
    query = dict(parse_qsl(parts.query))
    query.pop("page", None)
    after, before = query.get("request_date_after"), query.get("request_date_before")
    spans: list[tuple[date, date]] = []
    if after is None or before is None:
        last = date.today().year
        spans = [(date(y, 1, 1), date(y, 12, 31)) for y in range(last, FIRST_YEAR - 1, -1)]
    elif after[3:5] == "01" and before[3:5] == "12":
        year = int(after[6:])
        starts = [date(year, month, 1) for month in range(1, 13)]
        ends = [date.fromordinal(start.toordinal() - 1) for start in starts[1:]]
        spans = list(zip(starts, [*ends, date(year, 12, 31)], strict=True))
    return [
        parts._replace(
            query=urlencode(
                {
                    **query,
                    "request_date_after": f"{start:%d/%m/%Y}",
                    "request_date_before": f"{end:%d/%m/%Y}",
                }
            )
        ).geturl()
        for start, end in spans
    ]
