"""How often sections are relied on: by force, year or topic, with denominators and intervals.

A share of few letters says little. Each stands with its 95 % interval (Wilson), and with the
limits within which a group as large would lie 998 times in 1,000 if it were like all letters
together (the funnel): what lies inside them is no difference. No order of merit is made.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass
from math import sqrt
from typing import Any, Literal

from mosaic.matrix import once
from nlp.collected import Collected
from nlp.provision import is_procedural, section_of

By = Literal["force", "year", "topic"]
INTERVAL, FUNNEL = 1.96, 3.09
"""Standard deviations of a 95 % interval, and of limits that 2 in 1,000 cross by chance."""
FEW = 5
"""Letters below which a group is too small for the funnel to say anything."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """How many letters of a group rely on a section.

    Attributes:
        group: A force's slug, a year or a topic; ``None`` for all letters together.
        section: The path of the section: ``foia/31``.
        letters: That rely on it, or on a part of it.
        of: Letters of the group under that law.
        share: The first of the second.
        low, high: The 95 % interval of the share.
        expected: The share among all letters under that law.
        unusual: Outside the funnel; ``None`` where the group is too small to say.
    """

    group: str | None
    section: str
    letters: int
    of: int
    share: float
    low: float
    high: float
    expected: float
    unusual: bool | None

    def contract(self) -> Mapping[str, Any]:
        """The row as it is printed."""
        return asdict(self)


def provisions(letters: Iterable[Collected], by: By | None = None) -> list[Share]:
    """Shares of letters by section, all together and, where ``by`` is given, for each group.

    A joint letter counts under each of its forces, and a letter under each of its topics; one
    that stands in the logs of several forces counts once. A letter is a denominator only for the
    law that it was answered under. In the order of groups and sections, without a ranking.
    """
    of: Counter[tuple[str | None, str]] = Counter()
    relied: Counter[tuple[str | None, str]] = Counter()
    sections: dict[str | None, set[str]] = defaultdict(set)
    for letter in once(letters):
        groups = [None, *(_GROUPS[by](letter) if by else ())]
        named = {
            section_of(one.id)
            for one in letter.response.exemptions
            if one.engaged and not is_procedural(one.id)
        }
        for group in groups:
            of.update((group, regime) for regime in letter.response.regimes)
            relied.update((group, section) for section in named)
            sections[group] |= named
    return [
        share
        for group in sorted(sections, key=lambda name: (name is not None, name or ""))
        for section in sorted(sections[None], key=_order)
        for share in _share(group, section, of, relied)
    ]


def _share(
    group: str | None,
    section: str,
    of: Mapping[tuple[str | None, str], int],
    relied: Mapping[tuple[str | None, str], int],
) -> Iterator[Share]:
    regime = section.split("/")[0]
    total = of.get((group, regime), 0)
    if not total:
        return
    count = relied.get((group, section), 0)
    expected = relied[None, section] / of[None, regime]
    low, high = wilson(count, total)
    limit = FUNNEL * sqrt(expected * (1 - expected) / total)
    outside = abs(count / total - expected) > limit
    yield Share(
        group=group,
        section=section,
        letters=count,
        of=total,
        share=round(count / total, 4),
        low=round(low, 4),
        high=round(high, 4),
        expected=round(expected, 4),
        unusual=None if group is None or total < FEW else outside,
    )


def wilson(count: int, of: int) -> tuple[float, float]:
    """The 95 % interval of a share, which stays within 0 and 1 also for few and for none.

    >>> [round(end, 3) for end in wilson(0, 10)], [round(end, 3) for end in wilson(5, 10)]
    ([0.0, 0.278], [0.237, 0.763])
    """
    if not of:
        return 0.0, 1.0
    share, square = count / of, INTERVAL**2
    middle = (share + square / (2 * of)) / (1 + square / of)
    half = INTERVAL * sqrt(share * (1 - share) / of + square / (4 * of * of)) / (1 + square / of)
    return max(0.0, middle - half), min(1.0, middle + half)


def _order(section: str) -> tuple[str, int, str]:
    regime, number = section.split("/")[:2]
    digits = "".join(character for character in number if character.isdigit())
    return regime, int(digits or 0), number


def _years(letter: Collected) -> tuple[str, ...]:
    answered = letter.response.responded
    return (answered[:4],) if answered else ("unknown",)


_GROUPS: Mapping[By, Callable[[Collected], tuple[str, ...]]] = {
    "force": lambda letter: letter.response.forces,
    "year": _years,
    "topic": lambda letter: letter.response.topics,
}
