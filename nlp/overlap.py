"""How much of a question's own subject another sentence takes up."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from importlib.resources import files
from math import fsum

import Stemmer

_STEM = Stemmer.Stemmer("english")
_COMMON = frozenset(
    (files("nlp") / "vocabulary" / "common.txt").read_text(encoding="utf-8").split()
)
"""Words that nearly every request has, whatever it is about."""
_WORD = re.compile(r"[a-z][a-z'-]+|[A-Z]{2,}|\d{2,}", re.IGNORECASE)
_SHORT = re.compile(r"\(([A-Z]{2,6})\)")


@lru_cache(maxsize=4096)
def stems(text: str) -> frozenset[str]:
    """The stems of the words that carry the subject."""
    words = (w.lower().removesuffix("'s") for w in _WORD.findall(text))
    return frozenset(_STEM.stemWords([w for w in words if w not in _COMMON and len(w) > 1]))


def abbreviations(text: str) -> dict[str, frozenset[str]]:
    """What each abbreviation stands for, where the text says so: LFR for its three words."""
    found = {}
    for match in _SHORT.finditer(text):
        name = match[1].lower()
        words = text[max(0, match.start() - 120) : match.start()].split()[-len(name) :]
        if [w[0].lower() for w in words] == list(name):
            found[name] = stems(" ".join(words))
    return found


def expanded(text: str, short: dict[str, frozenset[str]]) -> frozenset[str]:
    """Stems, with abbreviations spelled out as well."""
    found = stems(text)
    for name, words in short.items():
        if name in text.lower().split() or _STEM.stemWord(name) in found:
            found |= words
    return found


def often(questions: Iterable[frozenset[str]]) -> Counter[str]:
    """How many of the questions have each word."""
    return Counter(word for words in questions for word in words)


def shared(
    sentence: frozenset[str], questions: Iterable[frozenset[str]], having: Mapping[str, int]
) -> list[float]:
    """How much a sentence shares with each question.

    Args:
        sentence: Its words.
        questions: The words of each.
        having: How many questions have each word; one that several have counts for less.
    """
    common = sentence & having.keys()
    if not common:
        return [0.0 for _ in questions]
    return [fsum(1 / having[word] for word in words & common) for words in questions]


def best(
    sentence: frozenset[str], questions: Sequence[frozenset[str]], least: float
) -> int | None:
    """Index of the question that shares most with a sentence, if one clearly does.

    What several questions have counts for less.
    """
    scores = shared(sentence, questions, often(questions))
    ranked = sorted(scores, reverse=True)
    if not ranked or ranked[0] < least or (len(ranked) > 1 and ranked[0] < ranked[1] + 0.5):
        return None
    return scores.index(ranked[0])


def shares(sentence: frozenset[str], questions: Iterable[frozenset[str]]) -> list[float]:
    """The part of a sentence's words that each question has."""
    return [len(q & sentence) / max(1, len(sentence)) for q in questions]
