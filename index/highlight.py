"""Highlights: the passages of a letter for which a query found it, from the letter's own text."""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import product
from typing import Any

from rapidfuzz.distance import OSA

from index.analysis import stem, tokens
from index.letter import GAP, PARTS, request_ranges, without
from index.tree import Fuzzy, Node, Phrase, Term, Wildcard, leaves
from nlp.masking import mask
from nlp.response import Response, Span

MOST = 3
"""Passages of a letter that are shown for words, and again for provisions and positions."""

AROUND = 90
"""Characters shown before and after what was found."""

WIDEST = 240
"""Characters between the first and the last word of one passage."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Highlight:
    """One passage.

    Attributes:
        field: ``title``, ``request`` or ``response`` for words; ``exemption``, ``mentions`` or
            ``position`` for the evidence of a value.
        text: The passage as printed, with people's names and contact data replaced.
        start: Of the passage in the response's text, or in its title.
        marks: What in the passage was found, as offsets like ``start``.
    """

    field: str
    text: str
    start: int
    end: int
    marks: tuple[Span, ...] = ()

    def contract(self) -> dict[str, Any]:
        """The highlight as the command line prints it."""
        return {
            "field": self.field,
            "text": self.text,
            "start": self.start,
            "end": self.end,
            "marks": [list(mark) for mark in self.marks],
        }


def highlights(
    response: Response, root: Node, *, personal_data: bool = False
) -> tuple[Highlight, ...]:
    """The passages for which a letter was found, the most telling first.

    Args:
        response: The letter.
        root: From :func:`index.query.read_query`.
        personal_data: Show, and look for, people's names and contact data.
    """
    asked = list(dict.fromkeys(leaves(root)))
    people = () if personal_data else response.personal_data
    found = [*_of_words(response, asked, people), *_of_values(response, asked, people)]
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Place:
    """A word in a stream: its place among the others, and its characters."""

    at: int
    word: str
    start: int
    end: int


def _of_words(response: Response, asked: Sequence[Node], people: Any) -> Iterator[Highlight]:
    by_part: dict[str, list[Node]] = {part: [] for part in PARTS}
    for leaf in asked:
        name = _part_of(leaf)
        if name == "answer_question":
            by_part["request"].append(leaf)
            by_part["response"].append(leaf)
        elif name in by_part:
            by_part[name].append(leaf)
    if by_part["title"] and response.title:
        title = without(response.title, people) or ""
        stream = [_Place(i, t.word, t.start, t.end) for i, t in enumerate(tokens(title))]
        marks = sorted({m for leaf in by_part["title"] for m in _marks(leaf, stream)})
        if marks:
            yield Highlight(field="title", text=title, start=0, end=len(title), marks=tuple(marks))
    if not by_part["request"] and not by_part["response"]:
        return
    ranges = request_ranges(response)
    found: list[tuple[int, int, int]] = []
    for part, stream in _streams(response, ranges, people):
        for number, leaf in enumerate(by_part[part]):
            found += [(start, end, number) for start, end in _marks(leaf, stream)]
    for start, end in _windows(found):
        low, high = _bounds(start, ranges, len(response.text))
        field = "request" if any(a <= start < b for a, b in ranges) else "response"
        yield _passage(response, field, start, end, low, high, [f[:2] for f in found], people)


def _part_of(leaf: Node) -> str | None:
    if isinstance(leaf, Term | Phrase | Wildcard | Fuzzy):
        return leaf.field.removesuffix("_written")
    return None


def _streams(
    response: Response, ranges: Sequence[Span], people: Any
) -> Iterator[tuple[str, list[_Place]]]:
    """The words of request and response as they are indexed, gaps counted, names left out."""
    starts = [start for start, _ in ranges]
    hidden = sorted(span for person in people for span in person.spans)
    streams: dict[str, list[_Place]] = {"request": [], "response": []}
    at = {"request": 0, "response": 0}
    last = None
    for token in tokens(response.text):
        place = bisect_right(starts, token.start) - 1
        part = "request" if place >= 0 and token.start < ranges[place][1] else "response"
        if part != last and streams[part]:
            at[part] += len(GAP)
        last = part
        while hidden and hidden[0][1] <= token.start:
            hidden.pop(0)
        if not (hidden and hidden[0][0] < token.end):
            streams[part].append(_Place(at[part], token.word, token.start, token.end))
        at[part] += 1
    yield from streams.items()


def _marks(leaf: Node, stream: Sequence[_Place]) -> Iterator[Span]:
    """Where a clause holds in a stream of words."""
    match leaf:
        case Term(_, value):
            yield from ((p.start, p.end) for p in stream if stem(p.word) == value)
        case Wildcard(_, pattern):
            fits = _shape(pattern).fullmatch
            yield from ((p.start, p.end) for p in stream if fits(p.word))
        case Fuzzy(_, word, edits):
            for p in stream:
                if OSA.distance(p.word, word, score_cutoff=edits) <= edits:
                    yield p.start, p.end
        case Phrase(_, words, slop):
            yield from _phrases(words, slop, stream)


@cache
def _shape(pattern: str) -> re.Pattern[str]:
    parts = {"*": ".*", "?": "."}
    return re.compile("".join(parts.get(char) or re.escape(char) for char in pattern))


def _phrases(words: Sequence[str], slop: int, stream: Sequence[_Place]) -> Iterator[Span]:
    by_stem: dict[str, list[_Place]] = {word: [] for word in words}
    for place in stream:
        if (found := stem(place.word)) in by_stem:
            by_stem[found].append(place)
    for first in by_stem[words[0]]:
        near = [
            [p for p in by_stem[word] if abs(p.at - first.at - index) <= slop]
            for index, word in enumerate(words[1:], 1)
        ]
        for rest in product(*near):
            chosen = (first, *rest)
            moves = [place.at - index for index, place in enumerate(chosen)]
            distinct = len({place.at for place in chosen}) == len(chosen)
            if distinct and max(moves) - min(moves) <= slop:
                yield min(p.start for p in chosen), max(p.end for p in chosen)
                break


def _windows(found: Iterable[tuple[int, int, int]]) -> list[Span]:
    """The stretches of text in which most clauses hold, the best first."""
    marks = sorted(set(found))
    candidates: list[tuple[int, int, int, int]] = []
    for index, (start, end, _) in enumerate(marks):
        clauses: set[int] = set()
        last, count = end, 0
        for other_start, other_end, clause in marks[index:]:
            if other_start - start > WIDEST:
                break
            clauses.add(clause)
            last, count = max(last, other_end), count + 1
        candidates.append((-len(clauses), -min(count, 9), start, last))
    chosen: list[Span] = []
    for _, _, start, end in sorted(candidates):
        if len(chosen) == MOST:
            break
        if all(end + AROUND < a or b + AROUND < start for a, b in chosen):
            chosen.append((start, end))
    return chosen


def _bounds(start: int, ranges: Sequence[Span], length: int) -> Span:
    """The part, request or response, in which a character stands, as far as it is unbroken."""
    low, high = 0, length
    for a, b in ranges:
        if a <= start < b:
            return a, b
        if b <= start:
            low = b
        else:
            high = min(high, a)
    return low, high


def _passage(
    response: Response,
    field: str,
    start: int,
    end: int,
    low: int,
    high: int,
    marks: Iterable[Span],
    people: Any,
) -> Highlight:
    text = response.text
    first, last = max(low, start - AROUND), min(max(high, end), end + AROUND)
    if first > low and not text[first - 1].isspace():
        space = re.search(r"\s", text[first:start])
        first = first + space.end() if space else start
    if last < high and not text[last].isspace():
        spaces = [match.start() for match in re.finditer(r"\s", text[end:last])]
        last = end + spaces[-1] if spaces else end
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    inside = sorted({(a, b) for a, b in marks if first <= a and b <= last})
    shown = mask(text, people, first, last) if people else text[first:last]
    return Highlight(field=field, text=shown, start=first, end=last, marks=tuple(inside))


def _of_values(response: Response, asked: Iterable[Node], people: Any) -> Iterator[Highlight]:
    """The evidence of the provisions and positions that were asked for."""
    found: dict[Span, str] = {}
    for leaf in asked:
        if not isinstance(leaf, Term):
            continue
        match leaf.field.removeprefix("answer_"):
            case "exemption" | "mentions" as name:
                relied = name == "exemption"
                cited = [(e.id, e.spans) for e in response.exemptions if e.engaged or not relied]
                cited += [(provision.id, provision.spans) for provision in response.procedural]
                for id_, spans in cited:
                    if f"{id_.casefold()}/".startswith(f"{leaf.value}/"):
                        found |= {span: name for span in spans if span not in found}
            case "position":
                for answer in response.positions:
                    if answer.position == leaf.value:
                        found |= {span: "position" for span in answer.spans if span not in found}
    taken: list[Span] = []
    for (start, end), field in sorted(found.items()):
        if len(taken) < MOST and all(end + AROUND < a or b + AROUND < start for a, b in taken):
            taken.append((start, end))
            yield _passage(
                response, field, start, end, 0, len(response.text), [(start, end)], people
            )
