"""Letters that answer the same request: who is kin to whom, and the families that follow."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import fsum
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from mosaic.alignment import Pair, kinship
from mosaic.batch import Batch
from mosaic.crowd import likenesses, shaped, unswept
from mosaic.question import weight
from mosaic.request import EMPTY, Request, earliest
from mosaic.sketches import Sketch, candidates

FEW = 40
"""Up to so many forms of a request every two are compared; of more, those whose sketches meet."""

WINDOW = 183
"""Days within which retellings of a request are taken for one sending; forces answer late, and
many letters give only the day of the answer."""

AGAIN = 0.75
"""Least kinship of two sendings, further apart than that, of one request."""

LOWEST = 0.55
"""Least kinship of two requests that are one, whatever they ask; see :func:`needed`."""

SHARED = 0.8
"""Of the least kinship, what two requests have in common whichever question it is in: kinship is
hardly ever much more."""

_WHOLE = 0.75
"""Least share of words at which two requests are one though they are divided differently: what one
force quotes as five questions is one long sentence to another."""

_SAME = 0.97
"""Kinship at which nothing else matters."""


K = TypeVar("K", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Kin:
    """Two forms of a request that are the same, by :attr:`Request.form`, the lower first."""

    one: str
    other: str
    likeness: float


def needed(one: Request, other: Request) -> float:
    """The least :func:`kinship` at which two requests are one.

    Long requests that share most of what they ask are one request retold. Short ones differ by a
    single word in what they are about ("drones", "dogs"), and so do follow-up questions that any
    request may have: little substance, or topics with nothing in common, ask for more. So does a
    text as long as a letter: any two of one trade have half of their words in common.
    """
    substance = min(one.substance, other.substance)
    least = LOWEST + 0.35 * min(1.0, max(0.0, (12.0 - substance) / 8.0, (substance - 100) / 100))
    if one.topics and other.topics and set(one.topics).isdisjoint(other.topics):
        least = max(least, 0.9)
    return least


def kin(
    one: Request,
    other: Request,
    pairs: Iterable[Pair] | None = None,
    *,
    most: float = 1.0,
    overlap: float | None = None,
) -> float | None:
    """How alike two requests are where they are the same; ``None`` where they are not.

    Args:
        one: A request.
        other: Another.
        pairs: Their questions as they are aligned, where that is known.
        most: What their kinship is at most, where that is known.
        overlap: What they share whichever question it is in, where that is known.
    """
    if min(one.substance, other.substance) < EMPTY:
        return None
    least = needed(one, other)
    if overlap is None:
        overlap = _overlap(one, other)
    if overlap < SHARED * least:
        return None
    divided = len(one.wordings) != len(other.wordings) and overlap >= _WHOLE
    least = min(least, _SAME)
    if most < least and not divided:
        return None
    found = kinship(one.wordings, other.wordings, pairs)
    if divided:
        found = max(found, overlap)
    return found if found >= least else None


def kin_of_each(
    requests: Mapping[int, Request], pairs: npt.NDArray[np.int64]
) -> list[float | None]:
    """:func:`kin` of many pairs, which takes half the time.

    Args:
        requests: By number.
        pairs: Rows of the numbers of two requests.
    """
    batch = Batch(requests, pairs)
    found = zip(pairs.tolist(), batch.most, batch.overlap, strict=True)
    return [
        kin(requests[one], requests[other], batch.aligned(at), most=most, overlap=overlap)
        for at, ((one, other), most, overlap) in enumerate(found)
    ]


def _overlap(one: Request, other: Request) -> float:
    """What two requests share, whichever question it is in."""
    shared = fsum(map(weight, one.stems & other.stems))
    return 2 * shared / (one.substance + other.substance)


def kin_of(
    new: Mapping[str, Request],
    known: Mapping[str, Sketch],
    fetch: Callable[[str], Request],
    shapes: Mapping[str, Sketch] | None = None,
) -> tuple[dict[str, Sketch], list[Kin]]:
    """Who among new forms is kin to one another or to those known already.

    Pairs of known forms are not looked at again, and of these only those that could be kin to a
    new one are fetched.

    Args:
        new: A request of each new form, by form.
        known: The sketches of the known forms.
        fetch: Gives a request that has a known form.
        shapes: Sketches of new forms as far as they were made already.

    Returns:
        The sketches of the new forms, and who is kin, in ascending order.
    """
    held = {form: shape for form, shape in (shapes or {}).items() if form in new}
    made = held | shaped([request for form, request in new.items() if form not in held])
    return made, _kin(made, known, lambda form: new[form] if form in new else fetch(form))


def _kin(
    made: Mapping[str, Sketch], known: Mapping[str, Sketch], fetch: Callable[[str], Request]
) -> list[Kin]:
    # By name: the likeness of two requests is the same from either side but for the last digit.
    names = sorted({*known, *made})
    fresh = np.fromiter((name in made for name in names), np.bool_, len(names))
    held = [made[name] if name in made else known[name] for name in names]
    if len(names) <= FEW:
        pairs = np.array([*combinations(range(len(names)), 2)], np.int64).reshape(-1, 2)
        pairs = pairs[fresh[pairs].any(axis=1)]
    else:
        pairs = candidates(held, fresh)
    requests: dict[int, Request] = {}

    def request(number: int) -> Request:
        if number not in requests:
            requests[number] = fetch(names[number])
        return requests[number]

    likes = np.fromiter(
        (like or 0.0 for like in likenesses(request, held, pairs, kin_of_each)),
        np.float64,
        len(pairs),
    )
    pairs, likes = pairs[likes > 0], likes[likes > 0]
    order = np.lexsort((pairs[:, 1], pairs[:, 0]))
    rows = zip(pairs[order].tolist(), likes[order].tolist(), strict=True)
    return [Kin(names[one], names[other], like) for (one, other), like in rows]


def families(requests: Iterable[Request]) -> list[list[Request]]:
    """Letters grouped by the request that they answer, whenever it was sent, by first day."""
    with unswept():
        held = [*requests]
        made = shaped(held)
        forms = {request.form: request for request in reversed(held)}
        pairs = _kin(made, {}, forms.__getitem__)
        return joined(sendings(held, pairs), pairs)


def sendings(requests: Iterable[Request], pairs: Iterable[Kin]) -> list[list[Request]]:
    """Requests grouped into sendings: retellings of one request within :data:`WINDOW`.

    Each sending has a centre to which all its letters are kin, so that a chain of small edits
    does not join what has nothing in common any more. The result does not depend on the order of
    the arguments.

    Args:
        requests: In any order.
        pairs: Which of their forms are kin; a form is kin to itself.

    Returns:
        The centre first, then the others by day; sendings by their first day.
    """
    # Letters of one form and day are kin to the same letters: they are one node, with a number.
    nodes: dict[tuple[str, int | None], list[Request]] = defaultdict(list)
    for request in requests:
        nodes[request.form, request.number].append(request)
    names, held = [*nodes], [*nodes.values()]
    days: dict[str, list[tuple[int, int | None]]] = defaultdict(list)
    for at, (form, number) in enumerate(names):
        days[form].append((at, number))
    near = _near_forms(pairs, days)

    def neighbours(node: int) -> list[tuple[int, float]]:
        form, number = names[node]
        return [
            (at, likeness)
            for other, likeness in near.get(form, {form: 1.0}).items()
            for at, day in days[other]
            # A day that is unknown forbids nothing.
            if number is None or day is None or -WINDOW <= number - day <= WINDOW
        ]

    found = []
    many = {}
    for node, (form, _) in enumerate(names):
        if form not in near and len(days[form]) == 1:
            found.append(sorted(held[node], key=_name) if len(held[node]) > 1 else held[node])
        else:
            many[node] = len(held[node])
    for centre, members in _stars(many, neighbours, lambda at: (names[at][1] or 0, names[at][0])):
        first = min(held[centre], key=_name)
        rest = [request for node in members for request in held[node] if request is not first]
        found.append([first, *earliest(rest)])
    return sorted(found, key=_begin)


def joined(groups: Sequence[Sequence[Request]], pairs: Iterable[Kin]) -> list[list[Request]]:
    """Sendings of one request at different times put together, by first day.

    They are one where their centres are kin by :data:`AGAIN`.
    """
    centres: dict[str, list[Sequence[Request]]] = defaultdict(list)
    for group in groups:
        centres[group[0].form].append(group)
    near = _near_forms((pair for pair in pairs if pair.likeness >= AGAIN), centres)
    found = []
    many, begin = {}, {}
    for form, held in centres.items():
        if form in near:
            many[form] = len(held)
            begin[form] = min(group[0].number or 0 for group in held)
        elif len(held) == len(held[0]) == 1:
            found.append([*held[0]])
        else:
            found.append(earliest(request for group in held for request in group))
    found += [
        earliest(request for form in members for group in centres[form] for request in group)
        for _, members in _stars(
            many,
            lambda form: [*near[form].items()],
            lambda form: (begin[form], form),
        )
    ]
    return sorted(found, key=_begin)


def _near_forms(pairs: Iterable[Kin], held: Mapping[str, object]) -> dict[str, dict[str, float]]:
    """The kin of each form that has any, itself among them."""
    near: dict[str, dict[str, float]] = {}
    for pair in pairs:
        if pair.one in held and pair.other in held:
            for one, other in ((pair.one, pair.other), (pair.other, pair.one)):
                known = near.get(one)
                if known is None:
                    near[one] = {one: 1.0, other: pair.likeness}
                else:
                    known[other] = pair.likeness
    return near


def _stars(
    many: Mapping[K, int],
    neighbours: Callable[[K], list[tuple[K, float]]],
    order: Callable[[K], tuple[int, str]],
) -> list[tuple[K, list[K]]]:
    """Centres with what is kin to them, the centre first.

    What has most kin is the first centre. What is kin to two centres goes to the one that it is
    more like.

    Args:
        many: How many letters each node stands for.
        neighbours: The kin of a node, itself among them.
        order: Decides between nodes with equally much kin.
    """
    weights = {
        node: round(fsum([like * many[other] for other, like in neighbours(node)]), 6)
        for node in many
    }
    rank: dict[K, int] = {}
    best: dict[K, tuple[float, int, K]] = {}
    for node in sorted(many, key=lambda node: (-weights[node], *order(node))):
        if node in best:
            continue
        at = rank[node] = len(rank)
        for other, likeness in neighbours(node):
            choice = (-likeness, at, node)
            if other not in best or choice[:2] < best[other][:2]:
                best[other] = choice
        best[node] = (-2.0, at, node)
    members: dict[K, list[K]] = {node: [node] for node in rank}
    for node in many:
        if node not in rank:
            members[best[node][2]].append(node)
    return [*members.items()]


def _name(request: Request) -> str:
    return request.id


def _begin(group: Sequence[Request]) -> tuple[bool, int, str]:
    if len(group) == 1:
        return group[0].number is None, group[0].number or 0, group[0].id
    days = [request.number for request in group if request.number is not None]
    return not days, min(days, default=0), min(map(_name, group))
