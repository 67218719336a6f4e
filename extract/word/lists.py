"""The numbers of a Word document's lists, counted as Word counts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from extract.archive import attribute, local
from extract.numbering import as_alpha, as_roman

_PLACE = re.compile(r"%(\d)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Level:
    """One level of a list: how its numbers look.

    Attributes:
        pattern: ``%1.%2`` stands for the numbers of the first two levels.
    """

    style: str = "decimal"
    pattern: str = "%1."
    start: int = 1
    legal: bool = False


@dataclass(slots=True)
class Lists:
    """All lists of a document, with the counters of those that have begun.

    Attributes:
        levels: By number of the list and level.
        shared: Which counters a list counts on: lists of one definition go on counting.
        restarts: Levels at which a list starts anew although it shares counters.
    """

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)
    shared: dict[str, str] = field(default_factory=dict)
    restarts: dict[tuple[str, int], int] = field(default_factory=dict)
    _counters: dict[str, dict[int, int]] = field(default_factory=dict)
    _begun: set[tuple[str, int]] = field(default_factory=set)

    def marker(self, number: str, depth: int) -> str:
        """The next marker of a list at a level: ``1.``, ``(a)``, ``•``; empty for none."""
        level = self.levels.get((number, depth))
        if level is None:
            return ""
        if level.style == "bullet":
            return "•"
        counters = self._counters.setdefault(self.shared.get(number, number), {})
        restart = self.restarts.get((number, depth))
        if restart is not None and (number, depth) not in self._begun:
            counters[depth] = restart
        elif depth in counters:
            counters[depth] += 1
        else:
            counters[depth] = level.start
        self._begun.add((number, depth))
        for deeper in [other for other in counters if other > depth]:
            del counters[deeper]
        if level.style == "none":
            return ""
        return _PLACE.sub(lambda place: self._shown(number, int(place[1]) - 1, level, counters),
                          level.pattern)  # fmt: skip

    def _shown(self, number: str, depth: int, at: Level, counters: dict[int, int]) -> str:
        level = self.levels.get((number, depth), Level())
        count = counters.setdefault(depth, level.start)
        return shown(count, "decimal" if at.legal else level.style)


def shown(count: int, style: str) -> str:
    """A number in one of Word's styles."""
    if style == "lowerLetter":
        return as_alpha(count)
    if style == "upperLetter":
        return as_alpha(count).upper()
    if style == "lowerRoman":
        return as_roman(count)
    if style == "upperRoman":
        return as_roman(count).upper()
    if style == "decimalZero":
        return f"{count:02}"
    return str(count)


def read_lists(root: etree._Element | None) -> Lists:
    """The lists in ``numbering.xml``."""
    lists = Lists()
    if root is None:
        return lists
    definitions: dict[str, dict[int, Level]] = {}
    links: dict[str, str] = {}
    for element in _named(root, "abstractNum"):
        key = attribute(element, "abstractNumId") or ""
        definitions[key] = dict(map(_level, _named(element, "lvl")))
        for link in _named(element, "numStyleLink"):
            links[key] = attribute(link, "val") or ""
    for element in _named(root, "num"):
        number = attribute(element, "numId") or ""
        abstract = next((attribute(e, "val") or "" for e in _named(element, "abstractNumId")), "")
        lists.shared[number] = abstract
        for depth, level in definitions.get(abstract, {}).items():
            lists.levels[number, depth] = level
        for override in _named(element, "lvlOverride"):
            depth = _integer(attribute(override, "ilvl"), 0)
            for start in _named(override, "startOverride"):
                lists.restarts[number, depth] = _integer(attribute(start, "val"), 1)
            for inner in _named(override, "lvl"):
                lists.levels[number, depth] = _level(inner)[1]
    return lists


def _level(element: etree._Element) -> tuple[int, Level]:
    values = {local(child): attribute(child, "val") for child in element}
    return _integer(attribute(element, "ilvl"), 0), Level(
        style=values.get("numFmt") or "decimal",
        pattern=values.get("lvlText") or "",
        start=_integer(values.get("start"), 1),
        legal="isLgl" in values,
    )


def _named(element: etree._Element, name: str) -> Iterator[etree._Element]:
    return (child for child in element if local(child) == name)


def _integer(text: str | None, otherwise: int) -> int:
    try:
        return int(text or "")
    except ValueError:
        return otherwise
