"""Personal data of named people."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_people")
def make_people(nlp: Language, name: str) -> "People":
    """Build the component."""
    return People()


class People:
    """Sets ``doc._.personal_data``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
