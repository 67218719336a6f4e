"""Who gives the answer."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_forces")
def make_forces(nlp: Language, name: str) -> "Forces":
    """Build the component."""
    return Forces()


class Forces:
    """Sets ``doc._. one authority``, ``doc._. or several jointly:forces``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
