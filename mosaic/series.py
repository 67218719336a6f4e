"""Which labels of several letters' tables mean the same: by their words, and hardly any looser."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

from index.analysis import stem, words

Labels = tuple[str, ...]

_LIGHT = frozenset({"of", "the", "a", "an", "and", "for"})
_WHOLE = re.compile(
    r"\W*(?:(?:grand|overall|force)\s*)?totals?(?: (?:number|count|figure)s?)?\W*"
    r"|\W*(?:all|overall|sum|no\.?|number|count|figures?|volume|quantity|amount)\W*"
    r"|\W*(?:%|percentage|per cent)\W*",
    re.IGNORECASE,
)
_LONG = 7


def series(printed: Iterable[Labels]) -> Mapping[Labels, str | None]:
    """The name under which labels stand side by side; ``None`` is the whole.

    Labels are one series where they have the same words in any order, plural or not, rows and
    columns alike; or where one long word differs by one letter. "Criminal damage" and "Criminal
    damage and arson" are two, so are "supports" and "does not support", "under 18" and "over 18".

    Args:
        printed: The labels of each figure of one question, as often as they stand there.
    """
    counts = Counter(printed)
    keys: dict[Labels, tuple[str, ...]] = {labels: _key(labels) for labels in counts}
    known: dict[tuple[str, ...], tuple[str, ...]] = {}
    often: Counter[tuple[str, ...]] = Counter()
    for labels, many in counts.items():
        often[keys[labels]] += many
    without: dict[tuple[str, ...], list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for key in sorted(often, key=lambda key: (-often[key], key)):
        rests = [(word, (*key[:at], *key[at + 1 :])) for at, word in enumerate(key)]
        like = next(
            (
                other
                for word, rest in rests
                for printed_, other in without[rest]
                if _misprinted(word, printed_)
            ),
            None,
        )
        known[key] = like or key
        if like is None:
            for word, rest in rests:
                without[rest].append((word, key))
    names: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for labels, many in counts.items():
        names[known[keys[labels]]][name_of(labels)] += many
    best = {
        key: min(found, key=lambda name: (-found[name], name)) or None
        for key, found in names.items()
    }
    return {labels: best[known[key]] if known[key] else None for labels, key in keys.items()}


def name_of(labels: Labels) -> str:
    """Labels as one name; what says no more than that it is a total or a number is left out.

    >>> name_of(("Burglary", "Grand Total")), name_of(("Total",))
    ('Burglary', '')
    """
    return ", ".join(label for label in labels if not _WHOLE.fullmatch(label))


def _key(labels: Labels) -> tuple[str, ...]:
    said = " ".join(label for label in labels if not _WHOLE.fullmatch(label))
    return tuple(sorted(stem(word) for word in words(said) if word not in _LIGHT))


def _misprinted(one: str, other: str) -> bool:
    """Whether two words are one long word with a letter off.

    "Typical" and "atypical" differ by a letter too, and so do "18" and "19".
    """
    return (
        min(len(one), len(other)) >= _LONG
        and one.isalpha()
        and other.isalpha()
        and one[:3] == other[:3]
        and OSA.distance(one, other, score_cutoff=1) == 1
    )
