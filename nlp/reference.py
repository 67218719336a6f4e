"""The authority's own reference."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_reference")
def make_reference(nlp: Language, name: str) -> "Reference":
    """Build the component."""
    return Reference()


class Reference:
    """Sets ``doc._.reference``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
