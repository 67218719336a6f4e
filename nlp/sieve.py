"""Which of many phrases may stand in a text at all, so that few of them need be tried."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from re import _constants as operation  # type: ignore[attr-defined]
from re import _parser as expressions  # type: ignore[attr-defined]
from typing import Any

RUN = 3
"""Letters of a run by which phrases are looked up; shorter words are too many places at once."""


def needles(pattern: str) -> frozenset[str]:
    r"""Words of which each match of an expression holds one at least; none where that is unknown.

    Python's own parser tells; what it knows of and this does not is passed over, which is safe.

    >>> sorted(needles(r"\bno (?:trace|records?)\b")), sorted(needles(r"(?:gave|sent) (?=\d)"))
    (['record', 'trace'], ['gave', 'sent'])
    >>> sorted(needles(r"\d+ hours?")), sorted(needles(r"see|\d")), sorted(needles("(?i)see"))
    ([' hour'], [], [])
    """
    parsed = expressions.parse(pattern)
    return frozenset() if parsed.state.flags & re.IGNORECASE else _needles(parsed)


def _needles(steps: Sequence[tuple[Any, Any]]) -> frozenset[str]:
    """Of what stands one after the other, the part that is likeliest to be missing in a text."""
    parts: list[frozenset[str]] = []
    letters = ""
    for step, what in steps:
        if step is operation.LITERAL:
            letters += chr(what)
            continue
        if step in (operation.AT, operation.ASSERT, operation.ASSERT_NOT):
            continue  # takes no room: the letters on either side of it are neighbours
        parts.append(frozenset((letters,)))
        letters = ""
        if step is operation.SUBPATTERN:
            _, flags, _, inner = what
            parts.append(frozenset() if flags else _needles(inner))
        elif step is operation.BRANCH:
            ways = [_needles(way) for way in what[1]]
            parts.append(frozenset().union(*ways) if all(ways) else frozenset())
        elif step in (operation.MAX_REPEAT, operation.MIN_REPEAT) and what[0] > 0:
            parts.append(_needles(what[2]))
    parts.append(frozenset((letters,)))
    parts = [part for part in parts if part and all(part)]
    return max(parts, key=_worth, default=frozenset())


def _worth(part: frozenset[str]) -> tuple[int, int]:
    return min(5, *(len(needle.strip()) for needle in part)), -len(part)


@lru_cache(maxsize=4)  # several sieves are asked of the same text, one after the other
def _runs(text: str) -> frozenset[str]:
    return frozenset([text[at : at + RUN] for at in range(len(text) - RUN + 1)])


class Sieve:
    """Tells which phrases may stand in a text, by runs of letters that they can not do without.

    A text is cut into its runs once, however many phrases there are. A phrase hangs on one run of
    each of its needles: the one that the fewest other phrases have.
    """

    def __init__(self, phrases: Sequence[frozenset[str]]) -> None:
        """Take the needles of each phrase."""
        common = Counter(run for phrase in phrases for needle in phrase for run in _runs(needle))
        self._always: list[int] = []
        self._hanging: dict[str, list[tuple[str, int]]] = defaultdict(list)
        for index, phrase in enumerate(phrases):
            if not phrase or min(map(len, phrase)) < RUN:
                self._always.append(index)
                continue
            for needle in sorted(phrase):
                rarest = min(sorted(_runs(needle)), key=common.__getitem__)
                self._hanging[rarest].append((needle, index))

    def left(self, text: str) -> list[int]:
        """Indices of the phrases that may stand in a text, in no order; one may come twice."""
        found = self._always.copy()
        for run in self._hanging.keys() & _runs(text):
            for needle, index in self._hanging[run]:
                if needle in text:
                    found.append(index)
        return found


def matches(
    pattern: re.Pattern[str], starts: re.Pattern[str], text: str
) -> Iterator[re.Match[str]]:
    """What ``pattern.finditer(text)`` finds, sought only where ``starts`` matches a character.

    Python tries a pattern of many alternatives at every place; a set of letters is found faster.

    Args:
        pattern: Begins nowhere else than where ``starts`` does, and never matches nothing.
        starts: Matches one character.
        text: Where to seek.
    """
    end = 0
    for start in starts.finditer(text):
        if start.start() >= end and (match := pattern.match(text, start.start())):
            yield match
            end = match.end()
