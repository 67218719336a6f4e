"""The edges of a request: labels above it, what leads to it, its last words, links below."""

from collections.abc import Sequence

from nlp.block import Block
from nlp.dialogue import ANSWERS, ASKED, TELLS


def page_labels(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Bullets above the heading of the request that ask nothing are labels of the page."""
    headed = ("kind:heading" in said and "h:request" in said for said in signs)
    first = next((index for index, heads in enumerate(headed) if heads), 0)
    for index in range(first):
        if kinds[index] == "request" and blocks[index].is_bullet and not ASKED & set(signs[index]):
            kinds[index] = "boilerplate"


def leads_to_request(signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """What leads to the heading of the request answers nothing: "It is given in full here"."""
    for index, said in enumerate(map(set, signs)):
        leads = {"o:leads", "n:h:request"} <= said and TELLS & said <= {"figures"}
        if leads and kinds[index] in ANSWERS and "request" in kinds[index:]:
            kinds[index] = "boilerplate"


def told_amid(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """A paragraph of several sentences between answers that asks nothing and tells figures."""
    asks = ASKED | {"quoted", "o:retells"}
    for index in range(1, len(blocks) - 1):
        said = set(signs[index])
        between = kinds[index - 1] in ANSWERS and kinds[index + 1] in ANSWERS
        plain = blocks[index].kind == "paragraph" and "size:4" in said and not asks & said
        if kinds[index] == "request" and between and plain and {"figure", "figures"} & said:
            kinds[index] = "response"


def quoted_to_the_end(signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Below the list of a request that was quoted, its last words: "I would pay for copies."."""
    for index in range(1, len(kinds)):
        if kinds[index - 1] == "request" and "closes quotation" in signs[index]:
            kinds[index] = "request"


def page_links(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Bullets below the rights of review that ask nothing are what a page links to."""
    asked = False
    for index, block in enumerate(blocks):
        said = set(signs[index])
        bullet = block.is_bullet and not block.quote
        below = "seen:rights" in said and not {"seen:thread", "H:h:request"} & said
        asks = {"asks", "o:asks", "o:outright", "o:request_opens"} & said
        if kinds[index] == "request" and asked and bullet and below and not asks:
            kinds[index] = "boilerplate"
        asked = asked or kinds[index] == "request"


def under_lead(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """What stands under words that lead up to the request, where there is no other."""
    for index, block in enumerate(blocks[:-1]):
        if "o:leads" not in signs[index] or kinds[index] not in ("boilerplate", *ANSWERS):
            continue
        if block.kind == "item" and block.head and block.head.path:
            return
        kinds[index + 1] = "request"
        for following in range(index + 2, len(blocks)):
            asks = {"o:asks", "asks", "quotes"} & set(signs[following])
            listed = blocks[following].head is not None and blocks[index + 1].head is not None
            if not (asks or listed) or "r:response" in signs[following]:
                return
            kinds[following] = "request"
        return


def told_first(signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """What the letter tells of the request in its first words: "You wrote to ask for the file"."""
    for index, said in enumerate(map(set, signs)):
        if {"o:request_opens", "p:o:salutation"} <= said and kinds[index] in ANSWERS:
            kinds[index] = "request"
            return


def under_label(signs: Sequence[Sequence[str]], kinds: list[str], kind: str) -> None:
    """Give blocks under a plain label the kind that nothing in the letter was found to be."""
    at = next((i for i, s in enumerate(signs) if f"h:{kind}" in s or f"r:{kind}" in s), None)
    if at is None:
        return
    was = kinds[at]
    for index in range(at, len(kinds)):
        labelled = any(s[:2] in ("h:", "r:") for s in signs[index])
        if kinds[index] != was or (index > at + 1 and labelled):
            break
        if (
            index > at
            and f"r:{kind}" in signs[at]
            and (labelled or (kind == "request" and "o:letter_opens" in signs[index]))
        ):
            break
        kinds[index] = kind
