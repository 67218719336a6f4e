"""A sentence of an answer as a statement: where it stands, whom it concerns, what it says."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from nlp.cues import fold, vocabulary
from nlp.response import Section

_SENTENCE = re.compile(
    r"(?<=[.?!])[\"”’)]?\s+(?=[A-Z“\"(£\d•])|\n\s*\n|(?<=;)\s*\n"
    r"|,?\s+and\s+(?=(?:the|its|their)\s[\w\s]{3,40}\s(?:is|are)\s(?:also\s)?(?:exempt|withheld)\b)"
    r"|\n(?=\W{0,3}(?:Section|Regulation|S\.)\s?\d)"
    r"|(?<=\d)\n[ \t]*(?=(?:The|This|These|We|It|No|An?) [a-z])"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:(?:for|of|to|in|as|at|and) no|s|ss|st|mr|mrs|ms|dr|e\.g|i\.e|etc|reg|sec|v"
    r"|approx)|^\W*[A-Za-z])\.$",
    re.I,
)
_HANGS = re.compile(
    r"\b(?:under|of|by|in|to|and|or|the|with|from|see|on|for|&)\s*$", re.IGNORECASE
)
_SHORT = (
    (re.compile(r"\bcan'?t\b|\bcan not\b"), "cannot"), (re.compile(r"\bwon't\b"), "will not"),
    (re.compile(r"(?<=\w)n't\b"), " not"), (re.compile(r"(?<=\w)'ve\b"), " have"),
    (re.compile(r"(?<=\w)'ll\b"), " will"), (re.compile(r"(?<=\w)'re\b"), " are"),
    (re.compile(r"\bi'm\b"), "i am"), (re.compile(r"\b(it|that|there|here|what)'s\b"), r"\1 is"),
)  # fmt: skip
"""Words that are run together, and what they stand for."""
_BY_SECTION = {"accessible-section": "elsewhere", "headed-by-section": "held"}
"""What words say that name a section of the law on freedom of information."""
_NAME = re.compile(
    r"(?<=[a-z,;\d] )(?!(?:January|February|March|April|May|June|July|August|September|October"
    r"|November|December|Section|Regulation|Act|Police|Constabulary|Force|Service|Council)\b)"
    r"[A-Z][a-z]{2,}"
)
REST = "*"
"""Stands among a statement's ids for the questions that nothing else points to."""


@dataclass(slots=True, kw_only=True)
class Statement:
    """One sentence, or table, of an answer.

    Attributes:
        ids: Questions that it belongs to; empty where it speaks of the request.
        own: It names them itself, or stands in an item that does.
        says: Names of what it says, as in ``statements.toml``.
        section: Of the passage in which it stands.
        block: Where its paragraph starts.
        item: It opens an item whose marker names the question.
        guessed: It was given to its question by what it speaks of, not by a number.
        cited: Provisions named in it.
        past: It tells what was decided before a review.
        names: A word in it has a capital that no sentence gives it.
    """

    text: str
    start: int
    end: int
    ids: tuple[str, ...]
    own: bool
    says: frozenset[str]
    section: Section
    block: int = 0
    table: bool = False
    item: bool = False
    guessed: bool = False
    cited: tuple[str, ...] = ()
    past: bool = False
    names: bool = False


def has_name(text: str) -> bool:
    """Whether a word stands in a sentence, as printed, that has a capital of its own."""
    return bool(_NAME.search(text))


def spelled(text: str) -> str:
    """A sentence folded, with "do not" for "don't"."""
    folded = fold(text)
    if "'" in folded or "can not" in folded:
        for short, long in _SHORT:
            folded = short.sub(long, folded)
    return folded


@lru_cache(maxsize=4096)
def says(folded: str, *, cites: bool = True) -> frozenset[str]:
    """The names of what a folded sentence says.

    Without ``cites`` the sections that it names are of other Acts.
    """
    found = frozenset(vocabulary("statements")["says"].found(folded))
    by_section = found & _BY_SECTION.keys()
    if not by_section:
        return found
    return found - by_section | ({_BY_SECTION[name] for name in by_section} if cites else set())


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Ranges of the sentences in a range."""
    at = start
    for match in _SENTENCE.finditer(text, start, end):
        stop = (
            match.start()
            if match.group().isspace() or not match.group().strip()
            else match.start() + 1
        )
        if _ABBREVIATED.search(text[at:stop]) or _HANGS.search(text[max(at, stop - 20) : stop]):
            continue
        yield at, stop
        at = match.end()
    while at < end and text[at].isspace():
        at += 1
    if at < end:
        yield at, end
