"""Where questions and answers take turns: which blocks ask, and which answer."""

from collections.abc import Sequence
from itertools import pairwise

from nlp.block import Block
from nlp.stems import DEMANDED

ANSWERS = ("response", "exemptions")
TELLS = frozenset({
    "o:yes_no", "b:not_held", "b:ncnd", "b:by_virtue", "b:exempt", "b:gives", "b:cost", "figures",
})  # fmt: skip


DEMAND = frozenset(f"ow:please {verb}" for verb in DEMANDED)
"""What shows that a paragraph asks for something: "Please supply"."""
ENDS = frozenset({
    "o:signoff", "b:further_queries", "b:disclaimer", "o:next_review", "h:review", "h:contact",
    "h:exemption", "h:section", "h:harm", "h:pit", "o:mail_head", "o:thread", "h:request",
    "o:furniture",
})  # fmt: skip
"""What no answer shows, and what stands below answers does."""
ASKED = frozenset({"asks", "o:asks", "o:outright", "o:request_opens", "quotes", "o:leads"})
_LEADS = frozenset({"o:answer_leads", "leads on"})


def by_sides(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Where Q1, Q2 stand beside A1, A2, the one side asks and the other answers."""
    numbers: dict[str, set[str]] = {"question": set(), "answer": set()}
    for block in blocks:
        if block.head and block.head.side:
            numbers[block.head.side].add(block.head.path[0])
    if len(numbers["question"] & numbers["answer"]) < 2:
        _headed_questions(blocks, signs, kinds)
        return
    side = ""
    alone = False
    asked: set[str] = set()
    answered: set[str] = set()
    for index, block in enumerate(blocks):
        if block.head and block.head.side:
            number = block.head.path[0]
            known = number in answered or (bool(answered) and number in asked)
            if known and block.head.side == "question" and not _put_again(signs, index):
                side = ""  # "Question 4 - any other use", above what is refused of it
                kinds[index] = "exemptions" if kinds[index] == "request" else kinds[index]
                continue
            side = block.head.side
            (answered if side == "answer" else asked).add(number)
            alone = block.only_mark
            if side == "question":
                kinds[index] = "request"
            elif kinds[index] in ("request", "boilerplate") or not TELLS & set(signs[index]):
                kinds[index] = "response"
        elif side == "question" and alone and kinds[index] in ANSWERS:
            kinds[index] = "request"
            alone = block.kind == "item"
        elif side == "answer" and kinds[index] == "request":
            kinds[index] = "response"


def _put_again(signs: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a label has its question behind it or on the next line."""
    below = signs[index + 1] if index + 1 < len(signs) else ()
    alone = "size:1" in signs[index]
    return bool(_PUT & set(signs[index])) or (alone and bool(_PUT & set(below)))


def _headed_questions(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """Under "Question Two" stands a question, where it asks or its answer has a heading."""
    headed = [
        index
        for index, block in enumerate(blocks[:-1])
        if block.head and block.head.side == "question" and block.only_mark
    ]
    asked = [i for i in headed if {"asks", "o:outright"} & set(signs[i + 1])]
    if len(asked) > 1:
        for index in asked:
            kinds[index] = kinds[index + 1] = "request"
    told = [i for i in headed if kinds[i] in ANSWERS]
    if not asked and 2 * len(told) > len(headed):
        for index in headed:  # the names of questions above their answers
            for at in (index, index + 1):
                kinds[at] = "response" if kinds[at] == "request" else kinds[at]
    heads = [at for at, one in enumerate(signs) if heads_answers(one)]
    answered = {
        index: until
        for index in headed
        if (until := next((at for at in heads if index + 2 <= at < index + 5), None))
    }
    if len(answered) > 1:
        for index, until in answered.items():
            kinds[index:until] = ["request"] * (until - index)


def heads_answers(signs: Sequence[str]) -> bool:
    """Whether a block with these signs is the heading of an answer: "Our response"."""
    return {"h:response", "kind:heading"} <= set(signs)


def by_pairs(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Where each number comes twice, first with the question and then with its answer."""
    numbered = [
        (index, block.head.path)
        for index, block in enumerate(blocks)
        if block.head and block.head.path and not block.head.side and block.head.path[0].isdigit()
    ]
    pairs: list[tuple[int, int]] = []
    for (here, path), (after, again) in pairwise(numbered):
        if path == again and (not pairs or pairs[-1][1] != here):
            pairs.append((here, after))
    if len(pairs) < 2 or len(pairs) * 2 < 0.8 * len(numbered):
        return
    for here, after in pairs:
        for index in range(here, after):
            kinds[index] = "request"
        if kinds[after] not in ANSWERS:
            kinds[after] = "response"


def by_sequence(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Where 1, 2, 3 ... stand with paragraphs between and most of them ask, the others ask too."""
    chain: list[int] = []
    for index, block in enumerate(blocks):
        path = block.head.path if block.head and block.head.side != "answer" else ()
        if path == (str(len(chain) + 1),):
            chain.append(index)
    asking = [index for index in chain if kinds[index] == "request"]
    apart = all(
        any(blocks[between].head is None for between in range(here + 1, after))
        for here, after in pairwise(chain)
    )
    if len(chain) < 3 or len(asking) < 0.6 * len(chain) or not apart:
        return
    turns = sum(kinds[index + 1] != "request" for index in asking if index + 1 < len(kinds))
    if turns < 0.6 * len(asking):
        return
    for index in chain:
        if not TELLS & set(signs[index]):
            kinds[index] = "request"


def by_lines(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """What stands behind a question on its line answers it; it asks, if nothing above did."""
    asked: set[tuple[str, ...]] = set()
    for index, block in enumerate(blocks):
        before = blocks[index - 1].head if index else None
        if block.behind and before is not None:
            first = before.path not in asked if before.path else "repeats" not in signs[index - 1]
            if first:
                kinds[index - 1] = "request"
            if kinds[index] not in ANSWERS:
                kinds[index] = "response"
        if kinds[index] == "request" and block.head and not _followed(blocks, index):
            asked.add(block.head.path)


def _followed(blocks: Sequence[Block], index: int) -> bool:
    """Whether an answer stands behind a block on its line."""
    return index + 1 < len(blocks) and blocks[index + 1].behind


def by_labels(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Numbers with "Answer:" straight under each ask."""
    pairs = [
        index
        for index, block in enumerate(blocks[:-1])
        if block.head
        and block.head.path
        and block.head.side != "answer"
        and "r:response" in signs[index + 1]
        and blocks[index + 1].head is None
    ]
    if len(pairs) > 1:
        for index in pairs:
            kinds[index] = "request"
            if kinds[index + 1] not in ANSWERS:
                kinds[index + 1] = "response"


def by_turns(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Where the answer to each question is printed under it."""
    parts = {at: run for at in range(1, len(blocks)) if (run := given_by_parts(blocks, signs, at))}
    given = {part for run in parts.values() for part in run}
    asking = [i for i, b in enumerate(blocks) if i not in given and _asks(b, signs[i], kinds[i])]
    replies = [i + 1 for i in asking if _replies(blocks, signs, i + 1)]
    turns = [i for i in replies if kinds[i] in ("response", "exemptions")]
    beside = set(range(asking[0] if asking else 0, len(blocks))) - set(replies)
    answers = sum(kinds[i] in ANSWERS for i in beside)
    if len(turns) > 1 and len(turns) >= len(replies) / 2:
        for index in asking:
            kinds[index] = "request"
        chosen = replies
    elif len(replies) > 1 and len(asking) - 1 <= len(replies) and len(replies) > answers:
        chosen = replies
    else:
        chosen = [i for i in replies if "r:response" in signs[i]]
    if len(chosen) > 2:
        chosen = sorted({*chosen, *_lettered(blocks, signs, kinds, chosen[0])})
    for index in [part for at in chosen for part in parts.get(at, (at,))]:
        if kinds[index] in ("request", "boilerplate"):
            kinds[index] = "response"
        for following in range(index + 1, len(blocks)):
            if blocks[following].head or kinds[following] != "request":
                break
            kinds[following] = "response"


def by_lead(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """What stands under "Please find our answer below" is the answer, where it does not ask."""
    lead = next((i for i, one in enumerate(signs) if _LEADS & set(one)), None)
    if lead is None or kinds[lead] not in ("request", "response", "boilerplate"):
        return
    below = []
    for index in range(lead + 1, len(blocks)):
        if ENDS & set(signs[index]) or kinds[index] not in ("request", "response", "boilerplate"):
            break
        below.append(index)
    if not below:
        return
    told = {i for i in below if _counts_up(blocks, signs, i)}
    asking = [i for i in below if ASKED & set(signs[i]) or (blocks[i].head and i not in told)]
    if not asking:
        if "leads on" not in signs[lead]:
            kinds[lead] = "response"
        for index in below:
            kinds[index] = "response"
        return
    if any((head := blocks[i].head) and head.path for i in below):
        return  # numbers tell more
    asking = [i for i in below if _puts(blocks[i], signs[i]) or _followed(blocks, i)]
    turns = [
        i for i in asking if (i + 1 in below and i + 1 not in asking) or _refused(kinds, i + 1)
    ]
    if len(turns) > 1 and len(turns) >= 0.6 * len(asking):
        if "leads on" not in signs[lead]:
            kinds[lead] = "response"
        for index in below:
            kinds[index] = "request" if index in asking else "response"


_PUT = frozenset({"asks", "o:outright"})


def _refused(kinds: Sequence[str], index: int) -> bool:
    return index < len(kinds) and kinds[index] == "exemptions"


def given_by_parts(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], index: int
) -> list[int]:
    """The lettered parts under a question that answer: "a. Referred = 34".

    Each gives a figure, or the question has its own parts within its sentence: "How many were
    (a) lost and (b) found?".
    """
    if not _PUT & set(signs[index - 1]):
        return []
    within = "parts within" in signs[index - 1]
    run: list[int] = []
    for at in range(index, len(blocks)):
        head = blocks[at].head
        letter = chr(ord("a") + len(run))
        if head is None or head.path != (letter,) or ASKED & set(signs[at]):
            break
        if not within and "labelled figure" not in signs[at]:
            break
        run.append(at)
    return run if len(run) > 1 else []


def _counts_up(blocks: Sequence[Block], signs: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a block is one of several bullets in a row of which none asks."""
    head = blocks[index].head
    beside = [i for i in (index - 1, index + 1) if i < len(blocks) and blocks[i].head == head]
    return (
        head is not None
        and not head.path
        and bool(beside)
        and not any(ASKED & set(signs[i]) for i in (index, *beside))
    )


def _puts(block: Block, signs: Sequence[str]) -> bool:
    """Whether a block without a number of its own puts a question."""
    if block.quote or (block.head and block.head.path):
        return False
    demands = block.gap > 0 and bool(DEMAND & set(signs))
    return "asks" in signs or demands or bool(block.head and {"o:asks", "o:outright"} & set(signs))


def _lettered(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str], first: int
) -> list[int]:
    """Where the answers to parts of a question stand that are asked in turn as well."""
    found = []
    for index in range(first, len(blocks) - 1):
        head = blocks[index].head
        if head is None or not head.path or head.path[0].isdigit() or head.side:
            continue
        if not TELLS & set(signs[index]) and _replies(blocks, signs, index + 1):
            kinds[index] = "request"
            found.append(index + 1)
    return found


def _asks(block: Block, signs: Sequence[str], kind: str) -> bool:
    """Whether a numbered block is a question of the request, or reads like one."""
    if not (block.head and block.head.path) or block.only_mark:
        return False
    return kind == "request" or (kind == "response" and bool(_PUT & set(signs)))


def _replies(blocks: Sequence[Block], signs: Sequence[Sequence[str]], index: int) -> bool:
    """Whether the block could be the answer to the question above it."""
    if index >= len(blocks) or {"asks", "o:signoff"} & set(signs[index]):
        return False
    head, before = blocks[index].head, blocks[index - 1]
    if head is not None:
        # A single bullet under a question is its answer.
        alone = index + 1 == len(blocks) or blocks[index + 1].head != head
        asked = bool(before.head and before.head.path) and bool(_PUT & set(signs[index - 1]))
        return asked and ((not head.path and alone) or bool(given_by_parts(blocks, signs, index)))
    return blocks[index].kind in ("paragraph", "table")
