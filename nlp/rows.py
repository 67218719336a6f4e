"""Lines that look like the rows of a table."""

import re

from nlp.markers import marker_of

TERMINAL = re.compile(r"[.?!:;][\"”'’)\]]*$")
_NUMERIC = re.compile(
    r"(?<!\S)(?:[£$€(]?[,.]*\d[\d,./%-]*\)?[%:]?|[-–—|=]|nil|n/a|<\d+)(?!\S)", re.IGNORECASE
)
MONTH = re.compile(
    r"\b(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\b", re.IGNORECASE
)
CELLS = re.compile(r"\t|\s{3,}|\s\|\s|\|")
CITED = re.compile(
    r"\b(?:sect[il]ons?|s\.?|regulations?|reg\.?)\s?\d+[A-Z]?(?:\s?\(\w+\))*", re.IGNORECASE
)
_PHONE = re.compile(r"(?<![\w,.])0\d{2,4}\s\d{3}")
_PROSE = re.compile(r"[a-z\d]{2}[.?!]\s+[A-Z][a-z]+\s+[a-z]")
"""Where a sentence ends within a line, and another begins."""
_RUNS_ON = re.compile(r"(?:,|\b(?:under|section|sections|the|of|to|be|by|and|in|for|a|an))$")
"""How a line ends whose sentence goes on."""


def figures(text: str) -> int:
    """How many figures stand in a line."""
    return len(_NUMERIC.findall(text))


def is_row(text: str) -> bool:
    """Whether a line looks like cells side by side."""
    if marker_of(text) and not re.match(r"\d{1,2}(?:\s|[a-h]\s{2,})", text):
        return False
    if CELLS.search(text) and len([c for c in CELLS.split(text) if c.strip()]) > 1:
        return True
    tokens = text.split()
    numeric = figures(text)
    if (
        not 1 < len(tokens) <= 14
        or numeric < 0.15 * len(tokens)
        or not (text[0].isupper() or text[0].isdigit())
    ):
        return False
    if re.match(r"[A-Z][\w ]*:\s", text) or TERMINAL.search(text):
        return False
    if _PROSE.search(text):
        return False
    last = tokens[-1]
    dated = MONTH.search(text) and not re.fullmatch(r"£[\d,.]+|\d{1,3}(?:,\d{3})*", last)
    if (CITED.search(text) and numeric < 2) or dated or _PHONE.search(text):
        return False
    return numeric >= 2 or (
        numeric == 1
        and bool(_NUMERIC.fullmatch(last))
        and not re.fullmatch(r"(?:19|20)\d\d", last)
    )


def is_prose(text: str) -> bool:
    """Whether a line can only be part of a sentence, and heads no table."""
    if CELLS.search(text):
        return False
    return text[0].islower() or bool(_RUNS_ON.search(text) or _PROSE.search(text))
