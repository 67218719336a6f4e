"""The words of the statutory headings, to check a number by the title that is printed with it."""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from nlp.provision import REGIMES, law

_WORD = re.compile(r"[a-z]{4,}")


@cache
def _data() -> Mapping[str, Any]:
    return tomllib.loads((files("nlp") / "law" / "titles.toml").read_text(encoding="utf-8"))


@cache
def title_words() -> Mapping[str, frozenset[str]]:
    """The telling words of each section's headings, those of its subsections included, by id."""
    found: dict[str, set[str]] = {}
    for row in law().values():
        section = f"{row.regime}/{row.path[0]}"
        found.setdefault(section, set()).update(_WORD.findall(row.title.casefold()))
    for section, words in _data()["also"].items():
        found[section].update(words.split())
    common = set(_data()["common"])
    return {section: frozenset(words - common) for section, words in found.items()}


@cache
def heading_words(section: str) -> frozenset[str]:
    """The telling words of the section's own heading."""
    extra = _data()["also"].get(section, "").split()
    words = {*_WORD.findall(law()[section].title.casefold()), *extra}
    return frozenset(words - set(_data()["common"]))


def matches(section: str, words: str) -> int:
    """How many telling words of a section's heading stand in these words."""
    if section not in law():
        return 0
    return len(heading_words(section) & set(_WORD.findall(words.casefold())))


def is_title(number: str, words: str) -> bool:
    """Whether these words begin with a title of that section in one of the laws."""
    return any(matches(f"{regime}/{number.upper()}", words) for regime in REGIMES)
