"""The passages of a letter and what each is for."""

import re
from collections.abc import Sequence
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc

from nlp.block import Block
from nlp.chain import chain
from nlp.mending import mended
from nlp.provision import section_of
from nlp.refusals import refused
from nlp.response import Section, SectionKind
from nlp.signs import signs_of
from nlp.subjects import SEVERAL, Subjects, joined
from nlp.text import text_of

_WHOLE = frozenset({"request", "boilerplate", "annex", "review", "ico"})
"""Kinds that a heading does not divide."""
_ABSOLUTE = re.compile(r"(?:this|section|regulation)\b[^.]{0,20} is (?:an )?absolute [^.]*\.")
"""A sentence that disposes of one of several provisions at once, and says why; the bare words
"Section 23(5) is absolute" only end the list above them."""
_DASH = re.compile(r"[-–—]\s*\Z")
LABEL = 25
"""Characters of a line such as "4. Reasons" or "1b (under 18)." that stands above a heading."""
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
    """Divides a letter into passages and says what each is for.

    What each is about is settled with the provisions.

    Attributes:
        weights: Of the passages; others than the shipped ones where those are to be measured.
    """

    def __init__(self) -> None:
        self.weights = chain("passages")

    def __call__(self, doc: Doc) -> Doc:
        blocks = [b for b in doc._.blocks if b.kind != "furniture"]
        if not blocks:
            return doc
        text = text_of(doc)
        signs = signs_of(text, blocks, doc._.citations)
        kinds = refused(blocks, signs, mended(blocks, signs, self.weights.best(signs)))
        first = min(b.start for b in doc._.blocks)
        subjects = Subjects(text=text, citations=doc._.citations)
        starts = _starts(blocks, signs, kinds, subjects)
        begin = [first, *(_begins(text, blocks[i]) for i, _ in starts[1:]), len(text)]
        ranges = [
            (start, len(text[:end].rstrip()), kinds[i])
            for start, end, (i, _) in zip(begin, begin[1:], starts, strict=False)
        ]
        doc._.sections = tuple(
            Section(
                kind=cast("SectionKind", kind),
                exemption=None,  # settled when it is known what the letter lists
                starts=" ".join(text[start:end].split()[:6]),
                spans=((start, end),),
            )
            for start, end, kind in ranges
        )
        return doc


def _begins(text: str, block: Block) -> int:
    """Where a block begins, the dash included that parts it from a question on its line."""
    dash = _DASH.search(text, block.start - 4, block.start) if block.behind else None
    return dash.start() if dash else block.start


def _starts(
    blocks: Sequence[Block],
    signs: Sequence[Sequence[str]],
    kinds: Sequence[str],
    subjects: Subjects,
) -> list[tuple[int, str | None]]:
    """Indices of the blocks at which a passage starts, and what its blocks are about."""
    starts: list[tuple[int, str | None]] = []
    for index, (block, kind) in enumerate(zip(blocks, kinds, strict=True)):
        named = subjects.named(block.start, block.end)
        last, about = starts[-1] if starts else (0, None)
        if not starts or kind != kinds[index - 1]:
            starts.append((index, named))
        elif kind in _WHOLE or block.continues:
            continue
        elif _lists(blocks, signs, index):
            starts[-1] = (last, joined(about, named))
        elif (
            _heads(blocks, last, index)
            and about not in (None, SEVERAL)
            and "ck:opens" not in signs[index]
        ):
            continue  # what is recited straight under the heading of one is no other passage
        elif (
            _divides(blocks, signs, index, last)
            or _turns(block, kind, about, subjects)
            or _next(block, kind, about, named)
        ):
            starts.append((index, named))
        else:
            starts[-1] = (last, joined(about, named))
    return starts


def _lists(blocks: Sequence[Block], signs: Sequence[Sequence[str]], index: int) -> bool:
    """Whether a line goes on with the list of provisions on the lines straight above it."""
    return (
        blocks[index].kind == "heading"
        and blocks[index].gap == 0
        and blocks[index - 1].kind != "heading"
        and {"o:citation_line", "h:section"} <= {*signs[index], *signs[index - 1]}
        and "o:citation_line" in signs[index - 1]
    )


def _divides(
    blocks: Sequence[Block], signs: Sequence[Sequence[str]], index: int, last: int
) -> bool:
    """Whether a heading of an argument stands here, and not below another heading."""
    if blocks[index].kind != "heading" and "size:4" not in signs[index]:
        return False
    if "o:your" in signs[index] or _DIVIDING.isdisjoint(signs[index]):
        return False
    return not all(b.kind == "heading" or b.end - b.start < LABEL for b in blocks[last:index])


def _heads(blocks: Sequence[Block], last: int, index: int) -> bool:
    """Whether a passage has had nothing but its heading so far, and this is its first words."""
    above = all(block.kind == "heading" for block in blocks[last:index])
    return above and blocks[index].kind == "paragraph"


def _next(block: Block, kind: str, about: str | None, named: str | None) -> bool:
    """Whether the next of numbered paragraphs leaves the one provision of those before it."""
    numbered = block.head is not None and bool(block.head.path)
    return kind == "exemptions" and numbered and named is None and about not in (None, SEVERAL)


def _turns(block: Block, kind: str, about: str | None, subjects: Subjects) -> bool:
    """Whether a paragraph turns to another provision."""
    numbered = kind == "exemptions" and block.head is not None and bool(block.head.path)
    printed = " ".join(subjects.text[block.start : block.end].split())
    absolute = kind == "exemptions" and about == SEVERAL and bool(_ABSOLUTE.match(printed.lower()))
    short = block.end - block.start < SHORT and not numbered and not absolute
    if short or block.kind == "heading":
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
