"""The Police Service of Northern Ireland's own site.

Entries stand at ``/foi-disclosure-log/<slug>``; the list itself was not seen. They open with a
date, month first, and a bar before the category ("January 28, 2025 | Crime"), or with labels
("Request Number: FOI/15929", "Category:"). Today's numbers carry no year: the date has to give it.
"""

import re

from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.reading import Shape, read_detail, read_list

SHAPE = Shape(
    entry=re.compile(r"^/foi-disclosure-log/(?!page/)[^/?]+/?(?:\?|$)"),
    lists=re.compile(r"^/foi-disclosure-log/?(?:\?|$)"),
)


def listing(source: Source, page: Page) -> Listing:
    """Read a page of the list, or the page that leads to it."""
    return read_list(page, SHAPE)


def detail(source: Source, page: Page) -> Detail:
    """Read an entry; its category is the publisher's own."""
    return read_detail(page, SHAPE)
