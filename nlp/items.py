"""The items of a list of questions: each with its marker, its own words and where they stand."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.block import Block, words_of
from nlp.markers import Marker, inner_marks
from nlp.numbering import inline
from nlp.ordinals import parts_of
from nlp.response import Span
from nlp.stems import asks_for

_QUOTES = "\"“”'‘’«»"
_LOOSE = re.compile(r"\s\W?(\d{1,2})[.)]\s+(?=[A-Z“\"])")
_NEXT = re.compile(r"(?<=[?.;:,])\s+\W?(\d{1,2})[.)]\s+(?=[A-Z“\"])")
"""The number of the next item on the same line."""

_WHAT_YOU = re.compile(r"what (?:was|has been|you(?:'ve|’ve| have)?) [a-z]+", re.IGNORECASE)
"""A title over a request that begins as a question does: "What you asked for"."""

Found = tuple[Marker, str, list[Span]]
"""An item of a list: its marker, its own words and where they stand."""
TITLE = 60
"""Characters of a title between the parts of a list, at most."""


def items_of(text: str, blocks: Sequence[Block]) -> Iterator[Found]:
    """Each item with its own words, those on the lines after a bare marker included."""
    for index, block in enumerate(blocks):
        if block.head is None or block.head.side == "answer":
            continue
        parts = [block]
        for following in blocks[index + 1 :]:
            if following.head or following.kind == "rule" or not _goes_on(text, parts, following):
                break
            parts.append(following)
        spans = spans_of(text, parts)
        marks = inner_marks(text[block.start + block.head.length : block.end])
        if len(parts) == 1 and (more := list(_run_on(text, block))):
            yield from more
        elif marks:
            yield block.head, "", []
            yield from _within(text, parts, marks)
        else:
            yield block.head, clean(text, spans, block.quote), spans


def _within(text: str, parts: Sequence[Block], marks: Sequence[Marker]) -> Iterator[Found]:
    """The items of lists that begin on the line of the item above: "4. (a) Hay? (b) Oats?"."""
    block, last = parts[0], marks[-1]
    assert block.head is not None
    for mark in marks[:-1]:
        yield mark, "", []
    begin = block.start + block.head.length + sum(mark.length for mark in marks[:-1])
    words = text[begin : block.end]
    cut = inline(words, "roman" if last.path == ("i",) else "letter") if len(parts) == 1 else []
    for path, _, start, end in cut or [(last.path[0], 0, last.length, len(words))]:
        spans = [(begin + start, begin + len(words[:end].rstrip())), *spans_of(text, parts[1:])]
        yield replace(last, path=(path,)), clean(text, spans, block.quote), spans


def _run_on(text: str, block: Block) -> Iterator[Found]:
    """The items of a list whose line breaks are lost: "1. How many? 2. Where?"."""
    assert block.head is not None
    if block.head.style == "firstly":
        yield from told_in_order(text, block)
        return
    if block.head.path in (("i",), ("a",)):
        parts = inline(
            text[block.start : block.end], "roman" if block.head.path == ("i",) else "letter"
        )
        for mark, _, begin, end in parts:
            spans = [(block.start + begin, block.start + len(text[block.start :][:end].rstrip()))]
            yield replace(block.head, path=(mark,)), clean(text, spans, block.quote), spans
        return
    if len(block.head.path) != 1 or not block.head.path[0].isdigit():
        return
    cuts = _cuts(text, block, block.head, _NEXT)
    if len(loose := _cuts(text, block, block.head, _LOOSE)) > max(3, len(cuts)):
        cuts = loose  # full stops are lost too
    if len(cuts) == 1:
        return
    ends = [
        block.start + text[block.start : start].rstrip(" (").rfind(marker.path[0])
        for marker, start in cuts[1:]
    ]
    for (marker, start), end in zip(cuts, [*ends, block.end], strict=True):
        spans = [(start, start + len(text[start:end].rstrip(" (")))]
        yield marker, clean(text, spans, block.quote), spans


def told_in_order(text: str, block: Block) -> list[Found]:
    """The parts of a request that a paragraph tells by ordinals: "First, how many ..."."""
    found = []
    for number, start, end in parts_of(text[block.start : block.end]):
        marker = Marker(path=(number,), style="firstly", length=0)
        spans = [(block.start + start, block.start + end)]
        found.append((marker, clean(text, spans, block.quote), spans))
    return found


def _cuts(
    text: str, block: Block, head: Marker, pattern: re.Pattern[str]
) -> list[tuple[Marker, int]]:
    """The markers of a list on one line, counting on from its head, and where each item begins."""
    found = [(head, block.start + head.length)]
    for match in pattern.finditer(text, block.start, block.end):
        if int(match[1]) == int(head.path[0]) + len(found):
            found.append((replace(head, path=(match[1],)), match.end()))
    return found


def _goes_on(text: str, parts: Sequence[Block], following: Block) -> bool:
    """Whether a block without a marker belongs to the item above it."""
    so_far = " ".join(words_of(text, p, after_marker=True) for p in parts).strip()
    if following.continues or not so_far:
        return True
    low = text[following.start].islower()
    return low and so_far[-1] not in ".?!;" and following.gap < 2


def spans_of(text: str, parts: Sequence[Block]) -> list[Span]:
    """Where the own words of each block stand, without its marker and opening quotation mark."""
    found = []
    for block in parts:
        start = block.start + (block.head.length if block.head else 0)
        while start < block.end and (text[start].isspace() or text[start] in _QUOTES):
            start += 1
        if start < block.end:
            found.append((start, block.end))
    return found


def clean(text: str, spans: Sequence[Span], quote: int) -> str:
    """The words of a question without numbers, quotation and e-mail marks."""
    raw = " ".join(text[start:end] for start, end in spans)
    if quote:
        raw = re.sub(r"\n[ \t]*(?:>[ \t]?)+", "\n", raw)
    return unquote(" ".join(raw.split()))


def unquote(words: str) -> str:
    """Words without the quotation marks around them."""
    words = words.strip().strip("*").strip()
    for _ in range(2):
        if words and words[0] in _QUOTES and (words[-1] in _QUOTES or words.count(words[0]) == 1):
            words = words[1:].strip()
        if words and words[-1] in '"”’' and not _closes(words):
            words = words[:-1].strip()
    return words


def _closes(words: str) -> bool:
    """Whether the last mark closes a quotation that stands within the words."""
    last = words[-1]
    opening = {"”": "“", "’": "‘", '"': '"'}[last]
    if last == '"':
        return words.count('"') % 2 == 0
    if last == "’" and "‘" not in words:
        return False
    return words.count(opening) >= words.count(last)


def labelled_only(found: list[Found]) -> Iterator[Found]:
    """The items without the letter's own numbers, where questions are marked as such.

    "2. You wrote:" above "Q1 ..." is a paragraph, and so is "PART 1 - DOGS" above "Question 1".
    """
    styles = Counter(m.style for m, _, _ in found if m.side and m.path[0].isdigit())
    style, often = styles.most_common(1)[0] if styles else ("", 0)
    aside = [
        marker
        for marker, words, _ in found
        if marker.path[:1]
        and marker.path[0].isdigit()
        and marker.style != style
        and not ("?" in words or asks_for(words))
    ]
    others = [m for m, _, _ in found if m.path[:1] and m.path[0].isdigit() and m.style != style]
    if often < 2 or len(aside) < len(others):
        yield from found
        return
    yield from (each for each in found if each[0] not in aside)


def without_serial(found: list[Found]) -> list[Found]:
    """The items without the number of the request among all of one person: "Request no 41"."""
    numbers = [marker for marker, _, _ in found if marker.path[:1] and marker.path[0].isdigit()]
    if len(found) < 3 or len(numbers) != 1 or found[0][0] is not numbers[0]:
        return found
    marker, words, _ = found[0]
    if marker.side != "question" or len(marker.path) > 1 or marker.path == ("1",) or "?" in words:
        return found
    return found if asks_for(words) and int(marker.path[0]) < len(found) else found[1:]


def own_parts(
    text: str, blocks: Sequence[Block], zones: Sequence[Sequence[Block]]
) -> frozenset[int]:
    """Where the titles stand by which a letter numbers its own parts: "1. Your request".

    Such a number goes on outside the request, "2. Decision", over a title or a paragraph "2.1".
    """
    within = {block.start for zone in zones for block in zone}
    outside = [b for b in blocks if b.start not in within and _numbers_part(text, b)]
    found = set()
    for zone in zones:
        titles = [b for b in zone if _numbers_part(text, b)]
        if len(titles) != 1 or not any(b.head and b.head != titles[0].head for b in zone):
            continue
        head = titles[0].head
        assert head is not None
        after = [b for b in outside if b.start > titles[0].start]
        if after and _number(after[0]) == int(head.path[0]) + 1:
            found.add(titles[0].start)
    return frozenset(found)


def _number(block: Block) -> int:
    return int(block.head.path[0]) if block.head else 0


def _numbers_part(text: str, block: Block) -> bool:
    """Whether a block is a number and a title that neither asks nor tells: "4. Item (b)"."""
    head = block.head
    if head is None or head.side or head.bare or len(head.path) != 1 or not head.path[0].isdigit():
        return False
    words = text[block.start + head.length : block.end].strip()
    if not 0 < len(words) <= TITLE or words[-1] in ".?;,:":
        return False
    return not asks_for(words) or bool(_WHAT_YOU.match(words))


def numbered_through(found: list[Found]) -> list[Found]:
    """The items without "Part 2 - pursuits", where the numbers run on from part to part."""
    numbers = [marker.path for marker, _, _ in found if not marker.side and marker.path[:1]]
    digits = [path for path in numbers if path[0].isdigit()]
    if digits.count(("1",)) != 1 or len(digits) < 3:
        return found
    below = [marker for marker, _, _ in found[1:]]
    return [
        (marker, words, spans)
        for (marker, words, spans), after in zip(found, [*below, None], strict=True)
        if not (marker.side and after and after.path[:1] and after.path[0].isdigit())
        or after.side
        or "?" in words
        or len(words) > TITLE
    ]
