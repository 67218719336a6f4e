"""The text of a document, put together once: spaCy joins its tokens anew on every ``doc.text``."""

from typing import TYPE_CHECKING

from nlp.lines import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

_KEY = "text"


def text_of(doc: "Doc") -> str:
    """``doc.text`` with plain spaces, character for character.

    It is kept with the document: tens of components ask, and the text never changes.
    """
    known = doc.user_data.get(_KEY)
    if isinstance(known, str):
        return known
    text = plain(doc.text)
    doc.user_data[_KEY] = text
    return text
