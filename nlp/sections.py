"""The passages of a letter and what each is for."""

from collections.abc import Sequence
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from nlp.chain import chain
from nlp.layout import Block
from nlp.response import Section, SectionKind
from nlp.signs import signs_of
from nlp.subjects import SEVERAL, Subjects, section_of

_WHOLE = frozenset({"request", "boilerplate", "annex", "review", "ico"})
"""Kinds that a heading does not divide."""
SHORT = 90
"""Characters of a line that at most lists a provision, and does not discuss it."""
_DIVIDING = frozenset({
    "h:reason", "h:decision", "h:exemption", "h:partial_ncnd", "h:section", "h:harm", "h:for",
    "h:against", "h:balance", "h:pit", "h:advice", "h:delay", "h:favouring_ncnd",
    "h:against_ncnd", "r:section", "r:for", "r:against",
})  # fmt: skip


@Language.factory("foi_sections", assigns=["doc._.sections"])
def make_sections(nlp: Language, name: str) -> "Sections":
    """Build the component from the weights in ``nlp/vocabulary/passages.json``."""
    return Sections()


class Sections:
    """Divides a letter into passages and says what each is for, and about."""

    def __call__(self, doc: Doc) -> Doc:
        blocks = [b for b in doc._.blocks if b.kind != "furniture"]
        if not blocks:
            return doc
        text = doc.text
        signs = signs_of(text, blocks)
        kinds = _mended(blocks, signs, chain("passages").best(signs))
        first = min(b.start for b in doc._.blocks)
        subjects = Subjects(text=text, citations=doc._.citations)
        starts = _starts(blocks, signs, kinds, subjects)
        begin = [first, *(blocks[i].start for i in starts[1:]), len(text)]
        ranges = [
            (start, len(text[:end].rstrip()), kinds[i])
            for start, end, i in zip(begin, begin[1:], starts, strict=False)
        ]
        doc._.sections = tuple(
            Section(
                kind=cast("SectionKind", kind),
                exemption=subjects.of(kind, start, end),
                starts=" ".join(text[start:end].split()[:6]),
                spans=((start, end),),
            )
            for start, end, kind in ranges
        )
        return doc


def _mended(
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
    for index in range(len(blocks) - 2, -1, -1):
        block, after = blocks[index], found[index + 1]
        alone = block.head and block.head.side and block.end - block.start <= block.head.length + 1
        named = block.kind == "heading" and _HEADED_BY.get(after, frozenset()) & set(signs[index])
        if alone or named:
            found[index] = after
    return found


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
    """Where each question is followed by words that are labelled, or nothing else answers.

    A letter that prints each answer under its question may have no other passage of answers.
    """
    items = [i for i, b in enumerate(blocks) if b.head and b.head.path and kinds[i] == "request"]
    replies = [
        i + 1
        for i in items
        if i + 1 < len(blocks)
        and not blocks[i + 1].head
        and blocks[i + 1].kind in ("paragraph", "table")
        and blocks[i].end - blocks[i].start > blocks[i].head.length + 1  # type: ignore[union-attr]
        and not {"asks", "o:signoff"} & set(signs[i + 1])
    ]
    answers = sum(kind in ("response", "exemptions") for kind in kinds)
    answered = answers > 0 and not len(items) - 1 <= len(replies) > answers
    labelled = [i for i in replies if "r:response" in signs[i]]
    chosen = labelled if answered else replies if len(replies) > len(items) / 2 > 0.5 else []
    for index in chosen:
        kinds[index] = "response"
        while index + 1 < len(blocks) and not blocks[index + 1].head and not answered:
            index += 1
            if kinds[index] not in ("request", "boilerplate") or "o:signoff" in signs[index]:
                break
            kinds[index] = "response"


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


def _starts(
    blocks: Sequence[Block],
    signs: Sequence[Sequence[str]],
    kinds: Sequence[str],
    subjects: Subjects,
) -> list[int]:
    """Indices of the blocks at which a passage starts."""
    starts = [0]
    about = subjects.named(blocks[0].start, blocks[0].end)
    for index in range(1, len(blocks)):
        block, kind = blocks[index], kinds[index]
        if kind != kinds[index - 1]:
            starts.append(index)
            about = subjects.named(block.start, block.end)
        elif kind in _WHOLE or block.continues:
            continue
        elif _divides(blocks, signs, index, starts[-1]) or _turns(block, kind, about, subjects):
            starts.append(index)
            about = subjects.named(block.start, block.end)
        elif about is None:
            about = subjects.named(block.start, block.end)
        elif subjects.named(block.start, block.end) not in (None, about):
            about = SEVERAL
    return starts


def _divides(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], index: int, last: int
) -> bool:
    """Whether a heading of an argument stands here, and not below another heading."""
    if blocks[index].kind != "heading" and "size:4" not in signs[index]:
        return False
    below = all(block.kind == "heading" for block in blocks[last:index])
    return bool(_DIVIDING & set(signs[index])) and not below


def _turns(block: Block, kind: str, about: str | None, subjects: Subjects) -> bool:
    """Whether a paragraph turns to another provision."""
    if block.end - block.start < SHORT or block.kind == "heading":
        return False
    named = subjects.named(block.start, block.end)
    if named is None or about is None:
        return False
    if named == SEVERAL:
        absolute = "absolute" in subjects.text[block.start : block.end].lower()
        return kind == "exemptions" and about != SEVERAL and absolute
    if kind == "exemptions":
        return named != about
    return about != SEVERAL and section_of(named) != section_of(about)
