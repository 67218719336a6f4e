"""Single Online Home: the shared platform of most forces.

A lister (``/foi-ai/af/accessing-information/published-items/``, any query) leads to entries at
``/foi-ai/<force>/<folders>/<slug>/``; the folders are free text, force by force. Files stand under
``/SysSiteAssets/foi-media/``. ``/SysSiteAssets/media/`` holds leaflets and images, ``/hyg/``
site-wide notices, ``/rqo/`` the request forms, and publication schemes are no disclosures. A Welsh
force shows each page twice, the second time below ``/cy-GB/`` with Welsh folders.
"""

import re

from crawlers.address import path_of
from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Listing
from crawlers.printed import month_named
from crawlers.reading import Shape, read_detail, read_list

_SEGMENTS = r"(?!af/|accessing-information/|hyg/|rqo/|ar/)[^/?]+/(?:[^/?]+/)+[^/?]+/?(?:\?|$)"


def _parts(url: str) -> tuple[list[str], str, list[str]]:
    """The folders of an address, its last part, and the years in the folders, in order."""
    *folders, slug = path_of(url).strip("/").split("/")
    years = {year for part in folders for year in re.findall(r"(?:19|20)\d\d", part)}
    return folders, slug, sorted(years)


def _twin(url: str) -> str | None:
    """Year, month and number (or slug) of an entry: what its two languages have in common.

    >>> _twin("https://a.example/cy-GB/foi-ai/heddlu/datgeliadau-2026/ionawr/victims-10872025/")
    '2026 1 10872025'
    >>> _twin("https://a.example/foi-ai/police/disclosure-2026/january/victims-10872025/")
    '2026 1 10872025'
    """
    folders, slug, years = _parts(url)
    month = next((number for part in folders if (number := month_named(part))), 0)
    digits = max(re.findall(r"\d{4,}", slug), key=len, default="")
    return f"{'-'.join(years)} {month} {digits or slug}"


_SPELLED = re.compile(
    r"(?:^|-)(?P<spelled>(?:19|20)\d\d-(?!(?:19|20)\d\d$)\d{3,6})$|^(?P<leading>\d{3,6}-\d\d)(?=-|$)"
)
_CLOSED_UP = re.compile(r"(?:^|-)(?:(?P<prefix>gsa)-)?(?P<digits>\d{5,11})$")
"""A reference whose marks are lost: ``8222026`` is 822/2026."""
_YEARS = re.compile(r"(?:19|20)\d\d(?:19|20)?\d\d")
"""``202425``: years, and no reference."""


def _reference(url: str) -> str | None:
    """The reference in the last part of an address, where a folder has its year.

    >>> _reference("https://a.example/foi-ai/police/2022/foi-2022-1022/")
    '2022-1022'
    >>> _reference("https://a.example/foi-ai/police/2025/july/42956-25-tractor-theft/")
    '42956-25'
    >>> _reference("https://a.example/foi-ai/police/disclosure-log/2025/august/foi-82525/")
    '825/25'
    >>> _reference("https://a.example/foi-ai/police/disclosure-2026/may/tractors-8222026/")
    '822/2026'
    >>> _reference("https://a.example/foi-ai/police/disclosure-2019/july/thefts---foi-gsa-173219/")
    'GSA 1732/19'
    >>> _reference("https://a.example/foi-ai/police/2025/deaths-in-20242025/") is None
    True
    >>> _reference("https://a.example/foi-ai/police/2025/deaths-2024-2025/") is None
    True
    """
    _, slug, years = _parts(url)
    if found := _SPELLED.search(slug):
        return found["spelled"] or found["leading"]
    if not (found := _CLOSED_UP.search(slug)) or _YEARS.fullmatch(found["digits"]):
        return None
    digits, prefix = found["digits"], f"{found['prefix'].upper()} " if found["prefix"] else ""
    for year in years:
        for printed in (year, year[2:]):
            number = digits.removesuffix(printed)
            if number != digits and 2 < len(number) < 7:
                return f"{prefix}{number}/{printed}"
    return None


SHAPE = Shape(
    entry=re.compile(r"^(?:/[a-z]{2}(?:-[a-z]{2})?)?/foi-ai/" + _SEGMENTS, re.IGNORECASE),
    left_out=re.compile(
        r"publication-schemes?(?:/|\?|$)|cynllun-cyhoeddi|/(?:hyg|rqo)/|/SysSiteAssets/media/",
        re.IGNORECASE,
    ),
    file=re.compile(r"^/SysSiteAssets/foi-media/.*\.\w+$", re.IGNORECASE),
    reference=_reference,
    twin=_twin,
    second=re.compile(r"^/cy(?:-gb)?/", re.IGNORECASE),
)


def listing(source: Source, page: Page) -> Listing:
    """Read a page of the lister."""
    return read_list(page, SHAPE)


def detail(source: Source, page: Page) -> Detail:
    """Read a disclosure; what stands in the publisher's own labels is kept as they print it."""
    return read_detail(page, SHAPE)
