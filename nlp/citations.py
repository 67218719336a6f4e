"""Citations: every place where a letter names a provision, whoever names it and why."""

from dataclasses import dataclass
from typing import Literal

from spacy.language import Language
from spacy.tokens import Doc

Role = Literal["relied", "rejected", "quoted", "recital", "procedural"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """One place where one provision is named.

    Attributes:
        id: A path that stands in the table of provisions.
        start: Of the printed citation, marker included; siblings share a marker.
        end: One past its last character.
    """

    id: str
    start: int
    end: int


@Language.factory("foi_citations", assigns=["doc._.citations", "doc._.other_acts"])
def make_citations(nlp: Language, name: str) -> "Citations":
    """Build the component from ``nlp/law/exemptions.csv``."""
    return Citations()


class Citations:
    """Finds the provisions and the sections of other Acts that a letter names."""

    def __call__(self, doc: Doc) -> Doc:
        return doc


def cite(text: str, regime: str = "foia") -> list[str]:
    """The ids that one phrase names as relied on, conditions included, in the order named."""
    return []
