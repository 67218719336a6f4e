"""Items as printed, put into the tree that their numbers and letters mean."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Literal

from rapidfuzz.fuzz import ratio

from nlp.markers import ROMAN, Marker
from nlp.response import Span

Rank = Literal["label", "digit", "point", "letter", "roman", "bullet"]

_LETTERS = "abcdefghijklmnopqrstuvwxyz"


@dataclass(slots=True, kw_only=True)
class Item:
    """One item of a list.

    Attributes:
        path: Its place in the tree, from the outside in.
        marker: ``None`` for an item found within a sentence.
        spans: Of its own words.
        stem: The words of the items above it.
    """

    path: tuple[str, ...]
    text: str
    spans: list[Span]
    marker: Marker | None = None
    children: list["Item"] = field(default_factory=list)
    stem: str = ""

    @property
    def id(self) -> str:
        """As the contract writes it."""
        return "".join(self.path)


def _comes_after(one: str, other: str) -> bool:
    """Whether a letter or roman numeral comes anywhere after another in a list."""
    if one in ROMAN and other in ROMAN:
        return ROMAN.index(other) > ROMAN.index(one)
    return len(one) == len(other) == 1 and other.isalpha() and one < other


def tree(items: Iterable[tuple[Marker, str, list[Span]]]) -> list[Item]:
    """The top items of one list, or of several one after the other, with what stands below."""
    return _Tree().grow(items)


class _Tree:
    """A stack of the ranks that are open."""

    def __init__(self) -> None:
        self.top: list[Item] = []
        self.open: list[tuple[Rank, Item]] = []

    def grow(self, items: Iterable[tuple[Marker, str, list[Span]]]) -> list[Item]:
        for marker, text, spans in items:
            if len(marker.path) > 1:
                self._open_above(marker)
                first = marker.path[-1]
                rank: Rank = "point" if first.isdigit() else self._inner(first)
            else:
                rank = self._rank(marker)
                self._close(rank, marker)
            siblings = self._siblings()
            own = marker.path[-1] if marker.path else self._bullet(siblings)
            self._add(rank, own, marker, text, spans)
        return self.top

    def _siblings(self) -> list[Item]:
        return self.open[-1][1].children if self.open else self.top

    def _add(
        self, rank: Rank, own: str, marker: Marker, text: str = "", spans: Iterable[Span] = ()
    ) -> None:
        """Put an item below what is open."""
        above = self.open[-1][1].path if self.open else ()
        item = Item(path=(*above, own), text=text, spans=list(spans), marker=marker)
        self._siblings().append(item)
        self.open.append((rank, item))

    def _close(self, rank: Rank, marker: Marker) -> None:
        """Close what an item with such a number does not stand below."""
        ranks = [r for r, _ in self.open]
        nests = self._nests(rank, marker)
        if rank in ranks and not nests:
            del self.open[ranks.index(rank) :]
        elif rank == "label" or (rank == "digit" and not nests):
            self.open.clear()

    def _open_above(self, marker: Marker) -> None:
        """Open the items in which "2b" or "3(a)(i)" stands, where they were not printed."""
        outer = marker.path[:-1]
        apart = 1 if self.open and self.open[0][0] in ("label", "letter") else 0
        for size in range(len(outer), 0, -1):
            for place, (_, item) in enumerate(self.open):
                if outer[:size] in (item.path, item.path[apart:]):
                    del self.open[place + 1 :]
                    for own in outer[size:]:
                        self._add("point" if own.isdigit() else self._inner(own), own, marker)
                    return
        rank = self._rank(marker)
        self._close(rank, marker)
        self._add(rank, outer[0], marker)
        for own in outer[1:]:
            self._add("point" if own.isdigit() else self._inner(own), own, marker)

    def _rank(self, marker: Marker) -> Rank:
        if not marker.path:
            return "bullet"
        if marker.side or marker.style.startswith("first"):
            return "label"
        first = marker.path[0]
        return "digit" if first.isdigit() else self._inner(first)

    def _inner(self, first: str) -> Rank:
        """Whether it is a letter, or a roman numeral."""
        if first not in ROMAN:
            return "letter"
        last = next((i.path[-1] for r, i in reversed(self.open) if r == "letter"), None)
        if len(first) == 1 and last is not None and _after(last) == first:
            return "letter"
        return "roman"

    def _nests(self, rank: Rank, marker: Marker) -> bool:
        """Whether numbers begin anew below what is open.

        "Request 1" may have a list of its own, and so may "A." The second line "1." of a plain
        list is a new list beside the first.
        """
        if rank != "digit" or marker.path[0] != "1" or len(marker.path) > 1 or not self.open:
            return False
        return self.open[0][0] in ("label", "letter") and "digit" not in [r for r, _ in self.open]

    def _bullet(self, siblings: list[Item]) -> str:
        return _LETTERS[len(siblings) % 26] if self.open else str(len(siblings) + 1)


def _after(letter: str) -> str:
    place = _LETTERS.find(letter)
    return _LETTERS[place + 1] if 0 <= place < 25 else ""


_INLINE = {
    "digit": re.compile(r"(?:(?<=\s)|^)[(\[]?(\d{1,2})[.)](?=\s*[A-Za-z(“\"])"),
    "letter": re.compile(r"(?:(?<=[\s\"“])|^)\(?([a-h])\)(?=\s*\S)"),
    "roman": re.compile(r"(?:(?<=[\s\"“])|^)\(?(i{1,3}|iv|vi{0,3})\)(?=\s*\S)"),
}


def inline(
    text: str, rank: Literal["digit", "letter", "roman"], least: int = 2
) -> list[tuple[str, int, int, int]]:
    """Parts numbered within a sentence: marker, its start, and start and end of the words.

    There must be at least so many, and they must begin with the first and leave none out.
    """
    found: list[re.Match[str]] = []
    order = {"digit": [str(n) for n in range(1, 60)], "letter": _LETTERS, "roman": ROMAN}[rank]
    for match in _INLINE[rank].finditer(text):
        if len(found) < len(order) and match[1] == order[len(found)]:
            found.append(match)
    if len(found) < least:
        return []
    ends = [m.start() for m in found[1:]] + [len(text)]
    return [(m[1], m.start(), m.end(), end) for m, end in zip(found, ends, strict=True)]


SHORT, NEARLY = 20, 90
"""A question of more characters is the same one where so many in a hundred are the same."""


def distinct(items: Iterable[Item]) -> list[Item]:
    """Each question once; a second list with the same numbers goes on counting."""
    found: dict[str, Item] = {}
    texts: dict[str, tuple[str, ...]] = {}
    said: dict[str, str] = {}
    shift = highest = last = 0
    anew = False  # another part of the request has begun, which may ask the same
    for item in items:
        words = re.sub(r"\W+", " ", item.text.lower()).strip()
        first = item.path[0]
        nearly = item.id in found and not shift and _alike(words, said[item.id])
        if nearly or (words in texts and not _later(item.path, texts[words])):
            anew = anew and first != "1"
            if not anew:
                continue
        texts[words] = item.path
        if first.isdigit():
            if int(first) <= last and item.id in found and len(item.path) == 1:
                shift, anew = highest, first == "1"
            last = int(first)
        if shift and first.isdigit():
            item.path = (str(int(first) + shift), *item.path[1:])
        if item.id in found:
            continue
        if item.path[0].isdigit():
            highest = max(highest, int(item.path[0]))
        found[item.id], said[item.id] = item, words
    return list(found.values())


def _alike(words: str, others: str) -> bool:
    """Whether a question is printed again with a word more or less."""
    return len(words) > SHORT and ratio(words, others) > NEARLY


def _later(path: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether a number comes after another: "2a. If so, which?" is not "1a. If so, which?"."""
    here, there = next(((a, b) for a, b in zip(path, other, strict=False) if a != b), ("", ""))
    if here.isdigit() and there.isdigit():
        return int(here) > int(there)
    return len(path) > 1 and _comes_after(there, here)
