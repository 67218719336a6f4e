"""What the row of kinds cannot see: labels, sides of a dialogue, answers under their questions."""

from collections.abc import Sequence

from nlp.layout import Block

_HEADED_BY = {
    "request": frozenset({"h:request"}),
    "response": frozenset({"h:response", "h:advice"}),
    "harm": frozenset({"h:harm"}),
    "pit-for": frozenset({"h:for", "h:favouring_ncnd"}),
    "pit-against": frozenset({"h:against", "h:against_ncnd"}),
    "balance": frozenset({"h:balance", "h:pit"}),
    "annex": frozenset({"h:annex"}),
    "review": frozenset({"h:review"}),
    "ico": frozenset({"h:ico"}),
    "exemptions": frozenset({"h:exemption", "h:reason", "h:section", "h:partial_ncnd"}),
}


def mended(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: Sequence[str]
) -> list[str]:
    """The kinds, where a label or heading says more than the row of kinds allows for."""
    found = list(kinds)
    _by_sides(blocks, found)
    _by_turns(blocks, signs, found)
    if "request" not in found:
        _by_label(signs, found, "request")
    if not {"response", "exemptions"} & set(found):
        _by_label(signs, found, "response")
    if not {"response", "exemptions"} & set(found):
        _bare_answers(blocks, signs, found)
    _complaints(blocks, signs, found)
    for index, block in enumerate(blocks):
        if index and block.continues:
            found[index] = found[index - 1]
    _rules(blocks, found)
    for index in range(len(blocks) - 2, -1, -1):
        block, after = blocks[index], found[index + 1]
        alone = block.head and block.head.side and block.end - block.start <= block.head.length + 1
        named = block.kind == "heading" and _HEADED_BY.get(after, frozenset()) & set(signs[index])
        annexed = "h:annex" in signs[index] and found[index] == "boilerplate"
        if alone or named or annexed:
            found[index] = after
    for index in range(1, len(blocks)):
        led = found[index - 1] == "request" and "colon" in signs[index - 1]
        if led and "quotes" in signs[index]:
            found[index] = "request"
    return found


_TELLS = frozenset({
    "o:yes_no", "b:not_held", "b:ncnd", "b:by_virtue", "b:exempt", "b:gives", "b:cost", "figures",
})  # fmt: skip


def _bare_answers(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """A short note may answer without any heading."""
    for index, block in enumerate(blocks):
        said = set(signs[index])
        if "o:signoff" in said:
            return
        opens = {"o:letter_opens", "o:reference_line", "b:disclaimer", "h:request"} & said
        body = block.kind in ("paragraph", "item", "table") and kinds[index] == "boilerplate"
        if body and said & _TELLS and not opens:
            kinds[index] = "response"


def _complaints(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """What stands under "Complaint rights" is about them, even if it only points to a sheet."""
    for index in range(len(blocks) - 1):
        pair = {kinds[index], kinds[index + 1]} == {"boilerplate"}
        headed = blocks[index].kind == "heading" and "h:review" in signs[index]
        told = blocks[index + 1].kind == "paragraph" and "o:signoff" not in signs[index + 1]
        if pair and headed and told:
            kinds[index] = kinds[index + 1] = "review"


def _rules(blocks: Sequence[Block], kinds: list[str]) -> None:
    """A line of dashes or stars goes with what follows; the second of a pair closes the first."""
    opened = False
    for index, block in enumerate(blocks):
        if block.kind != "rule":
            continue
        if opened and index:
            kinds[index], opened = kinds[index - 1], False
        elif index + 1 < len(blocks):
            kinds[index], opened = kinds[index + 1], True


def _by_sides(blocks: Sequence[Block], kinds: list[str]) -> None:
    """Where Q1, Q2 stand beside A1, A2, the one side asks and the other answers."""
    numbers: dict[str, set[str]] = {"question": set(), "answer": set()}
    for block in blocks:
        if block.head and block.head.side:
            numbers[block.head.side].add(block.head.path[0])
    if len(numbers["question"] & numbers["answer"]) < 2:
        return
    for index, block in enumerate(blocks):
        side = block.head.side if block.head else ""
        if side == "question":
            kinds[index] = "request"
        elif side == "answer" and kinds[index] in ("request", "boilerplate"):
            kinds[index] = "response"


def _by_turns(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Where the answer to each question is printed under it."""
    asking = [i for i, block in enumerate(blocks) if _asks(block, signs[i], kinds[i])]
    replies = [i + 1 for i in asking if _replies(blocks, signs, i + 1)]
    turns = [i for i in replies if kinds[i] in ("response", "exemptions")]
    answers = sum(kind in ("response", "exemptions") for kind in kinds)
    if len(turns) > 1 and len(turns) >= len(replies) / 2:
        for index in asking:
            kinds[index] = "request"
        chosen = replies
    elif len(replies) > 1 and len(asking) - 1 <= len(replies) and len(replies) > answers:
        chosen = replies
    else:
        chosen = [i for i in replies if "r:response" in signs[i]]
    for index in chosen:
        if kinds[index] in ("request", "boilerplate"):
            kinds[index] = "response"
        for following in range(index + 1, len(blocks)):
            if blocks[following].head or kinds[following] != "request":
                break
            kinds[following] = "response"


def _asks(block: Block, signs: Sequence[str], kind: str) -> bool:
    """Whether a numbered block is a question of the request, or reads like one."""
    if not (block.head and block.head.path) or block.end - block.start <= block.head.length + 1:
        return False
    return kind == "request" or (kind == "response" and "asks" in signs)


def _replies(blocks: Sequence[Block], signs: Sequence[Sequence[str]], index: int) -> bool:
    """Whether the block could be the answer to the question above it."""
    if index >= len(blocks) or blocks[index].head:
        return False
    asks = {"asks", "o:signoff"} & set(signs[index])
    return blocks[index].kind in ("paragraph", "table") and not asks


def _by_label(signs: Sequence[Sequence[str]], kinds: list[str], kind: str) -> None:
    """Give blocks under a plain label the kind that nothing in the letter was found to be."""
    at = next((i for i, s in enumerate(signs) if f"h:{kind}" in s or f"r:{kind}" in s), None)
    if at is None:
        return
    was = kinds[at]
    for index in range(at, len(kinds)):
        labelled = any(s[:2] in ("h:", "r:") for s in signs[index])
        if kinds[index] != was or (index > at + 1 and labelled):
            break
        if index > at and f"r:{kind}" in signs[at] and labelled:
            break
        kinds[index] = kind
