"""The blocks of a letter: headings, paragraphs, list items, tables, rules, as ranges."""

import re
from collections.abc import Iterator, Sequence

from spacy.language import Language
from spacy.tokens import Doc

from nlp.block import Block, BlockKind
from nlp.headings import COUNTS, heads
from nlp.letter import closes, greets
from nlp.lines import Line, hangs, lines_of
from nlp.lists import Lists
from nlp.markers import Marker, marker_of
from nlp.rows import CELLS, CITED, TERMINAL, figures, is_prose, is_row
from nlp.runon import parted
from nlp.tabled import rows_of
from nlp.text import text_of

_LEADS = re.compile(r"(?::|\b(?:are|is|following|by))\s*$", re.IGNORECASE)
_LABEL = re.compile(
    r"(?:(?:our|the|force|police|your) )?(?:response|answer|reply|request|question)s?"
    r"(?: (?:to )?(?:question )?\d{1,2})?\s*:(?:\s|$)"
    r"|(?-i:(?:[A-Z][\w&'’]* ){1,4}(?:Police|Constabulary|Service)): (?=\S)",
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
_ROW = re.compile(r"(?P<row>\d{1,2})\s+(?=\S)")
"""The number with which a row begins: "4 No - it was closed"."""
_PARTING = re.compile(
    r"If you (?:have any (?:further )?(?:queries|questions)"
    r"|(?:are|remain) (?:unhappy|dissatisfied|not))\b"
)
"""Words with which the close of a letter begins, also where no blank line is left."""
_FIGURE_OR_END = re.compile(r"(?<![\w(])\d|[a-z\d][.!] [A-Z]")
PACKED = 0.06
"""Such a part of the lines may have a blank one above where paragraphs are not told by them."""


SHORT, RUN, LEAD = 60, 3, 3
"""Characters of a line in a list without marks, such lines, and blanks in what leads to them."""


@Language.factory("foi_layout", assigns=["doc._.blocks"])
def make_layout(nlp: Language, name: str) -> "Layout":
    """Build the component."""
    return Layout()


class Layout:
    """Splits a letter into blocks."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.blocks = blocks_of(text_of(doc))
        return doc


def blocks_of(text: str) -> tuple[Block, ...]:
    """Put the lines of a letter together to blocks."""
    return parted(text, _Builder(text, lines_of(text)).build())


class _Builder:
    """Walks over the lines once, from the top."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.whole = text
        self.lines = lines
        self.body = [line for line in lines if not line.furniture]
        lengths = sorted(len(line.text) for line in self.body if not line.rule)
        self.width = lengths[int(len(lengths) * 0.92)] if lengths else 0
        self.spaced = self._double_spaced()
        gaps = sum(line.gap > 0 for line in self.body)
        self.tight, self.packed = not gaps, gaps <= PACKED * len(self.body)
        self.rows = self._table_rows()
        self.lists = Lists(text, self.body)
        self.tabled = rows_of(text, self.body)
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
            above = self.body[index - 1] if index else None
            counted = above is not None and above.start in found and not self.gap(line)
            if (near and (rows[index] or header)) or (
                counted and above and _counts_on(above.text, line.text)
            ):
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
            if (row := self.tabled.get(line.start)) is not None:
                self.blocks += row
                previous, broken = line, False
                continue
            above = self.blocks[-1] if self.blocks else None
            marker = self.lists.marker(line, above, fresh=self._fresh(line, previous))
            if line.rule:
                self._add("rule", line)
            elif marker:
                self._open("item", line, marker)
            elif line.start in self.rows:
                below = previous is not None and previous.start in self.rows and not broken
                apart = self.gap(line) or (above and above.head and "\t" in line.text)
                if below and not apart:
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

    def _fresh(self, line: Line, previous: Line | None) -> bool:
        """Whether what stands above a line may have ended there."""
        return (
            previous is None
            or self.gap(line) > 0
            or previous.rule
            or bool(TERMINAL.search(previous.text))
            or len(previous.text) < 0.8 * self.width
            or previous.start in self.rows
        )

    def _joins(self, previous: Line, line: Line) -> bool:
        """Whether the line goes on with the paragraph of the one before it."""
        if previous.rule or previous.quote != line.quote or previous.start in self.rows:
            return False
        ends = bool(TERMINAL.search(previous.text))
        if ends and (_BARE_LABEL.match(line.text) or _PARTING.match(line.text)):
            return False
        if ends and (_IF_SO.match(line.text) or "\t" in line.text):
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
        if not ends and _ASKS_ANEW.match(line.text) and not hangs(previous.text):
            return False
        if not self._deliberate(previous, line):
            return not (ends and self.spaced and len(previous.text) < 0.7 * self.width)
        if previous.text[-1] in ",-–&(/" or hangs(previous.text):
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
        after = self.lists.after(line)
        return bool(
            after
            and heads(line.text)
            and not TERMINAL.search(line.text)
            and not after.text[0].islower()
            and self._deliberate(line, after)
        )

    def _tells(self, block: Block) -> bool:
        """Whether a line has a figure or the end of a sentence in it."""
        return bool(_FIGURE_OR_END.search(self.whole, block.start, block.end))

    def _with_headings(self) -> list[Block]:
        """Tell headings from the paragraphs that are as short."""
        found = list(self.blocks)
        listed = {*_listed_below(self.whole, found), *_answers_below(self.whole, found)}
        for index, block in enumerate(found):
            if index in listed or block.kind != "paragraph" or block.continues:
                continue
            if block.end - block.start > 120:
                continue
            after = next(
                (b for b in found[index + 1 :] if b.kind not in ("rule", "furniture")), None
            )
            before = found[index - 1] if index else None
            if after is None or after.continues or not heads(self.whole[block.start : block.end]):
                continue
            if before and _between(before, block, after) and self._tells(block):
                continue
            if CITED.match(self.whole, block.start) and _listed(self.whole, before, after):
                continue
            found[index] = Block(
                kind="heading", start=block.start, end=block.end, quote=block.quote, gap=block.gap
            )
        return found


def _listed_below(text: str, blocks: Sequence[Block]) -> Iterator[int]:
    """The short lines, one below the other, that a line with a colon leads to, and that line."""
    for index, block in enumerate(blocks):
        if block.kind != "paragraph" or text[block.end - 1] != ":":
            continue
        run = [index]
        for at in range(index + 1, len(blocks)):
            line = blocks[at]
            close = at == index + 1 or not line.gap
            if line.kind != "paragraph" or not close or line.end - line.start > SHORT:
                break
            run.append(at)
        if len(run) > RUN and text.count(" ", block.start, block.end) >= LEAD:
            yield from run


def _answers_below(text: str, blocks: Sequence[Block]) -> list[int]:
    """Lines straight under numbered questions, and parted from what follows, if there are some."""
    found = [
        index
        for index, (above, block, after) in enumerate(
            zip(blocks, blocks[1:], blocks[2:], strict=False), 1
        )
        if above.head and above.head.path and text[above.end - 1] == "?"
        if block.kind == "paragraph" and not block.gap and after.gap
        if not _BARE_LABEL.match(text, block.start, block.end)
    ]
    return found if len(found) >= RUN else []


def _counts_on(above: str, line: str) -> bool:
    """Whether a line has the bare number after that of the row above: "4 No - it was closed"."""
    first, number = _ROW.match(above), _ROW.match(line)
    return bool(first and number and int(number["row"]) == int(first["row"]) + 1)


def _between(before: Block, block: Block, after: Block) -> bool:
    """Whether a line stands between two bullets of one list, without blank lines about it."""
    heads = before.head, after.head
    same = bool(heads[0] and heads[1] and heads[0].style == heads[1].style)
    return same and not block.gap and not after.gap


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
