"""A block of a letter: a heading, a paragraph, an item of a list, a table, a rule, as a range."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal

from nlp.markers import Marker

BlockKind = Literal["heading", "paragraph", "item", "table", "rule", "furniture"]


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

    @property
    def is_bullet(self) -> bool:
        """Whether it is an item with a mark that counts nothing."""
        return self.head is not None and not self.head.path

    @property
    def only_mark(self) -> bool:
        """Whether it is nothing but its mark, as printed: "Question 2:"."""
        return self.head is not None and 0 < self.head.length >= self.end - self.start - 1


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
