"""Sentences and list items of a letter, by offsets, cheaply."""

import re
from bisect import bisect_right
from functools import cache, lru_cache

from nlp.sieve import matches

_BULLET = r"(?:[•·▪*o‣◦-]\s|\(?[a-z0-9]{1,3}[.)]\s|[ivx]+\)\s)"
_MARKER = r"(?:[Ss]ect[il]ons?|SECTION|S\.|s\.|ss\.|[Rr]egulations?|Reg)\s?[0-9l]"


@cache
def _edges() -> re.Pattern[str]:
    return re.compile(
        rf"(?<![ .](?:[sS]|p|v))(?<!\b(?:ss|SS|No|Mr|Dr|St))"
        rf"(?<!\b(?:sec|Sec|reg|Reg|art|Art|etc|Mrs|e\.g|i\.e))[.!?][\"”’')\]]*\s+(?=[A-Z0-9‘“\"'(\[•*£-])"
        rf"|\n[ \t\u00a0>]*\n\s*"
        rf"|;\s*\n"
        rf"|:\s*\n(?=\s*(?:{_BULLET}|{_MARKER}))"
        rf"|\n(?=[ \t>]*{_BULLET})"
        rf"|\f\s*"
    )


_ENDS = re.compile(r"[.!?;:\n\f]")
"""What an edge begins with."""
_FOR = r"(?:Q(?:uestion)?|Bullet|Point|Part)s?\.?\s?\d[^\n]{0,30}?[-–:]\s*"
_NUMBERED = r"\(?\d{1,2}[a-h]?\)[^\n.:]{0,40}:\s*"
_ITEM = rf"(?:Exemption\s+|{_FOR}|{_NUMBERED})?{_MARKER}"
"""A line of a list of provisions: "Section 31", "Questions 1 (in part) and 3 - Section 24",
"2a) and 3a): Section 31"."""
_LISTED = re.compile(rf"\n(?=[ \t>]*{_ITEM})")
_LISTS = re.compile(rf"[ \t>]*(?:{_BULLET})?\s*{_ITEM}")


_GOES_ON = re.compile(
    r"\b(?:in|under|of|by|at|and|or|to|with|the|on|for|from|virtue|per|that|our|your)$",
    re.IGNORECASE,
)


class Clauses:
    """The sentences of one text.

    A line that begins with a marker begins a sentence only where the line before it looks ended:
    by a stop or colon, or by being such a line itself. Otherwise it is a wrapped line.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        edges = {0, *(match.end() for match in matches(_edges(), _ENDS, text))}
        for match in _LISTED.finditer(text):
            line = text.rfind("\n", 0, match.start()) + 1
            before = text[line : match.start()].rstrip()
            first = text[match.end() : match.end() + 40].lstrip(" \t>")[:1]
            capital = first.isupper() or first.isdigit()
            if (
                not before
                or before[-1] in ".:;!?"
                or (
                    capital
                    and (_LISTS.match(before) or len(before) < 35)
                    and not _GOES_ON.search(before)
                )
            ):
                edges.add(match.end())
        self._starts = sorted(edges)

    def index(self, at: int) -> int:
        """Which sentence an offset lies in."""
        return bisect_right(self._starts, at) - 1

    def span(self, index: int) -> tuple[int, int]:
        """Start and end of a sentence by its number."""
        end = self._starts[index + 1] if index + 1 < len(self._starts) else len(self.text)
        return self._starts[index], end

    def at(self, at: int) -> tuple[int, int]:
        """Start and end of the sentence that an offset lies in."""
        return self.span(self.index(at))

    def __len__(self) -> int:
        return len(self._starts)


@lru_cache(maxsize=2)
def clauses_of(text: str) -> Clauses:
    """The sentences of a text that several components read one after the other."""
    return Clauses(text)
