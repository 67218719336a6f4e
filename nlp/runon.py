"""Answers that run on behind their questions, where mail has lost the breaks of lines."""

import re
from collections.abc import Sequence
from dataclasses import replace

from nlp.block import Block

LEAST, SHARE = 3, 0.5
"""Questions with an answer behind them: so many, and such a part of those that have a mark."""
_BEHIND = re.compile(
    r"\s+(?=[A-Z£\d])(?!Please (?!see|find|refer|note)|(?:If|I|We would|Of|How|What|Which|Who"
    r"|Where|When|Why|And|Also|Give|Provide|Include|Break|For|By|Could|Can|Or|Both)\b)[^?]*$"
)
"""What asks no more: "How many? Please break them down." has no answer."""
_DASHED = re.compile(
    r"\s(?=[-–—]\s+(?:(?:please )?see\b|attached\b|exempt\b|withheld\b|refused\b|n/?a\b|none\b"
    r"|nil\b|yes\b|no\b|(?:information )?not (?:held|recorded)\b"
    r"|£?\d[\d,.]*%?(?:\s\w+){0,3}\W*$))",
    re.IGNORECASE,
)
"""A dash with an answer behind it, where the question is no sentence: "The cost - £12"."""


def parted(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with "3. How many? We own 12." in two, where most of the questions go on so."""
    ends = {block.start: end for block in blocks if (end := _end(text, block))}
    if not ends:
        ends = {block.start: end for block in blocks if (end := _dash(text, block))}
    marked = [
        block
        for block in blocks
        if _numbered(block) and (block.start in ends or "?" in text[block.start : block.end])
    ]
    if len(ends) < max(LEAST, SHARE * len(marked)):
        return tuple(blocks)
    found: list[Block] = []
    for block in blocks:
        if end := ends.get(block.start, 0):
            after = block.end - len(text[end : block.end].lstrip(" \t\n\xa0-–—"))
            found.append(replace(block, end=end))
            behind = replace(
                block, kind="paragraph", start=after, marker="", head=None, gap=0, behind=True
            )
            found.append(behind)
        else:
            found.append(block)
    return tuple(found)


def _numbered(block: Block) -> bool:
    return bool(block.head and block.head.path and block.head.side != "answer")


def _end(text: str, block: Block) -> int:
    """Where the question of a block ends behind which an answer stands; 0 if there is none."""
    end = text.rfind("?", block.start, block.end) + 1
    if not _numbered(block) or not end:
        return 0
    while text[end : end + 1] in tuple("\"”’')"):
        end += 1
    return end if _BEHIND.match(text, end, block.end) else 0


def _dash(text: str, block: Block) -> int:
    """Where the words of an item end behind which a dash and an answer stand; 0 without."""
    if not _numbered(block) or block.head is None:
        return 0
    found = _DASHED.search(text, block.start + block.head.length + 1, block.end)
    return found.start() if found else 0
