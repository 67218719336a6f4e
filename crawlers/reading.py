"""Lists and entries read by addresses and meaning: what every platform shares."""

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, replace
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from crawlers import address
from crawlers.lines import in_chrome, in_navigation, labels_of, lines
from crawlers.linked import Item, Stated, stated
from crawlers.page import Link, Page
from crawlers.paging import is_page, next_pages, page_count, total
from crawlers.platform import Detail, Entry, Listing, PageError
from crawlers.printed import (
    category_of,
    label_and_value,
    printed_date,
    published_of,
    reference_in,
    reference_of,
)
from crawlers.rows import (
    around_all,
    beside_the_list,
    file_rows,
    is_related,
    is_scheme,
    kind_of,
    own_words,
    row_date,
    row_reference,
    row_title,
    rows_of,
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
    fits = is_entry or (lambda link: shape.is_entry(link.url))

    def test(link: Link) -> bool:
        if link.is_file and in_chrome(link.element, page.main):
            # A file beside the list is the site's, not an entry.
            return False
        return fits(link) and not is_page(link.url)

    pool: Iterable[Link] = [link for link in page.main_links if test(link)]
    pool = pool or [link for link in page.content_links if test(link)]
    groups: dict[str, list[Link]] = {}
    for link in pool:
        if link.element.tag == "a":
            groups.setdefault(address.key(_plain(link.url, shape)), []).append(link)
    rows = rows_of(groups)
    for link, row in file_rows(page, lambda link: _is_file(link, shape), rows.values()):
        key = address.key(link.url)
        groups.setdefault(key, []).append(link)
        rows.setdefault(key, row)
    held = set(rows.values())
    said = {key: own_words(page, rows[key], groups[key], held) for key in groups}
    entries = {key: _entry(groups[key], said[key], shape, keep) for key in groups}
    apart = _apart(page, rows, entries)
    listed = [
        replace(entry, doubtful=key in apart)
        for key, entry in entries.items()
        if entry and not (key in apart and is_related(groups[key][0].element, page))
    ]
    machines = Stated() if groups else stated(page)
    items = [item for item in machines.items if fits(item.link) and not is_page(item.link.url)]
    own = [_of_item(item, shape) for item in items if keep(item.link.text)]
    listed += {address.key(entry.url): entry for entry in own}.values()
    ways = _ways(page, shape, test, anywhere=not (groups or listed))
    entry_keys = {*groups, *(address.key(entry.url) for entry in listed)}
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
    said_total = total(page)
    if said_total is None and len(items) == len(machines.items):
        said_total = machines.total
    whole = len(groups) + len(items)
    none = not whole or (said_total == 0 and not any(map(_is_told, listed)))
    if none and not ways:
        raise empty(page, left=len(left) + whole)
    return Listing(
        entries=tuple(listed),
        more=more,
        left_out=len(left) + whole - len(listed),
        total=said_total,
        pages=page_count(page),
        beside=_beside(page, rows, listed),
    )


def _apart(
    page: Page, rows: Mapping[str, HtmlElement], entries: Mapping[str, Entry | None]
) -> set[str]:
    """The entries that may be none: outside the list, where its rows say what they are."""
    told = {key for key, entry in entries.items() if entry is None or _is_told(entry)}
    return set(beside_the_list(rows, told))


def _is_told(entry: Entry) -> bool:
    return bool(entry.published or entry.category or entry.labels)


def _ways(
    page: Page, shape: Shape, is_entry: Callable[[Link], bool], *, anywhere: bool
) -> list[str]:
    """Further lists; those of a menu or sidebar, where there are no others, if ``anywhere``."""
    host = _host(page.url)
    found = [
        link
        for link in page.links
        if shape.lists.search(target(link.url)) and not is_entry(link) and _host(link.url) == host
    ]
    own = [link for link in found if not in_chrome(link.element)]
    return [link.url for link in own or (found if anywhere else ())]


def _beside(
    page: Page, rows: Mapping[str, HtmlElement], listed: Iterable[Entry]
) -> tuple[str, ...]:
    """The files that a list page links to outside its list: the site's own."""
    sure = [
        rows[key]
        for entry in listed
        if (key := address.key(entry.url)) in rows and not entry.doubtful
    ]
    around = around_all(sure)
    within = set(around.iter()) if around is not None else set()
    found = (link.url for link in page.links if link.is_file and link.element not in within)
    return tuple(dict.fromkeys(url for url in found if address.key(url) not in rows))


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
        if link.is_file
        and not shape.left_out.search(target(link.url))
        # The words of a link may say "PDF" and lead to the page of another entry.
        and ("." in address.name_of(link.url) or not shape.is_entry(link.url))
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
        derived=printed is None,
        category=category_of(labels) or _barred_category(page),
        labels=labels,
        attachments=attachments,
        answers=bool(printed or labels or _ANSWERED.search(page.text)),
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


_ANSWERED = re.compile(
    r"\b(?:you|was|were|have) (?:asked|requested)\b|\byour (?:request|enquiry)\b"
    r"|\bexempt|\bsection \d"
    r"|^(?:\W*(?:the |our )?(?:request|response|question|answer|reply)(?: \d+)?\W*)$"
    r"|\b(?:is|are|not|was|were) held\b|\bwe (?:do not )?hold\b|gofynn|eich cais",
    re.IGNORECASE | re.MULTILINE,
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
    return printed_date(str(stamp)) if stamp else page.stated_date


def _barred_category(page: Page) -> str | None:
    """What stands behind the bar of a line such as "January 28, 2025 | Crime"."""
    for line, heading in page.lines[:12]:
        head, bar, rest = line.partition("|")
        if bar and not heading and len(head) <= 30 and printed_date(head):
            return " ".join(rest.replace(" ,", ",").split()) or None
    return None


def _entry(
    links: list[Link], row: HtmlElement, shape: Shape, keep: Callable[[str], bool]
) -> Entry | None:
    """An entry from its links and its row; ``None`` where the row says that it is none."""
    url = _plain(links[0].url, shape)
    marked = tuple(lines(row))
    said = tuple(line for line, _ in marked)
    labels = labels_of(row, marked)
    kind = kind_of(row, said, labels)
    if is_scheme(kind) or not keep(" ".join(said)):
        return None
    title = row_title(links, row, said)
    return Entry(
        url=url,
        title=title,
        published=published_of(labels) or row_date(row, said),
        reference=(
            reference_of(labels)
            or reference_in(title or "")
            or row_reference(row, said)
            or shape.reference(url)
        ),
        category=category_of(labels) or kind,
        labels=labels,
        twin=shape.twin(url),
        second=bool(shape.second.search(target(url))),
    )


def _of_item(item: Item, shape: Shape) -> Entry:
    """An entry that a list states for machines alone."""
    url = _plain(item.link.url, shape)
    title = item.link.text or None
    return Entry(
        url=url,
        title=title,
        published=item.published,
        reference=item.reference or reference_in(title or "") or shape.reference(url),
        twin=shape.twin(url),
        second=bool(shape.second.search(target(url))),
    )


def _plain(url: str, shape: Shape) -> str:
    """An entry's address; what follows a question mark only tells how one came to it."""
    return url if shape.keeps_query else url.partition("?")[0]


def _is_file(link: Link, shape: Shape) -> bool:
    where = target(link.url)
    return bool(shape.file.search(where)) and not shape.left_out.search(where)


def target(url: str) -> str:
    """Path and query of an address, unescaped: what the patterns of a shape are searched in."""
    parts = urlsplit(url)
    return address.path_of(url) + (f"?{parts.query}" if parts.query else "")


def _host(url: str) -> str:
    return (urlsplit(url).hostname or "").removeprefix("www.")
