"""What the response lets a reader know about each question, and about the whole."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_positions")
def make_positions(nlp: Language, name: str) -> "Positions":
    """Build the component."""
    return Positions()


class Positions:
    """Sets ``doc._.positions``, ``doc._.outcome``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
