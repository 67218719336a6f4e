"""The National Police Chiefs' Council's site.

``/publications/disclosure-log/`` leads, by coordination committee and year, to files whose names
begin with number and year: ``061-2023-…pdf``. The file is the entry; entries have no pages.
"""

import re

from crawlers.address import path_of
from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.reading import Shape, read_detail, read_list


def _reference(url: str) -> str | None:
    """The reference in a file's name.

    >>> _reference("https://a.example/disclosure-logs/workforce/2023/061-2023-07-guidance.pdf")
    '061-2023'
    """
    match = re.search(r"/(\d{1,4}-(?:19|20)\d\d)(?!\d)[^/]*$", path_of(url))
    return match[1] if match else None


SHAPE = Shape(
    entry=re.compile(r"/disclosure-logs?/.*\.(?:pdf|docx?|xlsx?|csv)(?:\?|$)", re.IGNORECASE),
    lists=re.compile(r"^/publications/disclosure-logs?/(?:[^/?.]+/?)+(?:\?|$)"),
    reference=_reference,
)


def listing(source: Source, page: Page) -> Listing:
    """Read the log, one committee's part of it, or one year's."""
    return read_list(page, SHAPE)


def detail(source: Source, page: Page) -> Detail:
    """Read a page that stands in a file's place."""
    return read_detail(page, SHAPE)
