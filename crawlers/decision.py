"""What a regulator decided, section by section, as a label of a capture."""

import re
from collections.abc import Mapping

LABEL = "Sections"
"""The label under which the sections stand: ``foia/31: upheld; foia/40/2: not upheld``."""
_REGIMES = {"FOI": "foia", "FOIA": "foia", "EIR": "eir"}
_DECIDED = re.compile(
    r"\b(?P<law>FOIA?|EIR)\s+(?:s(?:ection)?\.?\s*|reg(?:ulation)?\.?\s*)?"
    r"(?P<number>\d+[A-Z]?)\s*(?P<parts>(?:\(\s*\w{1,4}\s*\)\s*)*)\s*[:–-]\s*(?:complaint\s+)?"
    r"(?P<word>part(?:ly|ially) upheld|not upheld|upheld)\b",
    re.IGNORECASE,
)


def decided(text: str) -> str:
    """The sections that a notice decides on, each with what became of the complaint.

    >>> decided("Decision(s) FOI 24: Not upheld, EIR 12(4)(b): Upheld")
    'foia/24: not upheld; eir/12/4/b: upheld'
    """
    found: dict[str, str] = {}
    for match in _DECIDED.finditer(text):
        parts = re.findall(r"\w+", match["parts"])
        path = [_REGIMES[match["law"].upper()], match["number"].upper(), *map(str.lower, parts)]
        word = match["word"].casefold().replace("partially", "partly")
        found.setdefault("/".join(path), word)
    return "; ".join(f"{section}: {word}" for section, word in found.items())


def sections_of(labels: Mapping[str, str]) -> list[dict[str, str]]:
    """The sections of a kept notice: ``section`` and ``complaint``, what became of it."""
    rows = [row.partition(": ") for row in labels.get(LABEL, "").split("; ") if row]
    return [{"section": section, "complaint": word} for section, _, word in rows]
