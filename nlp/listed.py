"""Items of one list of the request, which the row of kinds has torn apart."""

from collections.abc import Iterator, Sequence

from nlp.block import Block
from nlp.dialogue import TELLS
from nlp.markers import ROMAN, next_letter

_TOLD = TELLS | {"figure"}
_ASKS = frozenset({"asks", "o:asks", "o:outright"})
_EARLY = ("a", "b", "i", "ii")
"""With which the parts of an item begin; its first may stand on its own line: "4. (a) …"."""


def by_yes_or_no(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """Yes or no alone on its line between two questions of a list answers the one above it."""
    for index in range(1, len(blocks)):
        above = blocks[index - 1].head
        below = blocks[index + 1].head if index + 1 < len(blocks) else None
        if (
            kinds[index] == kinds[index - 1] == "request"
            and blocks[index].head is None
            and {"o:yes_no", "size:1"} <= set(signs[index])
            and above
            and above.path
            and (below is None or below.path)
        ):
            kinds[index] = "response"


_DECIDES = frozenset({"t:decision", "t:response", "t:exemption"})


def by_own_parts(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """Where a letter numbers its own parts, "2. Decision" ends the request in "1. Your request".

    It is no item of the list that is asked, nor is what stands below it.
    """
    asked, decides = 0, False
    for index, block in enumerate(blocks):
        head = block.head
        if head and not head.side and len(head.path) == 1 and head.path[0].isdigit():
            here = int(head.path[0])
            titles = set(signs[index]) if "titled" in signs[index] else set()
            decides = asked > 0 and here == asked + 1 and bool(_DECIDES & titles)
            if "t:request" in titles and kinds[index] == "request":
                asked = here
        if kinds[index] != "request":
            decides = False
        elif decides:
            kinds[index] = "response"


def together(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """What stands in a list whose first item and most of the others ask, asks as well.

    A list ends where anything stands between its items, or where it begins anew.
    """
    for run in _runs(blocks):
        _hang(blocks, signs, kinds, run)
        asked = [index for index in run if kinds[index] == "request"]
        if not asked or asked[0] != run[0] or 2 * len(asked) < len(run):
            continue
        tail = [index for index in run if index > asked[-1]]
        close = all(
            blocks[index].gap == 0 and (_ASKS & set(signs[index]) or not TELLS & set(signs[index]))
            for index in tail
        )
        between = range(asked[0], run[-1] + 1 if close else asked[-1])
        if not any(
            TELLS & set(signs[index]) and index not in tail
            for index in between
            if kinds[index] != "request"
        ):
            for index in between:
                kinds[index] = "request"
    _above_parts(blocks, signs, kinds)


def _hang(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str], run: Sequence[int]
) -> None:
    """The parts under "How many of these:" are asked, where they tell nothing."""
    for place, index in enumerate(run):
        if kinds[index] != "request" or "colon" not in signs[index]:
            continue
        parts: list[int] = []
        for following in run[place + 1 :]:
            if _path(blocks[following])[0].isdigit():
                break
            parts.append(following)
        if not any(_TOLD & set(signs[part]) for part in parts):
            for part in parts:
                kinds[part] = "request"


def _above_parts(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """What goes on with the numbers of the request, and stands above parts that ask, asks."""
    asked: list[str] = []
    for index, block in enumerate(blocks[:-1]):
        path = _path(block)
        if not path:
            continue
        parts = _path(blocks[index + 1]) in (("a",), ("i",)) and kinds[index + 1] == "request"
        may_ask = parts and kinds[index] == "response" and TELLS.isdisjoint(signs[index])
        if may_ask and any(_next(one, path[-1]) for one in asked):
            kinds[index] = "request"
        if kinds[index] == "request":
            asked.append(path[-1])


def _path(block: Block) -> tuple[str, ...]:
    """The number of an item that may ask; empty for a bullet, and for "Answer 2"."""
    return block.head.path if block.head and block.head.side != "answer" else ()


def _runs(blocks: Sequence[Block]) -> Iterator[list[int]]:
    """The indices of the items that stand straight under one another and go on counting."""
    run: list[int] = []
    levels: list[str] = []
    for index, block in enumerate(blocks):
        path = _path(block)
        if run and (run[-1] != index - 1 or not _counts_on(levels, path)):
            yield run
            run = []
        if path:
            if not run:
                levels[:] = path
            run.append(index)
    if run:
        yield run


def _counts_on(levels: list[str], path: Sequence[str]) -> bool:
    """Whether a number comes next after those that are open, which it then takes the place of."""
    if not path:
        return False
    first = path[0]
    if len(path) > 1:
        if not _next(levels[0], first) and (first != levels[0] or list(path) == levels):
            return False
        levels[:] = path
        return True
    for level in reversed(range(len(levels))):
        if _next(levels[level], first):
            levels[level:] = [first]
            return True
    begun = any(one.isalpha() and (one in ROMAN) == (first in ROMAN) for one in levels)
    if first in _EARLY and not begun:
        levels.append(first)
        return True
    return False


def _next(one: str, other: str) -> bool:
    """Whether a number, letter or roman numeral comes after another."""
    if one.isdigit() and other.isdigit():
        return int(other) == int(one) + 1
    return next_letter(one, other)
