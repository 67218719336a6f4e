"""The blocks of a letter: headings, paragraphs, list items, tables, rules, as ranges."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from operator import attrgetter
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

from nlp.headings import COUNTS, heads
from nlp.letter import closes, greets
from nlp.levels import Levels
from nlp.lines import Line, lines_of
from nlp.markers import LAST, Marker, inner_marks, marker_of, next_letter, next_part, place_of
from nlp.rows import CELLS, CITED, MONTH, TERMINAL, figures, is_prose, is_row
from nlp.runon import parted
from nlp.text import text_of

BlockKind = Literal["heading", "paragraph", "item", "table", "rule", "furniture"]

_LEADS = re.compile(r"(?::|\b(?:are|is|following|by))\s*$", re.IGNORECASE)
_HANGING = re.compile(
    r"\b(?:of|the|and|for|to|in|by|a|an|or|with|on|at|from|is|are)$", re.IGNORECASE
)
_LABEL = re.compile(
    r"(?:(?:our|the|force|police|your) )?(?:response|answer|reply|request|question)s?"
    r"(?: (?:to )?(?:question )?\d{1,2})?\s*:(?:\s|$)",
    re.IGNORECASE,
)
_BARE_LABEL = re.compile(
    r"(?:(?:our|the|force|police|your|foi) )?(?:response|answer|reply|request|question)s?$",
    re.IGNORECASE,
)
_ASKS_ANEW = re.compile(
    r"(?:How (?:many|much|often|long)|What|Whether|Please|Number of|Any|Details of|Copies of"
    r"|(?:The|A) (?:total|number|cost|amount|names?|dates?|list|copy|breakdown|reason|rank)s?)\b"
)
"""Words with which the next of several questions begins where bullets and full stops are lost."""
_IF_SO = re.compile(
    r"If (?:so|yes|not|no),? (?:in |at |on |for |to )?"
    r"(?:how|what|which|who|where|when|why|please)\b"
)
"""Words with which a question goes on from the one whose answer stands above."""
_PARTING = re.compile(
    r"If you (?:have any (?:further )?(?:queries|questions)"
    r"|(?:are|remain) (?:unhappy|dissatisfied|not))\b"
)
"""Words with which the close of a letter begins, also where no blank line is left."""
_BRACKETED, _ADDRESS = re.compile(r"\[\d{1,3}\]"), re.compile(r"https?://|www\.|mailto:")
_NAME = re.compile(r"[A-Z]\.\s?(?:[A-Z]\.\s?)*[A-Z][\w'’-]+(?:\s[A-Z][\w'’-]+){0,2}$")


PACKED = 0.06
"""Such a part of the lines may have a blank one above where paragraphs are not told by them."""
REACH = 60
"""Lines within which the second item of a list is looked for."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of lines that belong together.

    Attributes:
        start: Offset of its first character that is no white space or e-mail mark.
        end: Offset one past its last.
        marker: The printed number or bullet of an item, as an id: ``2a``; a bullet as printed.
        head: The marker taken apart; ``None`` where there is none.
        quote: How many e-mail marks stand before its lines.
        gap: Blank lines above it.
        continues: It goes on with the sentence that a page break cut off.
        behind: It answers the question that stands before it on the same line.
    """

    kind: BlockKind
    start: int
    end: int
    marker: str = ""
    head: Marker | None = None
    quote: int = 0
    gap: int = 0
    continues: bool = False
    behind: bool = False


@Language.factory("foi_layout", assigns=["doc._.blocks"])
def make_layout(nlp: Language, name: str) -> "Layout":
    """Build the component."""
    return Layout()


class Layout:
    """Splits a letter into blocks."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.blocks = blocks_of(text_of(doc))
        return doc


