"""Norfolk's own site.

The log stands at ``/about-us/our-data/disclosure-logs`` (or ``disclosure-log``), by year; many
entries are files and no pages. Norfolk and Suffolk number their answers together: a joint one
stands in both logs under one reference. How its pages look was not seen.
"""

import re

from crawlers.address import path_of
from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.reading import Shape, read_detail, read_list


def _reference(url: str) -> str | None:
    """The reference in an address.

    >>> _reference("https://www.norfolk.police.uk/files/foi-002402-19-drones.pdf")
    'FOI 002402-19'
    """
    match = re.search(r"\bfoi[-_ ]?(\d{3,6})[-_/](\d\d)\b", path_of(url), re.IGNORECASE)
    return f"FOI {match[1]}-{match[2]}" if match else None


_LOG = r"^/about-us/our-data/disclosure-logs?/"
SHAPE = Shape(
    entry=re.compile(
        _LOG + r"(?!page/)(?:[^/?]+/)*[^/?]+/?(?:\?|$)|\.(?:pdf|docx?|odt|xlsx?|csv)$", re.I
    ),
    lists=re.compile(_LOG + r"(?:disclosure-logs?-)?(?:19|20)\d\d(?:-\d\d)?(?:/[a-z]+)?/?$", re.I),
    reference=_reference,
)


def listing(source: Source, page: Page) -> Listing:
    """Read the log or one year of it."""
    return read_list(page, SHAPE)


def detail(source: Source, page: Page) -> Detail:
    """Read an entry that is a page."""
    return read_detail(page, SHAPE)
