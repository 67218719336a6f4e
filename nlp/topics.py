"""What the letter is about."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_topics")
def make_topics(nlp: Language, name: str) -> "Topics":
    """Build the component."""
    return Topics()


class Topics:
    """Sets ``doc._.topics``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