def words_of(text: str, block: Block, *, after_marker: bool = False) -> str:
    """The block's own words: white space folded, e-mail marks gone."""
    start = block.start + (block.head.length if after_marker and block.head else 0)
    raw = text[start : block.end]
    if block.quote:
        raw = re.sub(r"\n[ \t]*(?:>[ \t]?)+", "\n", raw)
    return " ".join(raw.split())


def blocks_in(blocks: Sequence[Block], start: int, end: int) -> Sequence[Block]:
    """Of blocks in order, those that begin in a range."""
    first = bisect_left(blocks, start, key=_begins)
    return blocks[first : bisect_left(blocks, end, first, key=_begins)]


_begins = attrgetter("start")


def blocks_of(text: str) -> tuple[Block, ...]:
    """Put the lines of a letter together to blocks."""
    return parted(text, _Builder(text, lines_of(text)).build())


class _Builder:
    """Walks over the lines once, from the top."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.whole = text
        self.lines = lines
        self.body = [line for line in lines if not line.furniture]
        self.place = {line.start: index for index, line in enumerate(self.body)}
        lengths = sorted(len(line.text) for line in self.body if not line.rule)
        self.width = lengths[int(len(lengths) * 0.92)] if lengths else 0
        self.spaced = self._double_spaced()
        gaps = sum(line.gap > 0 for line in self.body)
        self.tight, self.packed = not gaps, gaps <= PACKED * len(self.body)
        self.rows = self._table_rows()
        self.last: dict[str, Marker] = {}
        self.levels = Levels()
        self.blocks: list[Block] = []

    def _double_spaced(self) -> bool:
        """Whether a blank line stands after each line, so that it means nothing."""
        pairs = list(zip(self.body, self.body[1:], strict=False))
        if len(pairs) < 8 or sum(after.gap > 0 for _, after in pairs) < 0.8 * len(pairs):
            return False
        cut = sum(
            after.text[0].islower() and not TERMINAL.search(line.text) for line, after in pairs
        )
        return cut > 0.25 * len(pairs)

    def gap(self, line: Line) -> int:
        """Blank lines above that mean something."""
        return max(0, line.gap - 1) if self.spaced else line.gap

    def _table_rows(self) -> set[int]:
        """Starts of the lines that are rows of a table, its header included."""
        rows = [is_row(line.text) for line in self.body]
        found: set[int] = set()
        for index, line in enumerate(self.body):
            near = [
                other
                for other in (index - 1, index + 1)
                if 0 <= other < len(rows)
                and rows[other]
                and self.gap(self.body[max(index, other)]) <= (1 if CELLS.search(line.text) else 0)
            ]
            header = (
                index + 1 in near
                and (
                    figures(self.body[index + 1].text)
                    or (index + 2 < len(rows) and rows[index + 2])
                )
                and len(line.text.split()) <= 12
                and not TERMINAL.search(line.text)
                and not is_prose(line.text)
                and not marker_of(line.text)
            )
            if near and (rows[index] or header):
                found.add(line.start)
        return found

    def build(self) -> list[Block]:
        previous: Line | None = None
        broken = False
        for line in self.lines:
            if line.furniture:
                self._add("furniture", line)
                broken = True
                continue
            marker = self._marker(line, previous)
            if line.rule:
                self._add("rule", line)
            elif marker:
                self._open("item", line, marker)
            elif line.start in self.rows:
                if previous and previous.start in self.rows and not self.gap(line) and not broken:
                    self._extend(line)
                else:
                    self._open("table", line)
            elif previous and self._joins(previous, line):
                if broken:
                    self._open("paragraph", line, continues=True)
                else:
                    self._extend(line)
            else:
                self._open("paragraph", line)
            previous, broken = line, False
        return self._with_headings()

    def _add(self, kind: BlockKind, line: Line) -> None:
        self.blocks.append(
            Block(kind=kind, start=line.start, end=line.end, quote=line.quote, gap=self.gap(line))
        )

    def _open(
        self, kind: BlockKind, line: Line, marker: Marker | None = None, *, continues: bool = False
    ) -> None:
        self.blocks.append(
            Block(
                kind=kind, start=line.start, end=line.end, quote=line.quote, gap=self.gap(line),
                head=marker, marker=(marker.id or marker.style) if marker else "",
                continues=continues,
            )
        )  # fmt: skip

    def _extend(self, line: Line) -> None:
        block = self.blocks[-1]
        self.blocks[-1] = Block(
            kind=block.kind, start=block.start, end=line.end, quote=block.quote, gap=block.gap,
            head=block.head, marker=block.marker, continues=block.continues,
        )  # fmt: skip

    def _deliberate(self, previous: Line, line: Line) -> bool:
        """Whether the first word of the line would have fitted on the one before it."""
        word = len(line.text.split(maxsplit=1)[0])
        share = 0.9 if self.tight and TERMINAL.search(previous.text) else 0.82
        return len(previous.text) + 1 + word <= share * self.width

    def _joins(self, previous: Line, line: Line) -> bool:
        """Whether the line goes on with the paragraph of the one before it."""
        if previous.rule or previous.quote != line.quote or previous.start in self.rows:
            return False
        ends = bool(TERMINAL.search(previous.text))
        if ends and (_BARE_LABEL.match(line.text) or _PARTING.match(line.text)):
            return False
        if ends and _IF_SO.match(line.text):
            return False
        if self.packed and ends and (self._titles(line) or self._quoted(previous)):
            return False
        opens_low = line.text[0].islower()
        label = _LABEL.match(line.text) and (ends or not opens_low or self.gap(line))
        if label or closes(line.text) or greets(previous.text):
            return False
        if self.gap(line):
            full = len(previous.text) >= 0.55 * self.width or previous.text[-1] in ",-–("
            return opens_low and not ends and full and self.gap(line) < 3
        if not ends and COUNTS.match(line.text) and self._deliberate(previous, line):
            return False
        if not ends and _ASKS_ANEW.match(line.text) and not _HANGING.search(previous.text):
            return False
        if not self._deliberate(previous, line):
            return not (ends and self.spaced and len(previous.text) < 0.7 * self.width)
        if previous.text[-1] in ",-–&(/" or _HANGING.search(previous.text):
            return True
        if opens_low or line.text[0] in ")&,":
            return not previous.text.endswith(":") or not ends
        return False

    def _quoted(self, line: Line) -> bool:
        """Whether a line ends what is quoted from a block before its own."""
        words = self.whole[self.blocks[-1].start : line.end]
        closed = words[-1] == "”" and words.count("”") > words.count("“")
        return closed or (words[-1] == '"' and words.count('"') % 2 == 1)

    def _titles(self, line: Line) -> bool:
        """Whether a line without blank ones about it is a heading: what follows begins anew."""
        after = self.body[self.place[line.start] + 1 :][:1]
        return bool(
            after
            and heads(line.text)
            and not TERMINAL.search(line.text)
            and not after[0].text[0].islower()
            and self._deliberate(line, after[0])
        )

    def _marker(self, line: Line, previous: Line | None) -> Marker | None:
        """The line's marker, if it is plausible where it stands."""
        marker = None if line.rule else marker_of(line.text)
        if marker is not None and marker.path in (("l",), ("i",)):
            marker = self._misread(marker, line)
        if marker is None or _NAME.fullmatch(line.text) or self._linked(line):
            return None
        fresh = (
            previous is None
            or self.gap(line) > 0
            or previous.rule
            or bool(TERMINAL.search(previous.text))
            or len(previous.text) < 0.8 * self.width
            or previous.start in self.rows
        )
        if marker.style == "firstly" and (marker := self._counted(marker, line)) is None:
            return None
        if marker.style == "A(i)":
            plausible = fresh
        elif not marker.path:
            plausible = fresh or marker.style == "•" or self._goes_on_listing(marker, line)
        elif marker.side or marker.style.startswith("first"):
            last = self.last.get(marker.style)
            step = place_of(marker) - place_of(last) if last else 0
            goes_on = step == 1 or (last is not None and next_part(last, marker))
            plausible = fresh or (goes_on and line.text[marker.length : marker.length + 1] != "")
        else:
            plausible = self._follows(marker, fresh, line)
        if not plausible:
            return None
        if marker.path:
            self.last[marker.style] = marker
            own = marker.path
            if marker.path[0].isdigit():
                self.last["1"], own = marker, ()
            inner = (mark.path[0] for mark in inner_marks(line.text[marker.length :]))
            for letter in (*own, *inner):  # "2. (a) (i) Three.": then comes "(ii)", or "(b)"
                self.levels.enter(letter)
        return marker

    def _linked(self, line: Line) -> bool:
        """Whether a number in brackets has only an address below it: the mark of a link."""
        after = self.body[self.place[line.start] + 1 :][:1]
        return bool(_BRACKETED.fullmatch(line.text) and after and _ADDRESS.match(after[0].text))

    def _goes_on_listing(self, marker: Marker, line: Line) -> bool:
        """Whether a bullet stands as those above it do, though the line above is full."""
        block = self.blocks[-1] if self.blocks else None
        if block is None or block.kind != "item" or block.head is None:
            return False
        same = block.head.style == marker.style and not block.head.path
        return same and self._indent(block.start) == self._indent(line.start)

    def _indent(self, at: int) -> int:
        """How far from the edge a line begins."""
        return at - self.whole.rfind("\n", 0, at)

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

    def _follows(self, marker: Marker, fresh: bool, line: Line) -> bool:
        first = marker.path[0]
        if marker.bare:
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
        if first.isdigit():
            last = self.last.get("1")
            expected = 1 if last is None else int(last.path[0]) + 1
            if line.text.isdigit():
                return int(first) == expected
            part = last is not None and next_part(last, marker)
            return fresh or part or int(first) == expected
        if self.levels.innermost_before(first):
            return True
        if first in ("a", "i"):
            return fresh
        nested = self.last.get("1")
        above = (*self.levels.open, *(nested.path[1:] if nested else ()))
        return fresh and (any(next_letter(one, first) for one in above) or self._begun(first))

    def _begun(self, first: str) -> bool:
        """Whether a list began within the words above: "Please give (a) its age" above "(b)"."""
        before = {"b": r"\(a\)", "ii": r"\(i\)"}.get(first)
        block = self.blocks[-1] if self.blocks else None
        if before is None or block is None:
            return False
        return bool(re.search(rf"\s{before}\s+\w", self.whole[block.start : block.end]))

    def _with_headings(self) -> list[Block]:
        """Tell headings from the paragraphs that are as short."""
        found = list(self.blocks)
        for index, block in enumerate(found):
            if block.kind != "paragraph" or block.continues or block.end - block.start > 120:
                continue
            after = next(
                (b for b in found[index + 1 :] if b.kind not in ("rule", "furniture")), None
            )
            before = found[index - 1] if index else None
            if after is None or after.continues or not heads(self.whole[block.start : block.end]):
                continue
            if CITED.match(self.whole, block.start) and _listed(self.whole, before, after):
                continue
            found[index] = Block(
                kind="heading", start=block.start, end=block.end, quote=block.quote, gap=block.gap
            )
        return found


def _listed(text: str, before: Block | None, after: Block) -> bool:
    """Whether a line that is a citation is one of a list, and not the head of what follows."""
    if before is None:
        return False
    above = text[before.start : before.end]
    below = text[after.start : after.end]
    short = before.end - before.start < 120
    if CITED.match(above) and short and before.kind in ("paragraph", "item"):
        return True
    if _LEADS.search(above) and (before.kind != "heading" or len(above.split()) > 3):
        return True
    return bool(CITED.match(below)) and after.end - after.start < 120
