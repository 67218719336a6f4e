"""The Wayback Machine's index and snapshots, read as the platform of the force's own site reads.

A source of it is named ``archive:`` and the name of that platform; :mod:`crawlers.archive` makes
them. An entry is one snapshot of an address that the platform takes for an entry; Welsh ones are
left out.
"""

from dataclasses import replace

from crawlers.address import key
from crawlers.archive import months, original_of, snapshot_of, snapshots
from crawlers.force import Source
from crawlers.page import Page
from crawlers.platform import Detail, Entry, Listing, ReadDetail
from crawlers.reading import NOTHING, Shape, empty, target


def read_listing(source: Source, page: Page, shape: Shape) -> Listing:
    """Read an answer of the index.

    Raises:
        PageError: It is none.
    """
    try:
        more, found = months(page.url, page.body), snapshots(page.url, page.body)
    except (ValueError, AttributeError) as error:
        raise empty(page) from error
    entries: dict[str, Entry] = {}
    left = set()
    for url, original, digest in found:
        if not _is_entry(source, shape, original):
            left.add(original)
            continue
        content = f"{key(original)} {digest}"
        entries.setdefault(content, Entry(url=url, twin=content, once=True))
    return Listing(entries=tuple(entries.values()), more=tuple(more), left_out=len(left))


def _is_entry(source: Source, shape: Shape, original: str) -> bool:
    if shape.second.search(target(original)) or "?" in original:
        return False
    return shape.entry is not NOTHING and shape.is_entry(original)


def read_snapshot(source: Source, page: Page, detail: ReadDetail) -> Detail:
    """Read a snapshot as the page that it was.

    Raises:
        PageError: It is not what the platform expects.
    """
    held = original_of(page.url)
    if held is None:
        return detail(source, page)
    original, moment = held
    found = detail(source, Page(page.body, original, page.content_type))
    digits = "".join(char for char in moment if char.isdigit())
    files = tuple(snapshot_of(digits, url) for url in found.attachments)
    return replace(found, attachments=files, same_as=())
