"""The outer form of a letter: its lines, letterhead, close and the mail quoted below it."""

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby

_LINE = re.compile(r"[^\n\r\f\v\x85\u2028\u2029]+")
_GREETING = re.compile(
    r"(?:dear|annwyl|good (?:morning|afternoon|evening|day)|hello|hi|hiya)\b", re.IGNORECASE
)
_OPENING = re.compile(
    r"(?:I (?:write|am writing|refer|acknowledge|can|am able|have)|we (?:write|refer|have)"
    r"|thank you"
    r"|further to|following|with reference to|(?:in|on) your|your (?:recent )?(?:request|e-?mail"
    r"|letter|application)|you (?:have )?(?:asked|requested|sought)|this (?:letter|response) is"
    r"|the (?:force|constabulary)|(?:please find|in response)|ysgrifennaf|diolch)\b",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"[>\s]*(?:yours (?:sincerely|faithfully|truly)|(?:(?:with )?(?:kind|best|warm|many) )?regards"
    r"|kindest regards|best wishes|(?:many |kind )?thanks(?: and regards)?|cheers|sincerely"
    r"|respectfully|yn (?:gywir|ddiffuant)|cofion(?: cynnes)?)\b[ \t]*[,.!]?",
    re.IGNORECASE,
)
_QUOTED = re.compile(
    r"^[> \t]*-{2,}\s*(?:original|forwarded) message\s*-{2,}"
    r"|^[> \t]*on [^\n]{6,120}\n?[^\n]{0,80}\bwrote:\s*$"
    r"|^>",
    re.IGNORECASE | re.MULTILINE,
)
_MAIL = re.compile(r"[>\s]*(?:\*?)(from|sent|date|to|cc|subject|reply-to)\*?\s*:", re.IGNORECASE)
DOCUMENTS = "\n\n\f\n\n"
"""What stands between two documents of one response."""
HEAD_LINES = 16
"""A letterhead that is longer than this is no letterhead."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line that is not blank, without the white space around it."""

    start: int
    end: int
    text: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """Where the parts of a letter, or of a page and the letters attached to it, stand.

    Attributes:
        lines: Every line that is not blank.
        heads: The letterhead of each document: from its start to the greeting or first sentence.
        quoted: Ranges of earlier mail that is quoted below an answer.
        greetings: Index of every line that greets somebody.
        closes: Index of every line that takes leave ("Yours sincerely").
        ends: Where each document ends.
    """

    lines: tuple[Line, ...]
    heads: tuple[tuple[int, int], ...]
    quoted: tuple[tuple[int, int], ...]
    greetings: tuple[int, ...]
    closes: tuple[int, ...]
    ends: tuple[int, ...]

    def in_head(self, offset: int) -> bool:
        """Whether it stands in a letterhead."""
        return any(start <= offset < end for start, end in self.heads)

    def in_quoted(self, offset: int) -> bool:
        """Whether it stands in quoted mail."""
        return any(start <= offset < end for start, end in self.quoted)

    def in_mail_below(self, offset: int) -> bool:
        """Whether it stands in quoted mail that nothing follows."""
        return any(start <= offset < end for start, end in self.quoted if end in self.ends)

    def line_at(self, offset: int) -> int:
        """Index of the line that holds an offset, or of the next one."""
        low, high = 0, len(self.lines)
        while low < high:
            middle = (low + high) // 2
            if self.lines[middle].end <= offset:
                low = middle + 1
            else:
                high = middle
        return low


@lru_cache(maxsize=4)
def letter_of(text: str) -> Letter:
    """Read the outer form; the last few texts are kept, as several components ask."""
    lines: list[Line] = []
    for number, match in enumerate(_LINE.finditer(text)):
        bare = match.group().strip()
        if bare:
            start = match.start() + match.group().index(bare)
            lines.append(Line(start=start, end=start + len(bare), text=bare, number=number))
    heads, ends = [], []
    quoted: list[tuple[int, int]] = []
    start = 0
    for part in text.split(DOCUMENTS):
        end = start + len(part)
        held = [line for line in lines if start <= line.start < end]
        heads.append((start, _head(held, end)))
        begun = _quoted(text, held, start, end)
        quoted += _between_answers(held, begun) or [(begun, end)]
        ends.append(end)
        start = end + len(DOCUMENTS)
    return Letter(
        lines=tuple(lines),
        heads=tuple(heads),
        quoted=tuple(range_ for range_ in quoted if range_[0] < range_[1]),
        greetings=tuple(i for i, line in enumerate(lines) if greets(line.text)),
        closes=tuple(i for i, line in enumerate(lines) if closes(line.text)),
        ends=tuple(ends),
    )


def greets(line: str) -> bool:
    """Whether a line greets somebody."""
    return len(line) < 70 and bool(_GREETING.match(line.lstrip("> ")))


def closes(line: str) -> bool:
    """Whether a line takes leave."""
    found = _CLOSE.match(line)
    return found is not None and len(line) - found.end() < 45


def _head(lines: list[Line], size: int) -> int:
    """The first line that greets, opens or is a sentence of prose."""
    for line in lines[:HEAD_LINES]:
        words = line.text.split()
        prose = len(words) > 9 and sum(word[0].islower() for word in words) > len(words) * 0.6
        if _GREETING.match(line.text) or _OPENING.match(line.text) or prose:
            return line.start
    return lines[min(len(lines), HEAD_LINES) - 1].end if lines else size


def _between_answers(lines: list[Line], begun: int) -> list[tuple[int, int]]:
    """The stretches of marked lines from an offset on, where answers stand between them."""
    below = [line for line in lines if line.start >= begun]
    runs = [
        list(run) for marked, run in groupby(below, lambda line: line.text[0] == ">") if marked
    ]
    if len(runs) < 2 or not below[0].text.startswith(">"):
        return []
    return [(run[0].start, run[-1].end) for run in runs]


def _quoted(text: str, lines: list[Line], start: int, end: int) -> int:
    """The first sign of quoted mail after something has been said; the end where there is none."""
    found = next((m.start() for m in _QUOTED.finditer(text, start, end)), end)
    run = 0
    for index, line in enumerate(lines):
        run = run + 1 if _MAIL.match(line.text) else 0
        # The header at the very top is the answer's own.
        if run == 2 and index > 6:
            found = min(found, lines[index - 1].start)
            break
    return found if text[start:found].strip() else end
