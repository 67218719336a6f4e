"""Passages of the truth and of a reading, paired by kind and place."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

Truth = Mapping[str, Any]

_NEAR = 12
"""Two passages are the same one where their starts are no more words apart."""


def words(text: object) -> list[str]:
    """The words of a text in small letters, without the signs around them."""
    return [re.sub(r"^\W+|\W+$", "", word).casefold() or word for word in str(text or "").split()]


def paired(
    truth: Sequence[Truth],
    found: Sequence[Truth],
    letter: Sequence[str],
    key: Callable[[Truth], object],
) -> int:
    """How many passages pair off one to one, the nearest starts first."""
    near = []
    for t, (section, at) in enumerate(zip(truth, _places(truth, letter), strict=True)):
        for f, other in enumerate(found):
            if key(section) != key(other):
                continue
            if at is None:
                if _same_start(section, other):
                    near.append((0, t, f))
            else:
                gap = min((abs(i - at) for i in _occurrences(letter, other)), default=_NEAR + 1)
                if gap <= _NEAR:
                    near.append((gap, t, f))
    taken_t: set[int] = set()
    taken_f: set[int] = set()
    for _, t, f in sorted(near):
        if t not in taken_t and f not in taken_f:
            taken_t.add(t)
            taken_f.add(f)
    return len(taken_t)


def _same_start(section: Truth, other: Truth) -> bool:
    """For a passage that is not found in the letter: by its first words alone."""
    a, b = words(section.get("starts")), words(other.get("starts"))
    return bool(a and b) and (a[:4] == b[:4] or " ".join(b) in " ".join(a))


def _places(sections: Sequence[Truth], letter: Sequence[str]) -> Iterator[int | None]:
    """The word at which each passage starts: they are in order, each after the one before."""
    last = -1
    for section in sections:
        found = list(_occurrences(letter, section))
        at = next((i for i in found if i > last), found[0] if found else None)
        last = last if at is None else at
        yield at


def _occurrences(letter: Sequence[str], section: Truth) -> Iterator[int]:
    start = words(section.get("starts"))
    if start:
        for i in range(len(letter) - len(start) + 1):
            if letter[i] == start[0] and letter[i : i + len(start)] == start:
                yield i
