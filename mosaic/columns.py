"""The questions of several letters side by side: which of them are the same question."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from nlp.collected import Collected
from nlp.response import Question

ALIKE = 80.0
"""Least similarity (0 to 100) at which two questions are the same.

Forces retell one question with their own name and small changes; two questions of one request
differ in most of their words.
"""

_NAMES = re.compile(
    r"\b(?:[a-z-]+\s+(?:and\s+[a-z-]+\s+)?(?:police|constabulary|constabularies)(?:\s+service)?"
    r"|your force|the force|your organisation|you|your|the|a|an|please|could|can|provide|state)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One question as several letters have it.

    Attributes:
        id: The number under which most letters have it, made unique among the columns.
        text: Its words in the first of those letters.
    """

    id: str
    text: str


def normal(text: str) -> str:
    """A question without what differs from force to force: names, courtesies, punctuation."""
    bare = _NAMES.sub(" ", text.casefold())
    return " ".join(re.findall(r"\w+", bare))


def columns(letters: Iterable[Collected]) -> tuple[list[Column], dict[tuple[str, str], str]]:
    """Lay the questions of letters side by side.

    The result does not depend on the order of the letters.

    Returns:
        The columns, in the order in which letters ask them, and for each ``(response id,
        question id)`` the id of its column.
    """
    rows = sorted(
        letters, key=lambda letter: (letter.response.responded or "9999", letter.response.id)
    )
    groups: list[list[tuple[str, Question]]] = []
    for letter in rows:
        taken: set[int] = set()
        for question in letter.response.questions:
            best = _best(groups, question, letter.response.questions, taken)
            if best is None:
                groups.append([])
                best = len(groups) - 1
            taken.add(best)
            groups[best].append((letter.response.id, question))
    used: set[str] = set()
    found: list[tuple[Column, list[tuple[str, Question]]]] = []
    for group in sorted(groups, key=_order):
        ids = [question.id for _, question in group]
        wanted = max(sorted(set(ids)), key=ids.count)
        name, number = wanted, 2
        while name in used:
            name, number = f"{wanted}-{number}", number + 1
        used.add(name)
        found.append((Column(id=name, text=group[0][1].text), group))
    place = {
        (response, question.id): column.id
        for column, group in found
        for response, question in group
    }
    return [column for column, _ in found], place


def _best(
    groups: Sequence[Sequence[tuple[str, Question]]],
    question: Question,
    siblings: Sequence[Question],
    taken: set[int],
) -> int | None:
    """The group whose first question is most like this one, if it is like it at all."""
    words = normal(question.text)
    scored = [
        (fuzz.token_sort_ratio(words, normal(group[0][1].text)), -index)
        for index, group in enumerate(groups)
        if index not in taken
    ]
    if not scored:
        return None
    score, index = max(scored)
    return -index if score >= ALIKE else None


def _order(group: Sequence[tuple[str, Question]]) -> tuple[float, str]:
    """Where letters have the question on average; ties by its words."""
    places = [_place(question.id) for _, question in group]
    return sum(places) / len(places), group[0][1].text


def _place(id_: str) -> float:
    """``2`` before ``2a`` before ``2b`` before ``3``; ``a`` stands for 1."""
    number = re.match(r"\d+", id_)
    rest = id_[number.end() :] if number else id_
    first = (ord(rest[0]) - 96) if rest else 0
    return int(number[0]) + first / 100 if number else float(first)
