"""Where answers end and refusals begin: what gives, what refuses, and what is argued for each."""

from collections.abc import Sequence
from itertools import pairwise

from nlp.block import Block
from nlp.dialogue import ANSWERS
from nlp.response import ARGUMENTS

_REFUSES = frozenset({"b:ncnd", "b:by_virtue", "b:refusal_notice", "b:limit_section"})

_ASIDE = frozenset({"o:assists", "b:reviewed"})
"""Advice, and what a review says of the first decision."""


def refused(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: Sequence[str]
) -> list[str]:
    """The kinds, with what gives told from what refuses, and the sides of an argument apart."""
    found = list(kinds)
    _annexed(blocks, signs, found)
    _gives_first(blocks, signs, found)
    _answers_on(blocks, signs, found)
    _limits(blocks, signs, found)
    _sides(blocks, signs, found)
    _headed(blocks, signs, found)
    return found


def _gives_first(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]
) -> None:
    """Figures straight under the request answer, although a refusal follows."""
    for index in range(1, len(blocks)):
        said = set(signs[index])
        after = kinds[index - 1] == "request" and kinds[index] == "exemptions"
        if (
            after
            and blocks[index].kind == "paragraph"
            and "figures" in said
            and not _REFUSES & said
        ):
            kinds[index] = "response"
            for following in range(index + 1, len(blocks)):
                more = set(signs[following])
                held = blocks[following].kind == "paragraph" and kinds[following] == "exemptions"
                if not held or {"b:exempt", "colon"} & more or _REFUSES & more:
                    break
                kinds[following] = "response"


def _answers_on(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Answers that point to their question go on until a notice or a heading ends them."""
    for index in range(1, len(blocks)):
        said = set(signs[index])
        here = kinds[index] == "exemptions" and kinds[index - 1] == "response"
        if not here or blocks[index].kind not in ("paragraph", "item"):
            continue
        head = blocks[index].head
        points = "o:answer_ref" in said or (head is not None and bool(head.path))
        long = bool({"size:3", "size:4"} & said)
        if (
            points
            and long
            and {"figures", "o:yes_no"} & said
            and not (_REFUSES | {"b:exempt"}) & said
        ):
            kinds[index] = "response"


def _limits(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """An answer with a number of its own that refuses by the section on cost, or on vexation."""
    for index, block in enumerate(blocks):
        answers = kinds[index] == "response" and block.head is not None
        if answers and "b:limit_section" in signs[index] and not _ASIDE & set(signs[index]):
            kinds[index] = "exemptions"


def _sides(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Where each side of the test has a paragraph that opens with it, each is a passage."""
    for index in range(len(blocks) - 1):
        first, second = set(signs[index]), set(signs[index + 1])
        opens = "o:for_opens" in first and "o:against_opens" in second
        sides = opens and not {"b:other_side", "b:outweigh"} & first and "b:outweigh" not in second
        if sides and {*kinds[index : index + 2]} <= {"balance", "pit-for", "pit-against"}:
            kinds[index : index + 2] = ["pit-for", "pit-against"]


def _headed(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """A heading goes with the argument that stands straight under it."""
    for index in range(len(blocks) - 2, -1, -1):
        heads = blocks[index].kind == "heading" and kinds[index] == "exemptions"
        if heads and kinds[index + 1] in ARGUMENTS:
            kinds[index] = kinds[index + 1]


def _annexed(blocks: Sequence[Block], signs: Sequence[Sequence[str]], kinds: list[str]) -> None:
    """Under "Appendix B", below the signature, stands a document, where nothing is argued."""
    signed = next((i for i, one in enumerate(signs) if "o:signoff" in one), len(signs))
    heads = [
        index
        for index in range(signed, len(blocks))
        if blocks[index].kind == "heading" and "h:annex" in signs[index]
    ]
    if not set(ANSWERS) & set(kinds[:signed]):
        return
    for start, end in pairwise([*heads, len(blocks)]):
        held = set(kinds[start:end])
        named = any("h:request" in one or "h:response" in one for one in signs[start:end])
        asked = "request" not in held or "request" in kinds[:start]
        if (
            end - start > 1
            and asked
            and held <= {"request", "response", "boilerplate", "annex"}
            and not named
        ):
            kinds[start:end] = ["annex"] * (end - start)
