"""Words: how text is torn into them, and what makes two of them the same.

This is done here alone, for what is indexed and for what is asked; the engines are given the words
as they are to be matched, so they cannot differ. Offsets count code points.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import Stemmer

LONGEST = 100
"""Characters of a word that count; an engine may refuse or split what is longer."""

# Accents may stand apart from their letter; soft hyphens and joiners may stand inside a word. An
# apostrophe belongs to a word only between letters.
_MARKS = "\u0300-\u036f\u00ad\u200b-\u200d\u2060"
WORD = re.compile(rf"[^\W_]+(?:(?:[{_MARKS}]|['’ʼ](?=[^\W_]))[^\W_]*)*")
_IGNORED = re.compile(r"[\u00ad\u200b-\u200d\u2060\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """One word of a text and where it stands."""

    word: str
    start: int
    end: int


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """The word without case, accents, ligatures and invisible characters.

    >>> fold("Caernarfon’s"), fold("Tŷ"), fold("ﬁre\u00adarms")
    ("caernarfon's", 'ty', 'firearms')
    """
    if not word.isascii():
        apart = unicodedata.normalize("NFKD", word.replace("’", "'").replace("ʼ", "'"))
        word = "".join(c for c in apart if not unicodedata.combining(c))
        word = _IGNORED.sub("", word)
    return word.casefold()[:LONGEST]


_stemmer = Stemmer.Stemmer("english")


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The Snowball English stem of a folded word.

    >>> stem("refusing"), stem("force's"), stem("drones")
    ('refus', 'forc', 'drone')
    """
    found: str = _stemmer.stemWord(word)
    return found


def tokens(text: str) -> Iterator[Token]:
    """The words of a text, folded, in order."""
    for match in WORD.finditer(text):
        if word := fold(match.group()):
            yield Token(word, match.start(), match.end())


def words(text: str) -> list[str]:
    """The folded words of a text, without their places.

    >>> words("Body-worn video: s31(1)(a), the force’s £4,492")
    ['body', 'worn', 'video', 's31', '1', 'a', 'the', "force's", '4', '492']
    """
    return [word for found in WORD.findall(text) if (word := fold(found))]
