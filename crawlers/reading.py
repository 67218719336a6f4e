"""Lists and entries read by addresses and meaning: what every platform shares."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers import address
from crawlers.lines import in_navigation, labels_of, lines, words
from crawlers.page import Link, Page
from crawlers.paging import next_pages, page_count, total
from crawlers.platform import Detail, Entry, Listing, PageError
from crawlers.printed import (
    category_of,
    label_and_value,
    label_of,
    printed_date,
    published_of,
    reference_in,
    reference_of,
)
from crawlers.trouble import found_instead

NOTHING: re.Pattern[str] = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """The addresses of a platform. Patterns are searched in path and query, unescaped.

    Attributes:
        entry: What an entry's address looks like.
        lists: Further list pages: topics, years, months.
        left_out: What looks like an entry or a file and is none.
        file: What is an attachment wherever in the content it is linked from.
        reference: The reference that an address alone gives.
        twin: What an address has in common with its twin in the other language.
        second: Whether an address is the Welsh one of two.
    """

    entry: re.Pattern[str]
    lists: re.Pattern[str] = NOTHING
    left_out: re.Pattern[str] = NOTHING
    file: re.Pattern[str] = NOTHING
    reference: Callable[[str], str | None] = field(default=lambda url: None)
    twin: Callable[[str], str | None] = field(default=lambda url: None)
    second: re.Pattern[str] = NOTHING
    keeps_query: bool = False

    def is_entry(self, url: str) -> bool:
        """Whether an address is that of an entry."""
        where = target(url)
        other = self.left_out.search(where) or self.lists.search(where)
        return bool(self.entry.search(where)) and not other


def read_list(
    page: Page,
    shape: Shape,
    *,
    is_entry: Callable[[Link], bool] | None = None,
    keep: Callable[[str], bool] = lambda row: True,
) -> Listing:
    """Read one page of a list.

    Args:
        page: The list page.
        shape: The platform's addresses.
        is_entry: Where the address alone does not tell.
        keep: Told the text of a row: whether it is one of the force's own, in a shared list.

    Raises:
        PageError: It holds neither an entry nor a way to one.
    """
    test = is_entry or (lambda link: shape.is_entry(link.url))
    host = _host(page.url)
    pool: Iterable[Link] = [link for link in page.main_links if test(link)]
    pool = pool or [link for link in page.content_links if test(link)]
    groups: dict[str, list[Link]] = {}
    for link in pool:
        if link.element.tag == "a":
            groups.setdefault(address.key(_plain(link.url, shape)), []).append(link)
    rows = _rows(groups)
    for link, row in _file_rows(page, shape, rows.values()):
        key = address.key(link.url)
        groups.setdefault(key, []).append(link)
        rows.setdefault(key, row)
    found = [
        _entry(groups[key], rows[key], shape) if keep(words(rows[key])) else None for key in groups
    ]
    entries = tuple(entry for entry in found if entry is not None)
    ways = [
        link.url
        for link in page.links
        if shape.lists.search(target(link.url)) and not test(link) and _host(link.url) == host
    ]
    entry_keys = set(groups)
    more = tuple(
        url
        for url in dict.fromkeys((*next_pages(page), *ways))
        if address.key(url) not in entry_keys and not shape.is_entry(url)
    )
    left = {
        address.key(link.url)
        for link in page.main_links
        if shape.entry.search(target(link.url)) and shape.left_out.search(target(link.url))
    }
    if not groups and not ways:
        raise empty(page, left=len(left))
    return Listing(
        entries=entries,
        more=more,
        left_out=len(left) + len(found) - len(entries),
        total=total(page),
        pages=page_count(page),
    )


def empty(page: Page, *, left: int = 0) -> PageError:
    """The error for a list page without an entry, naming what stands there instead."""
    code, found = found_instead(page, {}) or (
        "empty-list",
        f"none among {len(page.links)} links (title “{page.title[:80]}”"
        + (f"; {left} left out as no disclosures)" if left else ")"),
    )
    return PageError(page.url, expected="a list with at least one entry", found=found, code=code)


def read_detail(page: Page, shape: Shape) -> Detail:
    """Read the page of an entry.

    Raises:
        PageError: It is a login, a challenge or an apology, or has neither body nor attachment.
    """
    files = [
        link.url
        for link in page.main_links
        if link.is_file and not shape.left_out.search(target(link.url))
    ]
    files += [
        link.url
        for link in page.links
        if shape.file.search(target(link.url)) and not in_navigation(link.element, page.root)
    ]
    own = address.key(page.url)
    attachments = tuple(
        {address.key(url): url for url in files if address.key(url) != own}.values()
    )
    labels = page.labels
    title = page.title or None
    printed = reference_of(labels) or reference_in(title or "")
    _must_be_an_entry(page, bool(attachments), bool(printed or labels))
    return Detail(
        title=title,
        published=published_of(labels) or _leading_date(page),
        reference=printed or shape.reference(page.url),
        category=category_of(labels) or _barred_category(page),
        labels=labels,
        attachments=attachments,
        same_as=tuple(
            link.url
            for link in page.links
            if "alternate" in link.rel and link.element.get("hreflang")
        ),
        digest=hashlib.sha256("\n".join((page.text, *attachments)).encode()).hexdigest(),
    )


_ABOUT_INFORMATION = re.compile(
    r"request|respon|information|disclos|freedom|\basked\b|exempt|section \d"
    r"|gwybodaeth|cais|ymateb",
    re.IGNORECASE,
)


_PART = re.compile(
    r"(?:the |your |our )?(?:request|response|question|answer|reply|you asked|we answered)\b", re.I
)


def _must_be_an_entry(page: Page, attachments: bool, labelled: bool) -> None:
    text = "\n".join(line for line, heading in page.lines if not heading)
    whole = bool(_ABOUT_INFORMATION.search(text)) and len(text) >= 40
    labelled = labelled or any(heading and _PART.match(line) for line, heading in page.lines)
    if labelled and (attachments or whole):
        return
    instead = found_instead(page, {})
    if instead is None and (attachments or whole or (labelled and len(text) >= 20)):
        return
    code, found = instead or (
        "no-body",
        f"{len(text)} characters of text and no attachment (title “{page.title[:80]}”)",
    )
    raise PageError(
        page.url, expected="an entry with a body or an attachment", found=found, code=code
    )


def _leading_date(page: Page) -> str | None:
    """A date that stands alone, or before a bar, at the top of an entry."""
    for line, heading in page.lines[:12]:
        head = line.partition("|")[0].strip()
        labelled = line in page.labels.values() or label_and_value(line) is not None
        if not heading and len(head) <= 30 and not labelled:
            found = printed_date(head)
            if found:
                return found
    stamp = page.main.xpath("string((.//time/@datetime)[1])")
    return printed_date(str(stamp)) if stamp else None


def _barred_category(page: Page) -> str | None:
    """What stands behind the bar of a line such as "January 28, 2025 | Crime"."""
    for line, heading in page.lines[:12]:
        head, bar, rest = line.partition("|")
        if bar and not heading and len(head) <= 30 and printed_date(head):
            return " ".join(rest.replace(" ,", ",").split()) or None
    return None


def _rows(groups: Mapping[str, list[Link]]) -> dict[str, HtmlElement]:
    """The row of each entry: the largest element around its link that holds no other entry."""
    held: Counter[HtmlElement] = Counter()
    for links in groups.values():
        held.update(
            {parent for link in links for parent in link.element.iterancestors()}
            | {link.element for link in links}
        )
    rows = {}
    for key, links in groups.items():
        node = links[0].element
        while (parent := node.getparent()) is not None:
            if held[parent] > 1 or parent.tag in ("main", "body", "html", "ul", "ol", "table"):
                break
            if node.tag in ("li", "tr", "article") or parent.get("role") == "main":
                break
            node = parent
        rows[key] = node
    return rows


def _file_rows(
    page: Page, shape: Shape, rows: Iterable[HtmlElement]
) -> list[tuple[Link, HtmlElement]]:
    """Files that stand in the list as entries do: beside their rows, in rows of their own."""
    held = set(rows)
    lists = {row.getparent() for row in held}
    found = []
    for link in page.main_links:
        if shape.file.search(target(link.url)) and not shape.left_out.search(target(link.url)):
            around = (link.element, *link.element.iterancestors())
            row = next((node for node in around if node.getparent() in lists), None)
            if row is not None and row not in held:
                found.append((link, row))
    return found


def _entry(links: list[Link], row: HtmlElement, shape: Shape) -> Entry | None:
    """An entry from its links and its row; ``None`` where the row says that it is none."""
    url = _plain(links[0].url, shape)
    labels = labels_of(row)
    printed = [line for line, _ in lines(row)]
    if any(re.fullmatch(r"(?:.*type:?\s*)?publication scheme", line, re.I) for line in printed):
        return None
    title = _title(links, row)
    return Entry(
        url=url,
        title=title,
        published=published_of(labels) or _row_date(row, printed),
        reference=reference_of(labels) or reference_in(title or "") or shape.reference(url),
        category=category_of(labels) or _document_type(printed),
        labels=labels,
        twin=shape.twin(url),
        second=bool(shape.second.search(target(url))),
    )


_GENERIC = re.compile(
    r"(?:read|view|see|open|find out|learn|show)?\s*(?:more|full|the)?\s*(?:details?|response"
    r"|disclosure|entry|item|request|information|here|continue reading|download|pdf"
    r"|about this.*)?\W*",
    re.IGNORECASE,
)


def _title(links: list[Link], row: HtmlElement) -> str | None:
    for link in links:
        for heading in link.element.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6"):
            if text := words(heading):
                return text
    told = [next((line for line, _ in lines(link.element)), link.text) for link in links]
    for text in told:
        if text and not _GENERIC.fullmatch(text):
            return text
    for heading in row.xpath(".//h1|.//h2|.//h3|.//h4|.//h5|.//h6|.//strong"):
        if text := words(heading):
            return text
    for line, _ in lines(row):
        plain = label_and_value(line) is None and label_of(line) is None
        if plain and not _GENERIC.fullmatch(line) and not (printed_date(line) and len(line) < 40):
            return line
    return next((text for text in told if text), None)


def _row_date(row: HtmlElement, printed: Iterable[str]) -> str | None:
    stamp = printed_date(str(row.xpath("string((.//time/@datetime)[1])")))
    if stamp:
        return stamp
    for line in printed:
        asked = re.match(r"(?:date )?(?:of )?(?:request|recei)", line, re.IGNORECASE)
        if len(line) <= 60 and not asked and (found := printed_date(line)):
            return found
    return None


def _document_type(printed: Iterable[str]) -> str | None:
    pattern = re.compile(r"disclosure log|environmental information regulations?", re.IGNORECASE)
    return next((line for line in printed if pattern.fullmatch(line)), None)


def _plain(url: str, shape: Shape) -> str:
    """An entry's address; what follows a question mark only tells how one came to it."""
    return url if shape.keeps_query else url.partition("?")[0]


def target(url: str) -> str:
    """Path and query of an address, unescaped: what the patterns of a shape are searched in."""
    parts = urlsplit(url)
    return address.path_of(url) + (f"?{parts.query}" if parts.query else "")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
