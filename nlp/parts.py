"""Parts of an answer that belong to parts of its question: lines, letters in a line, rows."""

import re
from collections.abc import Iterator, Sequence

from nlp.block import Block
from nlp.columns import SLACK, cells
from nlp.cues import fold
from nlp.pointers import joined, led, listed, pointed, top_of

Part = tuple[int, int, tuple[str, ...]]
"""Where a part begins and ends, and the questions that it answers, if it says so."""
HEAD = 60
"""Characters at the head of a sentence in which it names parts of the question at hand."""
_LETTER = re.compile(
    r"(?:^[ \t>]*\(?|(?<=[;.:,\d])\s+\()(?P<mark>[a-h]|[ivx]{1,4})[.)]\s+(?=\S)", re.MULTILINE
)
_FOR_EACH = re.compile(
    r"^[ \t]*(?P<list>(?:questions?|parts?|points?|requests?|items?|q)?\s?"
    r"\(?\d{1,2}[\d.a-z()&, ]{0,30}?)"
    r"\s*(?:\([^()\n]{3,60}\))?\s*[-–—:]\s+\w.*$",
    re.IGNORECASE | re.MULTILINE,
)
_LETTER_CELL = re.compile(r"\(?(?P<list>[A-Ha-h])[.):]{0,2}(?:\s{2,}|\t|\s*\|)\s*(?=\S)")
"""The first cell of a row on a question that has only a letter."""
_ASIDE = re.compile(r"\((?:bullet|question|point|part|q)s? ?\d{1,2}[a-h]?\)")
"""The question of a row, told in brackets: "Offences recorded (bullet 1)"."""
_HELD = re.compile(r"held\??|information held\??")
"""The head of a column that says whether there is anything."""
_IN_COLUMN = {"yes": "", "y": "", "no": "not held:", "n": "not held:"}
"""What stands in such a column, in words."""
_NUMBER = re.compile(
    r"\W*(?:q(?:uestion)?\s*)?\(?\d{1,2}[a-h]?\b(?![,/.%]?\d)"
    r"(?! (?:years?|months?|weeks?|days?|hours?|minutes?|miles?|or (?:more|fewer|less|over))\b)"
)
"""The number of a question, and not a length of time or a band."""


def tail(identifier: str) -> str:
    """The letter of a part of a question."""
    return identifier.lstrip("0123456789")


def running(text: str, begin: int, end: int, first: str, every: Sequence[str]) -> list[Part]:
    """The parts of an item that holds several: "4) a) 6,402 b) 1,155".

    Args:
        text: The letter.
        begin: Where the words of the item begin.
        end: Where the item ends.
        first: The question that it names.
        every: The questions, in the order of the request.
    """
    found: list[Part] = []
    at = begin
    while (place := every.index(first) + 1) < len(every):
        following = every[place]
        own, before = tail(following), tail(first)
        if counted := following.isdigit() and first == str(int(following) - 1):
            own, before = following, first  # "1. 742     2. 231"
        opens = own in ("a", "i") and following == first + own
        next_one = before and own and following[: -len(own)] == first[: -len(before)]
        if not (opens or next_one):
            break
        begins = r"(?<=\s\s)\(?" if counted else r"(?<=[\s;,.])\(?"
        if opens:
            begins = r"(?:(?<=[.;:]\s)|(?<=\s\s))\("
        mark = re.compile(rf"{begins}{own}[.)]\s").search(text, at, end)
        if mark is None:
            break
        found.append((at, mark.start(), (first,)))
        first, at = following, mark.end()
    return [*found, (at, end, (first,))]


