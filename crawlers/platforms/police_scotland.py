"""Police Scotland's own site.

The log is divided by year and month (``disclosure-log-2023/june/``, in 2018 and 2019
``0/2019/may/``); an entry's last part is ``<yy>-<nnnn>-<slug>`` and may be a data file only. The
answer itself is mostly a PDF. Every entry repeats the same block of advice.
"""

import re

from crawlers.address import path_of
from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.reading import Shape, read_detail, read_list


def _reference(url: str) -> str | None:
    """The reference in an address.

    >>> _reference("https://a.example/disclosure-log/disclosure-log-2023/june/23-1198-crime/")
    '23-1198'
    """
    match = re.search(r"/(\d\d-\d{3,5})(?=[-_/.]|$)[^/]*/?$", path_of(url))
    return match[1] if match else None


_YEAR = r"/disclosure-log/(?:disclosure-log-|0/)?(?:19|20)\d\d"
SHAPE = Shape(
    entry=re.compile(
        _YEAR + r"/(?!page/)[^/?]+/[^/?]+/?(?:\?|$)|/disclosure-log/.*/\d\d-\d{3,5}[-_.][^/?]*/?$"
    ),
    lists=re.compile(_YEAR + r"(?:/[a-z]+)?/?(?:\?|$)|/disclosure-log/0/?(?:\?|$)", re.IGNORECASE),
    reference=_reference,
)


def listing(source: Source, page: Page) -> Listing:
    """Read the years, the months of one, or the entries of a month."""
    return read_list(page, SHAPE)


def detail(source: Source, page: Page) -> Detail:
    """Read an entry."""
    return read_detail(page, SHAPE)
