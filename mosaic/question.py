"""What one question asks, without what differs from force to force, and how alike two are."""

import marshal
import re
import tomllib
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from importlib.resources import files
from math import fsum, sqrt
from typing import NamedTuple

from rapidfuzz import fuzz

from crawlers.force import forces
from index.analysis import WORD, fold, stem

_LIGHT = 0.4
_TIME = 0.15
"""Weight of numbers, years and months: they tell apart what is alike otherwise."""

_YEAR = re.compile(r"(?:19|20)(?<!\w..)\d\d")
_TOKEN = re.compile(r"\w+")
_SECTION = re.compile(r"[Ss](?<!\w[Ss])(?:[Ss]|(?i:ec(?:t(?:ions?)?)?))?\.?\s*(?=\d)")
"""A section is what is asked about, however its number is printed: ``s136``."""


class Wording(NamedTuple):
    """A question as it is compared; millions of times, which a tuple is best at.

    Attributes:
        stems: The stems that count.
        weight: The sum of their weights; see :func:`weight`.
        size: How much it asks: the square root of that, since a long question is no more than one.
        plain: The words in their order, names of forces and courtesies left out.
        ordered: The same words by the alphabet, to compare the letters of two questions.
        years: The years it names.
    """

    stems: frozenset[str]
    weight: float
    size: float
    plain: str
    ordered: str
    years: frozenset[str]

    @property
    def packed(self) -> bytes:
        """The wording for another process, which so need not read the question again."""
        stems, years = sorted(self.stems), sorted(self.years)
        return marshal.dumps((stems, self.weight, self.size, self.plain, years))


@lru_cache(maxsize=30_000)
def unpacked(packed: bytes) -> Wording:
    """The wording that was packed."""
    stems, whole, size, plain, years = marshal.loads(packed)  # noqa: S302 our own
    ordered = " ".join(sorted(plain.split()))
    return Wording(frozenset(stems), whole, size, plain, ordered, frozenset(years))


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
    read = _read(text)
    # Forces put their names into what is one question otherwise.
    return _bare(_names().sub(" ", text)) if any(word.named for word in read) else _of(text, read)


@lru_cache(maxsize=20_000)
def _bare(text: str) -> Wording:
    return _of(text, _read(text))


def _of(text: str, read: Sequence["_Word"]) -> Wording:
    kept = [word for word in read if word.stem]
    stems = frozenset([word.stem for word in kept])
    told = [word.word for word in kept if not word.common]
    whole = fsum(map(weight, stems))
    return Wording(
        stems=stems,
        weight=whole,
        size=sqrt(max(whole, 0.1)),
        plain=" ".join(told),
        ordered=" ".join(sorted(told)),
        years=frozenset(_YEAR.findall(text)),
    )


class _Word(NamedTuple):
    """A word of a question.

    Attributes:
        stem: Nothing where the word is empty.
        named: Whether the name of a force may begin with it.
    """

    word: str
    stem: str
    common: bool
    named: bool


def _read(text: str) -> list[_Word]:
    return [*map(_word, WORD.findall(_SECTION.sub(" s", text)))]


@lru_cache(maxsize=200_000)
def _word(printed: str) -> _Word:
    word = fold(printed)
    named = not _heads().isdisjoint(_TOKEN.findall(printed.casefold()))
    if not word or word in _words("empty"):
        return _Word(word, "", False, named)
    return _Word(word, stem(word.removesuffix("'s")), stem(word) in _words("common"), named)


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
    # The exact sum does not depend on the order in which a set is walked.
    return told(min(1.0, 2 * fsum(map(weight, common)) / (one.weight + other.weight)), one, other)


def told(dice: float, one: Wording, other: Wording) -> float:
    """:func:`compared` of two wordings that share so much of their weight, but are not equal."""
    found = dice
    if dice < 1.0:
        letters = fuzz.ratio(one.ordered, other.ordered) / 100
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
    """Every name and short name of a force, those that begin alike together, the longest first."""
    rests: dict[str, list[str]] = {}
    for name in sorted(set(_called()), key=lambda name: (-len(name), name)):
        head, *rest = _TOKEN.findall(name.casefold())
        rests.setdefault(head, []).append("".join(rf"\W+{re.escape(word)}" for word in rest))
    heads: dict[str, list[str]] = {}
    for head, held in sorted(rests.items()):
        known = rf"{re.escape(head[1:])}(?:{'|'.join(held)})\b"
        heads.setdefault(head[0], []).append(known)
    joined = "|".join(rf"{letter}(?:{'|'.join(held)})" for letter, held in heads.items())
    return re.compile(rf"\b(?:the\s+)?(?:{joined})(?:['’]s)?\b", re.IGNORECASE)


def _called() -> Iterator[str]:
    for force in forces().values():
        yield force.name
        for name in force.aliases:
            # A bare place may be what is asked about; only what names a force is left out.
            if name.isupper() or re.search(r"(?i)police|constabular|\bforce|heddlu|service", name):
                yield name
