"""The passages of a letter and what each is for."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_sections")
def make_sections(nlp: Language, name: str) -> "Sections":
    """Build the component."""
    return Sections()


class Sections:
    """Sets ``doc._.sections``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
