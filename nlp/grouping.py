"""Which captures make one response: a page and its attachments, in each version they had."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from crawlers.capture import Capture


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """The captures of one response, the page first, then its attachments by address.

    Attributes:
        id: Of the response: from the address of the page, and for a superseded version also from
            its bytes, so that it survives reprocessing.
        superseded: A later crawl replaced the page or an attachment.
    """

    id: str
    captures: tuple[Capture, ...]
    superseded: bool = False

    @property
    def input(self) -> str:
        """A digest of everything that a reading is made from, the extraction apart."""
        seen = [
            (c.url, c.sha256, c.force, c.title, c.published, c.reference, sorted(c.labels.items()))
            for c in self.captures
        ]
        return hashlib.sha256(repr(seen).encode()).hexdigest()


def groups(captures: Iterable[Capture]) -> Iterator[Group]:
    """Group stored captures that can hold a response.

    Args:
        captures: Those with bytes, lists left out, oldest first.

    Yields:
        One current group for each page or file; before it the versions that it replaced. Two
        addresses with the very same bytes throughout are one group with the captures of both.
    """
    held = list(captures)
    pages = {capture.url for capture in held if capture.parent is None}
    family: dict[str, list[Capture]] = defaultdict(list)
    for capture in held:
        # An attachment whose page was never captured stands for itself.
        root = capture.parent if capture.parent in pages else None
        family[root or capture.url].append(capture)
    same: dict[tuple[str | None, ...], list[Group]] = defaultdict(list)
    for root, members in family.items():
        for group in _versions(root, members):
            content = (str(group.superseded), *(capture.sha256 for capture in group.captures))
            same[content].append(group)
    for twins in same.values():
        first = twins[0]
        captures_ = tuple(capture for group in twins for capture in group.captures)
        yield Group(id=first.id, captures=captures_, superseded=first.superseded)


def _versions(root: str, members: list[Capture]) -> Iterator[Group]:
    """The states of one page and its attachments, oldest first, the current one last.

    A crawl that only adds what was missing makes no new version: the one before it was cut short.
    """
    state: dict[str, Capture] = {}
    by_run: dict[int | None, list[Capture]] = defaultdict(list)
    for capture in members:
        by_run[capture.run].append(capture)
    for captures in by_run.values():
        if any(capture.url in state for capture in captures):
            yield _group(root, state, superseded=True)
        state |= {capture.url: capture for capture in captures}
    yield _group(root, state, superseded=False)


def _group(root: str, state: Mapping[str, Capture], *, superseded: bool) -> Group:
    order = sorted(state.values(), key=lambda capture: (capture.url != root, capture.url))
    name = root
    if superseded:
        name += "\n" + " ".join(str(capture.sha256) for capture in order)
    return Group(
        id=hashlib.sha256(name.encode()).hexdigest()[:16],
        captures=tuple(order),
        superseded=superseded,
    )
