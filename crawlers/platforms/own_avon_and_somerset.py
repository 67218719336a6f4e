"""Avon and Somerset's own site.

The list stands at ``/about/freedom-of-information/previous-foi-requests/``, its entries at
``…/requests/<slug>/``. "Date of request" is month first and no date of the answer; references are
575/21, older ones 09/168. How the list is paged was not seen: any next link is followed.
"""

import re

from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.reading import Shape, read_detail, read_list

SHAPE = Shape(
    entry=re.compile(r"/freedom-of-information/previous-foi-requests/requests/[^/?]+/?(?:\?|$)"),
)


def listing(source: Source, page: Page) -> Listing:
    """Read a page of the list."""
    return read_list(page, SHAPE)


def detail(source: Source, page: Page) -> Detail:
    """Read an entry; its data are spreadsheets linked from it."""
    return read_detail(page, SHAPE)
