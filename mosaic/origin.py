"""Where shared wording may come from: a template that many were sent, or one letter's words.

Both are guesses from near-identity and timing, and named so. Nothing in published letters shows
who wrote a passage; a source that is not in the collection looks like either.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from rapidfuzz import fuzz

from mosaic.question import nameless
from nlp.response import ARGUMENTS

OriginName = Literal["template", "copied", "unclear"]
"""``template``: many bodies have the same words at nearly the same time.

``copied``: one body had the same words long before any other.
``unclear``: neither, or not enough to say.
"""

NEAR = 97.0
"""Least similarity (0 to 100) of words that are the same but for a slip."""

TOGETHER = 45
"""Days within which bodies that were sent the same advice use it."""

LEAST = 25
"""Words of a passage; a shorter one is alike by chance or by habit."""

MANY = 3
"""Bodies that have a passage at the same time before it looks like a template."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One letter that has a passage.

    Attributes:
        response: Its id.
        forces: Those that give the letter together.
        date: ISO date of the answer.
        text: The passage as the letter has it.
    """

    response: str
    forces: tuple[str, ...]
    date: str | None
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """What the uses of a passage look like, and the figures behind that."""

    name: OriginName
    basis: str


def origin(kind: str, uses: Sequence[Use]) -> Origin:
    """What the uses of a passage look like; a body counts with the first letter that has it.

    Args:
        kind: Of the passage.
        uses: The earliest first.
    """
    bodies = list({use.forces: use for use in reversed(uses)}.values())
    days = sorted(date.fromisoformat(use.date) for use in bodies if use.date)
    plain = [nameless(use.text) for use in bodies]
    alike = min(
        max(fuzz.ratio(text, other) for at, other in enumerate(plain) if at != here)
        for here, text in enumerate(plain)
    )
    said = f"{len(bodies)} bodies, likeness at least {alike:.0f} of 100"
    if kind not in ARGUMENTS:
        return Origin(name="unclear", basis=f"{said}; notices are alike everywhere")
    if len(bodies[0].text.split()) < LEAST:
        return Origin(name="unclear", basis=f"{said}; too short to tell from chance")
    if len(days) < len(bodies):
        return Origin(name="unclear", basis=f"{said}; {len(bodies) - len(days)} without a date")
    if alike < NEAR:
        return Origin(name="unclear", basis=f"{said}; the words differ too much to tell")
    gaps = [(day - days[0]).days for day in days]
    most = max(sum(0 <= other - gap <= TOGETHER for other in gaps) for gap in gaps)
    if most >= MANY:
        basis = f"{said}; {most} of them within {TOGETHER} days"
        return Origin(name="template", basis=f"{basis}: as of a text that all were sent")
    if gaps[1] > TOGETHER:
        basis = f"{said}; the first {gaps[1]} days before any other"
        return Origin(
            name="copied", basis=f"{basis}: as of the first letter's words, or of a common source"
        )
    return Origin(name="unclear", basis=f"{said}; too few and too near in time to tell")
