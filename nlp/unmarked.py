"""Questions with their answers under them and no numbers to tell the two apart."""

from collections.abc import Iterator, Sequence
from itertools import pairwise, takewhile

from nlp.block import Block
from nlp.dialogue import ANSWERS, ASKED, DEMAND, ENDS, TELLS

_APART = frozenset({"o:signoff", "h:response", "h:request"})
_TURN = frozenset({"request", "response", "boilerplate"})
_LEAST = 3
"""Questions with something below each that are no chance."""
_TOLD = TELLS | {"figure", "capitals", "ck:one", "ck:several"}
_TELLING = frozenset({"cites first", "b:exempt", "b:ncnd", "b:not_held", "figures"})


def by_questions(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """Where something is told under each of several questions without a mark, these ask.

    Questions are put as they were, or told: "You also want to know what it cost."
    """
    for sign in ("asks", "o:retells"):
        asking = [
            index
            for index, block in enumerate(blocks)
            if block.head is None and sign in signs[index]
            if kinds[index] in (*_TURN, "exemptions") and "o:assists" not in signs[index]
        ]
        if _lists(blocks, kinds, asking):
            continue
        asking_too = [i for i in _demands(blocks, signs) if asking and i > asking[0]]
        turns = [
            index
            for index, after in pairwise([*sorted({*asking, *asking_too}), len(blocks)])
            if index + 1 < after and _told_under(blocks, signs, kinds, index + 1)
        ]
        if len(turns) >= _LEAST and set(asking) <= set(turns):
            break
    else:
        return
    for here, after in pairwise([*turns, turns[-1] + 2]):
        kinds[here] = "request"
        for index in range(here + 1, after):
            if kinds[index] in ("request", "boilerplate"):
                kinds[index] = "response"


def _lists(blocks: Sequence[Block], kinds: Sequence[str], asking: Sequence[int]) -> bool:
    """Whether there is a list that asks, which is neither under a question nor below them all."""
    lead, places = -1, set(asking)
    last = asking[-1] + 1 if asking else len(blocks)
    for index, block in enumerate(blocks):
        if block.head is None:
            lead = index
        elif kinds[index] == "request" and lead not in places and lead <= last:
            return True
    return False


def _demands(blocks: Sequence[Block], signs: Sequence[Sequence[str]]) -> Iterator[int]:
    """Which paragraphs are nothing but a demand: "Please supply the plan."."""
    for index, block in enumerate(blocks):
        said = set(signs[index])
        plain = block.head is None and block.kind in ("paragraph", "heading") and block.gap > 0
        if plain and DEMAND & said and not {"size:4", "colon", *TELLS} & said:
            yield index


def _told_under(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: Sequence[str], index: int
) -> bool:
    """Whether a block could be what is told under a question."""
    said = set(signs[index])
    plain = blocks[index].kind in ("paragraph", "table", "item")
    if blocks[index].kind == "heading":  # a line that only looks like one, or the title of a table
        titles = index + 1 < len(blocks) and blocks[index + 1].kind == "table"
        plain = not blocks[index].gap or "colon" in said or titles
    return plain and kinds[index] in (*_TURN, *ANSWERS) and not ({"asks", *ENDS} & said)


def by_nested(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Where bullets that tell stand under each numbered question, and no more, they answer."""
    numbered = [i for i, block in enumerate(blocks) if block.head and block.head.path]
    runs = [_run_of_bullets(blocks, index) for index in numbered]
    below = [index for run in runs for index in run]
    asked = sum(bool(ASKED & set(signs[index])) for index in numbered)
    if len(numbered) < _LEAST or asked < len(numbered) - 1 or not all(runs):
        return
    told = sum(any(_TOLD & set(signs[index]) for index in run) for run in runs)
    others = {kinds[i] for i in range(numbered[0], len(blocks)) if i not in {*numbered, *below}}
    if 2 * told < len(runs) or "response" in others or any("asks" in signs[i] for i in below):
        return
    for index in numbered:
        kinds[index] = "request"
    for index in below:
        cites = any(sign.startswith("c:") for sign in signs[index])
        kinds[index] = "exemptions" if cites else "response"


def _run_of_bullets(blocks: Sequence[Block], index: int) -> list[int]:
    """The bullets straight below a block."""
    return list(takewhile(lambda at: blocks[at].is_bullet, range(index + 1, len(blocks))))


def by_bullets(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Where lines stand below each of several bullets, and tell something, the bullets ask."""
    for run in _bulleted(blocks, signs):
        asking = [i for i in run if kinds[i] == "request" or ASKED & set(signs[i])]
        below = [set(signs[i + 1]) for i in run]
        told = sum(bool(said & _TOLD) for said in below)
        if 2 * len(asking) < len(run) or 2 * told < len(run):
            continue
        if any("asks" in said for said in below) or any(_TELLING & set(signs[i]) for i in run):
            continue
        for here, after in pairwise([*run, run[-1] + 2]):
            kinds[here] = "request"
            for index in range(here + 1, after):
                if kinds[index] not in ANSWERS:
                    kinds[index] = "response"


def _bulleted(blocks: Sequence[Block], signs: Sequence[Sequence[str]]) -> Iterator[list[int]]:
    """The indices of bullets of one kind with lines below each that have no mark of their own."""
    run: list[int] = []
    style = ""
    for index, block in enumerate(blocks):
        head = block.head
        if head is None and not _APART & set(signs[index]):
            continue
        below = bool(run) and index > run[-1] + 1
        if head is None or head.path or head.style != style or not below:
            yield from _long(run if below else run[:-1])
            run = []
        if head is not None and not head.path:
            run.append(index)
            style = head.style
    yield from _long(run if run and run[-1] + 1 < len(blocks) else run[:-1])


def _long(run: list[int]) -> list[list[int]]:
    return [run] if len(run) >= _LEAST else []
