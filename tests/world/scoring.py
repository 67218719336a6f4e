"""How well groups of letters agree with the truth, pair by pair."""

from collections import Counter
from collections.abc import Iterable, Mapping


def pairwise_f1(groups: Iterable[Iterable[str]], truth: Mapping[str, str]) -> float:
    """Over all pairs of letters: those put together against those that belong together.

    Args:
        groups: Ids of letters; each letter is in one group.
        truth: What the letters of a group have in common, by id; pairs are counted as numbers of
            letters, so a million of them are no matter.
    """
    together = right = 0
    for group in groups:
        counted = Counter(truth[id_] for id_ in group)
        together += _pairs(sum(counted.values()))
        right += sum(map(_pairs, counted.values()))
    wanted = sum(map(_pairs, Counter(truth.values()).values()))
    return 2 * right / (together + wanted) if together + wanted else 1.0


def _pairs(many: int) -> int:
    return many * (many - 1) // 2
