"""Which of the numbers, letters and bullets at the heads of lines belong to a list."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from nlp.block import Block
from nlp.levels import Levels
from nlp.lines import Line
from nlp.markers import (
    LAST,
    ROMAN,
    Marker,
    inner_marks,
    marker_of,
    next_letter,
    next_part,
    place_of,
)
from nlp.rows import MONTH

_BRACKETED, _ADDRESS = re.compile(r"\[\d{1,3}\]"), re.compile(r"https?://|www\.|mailto:")
_NAME = re.compile(r"[A-Z]\.\s?(?:[A-Z]\.\s?)*[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}$")

_ANSWERS = re.compile(r"A(?:\s{2,}|\t)(?=\S)")
"""The mark of an answer without a number."""
_LETTERS = tuple("abcdefgh")
AHEAD = 9
"""Numbers of a list that are passed over, at most, where the next one comes further on."""
REACH = 60
"""Lines within which the second item of a list is looked for."""


class Lists:
    """The lists of a letter, from the top: what may come next in those that are open."""

    def __init__(self, text: str, body: Sequence[Line]) -> None:
        self.text = text
        self.body = body
        self.place = {line.start: index for index, line in enumerate(body)}
        self.last: dict[str, Marker] = {}
        self.levels = Levels()
        self.margin = (0, 0)

    def marker(self, line: Line, above: Block | None, *, fresh: bool) -> Marker | None:
        """The line's marker, if it is plausible where it stands.

        Args:
            line: May begin with a number, a letter or a bullet.
            above: The block that it would go on with.
            fresh: What stands above may have ended there.
        """
        asked = above.head if above and not line.gap else None
        if asked and asked.side == "question" and (told := _ANSWERS.match(line.text)):
            # "A  No" below "Q3 Are they insured"
            return Marker(path=asked.path, style="A1", side="answer", length=told.end())
        marker = None if line.rule else marker_of(line.text)
        if marker is not None and marker.path in (("l",), ("i",)):
            marker = self._misread(marker, line)
        if marker is None or _NAME.fullmatch(line.text) or self._linked(line):
            return None
        if self._runs_on(marker, line, above):
            return None
        if marker.style == "firstly" and (marker := self._counted(marker, line)) is None:
            return None
        if marker.style == "A(i)":
            plausible = fresh
        elif not marker.path:
            plausible = fresh or marker.style == "•" or self._goes_on(marker, line, above)
        elif marker.side or marker.style.startswith("first"):
            last = self.last.get(marker.style)
            step = place_of(marker) - place_of(last) if last else 0
            goes_on = step == 1 or (last is not None and next_part(last, marker))
            plausible = fresh or (goes_on and line.text[marker.length : marker.length + 1] != "")
        else:
            plausible = self._follows(marker, line, above, fresh=fresh)
        if not plausible:
            return None
        if marker.path:
            self.last[marker.style] = marker
            own = marker.path
            if marker.path[0].isdigit():
                self.last["1"], own = marker, ()
                self.margin = self._margin(marker, line)
            if marker.last:
                self.last["1"] = self.last[marker.style] = replace(marker, path=(marker.last,))
            inner = (mark.path[0] for mark in inner_marks(line.text[marker.length :]))
            for letter in (*own, *inner):  # "2. (a) (i) Three.": then comes "(ii)", or "(b)"
                self.levels.enter(letter)
        return marker

    def after(self, line: Line) -> Line | None:
        """The line that follows."""
        at = self.place[line.start] + 1
        return self.body[at] if at < len(self.body) else None

    def _linked(self, line: Line) -> bool:
        """Whether a number in brackets has only an address below it: the mark of a link."""
        after = self.after(line)
        return bool(_BRACKETED.fullmatch(line.text) and after and _ADDRESS.match(after.text))

    def _runs_on(self, marker: Marker, line: Line, above: Block | None) -> bool:
        """Whether a list stands in running text, and a wrapped line begins with its mark."""
        if above is None or above.kind != "paragraph" or line.gap or not marker.path:
            return False
        order = ROMAN if marker.style == "(i)" else _LETTERS if marker.style == "(a)" else ()
        place = order.index(marker.path[0]) if marker.path[0] in order else 0
        before = f"({order[place - 1]}) " if place else ""
        return bool(before) and any(
            not self.text[: match.start()].rstrip(" \t").endswith("\n")
            for match in re.finditer(re.escape(before), self.text[: line.start])
            if match.start() >= above.start
        )

    def _goes_on(self, marker: Marker, line: Line, above: Block | None) -> bool:
        """Whether a bullet stands as those above it do, though the line above is full."""
        if above is None or above.kind != "item" or above.head is None:
            return False
        same = above.head.style == marker.style and not above.head.path
        return same and self._indent(above.start) == self._indent(line.start)

    def _indent(self, at: int) -> int:
        """How far from the edge a line begins."""
        return at - self.text.rfind("\n", 0, at)

    def _margin(self, marker: Marker, line: Line) -> tuple[int, int]:
        """How far from the edge a number begins, and the words behind it."""
        indent = self._indent(line.start)
        return indent, indent + marker.length

    def _in_margin(self, marker: Marker, line: Line) -> bool:
        """Whether a number goes on by one a list whose numbers and words stand as here."""
        last = self.last.get("1")
        if last is None or not marker.wide or self.margin != self._margin(marker, line):
            return False
        return int(marker.path[0]) == int(last.path[0]) + 1 or next_part(last, marker)

    def _counted(self, marker: Marker, line: Line) -> Marker | None:
        """The marker "firstly" if "secondly" follows; "lastly" as one more than that before it."""
        last = self.last.get(marker.style)
        if marker.path == ("1",):
            return marker if any(m.style == "firstly" for m in self._later(line)) else None
        if last is None:
            return None
        step = str(int(last.path[0]) + 1)
        if marker.path == (LAST,):
            return replace(marker, path=(step,))
        return marker if marker.path == (step,) else None

    def _later(self, line: Line) -> Iterator[Marker]:
        """The markers of the lines that follow, as far as a list is likely to reach."""
        at = self.place[line.start] + 1
        found = (marker_of(other.text) for other in self.body[at : at + REACH])
        return (marker for marker in found if marker is not None)

    def _misread(self, marker: Marker, line: Line) -> Marker:
        """The figure 1 where OCR made a letter of it: the next item is then 2."""
        after = next((m for m in self._later(line) if m.path), None)
        if after is not None and after.path[0] == "2" and not after.side:
            return replace(marker, path=("1",), style=marker.style.replace("i", "1"))
        return marker

    def _follows(self, marker: Marker, line: Line, above: Block | None, *, fresh: bool) -> bool:
        """Whether a number or letter is the one that may come next."""
        first = marker.path[0]
        if marker.bare:
            return self._follows_bare(marker, line, fresh=fresh)
        if first.isdigit():
            last = self.last.get("1")
            expected = 1 if last is None else int(last.path[0]) + 1
            if line.text.isdigit():
                return int(first) == expected
            part = last is not None and next_part(last, marker)
            if int(first) > expected + AHEAD and any(
                other.path[:1] == (str(expected),) for other in self._later(line)
            ):
                return False  # the answer "86." between questions 3 and 4
            return fresh or part or int(first) == expected
        if self.levels.innermost_before(first):
            return True
        if first in ("a", "i"):
            return fresh
        nested = self.last.get("1")
        last_ones = (*self.levels.open, *(nested.path[1:] if nested else ()))
        goes_on = any(next_letter(one, first) for one in last_ones)
        return fresh and (goes_on or self._begun(first, above))

    def _follows_bare(self, marker: Marker, line: Line, *, fresh: bool) -> bool:
        """Whether a number without dot or bracket is one of a list, and not a figure or a day."""
        first = marker.path[0]
        if self._in_margin(marker, line):
            return True
        if re.match(r"\d+\s+" + MONTH.pattern, line.text, re.IGNORECASE):
            return False
        last = self.last.get(marker.style)
        if line.text[marker.length] in "0123456789£" and last is None:
            return False
        step = int(first) - int(last.path[0]) if last is not None else 0
        if last is not None and (fresh or (step == 1 and int(first) > 2)):
            if line.text[marker.length] in "0123456789£":
                return step == 1 or (len(marker.path) > 1 and next_part(last, marker))
            if 0 < step <= 2 or first == "1" or (step == 0 and len(marker.path) > 1):
                return True
        if not fresh or (first != "1" and step >= 0):
            return False
        later = list(self._later(line))
        parts = bool(later) and first == "1" and later[0].path == ("a",)
        return parts or any(m.bare and m.path[0] == str(int(first) + 1) for m in later)

    def _begun(self, first: str, above: Block | None) -> bool:
        """Whether a list began within the words above: "Please give (a) its age" above "(b)"."""
        before = {"b": r"\(a\)", "ii": r"\(i\)"}.get(first)
        if before is None or above is None:
            return False
        return bool(re.search(rf"\s{before}\s+\w", self.text[above.start : above.end]))
