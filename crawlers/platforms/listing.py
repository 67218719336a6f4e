"""Any list of links, as a force's TOML describes it.

``entry`` is a pattern for the paths of entries; without one an entry is a link of the main content
that leads below the list's own address, or a file. ``lists`` is a pattern for further list pages.
An address may also be that of a sitemap.
"""

import re

from lxml import etree

from crawlers import address
from crawlers.force import Source
from crawlers.page import Link, Page
from crawlers.platform import Detail, Entry, Listing
from crawlers.reading import NOTHING, Shape, empty, read_detail, read_list


def listing(source: Source, page: Page) -> Listing:
    """Read a page of the list, or a sitemap."""
    shape = shape_of(source)
    start = page.body[:500].lstrip()
    if start.startswith(b"<?xml") or start.startswith((b"<urlset", b"<sitemapindex")):
        return _sitemap(page, shape)
    if source.entry:
        return read_list(page, shape)
    folder = address.path_of(page.url).rstrip("/") + "/"

    def is_entry(link: Link) -> bool:
        path = address.path_of(link.url)
        below = path.startswith(folder) and path.rstrip("/") != folder.rstrip("/")
        return (below or link.is_file) and not shape.lists.search(path)

    return read_list(page, shape, is_entry=is_entry)


def detail(source: Source, page: Page) -> Detail:
    """Read an entry."""
    return read_detail(page, shape_of(source))


def shape_of(source: Source) -> Shape:
    """The addresses of a log, as its TOML gives them."""
    return Shape(
        entry=re.compile(source.entry, re.IGNORECASE) if source.entry else NOTHING,
        lists=re.compile(source.lists, re.IGNORECASE) if source.lists else NOTHING,
    )


def _sitemap(page: Page, shape: Shape) -> Listing:
    parser = etree.XMLParser(resolve_entities=False, no_network=True, recover=True)
    root = etree.fromstring(page.body, parser=parser)
    found: list[str] = []
    if root is not None:
        texts = [node.text or "" for node in root.iter("{*}loc")]
        found = [url for text in texts if (url := address.joined(page.url, text))]
    inner = root is not None and etree.QName(root).localname == "sitemapindex"
    entries = [] if inner else [url for url in found if shape.is_entry(url)]
    if not entries and not (inner and found):
        raise empty(page)
    return Listing(
        entries=tuple(Entry(url=url) for url in dict.fromkeys(entries)),
        more=tuple(found) if inner else (),
    )
