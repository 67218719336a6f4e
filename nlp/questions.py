"""What was asked, question by question."""

from spacy.language import Language
from spacy.tokens import Doc


@Language.factory("foi_questions")
def make_questions(nlp: Language, name: str) -> "Questions":
    """Build the component."""
    return Questions()


class Questions:
    """Sets ``doc._.questions``."""

    def __call__(self, doc: Doc) -> Doc:
        return doc
