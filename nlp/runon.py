"""Answers that run on behind their questions, on the same line or over its break."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from nlp.block import Block
from nlp.lines import hangs

LEAST, SHARE = 3, 0.5
"""Questions with an answer behind them: so many, and such a part of those that have a mark."""
FEW = 4
"""A question of fewer words may begin as another does."""
_WORD = re.compile(r"\S+")
_MORE = (
    r"(?!Please (?!see|find|refer|note)|(?:If|I|We would|Of|How|What|Which|Who"
    r"|Where|When|Why|And|Also|Give|Provide|Include|Break|For|By|Could|Can|Or|Both)\b)"
)
"""What asks no more: "How many? Please break them down." has no answer."""
_BEHIND = re.compile(rf"\s+(?=[A-Z£\d]){_MORE}[^?]*$")
_BEHIND_DASH = re.compile(rf"\s+[-–—]\s+(?i:{_MORE})(?=\w|[£\"“'(])[^?]*$")
_DASHED = re.compile(
    r"\s(?=[-–—]\s+(?:(?:please )?see\b|attached\b|exempt\b|withheld\b|refused\b|n/?a\b|none\b"
    r"|nil\b|yes\b|no\b|(?:information )?not (?:held|recorded)\b"
    r"|£?\d[\d,.]*%?(?:\s\w+){0,3}\W*$))",
    re.IGNORECASE,
)
"""A dash with an answer behind it, where the question is no sentence: "The cost - £12"."""
_DASH = re.compile(r"\s+[-–—]\s+(?=[A-Z£\d\"“(])")
_ANEW = re.compile(
    r"(?:(?<=[.!])[ \t]*\n[> \t]*(?=[A-Z£\d])"
    r"|(?:(?<= [a-z]{4})|(?<=[a-z]{5}))[ \t]*\n[> \t]*(?=[A-Z£]))" + _MORE
)
_ANSWERED = re.compile(rf"\?[\"”’')]*[ \t]*\n[> \t]*(?=[A-Z£\d]){_MORE}[^?]*$")
_DEFINED = re.compile(r"\?:\s")
"""Between a term and what it means, in a list of definitions."""
BELOW = 2
"""So many questions that have their answer on the line below show that the others have too."""


def parted(text: str, blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks, with "3. How many? We own 12." in two, where most of the questions go on so."""
    if ends := _broken(text, blocks):
        blocks = _cut(text, blocks, ends)
    if ends := _printed_twice(text, blocks):
        blocks = _cut(text, blocks, ends)
    ends = {block.start: end for block in blocks if (end := _end(text, block))}
    if not ends:
        ends = {block.start: end for block in blocks if (end := _dash(text, block))}
    marked = [
        block
        for block in blocks
        if _asks(block) and (block.start in ends or "?" in text[block.start : block.end])
    ]
    if len(ends) < max(LEAST, SHARE * len(marked)):
        return tuple(blocks)
    return _cut(text, blocks, ends | _demands(text, blocks, ends))


def _cut(text: str, blocks: Sequence[Block], ends: Mapping[int, int]) -> tuple[Block, ...]:
    """The blocks, those that go on behind a question in two."""
    found: list[Block] = []
    for block in blocks:
        if end := ends.get(block.start, 0):
            after = block.end - len(text[end : block.end].lstrip(" \t\n\xa0:-–—"))
            found.append(replace(block, end=end))
            behind = replace(
                block, kind="paragraph", start=after, marker="", head=None, gap=0, behind=True
            )
            found.append(behind)
        else:
            found.append(block)
    return tuple(found)


