"""Tables with a column of questions and one of answers: each row a question and its answer."""

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from nlp.block import Block
from nlp.letter import closes
from nlp.lines import Line
from nlp.markers import Marker, Side, marker_of
from nlp.ordinals import ORDINALS
from nlp.stems import DEMANDED, asks_for

Column = Literal["number", "question", "held", "answer"]
Cell = tuple[int, int]
"""Where the words of a cell stand, without white space; empty where there are none."""

_PARTED = re.compile(r"\t|\s*\|\s*")
_DRAWN = re.compile(r"[-+:=|\s]+")
"""The line under the head of a table that is drawn in plain characters."""
_NUMBER = re.compile(
    r"\(?(?:q(?:uestion)?\.?\s?)?(?P<number>\d{1,2})?(?P<part>[a-h])?[.):]*", re.I
)
_HEADS: dict[Column, re.Pattern[str]] = {
    "number": re.compile(
        r"(?:(?:(?:q(?:uestion)?|item|serial|row)\.? ?)?(?:no|number|#|ref|id)"
        r"|q|item|limb|part|letter)?[.:]?",
        re.I,
    ),
    "question": re.compile(
        r"(?:(?:your|the|foi|full|each|applicant['’]?s?) )?"
        r"(?:questions?|requests?|quer(?:y|ies)|points?)(?: asked| raised| received)?[:.]?"
        r"|(?:(?:what )?you asked(?: for)?"
        r"|what (?:was|you(?:['’]ve| have)?) (?:asked|requested|wanted)(?: for)?"
        r"|information (?:requested|sought|asked for|you (?:asked|requested)(?: for)?))[:.]?",
        re.I,
    ),
    "held": re.compile(r"(?:(?:is )?(?:it|this|(?:the )?information) )?held[?:.]?", re.I),
    "answer": re.compile(
        r"(?:[\w&'’]+ ){0,5}(?:answers?|responses?|reply|replies)(?: given)?[:.]?"
        r"|(?:the )?information (?:held|provided|supplied|disclosed|released)[:.]?"
        r"|(?:outcome|decision|result)[:.]?"
        r"|what we (?:say|hold|have|can (?:say|tell you))"
        r"|(?:[\w&'’]+ ){1,4}(?:police|constabulary|police service)",
        re.I,
    ),
}
_OF_REQUEST = re.compile(r"q|point|limb|part|letter|item", re.I)
_TITLE = re.compile(r"[^.:?\d]{1,40}")
"""What may head a column, whatever it says."""
_ANSWER = re.compile(r"\b(?:answer|response|repl(?:y|ie))s?\b", re.I)
_NONE: Cell = (0, 0)
_PLAIN: tuple[Column, ...] = ("question", "answer")
LEAST = 2
"""Rows that show that a line is the head of a table."""
BREAK = 12
"""Paragraphs of a long cell, or between two pages, within which the next row is looked for."""
WORDS = 2
"""Blanks of a label, less than."""
OPENING = 60
"""Characters at the start of a line that say what it is about."""
FAR = 120
"""And lines."""
_PUT = re.compile(
    rf".*\?|(?:please (?:{'|'.join(DEMANDED)})|(?:a )?cop(?:y|ies) of)\b.*", re.I | re.S
)
"""A paragraph that can only be a question."""
_NOTHING = re.compile(r"(?:n/?a|none|nil|not applicable|[-–—.])?", re.I)
"""What a cell of remarks says where there are none."""
_UNHAPPY = re.compile(
    r"\b(?:unhappy|dissatisfied|not (?:satisfied|happy)|(?:i|we|you|to) (?:\w+ ){0,3}(?:complain"
    r"|appeal|review)|this page)\b",
    re.I,
)
"""A question that a force puts to the reader: "How do I complain?"."""
_CLOSES = re.compile(
    r"\b(?:complain\w*|appeals?|reviewed|internal review|dissatisfied|unhappy"
    r"|not (?:satisfied|happy)|yours (?:sincerely|faithfully)|refusal notice)\b",
    re.I,
)
"""What stands below such a table, and in none."""


