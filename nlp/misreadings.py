"""Words that character recognition has misread, put right in place: no offset moves.

Only the words by which the law is cited and relied on are repaired, and only where a reading
differs from one by letters that are often confused. What is printed stays as it is.
"""

import re
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache

from nlp.acts import wording

_CONFUSED = {
    "a": "o", "b": "6", "c": "eo", "e": "c", "f": "t", "g": "9q", "i": "l1|!", "l": "1i|!",
    "m": "n", "n": "m", "o": "0c", "s": "5", "t": "f", "u": "v",
}  # fmt: skip
_TOKEN = re.compile(r"[A-Za-z0-9|!]{2,}")
_TWICE = 8
"""From this length a word may hold two misread letters."""


@lru_cache(maxsize=2)
def repaired(text: str) -> str:
    """The text with its misread key words put right; it has the same length."""
    known = _readings()
    tokens = set(_TOKEN.findall(text))
    if known.keys().isdisjoint(map(str.casefold, tokens)):
        return text
    misread = {token for token in tokens if token.casefold() in known}

    def right(match: re.Match[str]) -> str:
        token = match[0]
        if token not in misread:
            return token
        word = known[token.casefold()]
        if sum(map(str.isupper, token)) > len(token) / 2:
            return word.upper()
        return word.capitalize() if token[0].isupper() else word

    return _TOKEN.sub(right, text)


@cache
def _readings() -> Mapping[str, str]:
    words = wording()["read_well"]
    found: dict[str, str] = {}
    for word in words:
        for reading in _misread(word):
            found.setdefault(reading, word)
            if len(word) >= _TWICE:
                for worse in _misread(reading):
                    found.setdefault(worse, word)
    for word in (*words, *wording()["real_words"]):
        found.pop(word, None)
    return found


def _misread(word: str) -> Iterator[str]:
    for at, letter in enumerate(word):
        for other in _CONFUSED.get(letter, ""):
            yield word[:at] + other + word[at + 1 :]