def _broken(text: str, blocks: Sequence[Block]) -> dict[int, int]:
    """Where the questions end whose answer begins on the next line as if it went on with them.

    Others of the same list, or of those without a mark, have theirs plainly on the line below.
    """
    plain, joined = Counter[str](), dict[int, tuple[str, int]]()
    seen: set[tuple[str, ...]] = set()
    certain: dict[int, int] = {}
    for block, after in pairwise([*blocks, Block(kind="rule", start=0, end=0)]):
        if block.kind not in ("paragraph", "item") or not (block.head is None or _asks(block)):
            continue
        defined = _DEFINED.search(text, block.start, block.end)
        if defined:
            certain[block.start] = defined.start() + 1
            continue
        style = block.head.style if block.head else ""
        name = (style, *block.head.path) if block.head and block.head.path else ()
        if name in seen:
            continue  # it answers
        seen.update([name] if name else [])
        words = text[block.start : block.end]
        below = after.head is None and after.kind in ("paragraph", "heading", "table")
        if below and not after.gap and (style or words.endswith("?")):
            plain[style] += not text[after.start : after.end].endswith("?")
        elif end := _break(words, marked=bool(style)):
            joined[block.start] = (style, block.start + end)
    styles = Counter(style for style, _ in joined.values())
    return certain | {
        start: end
        for start, (style, end) in joined.items()
        if plain[style] >= max(BELOW, styles[style])
    }


def _break(words: str, *, marked: bool) -> int:
    """Where a question may end within words, at the end of a line; 0 if nowhere."""
    if answered := _ANSWERED.search(words):
        return answered.start() + 1
    if not marked or "?" in words:
        return 0
    ends = (cut.start() for cut in _ANEW.finditer(words))
    return next((end for end in ends if not hangs(words[:end])), 0)


def _printed_twice(text: str, blocks: Sequence[Block]) -> dict[int, int]:
    """Where items end that are printed without what stands behind them in a list below.

    "4. The number of vans. 12" goes on from "4. The number of vans." of the mail under it.
    """
    bare: dict[tuple[str, ...], set[tuple[str, ...]]] = {}
    found: dict[int, int] = {}
    for block in reversed(blocks):
        if not _asks(block) or block.head is None:
            continue
        words = [
            one
            for one in _WORD.finditer(text, block.start + block.head.length, block.end)
            if one.group().strip(">")
        ]
        own = tuple(one.group() for one in words)
        if len(own) < FEW:
            continue
        alike = bare.setdefault((*block.head.path, *own[:FEW]), set())
        sizes = [len(one) for one in alike if len(own) > len(one) and own[: len(one)] == one]
        if sizes:
            found[block.start] = words[max(sizes) - 1].end()
        alike.add(own)
    return found if len(found) > 1 else {}


def _asks(block: Block) -> bool:
    """Whether a block has a number or bullet, and may ask."""
    return bool(block.head and block.head.side != "answer")


def _demands(text: str, blocks: Sequence[Block], ends: Mapping[int, int]) -> dict[int, int]:
    """Where the items of a list end that ask without a mark: "A copy of it. - Attached".

    Most of those about them have an answer behind a dash, and so they have.
    """
    listed, dashed = Counter[str](), Counter[str]()
    for block in blocks:
        if block.head:
            listed[block.head.style] += 1
            end = ends.get(block.start)
            dashed[block.head.style] += bool(end and _DASH.match(text, end))
    found: dict[int, int] = {}
    for block in blocks:
        if not _asks(block) or block.head is None or block.start in ends:
            continue
        if 2 * dashed[block.head.style] <= listed[block.head.style]:
            continue
        cuts = list(_DASH.finditer(text, block.start + block.head.length + 1, block.end))
        if len(cuts) == 1 and "?" not in text[block.start : block.end]:
            found[block.start] = cuts[0].start()
    return found


def _end(text: str, block: Block) -> int:
    """Where the question of a block ends behind which an answer stands; 0 if there is none."""
    end = text.rfind("?", block.start, block.end) + 1
    if not _asks(block) or not end:
        return 0
    while text[end : end + 1] in tuple("\"”’')"):
        end += 1
    told = _BEHIND.match(text, end, block.end) or _BEHIND_DASH.match(text, end, block.end)
    return end if told else 0


def _dash(text: str, block: Block) -> int:
    """Where the words of an item end behind which a dash and an answer stand; 0 without."""
    if not _asks(block) or block.head is None:
        return 0
    found = _DASHED.search(text, block.start + block.head.length + 1, block.end)
    return found.start() if found else 0