def rows_of(text: str, lines: Sequence[Line]) -> dict[int, list[Block]]:
    """The blocks of each row of such a table, by where its line begins.

    A line that goes on with the last cell of a row stands there without a block of its own. A
    table without a head is one of questions and answers, if all its rows ask.
    """
    found: dict[int, list[Block]] = {}
    for index, line in enumerate(lines):
        if line.start in found or not _PARTED.search(line.text):
            continue
        first = index == 0 or not _PARTED.search(lines[index - 1].text)
        if head := columns_of(line):
            weak = "question" in head and not _ANSWER.search(line.text)
            found |= _Table(text, head, lines).blocks(index + 1, weak=weak)
        elif first and "?" in line.text and len(_cells(line)) == len(_PLAIN):
            found |= _Table(text, _PLAIN, lines).blocks(index, asking=True)
    return found


def columns_of(line: Line) -> tuple[Column, ...]:
    """What the columns under a line are for; nothing, where it is no head of such a table.

    Those to the right of the answers go with them.
    """
    if not _PARTED.search(line.text) or line.furniture:
        return ()
    found: list[Column] = []
    cells = [line.text[start - line.start : end - line.start] for start, end in _cells(line)]
    for words in cells:
        names = [name for name, head in _HEADS.items() if head.fullmatch(words)]
        if found and found[-1] == "answer":
            break
        if not names and found[-1:] == ["question"] and _TITLE.fullmatch(words):
            names = ["answer"]  # "Where to find it", "Kent": what its rows ask will tell
        if not names or names[0] in found:
            return ()
        found.append(names[0])
    known = [name for name in found if name not in ("number", "held")]
    if known == ["answer"] and not (
        _OF_REQUEST.match(cells[0]) or _ANSWER.search(" ".join(cells))
    ):
        return ()  # "Ref" and "Outcome" of hearings
    if "number" in found[1:]:
        return ()
    plain = known in (["question", "answer"], ["question"], ["answer"]) and len(found) > 1
    return tuple(found) if plain and (found[0] == "number" or found[0] == known[0]) else ()


def _cells(line: Line) -> list[Cell]:
    """Where the cells of a row stand."""
    found, at = [], 0
    for cut in [*_PARTED.finditer(line.text), None]:
        start, end = at, cut.start() if cut else len(line.text)
        words = line.text[start:end]
        start += len(words) - len(words.lstrip())
        found.append((line.start + start, line.start + max(start, start + len(words.strip()))))
        at = cut.end() if cut else 0
    if line.text.startswith("|"):
        found = found[1:]
    return found[:-1] if line.text.endswith("|") else found