def lettered_parts(
    text: str, begin: int, end: int, ids: Sequence[str], every: Sequence[str]
) -> list[Part]:
    """Parts of one answer that are lettered as the parts of its question are.

    Args:
        text: The letter.
        begin: Where the answer begins.
        end: Where it ends.
        ids: The questions that are answered here.
        every: The questions, in the order of the request.
    """
    found = list(_LETTER.finditer(text, begin, end))
    if len(found) > 1 and len({top_of(i) for i in ids}) == 1:
        # "(a) 148; (b) 12", below the last of these parts.
        ids = [i for i in every if top_of(i) == top_of(ids[0])]
    marks = [(m, [i for i in ids if tail(i) == m["mark"] != i]) for m in found]
    marks = [(match, named) for match, named in marks if len(named) == 1]
    if not marks or len({named[0] for _, named in marks}) < len(marks):
        return [(begin, end, ())]
    stops = [*(match.start() for match, _ in marks[1:]), end]
    parts: list[Part] = [
        (match.end(), stop, tuple(named))
        for (match, named), stop in zip(marks, stops, strict=True)
    ]
    first = marks[0][0].start()
    return [(begin, first, ()), *parts] if first > begin else parts


def parts_named(folded: str, here: Sequence[str], every: Sequence[str]) -> tuple[str, ...]:
    """Parts of the question at hand that a sentence names by their letters: "for (ii), …".

    Args:
        folded: The sentence.
        here: The questions at hand.
        every: The questions, in the order of the request.
    """
    if "(" not in folded[:HEAD]:
        return ()
    tops = {top_of(i) for i in here}
    top = tops.pop() if len(tops) == 1 else ""
    parts = {tail(i): i for i in every if top.isdigit() and top_of(i) == top != i}
    if len(parts) < 2 or pointed(folded, every):
        return ()
    return tuple(parts[i] for i in pointed(folded[:HEAD], ["0", *parts]) if i in parts)


def numbered_rows(
    text: str, block: Block, every: Sequence[str]
) -> list[tuple[int, int, tuple[str, ...], str]]:
    """Range, questions and words of each row that begins with the number of a question.

    Where all questions have letters alone, so have their rows. A line that stands further in goes
    on with the row above it.
    """
    lettered = all(i[0].isalpha() for i in every)
    found: list[tuple[int, int, tuple[str, ...], str]] = []
    edge, held = 0, -1
    for match in re.finditer(r"[^\n]+", text[block.start : block.end]):
        raw = match.group()
        row = fold(raw)
        start = block.start + match.start()
        column = start + len(raw) - len(raw.lstrip()) - text.rfind("\n", 0, start) - 1
        ids, length = led(row, every, "")
        words = row[length:]
        if not (ids and _NUMBER.match(row)):
            letter = _LETTER_CELL.match(raw.lstrip()) if lettered else None
            ids = listed(letter["list"].lower(), every) if letter else []
            words = fold(raw.lstrip()[letter.end() :]) if letter else ""
            if aside := None if ids else _ASIDE.search(row):
                ids, words = pointed(aside.group(), every), row
        if ids:
            edge = column
            if held >= 0:
                words = _without_held(raw, held, len(words))
            found.append((start, start + len(raw.rstrip()), tuple(ids), _bare(words)))
        elif found and column > edge + 1:
            begin, _, named, above = found[-1]
            found[-1] = (begin, start + len(raw.rstrip()), named, f"{above} {_bare(row)}")
        elif not found:
            held = next((at for at, name in cells(raw) if _HELD.fullmatch(name.lower())), held)
    return found


def _bare(words: str) -> str:
    return words.strip().lstrip(" |-:.)").rstrip(" |-:.")


def _without_held(raw: str, held: int, size: int) -> str:
    """The words of a row, with "not held" for the "no" in a column that says so."""
    row = [
        _IN_COLUMN.get(fold(cell), cell) if abs(at - held) <= SLACK else cell
        for at, cell in cells(raw)
    ]
    return fold(" ".join(row[1:])) if len(row) > 1 else fold(raw)[-size:]


def led_lines(
    text: str, block: Block, every: Sequence[str]
) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    """Lines that begin with numbers of questions and say something of them: "2.3 - section 22"."""
    for match in _FOR_EACH.finditer(text, block.start, block.end):
        ids, _ = led(joined(fold(match["list"]), every), every, "")
        if ids:
            yield match, tuple(ids)
