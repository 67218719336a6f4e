"""Answers that say by little which questions they are to: by bullets, letters, ordinals, rows."""

import re
from collections.abc import Sequence

from nlp.block import Block
from nlp.cues import fold
from nlp.dialogue import ANSWERS
from nlp.markers import place_of
from nlp.ordinals import LEADING
from nlp.parts import tail
from nlp.pointers import listed, opens, placed, top_of
from nlp.response import Question, Section

_PRINTED = re.compile(r"(?<!\d)(\d{1,2})\W{0,3}$")
"""The number in front of a question."""
_PARTED = re.compile(r"([a-h])(\d\w*)")
"""The id of a question that has the letter of its part."""

_SEVERAL = re.compile(r"(?:(?:and|but|as to|on|for) )?(?:the|your) (?:first|last|final) [a-z]+\b")
_PROVISION = re.compile(
    r"(?:the|your) \w+ (?:(?:reason|ground|exemption|exception|of (?:these|those|them)) )?"
    r"(?:is|are|lies|stands|rests)(?: \w+){0,3} (?:sections?|regulations?|ss?\.|regs?\.) ?\d"
)
"""An ordinal of the provisions just listed: "The first is at section 40(5B)"."""
_ROW = re.compile(
    r"\(?(?P<list>\d{1,2}[a-h]?(?:(?:,| &| and|, and|-| to) ?\d{1,2}[a-h]?)*)\)?[ \t]+(?=\S)"
)
"""The numbers of questions before their answer, and nothing else to mark them: "1 6,184"."""
ROWS = 0.6
"""Of all questions so many must have a line before its number says what it answers."""
LONGEST = 2
"""Characters of a number or letter that counts answers."""
SURE = 3
"""So many letters in a row, one for each question, count the questions."""
Told = dict[int, tuple[list[str], int]]
"""Where a block starts → the questions that it answers, and how long the words are that say so."""


def in_turn(
    sections: Sequence[Section], within: Sequence[Sequence[Block]], ids: Sequence[str]
) -> dict[int, str]:
    """Where the answer to each question begins, if as many bullets answer as ask.

    Args:
        sections: The passages of a letter.
        within: The blocks of each.
        ids: The questions, in the order of the request.
    """
    asked, told = [], []
    for section, inside in zip(sections, within, strict=True):
        bullets = [b.start for b in inside if b.is_bullet]
        if section.kind == "request":
            asked += bullets
        elif section.kind == "response":
            told += bullets
    same = len(asked) == len(told) == len(ids) > 1
    return dict(zip(told, ids, strict=True)) if same else {}


def lettered(
    sections: Sequence[Section], within: Sequence[Sequence[Block]], ids: Sequence[str]
) -> bool:
    """Whether the answers are lettered as the parts of the one question that has any are.

    Args:
        sections: The passages of a letter.
        within: The blocks of each.
        ids: The questions, in the order of the request.
    """
    asked = [tail(i) for i in ids if i[-1:].isalpha()]
    told = [
        (block.head.id, section.kind)
        for section, inside in zip(sections, within, strict=True)
        if section.kind in ANSWERS
        for block in inside
        if block.head and block.head.id.isalpha() and not block.head.side
    ]
    numbered = all(i[0].isdigit() for i in ids)
    same = len(asked) > 1 and [letter for letter, _ in told] == asked
    return numbered and same and told[0][1] == "response"


def begun_anew(
    text: str,
    questions: Sequence[Question],
    sections: Sequence[Section],
    within: Sequence[Sequence[Block]],
) -> dict[int, str]:
    """The question of each numbered block, where both request and answers count from 1 again.

    The questions of a request in parts are counted through, or have the letter of their part. In
    the second part of the answers "1." is then the answer to 7, or to b1.

    Args:
        text: The letter.
        questions: In the order of the request.
        sections: The passages of the letter.
        within: The blocks of each.
    """
    asked = _parts(text, questions)
    told: list[tuple[int, str, int]] = []
    part = last = 0
    for section, inside in zip(sections, within, strict=True):
        for block in inside if section.kind in ANSWERS else ():
            path = block.head.path if block.head else ()
            if path and path[0].isdigit():
                part += path[0] == "1" and last > 1
                last = int(path[0])
                told.append((block.start, "".join(path), part))
    if len(asked) < 2 or part + 1 != len(asked):
        return {}
    return {start: asked[here][own] for start, own, here in told if own in asked[here]}