class _Table:
    """The rows under a head: on a line each, or, where a cell is long, as paragraphs."""

    def __init__(self, text: str, head: Sequence[Column], lines: Sequence[Line]) -> None:
        self.text = text
        self.head = head
        self.lines = lines
        self.rows: list[list[Block]] = []
        self.asking = 0
        self.found: dict[int, list[Block]] = {}

    def blocks(
        self, at: int, *, asking: bool = False, weak: bool = False
    ) -> dict[int, list[Block]]:
        """The blocks of its rows; none, if they are too few, or some do not ask as they should.

        Args:
            at: Where the first row is looked for.
            asking: There is no head, so that all must ask.
            weak: The head says nothing of answers, so that most must, or all be counted.
        """
        while at < len(self.lines) and (taken := self._take(at)):
            at += taken
        asked = [self.text[row[0].start : row[0].end] if row else "" for row in self.rows]
        marked = sum(words.endswith("?") for words in asked)
        if asking and not (all(map(_asks, asked)) and 2 * marked > len(asked)):
            return {}
        if "question" not in self.head and not all(row and row[0].head for row in self.rows):
            return {}
        if weak and not (2 * sum(map(_asks, asked)) > len(asked) or self._counted()):
            return {}  # a log of requests with what became of each
        return self.found if len(self.rows) >= LEAST else {}

    def _counted(self) -> bool:
        """Whether the rows have the numbers 1, 2, 3 printed before them."""
        heads = [row[0].head if row else None for row in self.rows]
        return all(
            head is not None and head.length > 0 and head.path == (str(number),)
            for number, head in enumerate(heads, 1)
        )

    def _take(self, at: int) -> int:
        """How many of the lines from here on belong to the table; what they are is kept."""
        line = self.lines[at]
        if line.furniture:
            return 1
        if _DRAWN.fullmatch(line.text) or columns_of(line) == self.head:
            self.found[line.start] = []
            return 1
        close = at > 0 and not line.gap and self.lines[at - 1].start in self.found
        if _PARTED.search(line.text):
            if self.rows and not close and not self._goes_on(line):
                return int(self._returns(at))  # a table within a cell
            self._add(line, _cells(line))
            return 1
        if close and self.head[0] == "question" and _PUT.fullmatch(line.text):
            self._add(line, _cells(line))  # its answer is an empty cell
            return 1
        if close and self._runs_on(line, self.lines[at - 1]):
            self._extend(line)
            return 1
        return self._tall(at) or int(not _closing(line) and self._returns(at))

    def _runs_on(self, line: Line, above: Line) -> bool:
        """Whether a line goes on with the last cell of the row above it."""
        own = self.rows and self.rows[-1] and line.quote == above.quote
        return bool(own) and not (marker_of(line.text) or closes(line.text))

    def _extend(self, line: Line) -> None:
        """The last block of the last row, to the end of a line."""
        self.rows[-1][-1] = replace(self.rows[-1][-1], end=line.end)
        self.found[line.start] = []

    def _goes_on(self, line: Line) -> bool:
        """Whether a line is a row that asks, or has the number after that of the last row."""
        if not _PARTED.search(line.text) or not self.rows or not self.rows[-1]:
            return False
        cells = _cells(line)
        own = dict(zip(self.head, cells, strict=False))
        if "question" in own and _asks(self.text[slice(*own["question"])]):
            return True
        head = self.rows[-1][-1].head
        path = _path(self.text[slice(*cells[0])]) if cells else ()
        return head is not None and head.path[:1] == _before(path[:1])

    def _returns(self, at: int) -> bool:
        """Whether another row follows: a line is part of a long cell, or the foot of a page."""
        paragraphs = 0
        for index in range(at + 1, min(len(self.lines), at + FAR)):
            line = self.lines[index]
            paragraphs += line.gap > 0
            if paragraphs > BREAK:
                return False
            if self._goes_on(line) or (line.gap and self._tall_cells(index)):
                return True
            if _closing(line):
                return False
        return False

    def _tall_cells(self, at: int) -> list[list[Line]]:
        """The cells of a row from a line on that are paragraphs; nothing, if none is here."""
        groups = self._groups(at)
        if len(groups) < len(self.head) or not {"question", "answer"} <= set(self.head):
            return []
        first = self.text[groups[0][0].start : groups[0][-1].end]
        asks = _path(first) if self.head[0] == "number" else _PUT.fullmatch(first)
        if not asks or _UNHAPPY.search(first):
            return []
        return groups

    def _tall(self, at: int) -> int:
        """How many lines a row takes up whose cells are paragraphs; 0 if none is here."""
        groups = self._tall_cells(at)
        if not groups:
            return 0
        cells = [(group[0].start, group[-1].end) for group in groups]
        lines = [line for group in groups for line in group]
        self.found |= {line.start: [] for line in lines}
        self._add(lines[0], cells)
        self.found[lines[0].start], self.found[cells[-1][0]] = self.rows[-1][:1], self.rows[-1][1:]
        return len(lines)

    def _groups(self, at: int) -> list[list[Line]]:
        """The paragraphs from a line on, one for each column, without rows and foot lines."""
        groups: list[list[Line]] = []
        for line in self.lines[at:]:
            new = not groups or line.gap > 0
            if line.furniture or _PARTED.search(line.text) or (new and self._full(groups)):
                break
            if new:
                groups.append([])
            groups[-1].append(line)
        return groups

    def _full(self, groups: Sequence[Sequence[Line]]) -> bool:
        return len(groups) == len(self.head)

    def _add(self, line: Line, cells: Sequence[Cell]) -> None:
        """An item that asks, one that answers, with the same number: as printed, or counted."""
        own = dict(zip(self.head, cells, strict=False))
        number, asked = own.get("number", _NONE), own.get("question", _NONE)
        told = own.get("answer", _NONE)
        beside = [cell for cell in cells[len(self.head) :] if self._tells(cell)]
        if told != _NONE and beside:
            told = (told[0], beside[-1][1])
        if "held" in own and not self.text[slice(*own["held"])].lower().startswith("yes"):
            told = (own["held"][0], told[1])
        if number == _NONE and _path(self.text[slice(*asked)]):
            number, asked = asked, _NONE  # "Second" under "Point"
        path = _path(self.text[slice(*number)])
        if not path and self._figures(asked):
            self._extend(line)
            return
        begin = number[0] if path else asked[0]
        mark = marker_of(self.text[slice(*asked)])
        if not path and mark and mark.path:
            path, asked = mark.path, (asked[0] + mark.length, asked[1])
        elif not path and asked[0] < asked[1] and number == _NONE:
            path = (str(len(self.rows) + 1),)
        row: list[Block] = []
        if asked[0] < asked[1]:
            row.append(_item(line, path, "question", (begin, *asked)))
            self.asking += _asks(self.text[slice(*asked)])
        if told[0] < told[1]:
            begin = begin if path and not row else told[0]
            row.append(_item(line, path, "answer", (begin, *told)))
        self.rows.append(row)
        self.found[line.start] = row

    def _figures(self, cell: Cell) -> bool:
        """Whether what would be a question is a label among questions: "2021", "Total"."""
        words = self.text[slice(*cell)]
        short = words.count(" ") < WORDS and not _asks(words)
        return bool(words and short and self.rows and self.rows[-1]) and (
            2 * self.asking > len(self.rows)
        )

    def _tells(self, cell: Cell) -> bool:
        """Whether a cell has something in it."""
        return not _NOTHING.fullmatch(self.text, *cell)


