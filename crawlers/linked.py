"""What a list states for machines alone: the items of a schema.org list in its JSON-LD."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from crawlers import address
from crawlers.page import Link, Page, ends_like_a_file
from crawlers.printed import looks_like_reference, printed_date

_WAYS = frozenset(("BreadcrumbList", "SiteNavigationElement"))
"""Lists of ways through the site."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    """One item of such a list.

    Attributes:
        link: To its page; its text is the item's name.
        published: ISO date; ``None`` where none is stated.
        reference: The item's identifier, if it looks like a reference.
    """

    link: Link
    published: str | None
    reference: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """The items that a page states, each address once, and how many it says that there are."""

    items: tuple[Item, ...] = ()
    total: int | None = None


def stated(page: Page) -> Stated:
    """The items of all lists in the page's JSON-LD; what is no JSON is passed over."""
    found: dict[str, Item] = {}
    totals = []
    for script in page.root.iter("script"):
        if (script.get("type") or "").partition(";")[
            0
        ].strip().casefold() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "", strict=False)
        except (ValueError, RecursionError):
            continue
        for node in _nodes(data):
            for element in _elements(node):
                item = _item(page, script, element)
                if item is not None:
                    found.setdefault(address.key(item.link.url), item)
            if "itemListElement" in node and isinstance(node.get("numberOfItems"), int):
                totals.append(node["numberOfItems"])
    return Stated(items=tuple(found.values()), total=max(totals, default=None))


def _nodes(data: Any) -> Iterator[Mapping[str, Any]]:
    """Every object, in the order in which they are written."""
    waiting = [data]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += reversed(list(one.values()))
        elif isinstance(one, list):
            waiting += reversed(one)


def _elements(node: Mapping[str, Any]) -> Iterator[Any]:
    types = set(_texts(node.get("@type")))
    names = ("hasPart",) if "CollectionPage" in types else ()
    for name in () if types & _WAYS else (*names, "itemListElement"):
        held = node.get(name, ())
        yield from held if isinstance(held, list | tuple) else (held,)


def _texts(value: Any) -> list[str]:
    """Types without what stands before a bar or colon: ``schema:ItemList``."""
    held = value if isinstance(value, list) else [value]
    return [one.replace(":", "/").rpartition("/")[2] for one in held if isinstance(one, str)]


def _item(page: Page, script: Any, element: Any) -> Item | None:
    inner = element.get("item", element) if isinstance(element, dict) else element
    facts = inner if isinstance(inner, dict) else {"url": inner}
    beside = element if isinstance(element, dict) else {}
    where = next(
        (one for one in (facts.get("url"), facts.get("@id"), beside.get("url")) if one), ""
    )
    url = address.joined(page.base, where) if isinstance(where, str) else None
    if url is None:
        return None
    names = (facts.get("name"), facts.get("headline"), beside.get("name"))
    name = next((one for one in names if isinstance(one, str)), "")
    marks = facts.get("identifier")
    mark = marks.get("value") if isinstance(marks, dict) else marks
    day = facts.get("datePublished")
    return Item(
        link=Link(
            url=url,
            text=" ".join(name.split()),
            # That of an item, as a heading's link would be.
            rel=frozenset(("bookmark",)),
            said="",
            is_file=ends_like_a_file(url),
            element=script,
        ),
        published=printed_date(day) if isinstance(day, str) else None,
        reference=mark if isinstance(mark, str) and looks_like_reference(mark) else None,
    )
