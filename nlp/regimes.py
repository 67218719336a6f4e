"""Under which law the answer is given."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_regimes")
def make_regimes(nlp: Language, name: str) -> "Regimes":
    """Build the component."""
    return Regimes()


class Regimes:
    """Sets ``doc._.regimes``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
