"""What the values of keyword fields are called, and what a typed value means."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import get_args

from rapidfuzz.distance import OSA

from crawlers.force import forces
from index.analysis import fold
from index.plain import POSITIONS
from index.syntax import nearest
from nlp.response import OutcomeName, PositionName

REGIMES = {
    "foia": ("foia 2000", "freedom of information act", "freedom of information act 2000", "foi"),
    "foisa": ("foisa 2002", "freedom of information (scotland) act", "foi(s)a"),
    "eir": ("eir 2004", "environmental information regulations", "eirs"),
    "eisr": (
        "ei(s)r", "eisr 2004", "environmental information (scotland) regulations", "eir(s)",
        "scottish eirs",
    ),
}  # fmt: skip
NATIONS = {"Northern Ireland": ("NI",), "UK-wide": ("UK", "United Kingdom")}
HAS = ("table", "ocr", "hidden", "attachment")
NCND = ("full", "partial", "none")


def folded(value: str) -> str:
    """A value without case, accents, punctuation and spacing; "the" in front counts for nothing.

    >>> folded("The Met"), folded("Devon & Cornwall"), folded("Not_held")
    ('met', 'devon-and-cornwall', 'not-held')
    """
    plain = fold_text(value).replace("&", " and ").replace("'", "")
    return re.sub(r"^the-", "", re.sub(r"[^0-9a-z]+", "-", plain).strip("-"))


def fold_text(value: str) -> str:
    """A value without case and accents, its spaces folded.

    >>> fold_text(" FOI  007663-17 ")
    'foi 007663-17'
    """
    return " ".join(fold(word) for word in value.split())


@cache
def names(field: str) -> Mapping[str, tuple[str, ...]]:
    """Every value of a field with a closed list, by its folded names; empty for other fields."""
    held: dict[str, list[str]] = {}
    for value, called in _called(field):
        for name in (value, *called):
            held.setdefault(folded(name), []).append(value)
    return {name: tuple(dict.fromkeys(values)) for name, values in held.items()}


def _called(field: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    match field:
        case "force":
            for slug, force in forces().items():
                yield slug, (force.name, *force.aliases, *force.doubtful)
        case "nation" | "region":
            for force in forces().values():
                value = getattr(force, field)
                yield value, NATIONS.get(value, ())
        case "platform":
            for force in forces().values():
                for source in force.sources:
                    yield source.platform, ()
        case "regime":
            yield from REGIMES.items()
        case "outcome":
            yield from ((name, _plain(name)) for name in get_args(OutcomeName))
        case "position":
            yield from ((name, _plain(name)) for name in get_args(PositionName))
        case "ncnd":
            yield from ((name, ()) for name in NCND)
        case "has":
            yield from ((name, ()) for name in HAS)
        case "topic":
            yield from _topics()


def _plain(position: str) -> tuple[str, ...]:
    """What tables and sentences call a position: people type what they read."""
    word = POSITIONS[position]
    return word.short, word.said


def _topics() -> Iterator[tuple[str, tuple[str, ...]]]:
    # Read here and not through nlp.topics: a search need not wait for spaCy.
    for file in (files("nlp") / "subjects").iterdir():
        if file.name.endswith(".toml"):
            label = tomllib.loads(file.read_text(encoding="utf-8"))["label"]
            yield file.name.removesuffix(".toml"), (label,)


def values_like(field: str, pattern: str) -> tuple[str, ...]:
    """The values of a closed list of which a name fits ``*`` and ``?``, as typed or folded."""
    known = names(field)
    found: dict[str, None] = {}
    shape = re.compile(
        "".join(
            {"*": ".*", "?": "."}.get(part) or re.escape(folded(part) if part.strip() else "-")
            for part in re.split(r"([*?])", fold_text(pattern))
            if part
        )
    )
    for name, values in known.items():
        if shape.fullmatch(name):
            found |= dict.fromkeys(values)
    return tuple(found)


def values_near(field: str, word: str, edits: int) -> tuple[str, ...]:
    """The values of a closed list of which a name is so many edits away at most."""
    found: dict[str, None] = {}
    for name, values in names(field).items():
        if OSA.distance(folded(word), name, score_cutoff=edits) <= edits:
            found |= dict.fromkeys(values)
    return tuple(found)


def nearest_value(field: str, value: str) -> str | None:
    """The name on a closed list that is least different from a value that is not on it."""
    return nearest(folded(value), names(field))
