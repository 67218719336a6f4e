"""West Midlands' old site for disclosures, which has the shape of a blog.

``/disclosure-log/`` and year archives (``/2022/page/4/``) lead to posts at ``/<slug>-<digits>/``,
``claires-law-428a-23`` for 428A/23, sometimes at ``/?p=32869``. A post without digits is known by
its heading or ``rel=bookmark``. The force's newer log stands on Single Online Home.
"""

import re

from crawlers.address import path_of
from crawlers.force import Source
from crawlers.page import Link, Page
from crawlers.platform import Detail, Listing
from crawlers.reading import Shape, read_detail, read_list, target


def _reference(url: str) -> str | None:
    """The reference in an address.

    >>> _reference("https://foi.west-midlands.police.uk/claires-law-428a-23/")
    '428A/23'
    """
    match = re.search(r"-(\d+[a-z]?)-(\d\d)/?$", path_of(url))
    return f"{match[1]}/{match[2]}".upper() if match else None


SHAPE = Shape(
    entry=re.compile(r"^/[^/?]+-\d+[a-z]?-\d\d/?(?:\?|$)|^/\?p=\d+$"),
    lists=re.compile(r"^/(?:disclosure-log|(?:19|20)\d\d(?:/\d\d)?)(?:/page/\d+)?/?$"),
    reference=_reference,
    keeps_query=True,
)
_POST = re.compile(r"^/(?!disclosure-log|category|tag|author|feed|page|wp-|\d{4}\b)[a-z0-9-]+/?$")


def _is_entry(link: Link) -> bool:
    if SHAPE.is_entry(link.url):
        return True
    titled = "bookmark" in link.rel or any(
        node.tag in ("h2", "h3", "h4") for node in link.element.iterancestors()
    )
    return titled and bool(_POST.match(target(link.url)))


def listing(source: Source, page: Page) -> Listing:
    """Read a page of the log or of a year's archive."""
    return read_list(page, SHAPE, is_entry=_is_entry)


def detail(source: Source, page: Page) -> Detail:
    """Read a post; its title ends with the reference in brackets."""
    return read_detail(page, SHAPE)
