"""What a round has still to ask for, in the order in which it asks."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from crawlers.address import name_of
from crawlers.frontier import Frontier, Row

ALIKE = 4
"""Pages of entries after which a file that stands on each of them is the site's own."""
_ORDER = (("attachment", 0), ("page", 0), ("page", 1))
_PAGES_FIRST = (("page", 0), ("page", 1), ("attachment", 0))
"""Files before pages, and Welsh pages last: by then the English ones are known."""
_DUE = """state NOT IN ('twin', 'erased', 'waiting')
    AND (:since IS NULL OR published IS NULL OR published >= :since)
    AND (state IN ('pending', 'failed', 'blocked') OR :recheck OR due
         OR etag IS NOT NULL OR last_modified IS NOT NULL OR asked < :before)"""
_MOST_NAMED_AGAIN = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """Which known addresses a round asks for again.

    Attributes:
        recheck: All of them.
        before: Those without a validator that were last asked for before this moment.
        since: No entry whose list dates it before this day.
    """

    recheck: bool = False
    before: str = ""
    since: str | None = None


def in_order(frontier: Frontier, due: Due) -> Iterator[Row]:
    """What is due, files of pages already read first.

    Each row must be marked before the next is asked for. The first pages are asked for before
    any file: what stands on all of them is the site's own. An entry whose address ends like an
    earlier one's may be the same, and comes when the pages that it is compared with are here.
    """
    last = dict.fromkeys(_ORDER, 0)
    pages = 0
    late = _named_again(frontier)
    while True:
        order = _ORDER if pages >= ALIKE else _PAGES_FIRST
        held = ((part, _after(frontier, due, part, last[part], late)) for part in order)
        part, row = next((one for one in held if one[1] is not None), (_ORDER[0], None))
        if row is not None:
            pages += row.kind == "page"
            last[part] = row.id
            yield row
        elif late or any(last.values()):
            # A page may also have shown a file again that stands earlier in the table.
            late = frozenset()
            last = dict.fromkeys(_ORDER, 0)
        else:
            return


def _named_again(frontier: Frontier) -> Collection[int]:
    """New entries whose addresses end as that of an earlier entry does."""
    names: set[str] = set()
    found = set()
    for number, url, state in frontier.listed():
        name = name_of(url)
        if name in names and state == "pending":
            found.add(number)
        names.add(name)
    # Where most end alike, the end is no name.
    return found if len(found) <= _MOST_NAMED_AGAIN else frozenset()


def _after(
    frontier: Frontier, due: Due, part: tuple[str, int], after: int, late: Collection[int]
) -> Row | None:
    row = _next(frontier, due, part, after)
    while row is not None and row.id in late:
        row = _next(frontier, due, part, row.id)
    return row


def _next(frontier: Frontier, due: Due, part: tuple[str, int], after: int) -> Row | None:
    rows = frontier.rows(
        "kind = :kind AND id > :after AND coalesce(listing ->> 'second', 0) = :second"
        f" AND seen = :round AND checked IS NOT :round AND {_DUE} ORDER BY id LIMIT 1",
        kind=part[0],
        second=part[1],
        after=after,
        recheck=due.recheck,
        before=due.before,
        since=due.since,
    )
    return rows[0] if rows else None
