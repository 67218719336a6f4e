"""Which of the two languages of a Welsh force's letter a text is in."""

import re
from collections.abc import Sequence
from itertools import pairwise

from nlp.block import Block, words_of

_WELSH = frozenset({
    "yn", "yr", "y", "o", "ar", "ei", "eu", "eich", "gan", "sydd", "wedi", "faint", "sawl", "pob",
    "bob", "oedd", "mae", "neu", "heddlu", "gwaith", "oed",
})  # fmt: skip
_ENGLISH = frozenset({
    "the", "of", "and", "to", "in", "a", "is", "for", "on", "that", "how", "many", "was", "were",
    "you", "please", "each", "any",
})  # fmt: skip


def is_welsh(text: str) -> bool:
    """Whether a text is in Welsh."""
    welsh, english = _counts(text)
    return welsh > 2 * english


def in_english(text: str, blocks: Sequence[Block]) -> list[Block]:
    """The blocks of a request without the Welsh of what is asked in both languages in turn."""
    pairs = [
        (one, other)
        for one, other in pairwise(blocks)
        if one.head and other.head and one.head.path and one.head.path == other.head.path
    ]
    texts = [(words_of(text, one), words_of(text, other)) for one, other in pairs]
    both = sum(is_welsh(one) != is_welsh(other) for one, other in texts)
    if not both or 2 * both < len(pairs):
        return list(blocks)
    welsh = {max(pair, key=lambda block: _leaning(words_of(text, block))).start for pair in pairs}
    return [block for block in blocks if block.start not in welsh]


def _leaning(text: str) -> int:
    """How many more of its words are Welsh than English."""
    welsh, english = _counts(text)
    return welsh - english


def _counts(text: str) -> tuple[int, int]:
    words = re.findall(r"[\w']+", text.lower())
    return sum(word in _WELSH for word in words), sum(word in _ENGLISH for word in words)
