"""Wordings as patterns, read from ``nlp/law/``: of forces' letters and of tribunals' decisions."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files

from nlp.cues import filled


@cache
def wordings(table: str) -> Mapping[str, Sequence[str]]:
    """The lists of a table, by name."""
    return tomllib.loads((files("nlp") / "law" / f"{table}.toml").read_text(encoding="utf-8"))


@cache
def phrase(name: str, table: str = "reliance") -> re.Pattern[str]:
    """The pattern of a list: its alternatives, a blank for any white space, whatever the case.

    Blanks within a look-behind stand for themselves.

    ``{NAME}`` in an alternative stands for the alternatives of that list.
    """
    lists = wordings(table)
    pattern = filled("|".join(lists[name]), lists)
    pattern = re.sub(r"(\(\?<[!=][^()]*\))| ", lambda match: match[1] or r"\s+", pattern)
    return re.compile(pattern, re.IGNORECASE)