def _parts(text: str, questions: Sequence[Question]) -> list[dict[str, str]]:
    """The questions of each part of a request by the number that they have there."""
    parts: dict[str, dict[str, str]] = {}
    for question in questions:
        number, tail = _split(question.id)
        if lettered := _PARTED.fullmatch(question.id):
            parts.setdefault(lettered[1], {})[lettered[2]] = question.id
        elif number and question.spans:
            start = question.spans[0][0]
            printed = _PRINTED.search(text, max(0, start - 8), start)
            more = int(number) - int(printed[1]) if printed else None
            known = [*parts]
            key = str(more) if more is not None else known[-1] if known else "0"
            if key.isdigit():
                own = str(int(number) - int(key)) + tail
                parts.setdefault(key, {})[own] = question.id
    return list(parts.values())


def _split(identifier: str) -> tuple[str, str]:
    """The number of a question and its part: 2 and a of ``2a``."""
    tail = identifier.lstrip("0123456789")
    return identifier.removesuffix(tail), tail


def by_bare_numbers(text: str, answers: Sequence[Block], ids: Sequence[str]) -> Told:
    """Lines that begin with the numbers of the questions, in order from the first on.

    A table comes like this from a page or a spreadsheet.

    Args:
        text: The letter.
        answers: The blocks of its answers.
        ids: The questions, in the order of the request.
    """
    found: Told = {}
    last = -1
    for block in answers:
        row = _ROW.match(text, block.start, block.end)
        named = listed(row["list"], ids) if row else []
        if row is None or not named or ids.index(named[0]) <= last:
            continue
        if block.gap > 0 if found else named[0] != ids[0]:
            continue
        found[block.start] = named, row.end() - block.start
        last = ids.index(named[-1])
    every = {i for named, _ in found.values() for i in named}
    return found if len(found) > 2 and len(every) >= ROWS * len(ids) else {}


def by_place(text: str, answers: Sequence[Block], ids: Sequence[str]) -> Told:
    """Answers with marks of another kind than the questions have: "A." to 1, "Answer 2" to (ii).

    Letters must begin with the first and leave none out, and no sentence may lead to them: "They
    are used for: a. searches". A label says by itself what it counts.

    Args:
        text: The letter.
        answers: The blocks of the answers.
        ids: The questions, in the order of the request.
    """
    tops = list(dict.fromkeys(top_of(i) for i in ids))
    marked = [
        (block, block.head, place_of(block.head))
        for block in answers
        if block.head and len(block.head.path) == 1 and len(block.head.path[0]) <= LONGEST
    ]
    if any(listed(head.id, ids) for _, head, _ in marked):
        return {}
    if not all(head.side == "answer" for _, head, _ in marked):
        marked = [one for one in marked if one[1].path[0].isalpha()]
        if [place for *_, place in marked] != [*range(1, len(tops) + 1)] or len(tops) < SURE:
            return {}
        if _led_to(text, answers, marked[0][0]):
            return {}
    if not all(0 < place <= len(tops) for *_, place in marked):
        return {}
    return {
        block.start: ([i for i in ids if top_of(i) == tops[place - 1]], head.length)
        for block, head, place in marked
    }


def _led_to(text: str, answers: Sequence[Block], first: Block) -> bool:
    """Whether a sentence leads to the first item of a list."""
    before = [block for block in answers if block.start < first.start]
    if not before or before[-1].kind == "heading":
        return False
    return text[before[-1].end - 1] not in ".?!"


def by_ordinals(text: str, answers: Sequence[Block], ids: Sequence[str]) -> Told:
    """Paragraphs that begin with ordinals, where these tell most of the questions apart.

    One alone may count anything: "There were two. The first was stolen."

    Args:
        text: The letter.
        answers: The blocks of its answers.
        ids: The questions, in the order of the request.
    """
    tops = list(dict.fromkeys(top_of(i) for i in ids))
    found: Told = {}
    named: set[str] = set()
    for block in answers:
        folded = fold(text[block.start : block.end])
        whose: list[str] = []
        if _PROVISION.match(folded):
            continue
        if match := LEADING.match(folded):
            whose = placed(match["list"] or "last", tops)
        elif _SEVERAL.match(folded):
            whose = [top_of(i) for i in opens(folded, ids)]
        if block.kind != "table" and set(whose) - named:  # told of again, it is something else
            length = block.end - block.start if block.kind == "heading" else 0
            found[block.start] = [i for i in ids if top_of(i) in whose], length
            named |= set(whose)
    return found if len(found) > 1 and 2 * len(named) >= len(tops) else {}
