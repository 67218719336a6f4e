"""The wordings that forces use, as patterns read from ``nlp/law/reliance.toml``."""

import re
import tomllib
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files


@cache
def _lists() -> Mapping[str, Sequence[str]]:
    return tomllib.loads((files("nlp") / "law" / "reliance.toml").read_text(encoding="utf-8"))


@cache
def phrase(name: str) -> re.Pattern[str]:
    """The pattern of a list: its alternatives, a blank for any white space, whatever the case.

    Blanks within a look-behind stand for themselves.

    ``{NAME}`` in an alternative stands for the alternatives of that list.
    """
    return re.compile(_joined(name), re.IGNORECASE)


def _joined(name: str) -> str:
    alternatives = "|".join(_lists()[name])
    filled = re.sub(r"\{([A-Z]+)\}", lambda match: f"(?:{_joined(match[1])})", alternatives)
    return re.sub(r"(\(\?<[!=][^()]*\))| ", lambda match: match[1] or r"\s+", filled)
