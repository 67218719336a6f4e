"""What one question asks, without what differs from force to force, and how alike two are."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum

from rapidfuzz import fuzz

from crawlers.force import forces
from index.analysis import WORD, fold, stem

_LIGHT = 0.4
_TIME = 0.15
"""Weight of numbers, years and months: they tell apart what is alike otherwise."""

_YEAR = re.compile(r"\b(?:19|20)\d\d")
_TOKEN = re.compile(r"\w+")
_SECTION = re.compile(r"[Ss](?<!\w[Ss])(?:[Ss]|(?i:ec(?:t(?:ions?)?)?))?\.?\s*(?=\d)")
"""A section is what is asked about, however its number is printed: ``s136``."""


@dataclass(frozen=True, slots=True)
class Wording:
    """A question as it is compared.

    Attributes:
        stems: The stems that count.
        weight: The sum of their weights; see :func:`weight`.
        plain: The words in their order, names of forces and courtesies left out.
        years: The years it names.
    """

    stems: frozenset[str]
    weight: float
    plain: str
    years: frozenset[str]

    def __hash__(self) -> int:
        return hash(self.plain)


@cache
def _words(kind: str) -> frozenset[str]:
    """Words of ``mosaic/words.toml``: ``empty`` as they are, ``common`` and ``months`` stemmed."""
    lists = tomllib.loads((files("mosaic") / "words.toml").read_text(encoding="utf-8"))
    found: list[str] = lists[kind].split()
    return frozenset(found if kind == "empty" else map(stem, found))


@lru_cache(maxsize=30_000)
def wording(text: str) -> Wording:
    """A question as it is compared with others.

    >>> sorted(wording("How many drones does Kent Police own?").stems)
    ['drone', 'own']
    """
    return _wording(nameless(text))


@lru_cache(maxsize=20_000)
def _wording(text: str) -> Wording:
    bare = _SECTION.sub(" s", text)
    kept = [found for word in WORD.findall(bare) if (found := _word(word))]
    stems = frozenset(stem_ for _, stem_, _ in kept)
    return Wording(
        stems=stems,
        weight=fsum(map(weight, stems)),
        plain=" ".join(word for word, _, common in kept if not common),
        years=frozenset(_YEAR.findall(text)),
    )


@lru_cache(maxsize=200_000)
def _word(printed: str) -> tuple[str, str, bool] | None:
    """A word as it is read, its stem, and whether it is a common one; ``None`` if it is empty."""
    word = fold(printed)
    if not word or word in _words("empty"):
        return None
    return word, stem(word.removesuffix("'s")), stem(word) in _words("common")


def nameless(text: str) -> str:
    """A text with the names of forces left out."""
    # The pattern is long; most questions name no force.
    if _heads().isdisjoint(_TOKEN.findall(text.casefold())):
        return text
    return _names().sub(" ", text)


@lru_cache(maxsize=200_000)
def weight(word: str) -> float:
    """What sharing a stem counts for."""
    if word[0].isdigit() or word in _words("months"):
        return _TIME
    return _LIGHT if word in _words("common") or len(word) == 1 else 1.0


def likeness(one: str, other: str) -> float:
    """How alike two questions are, from 0 to 1, by the words that count and by their letters.

    Forces retell one question with small changes; two questions of one request share their
    subject and differ in what they ask of it.
    """
    if one == other:
        return 1.0
    return compared(wording(one), wording(other))


def compared(one: Wording, other: Wording) -> float:
    """:func:`likeness` of two wordings."""
    if one is other or one == other:
        return 1.0
    common = one.stems & other.stems
    if not common:
        return 0.0
    dice = 2 * sum(map(weight, common)) / (one.weight + other.weight)
    found = dice
    if dice < 1.0:
        letters = fuzz.token_sort_ratio(one.plain, other.plain) / 100
        found = max(dice, 0.5 * (dice + max(0.0, (letters - 0.4) / 0.6)))
    # The same words about other years are nearly, but not quite, the same question.
    if one.years and other.years and one.years != other.years:
        found *= 0.9
    return found


@cache
def _heads() -> frozenset[str]:
    """The first word of every name of a force."""
    return frozenset(_TOKEN.findall(name.casefold())[0] for name in _called())


@cache
def _names() -> re.Pattern[str]:
    """Every name and short name of a force, the longest first."""
    names = sorted(set(_called()), key=lambda name: (-len(name), name))
    joined = "|".join(r"\W+".join(map(re.escape, re.findall(r"\w+", name))) for name in names)
    return re.compile(rf"\b(?:the\s+)?(?:{joined})(?:['’]s)?\b", re.IGNORECASE)


def _called() -> Iterator[str]:
    for force in forces().values():
        yield force.name
        for name in force.aliases:
            # A bare place may be what is asked about; only what names a force is left out.
            if name.isupper() or re.search(r"(?i)police|constabular|\bforce|heddlu|service", name):
                yield name
