"""The text of a document, put together once: spaCy joins its tokens anew on every ``doc.text``."""

from functools import lru_cache
from typing import TYPE_CHECKING

from nlp.lines import plain

if TYPE_CHECKING:
    from spacy.tokens import Doc

KEY = "text"
"""Under which a document keeps its text."""


def text_of(doc: "Doc") -> str:
    """``doc.text`` with plain spaces, character for character.

    It is kept with the document: tens of components ask, and the text never changes.
    """
    known = doc.user_data.get(KEY)
    if isinstance(known, str):
        return known
    text = plain(doc.text)
    doc.user_data[KEY] = text
    return text


@lru_cache(maxsize=4)  # several components ask of the same letter
def lowered(text: str) -> str:
    """A text in small letters, character for character.

    An expression in small letters goes through it several times as fast as one that minds no case
    goes through the text. A letter whose small form is longer stays, so that nothing shifts.
    """
    small = text.lower()
    if len(small) == len(text):
        return small
    return "".join(c.lower() if len(c.lower()) == 1 else c for c in text)
