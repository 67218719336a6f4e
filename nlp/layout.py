"""The blocks of a letter: headings, paragraphs, list items, quoted mail, rules, as ranges."""

import re
from dataclasses import dataclass
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

BlockKind = Literal["heading", "paragraph", "item", "table", "quoted", "rule"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A run of lines that belong together.

    Attributes:
        start: Offset of its first character that is no white space.
        end: Offset one past its last.
        marker: The printed number or bullet of an item, without brackets and dots; else "".
    """

    kind: BlockKind
    start: int
    end: int
    marker: str = ""


@Language.factory("foi_layout", assigns=["doc._.blocks"])
def make_layout(nlp: Language, name: str) -> "Layout":
    """Build the component."""
    return Layout()


class Layout:
    """Splits a letter into blocks."""

    def __call__(self, doc: Doc) -> Doc:
        doc._.blocks = tuple(
            Block(kind="paragraph", start=match.start(), end=match.end())
            for match in re.finditer(r"\S(?:.|\n(?!\s*\n))*\S|\S", doc.text)
        )
        return doc
