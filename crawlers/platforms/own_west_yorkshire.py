"""West Yorkshire's own site.

List and entries stand below ``/freedom-of-information``; an entry's last part is
``<month>-<year>-foi-<number>-<yy>-<slug>``, so that its address tells month and reference.
"""

import re

from crawlers.address import path_of
from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.reading import Shape, read_detail, read_list


def _reference(url: str) -> str | None:
    """The reference in an address.

    >>> _reference("https://a.example/freedom-of-information/august-2023-foi-1730525-23-crimes")
    '1730525/23'
    """
    match = re.search(r"\bfoi-(\d+[a-z]?)-(\d\d)(?=-|/|$)", path_of(url))
    return f"{match[1]}/{match[2]}".upper() if match else None


SHAPE = Shape(
    entry=re.compile(
        r"^/freedom-of-information/(?:[a-z]+-(?:19|20)\d\d-[^/?]+|[^/?]*\bfoi-\d[^/?]*)/?(?:\?|$)"
    ),
    reference=_reference,
)


def listing(source: Source, page: Page) -> Listing:
    """Read a page of the list."""
    return read_list(page, SHAPE)


def detail(source: Source, page: Page) -> Detail:
    """Read an entry, with the long appendix of statute that refusals repeat."""
    return read_detail(page, SHAPE)
