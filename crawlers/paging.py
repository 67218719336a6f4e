"""The way through a list: its next pages, and how much it says that it holds."""

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlencode, urlsplit

from crawlers import address
from crawlers.lines import words
from crawlers.page import Link, Page


def next_pages(page: Page) -> list[str]:
    """Further pages of the same list: the next one first, then any that a number leads to."""
    found: list[str] = []
    for test in (_says_rel_next, _says_next):
        found += [link.url for link in page.links if test(link)]
    found += _form_pages(page)
    found += _scripted_pages(page)
    found += [link.url for link in page.links if _same_but_number(page.url, link)]
    own, host = address.key(page.url), _host(page.url)
    return [url for url in dict.fromkeys(found) if _host(url) == host and address.key(url) != own]


def is_page(url: str) -> bool:
    """Whether an address is that of a page of a list by its path.

    >>> is_page("https://a.example/log/page/2/"), is_page("https://a.example/log/page-2-of-it")
    (True, False)
    """
    return bool(re.search(r"/(?:page|tudalen)/\d+/?$", address.path_of(url), re.IGNORECASE))


def next_in(header: str, base: str) -> str | None:
    """The next page that a ``Link`` header names.

    >>> next_in('<?page=1>; rel="first", <?page=3>; rel="next"', "https://a.example/foi/?page=2")
    'https://a.example/foi/?page=3'
    """
    for target, parameters in re.findall(
        r"<([^>]*)>((?:\s*;\s*[^,;\"]+(?:\"[^\"]*\")?)*)", header
    ):
        relation = re.search(r"\brel\s*=\s*(?:\"([^\"]*)\"|([\w-]+))", parameters, re.IGNORECASE)
        if relation and "next" in (relation[1] or relation[2]).casefold().split():
            return address.joined(base, target)
    return None


def total(page: Page) -> int | None:
    """How many entries the list says that it has in all; ``None`` where it says nothing."""
    return _number(page, *_TOTALS)


def page_count(page: Page) -> int | None:
    """How many pages the list says that it has."""
    return _number(page, _PAGES)


def _number(page: Page, *patterns: re.Pattern[str]) -> int | None:
    for line in page.all_lines:
        for pattern in patterns:
            if len(line) < 100 and (match := pattern.search(line)):
                return int(match[1].replace(",", ""))
    return None


_TOTALS = (
    re.compile(r"\b\d[\d,]*\s*(?:-|–|to|i)\s*\d[\d,]*\s+(?:of|o)\s+(?:about\s+)?(\d[\d,]*)", re.I),
    re.compile(r"^(?:showing|displaying|viewing)\s+\d[\d,]*\s+(?:out )?of\s+(\d[\d,]*)", re.I),
    re.compile(
        r"^(?:found|there (?:are|were)|(?:your )?search (?:found|returned))?\s*(\d[\d,]*)\s+"
        r"(?:search )?(?:results?|entries|disclosures?|matches|releases?|canlyniad\w*)"
        r"(?:\s+(?:found|returned|in total|for\b.*))?\.?$",
        re.I,
    ),
)
_PAGES = re.compile(r"\b(?:page|tudalen)\s+\d+\s+(?:of|o|/)\s+(\d+)", re.I)
_NEXT = re.compile(
    r"^(?:(?:go to |view |show )?(?:the )?"
    r"next\b(?:\W*(?:page|results?|entries|items|set|of|\d+))*\W*"
    r"|(?:tudalen )?nesaf\W*|older(?: (?:posts?|entries|disclosures|items))?\W*|[›»>→]+"
    r"|(?:load|show|view|see) more(?: (?:results|entries|disclosures|items|posts))?\W*"
    r"|more results\W*)$",
    re.I,
)
_PAGE_PARAMETER = re.compile(
    r"^(?!.*(?:size|per|limit|count|length))(?:.*page.*|p|pg|pn|start|offset|skip|from)$", re.I
)
_NO_PAGE = re.compile(r"day|month|year|date|size|per|limit|count|length|sort|type|cat", re.I)
_PAGE_FOLDER = re.compile(r"/(?:page|tudalen)/(\d+)(?=/|$)", re.I)


def _says_rel_next(link: Link) -> bool:
    return "next" in link.rel


def _says_next(link: Link) -> bool:
    if link.element.tag == "link":
        return False
    said = (link.element.get("aria-label") or link.element.get("title") or "").strip()
    return any(
        _NEXT.match(re.sub(r"^[‹«<←\s]+", "", text.strip()))
        for text in (link.text, said)
        if text.strip()
    )


def _form_pages(page: Page) -> Iterator[str]:
    """Where a form leads whose button says "Next"."""
    for form in page.root.iter("form"):
        if (form.get("method") or "get").casefold() != "get":
            continue
        for button in form.iter("button", "input"):
            said = button.get("aria-label") or words(button) or button.get("value") or ""
            if button.get("type", "submit") != "submit" or not _NEXT.match(said.strip()):
                continue
            fields = [field for field in form.iter("input") if field.get("type") == "hidden"]
            values = [(f.get("name"), f.get("value", "")) for f in (*fields, button)]
            query = urlencode([(name, value) for name, value in values if name])
            action = address.joined(page.base, form.get("action") or page.url)
            if action:
                yield f"{action.partition('?')[0]}?{query}"


_SCRIPTED = re.compile(
    r"data-(?:[\w-]*-)?(?:href|url|src|next|more)(?:-[\w-]*)?|hx-get|up-href", re.I
)


def _scripted_pages(page: Page) -> Iterator[str]:
    """Where a button would fetch more from, or the end of a list that goes on when it is seen."""
    for element in page.root.iter():
        if not isinstance(element.tag, str) or element.tag in ("script", "style", "img"):
            continue
        for name, value in element.attrib.items():
            if not _SCRIPTED.fullmatch(name) or not re.match(r"https?://|[/?.]|\w+[/?]", value):
                continue
            seen = "revealed" in element.get("hx-trigger", "") or "next" in name.casefold()
            said = element.get("aria-label") or words(element)
            if (seen or _NEXT.match(said.strip())) and (url := address.joined(page.base, value)):
                yield url


def _same_but_number(here: str, link: Link) -> bool:
    """Whether an address differs from this one in the number of a page and in nothing else."""
    one, other = urlsplit(here), urlsplit(link.url)
    if _PAGE_FOLDER.sub("", one.path).rstrip("/") != _PAGE_FOLDER.sub("", other.path).rstrip("/"):
        return False
    left, right = dict(parse_qsl(one.query)), dict(parse_qsl(other.query))
    differing = {name for name in left.keys() | right.keys() if left.get(name) != right.get(name)}
    if not differing:
        return one.path.rstrip("/") != other.path.rstrip("/")
    numbered = link.text.isdecimal() and int(link.text) < 1000
    return len(differing) == 1 and all(
        right.get(name, "").isdecimal()
        and (_PAGE_PARAMETER.match(name) or (numbered and not _NO_PAGE.search(name)))
        for name in differing
    )


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