def _closing(line: Line) -> bool:
    """Whether a line begins with words on the rights of review, or ends the letter."""
    return bool(_CLOSES.search(line.text, 0, OPENING)) or closes(line.text)


def _asks(words: str) -> bool:
    return words.endswith("?") or asks_for(words)


def _before(path: tuple[str, ...]) -> tuple[str, ...] | None:
    """The number before another; nothing, if that is none."""
    return (str(int(path[0]) - 1),) if path and path[0].isdigit() else None


def _path(words: str) -> tuple[str, ...]:
    """The number in the first cell of a row: "2", "Q2a", "(b)", "Second"."""
    if words.lower() in ORDINALS:
        return (str(ORDINALS.index(words.lower()) + 1),)
    match = _NUMBER.fullmatch(words)
    if match is None and (mark := marker_of(words)) and mark.length >= len(words):
        return mark.path
    parts = (match["number"], match["part"]) if match else ()
    return tuple(part.lower() for part in parts if part)


def _item(line: Line, path: tuple[str, ...], side: Side, at: tuple[int, int, int]) -> Block:
    """The block of a cell: where its number stands, where its words begin and end."""
    begin, start, end = at
    style = ("Q" if side == "question" else "A") + ("1" if path and path[0].isdigit() else "a")
    head = Marker(path=path, style=style, side=side, length=start - begin) if path else None
    return Block(
        kind="item" if head else "paragraph",
        start=begin,
        end=end,
        quote=line.quote,
        gap=line.gap if side == "question" else 0,
        head=head,
        marker=head.id if head else "",
    )
