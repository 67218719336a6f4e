"""Northumbria's own site, in its two layouts.

Topics stand below ``disclosure-log/`` (older: ``disclosure_log/``), entries below these; the last
two digits of an entry's address are the year of its reference: ``incidents-123019`` is 1230/19.
The list pages were not seen.
"""

import re

from crawlers.address import path_of
from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.reading import Shape, read_detail, read_list


def _reference(url: str) -> str | None:
    """The reference in an address.

    >>> _reference("https://a.example/disclosure-log/other/foi-requests-28018/")
    '280/18'
    """
    match = re.search(r"[-_](\d{1,5})(\d\d)/?$", path_of(url))
    return f"{match[1]}/{match[2]}" if match else None


SHAPE = Shape(
    entry=re.compile(r"/disclosure[-_]log/(?!page/)[^/?]+/(?!page/)[^/?]+/?(?:\?|$)"),
    lists=re.compile(r"/disclosure[-_]log/(?!page/)[^/?]+/?(?:\?|$)"),
    reference=_reference,
)


def listing(source: Source, page: Page) -> Listing:
    """Read the list of topics, or a page of one topic."""
    return read_list(page, SHAPE)


def detail(source: Source, page: Page) -> Detail:
    """Read an entry."""
    return read_detail(page, SHAPE)
