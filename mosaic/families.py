"""Letters that answer the same request: who is kin to whom, and the families that follow."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from mosaic.alignment import kinship
from mosaic.question import weight
from mosaic.request import Request, earliest
from mosaic.sketches import Sketches

FEW = 40
"""Up to so many requests every pair is compared; among more, those whose sketches meet."""

WINDOW = 183
"""Days within which retellings of a request are taken for one sending; forces answer late, and
many letters give only the day of the answer."""

AGAIN = 0.75
"""Least kinship of two sendings, further apart than that, of one request."""

_EMPTY = 1.5
"""A request with less substance ("please see attached") is like any other."""

_WHOLE = 0.75
"""Least share of words at which two requests are one though they are divided differently: what one
force quotes as five questions is one long sentence to another."""

_SAME = 0.97
"""Kinship at which nothing else matters."""


@dataclass(frozen=True, slots=True)
class Kin:
    """Two requests that are the same, by their ids, the lower first."""

    one: str
    other: str
    likeness: float


def needed(one: Request, other: Request) -> float:
    """The least :func:`kinship` at which two requests are one.

    Long requests that share most of what they ask are one request retold. Short ones differ by a
    single word in what they are about ("drones", "dogs"), and so do follow-up questions that any
    request may have: little substance, or topics with nothing in common, ask for more.
    """
    substance = min(one.substance, other.substance)
    least = 0.55 + 0.35 * min(1.0, max(0.0, (12.0 - substance) / 8.0))
    if one.topics and other.topics and not set(one.topics) & set(other.topics):
        least = max(least, 0.9)
    return least


def kin(one: Request, other: Request) -> float | None:
    """How alike two requests are where they are the same; ``None`` where they are not."""
    least = needed(one, other)
    if min(one.substance, other.substance) < _EMPTY or _overlap(one, other) < 0.8 * least:
        return None
    found = kinship(one.wordings, other.wordings)
    if len(one.questions) != len(other.questions) and _overlap(one, other) >= _WHOLE:
        found = max(found, _overlap(one, other))
    return found if found >= min(least, _SAME) else None


def _overlap(one: Request, other: Request) -> float:
    """What two requests share, whichever question it is in: kinship is hardly ever much more."""
    shared = sum(map(weight, one.stems & other.stems))
    return 2 * shared / (one.substance + other.substance)


def kin_of(
    new: Sequence[Request], known: Iterable[Request] = (), *, all_pairs: bool = False
) -> list[Kin]:
    """Who among new requests is kin to one another or to those known already.

    Pairs of known requests are not looked at again.
    """
    held = {request.id: request for request in known}
    fresh = {request.id: request for request in new}
    everyone = held | fresh
    candidates: list[Iterable[str]]
    if all_pairs or len(everyone) <= FEW:
        candidates = [everyone] * len(new)
    else:
        sketches = Sketches()
        sketches.add(everyone.values())
        candidates = [*sketches.like(new)]
    found: dict[tuple[str, str], Kin] = {}
    for request, ids in zip(new, candidates, strict=True):
        for id_ in ids:
            one, other = sorted((request.id, id_))
            if one == other or (one, other) in found:
                continue
            alike = kin(everyone[one], everyone[other])
            if alike is not None:
                found[one, other] = Kin(one, other, alike)
    return sorted(found.values(), key=lambda pair: (pair.one, pair.other))


def sendings(requests: Iterable[Request], pairs: Iterable[Kin]) -> list[list[Request]]:
    """Requests grouped into sendings: retellings of one request within :data:`WINDOW`.

    Each sending has a centre to which all its letters are kin, so that a chain of small edits
    does not join what has nothing in common any more. The result does not depend on the order of
    the arguments.

    Returns:
        The centre first, then the others by day; sendings by their first day.
    """
    held = {request.id: request for request in requests}
    near: dict[str, dict[str, float]] = {id_: {} for id_ in held}
    for pair in pairs:
        if pair.one in held and pair.other in held and _near(held[pair.one], held[pair.other]):
            near[pair.one][pair.other] = pair.likeness
            near[pair.other][pair.one] = pair.likeness
    found = []
    for centre, members in _stars(held, near):
        rest = earliest(held[id_] for id_ in members if id_ != centre)
        found.append([held[centre], *rest])
    return sorted(found, key=_begin)


def families(requests: Iterable[Request]) -> list[list[Request]]:
    """Letters grouped by the request that they answer, whenever it was sent, by first day."""
    held = earliest(requests)
    pairs = kin_of(held)
    return joined(sendings(held, pairs), pairs)


def joined(groups: Sequence[Sequence[Request]], pairs: Iterable[Kin]) -> list[list[Request]]:
    """Sendings of one request at different times put together, by first day.

    They are one where their centres are kin by :data:`AGAIN`.
    """
    centres = {group[0].id: group for group in groups}
    near: dict[str, dict[str, float]] = {id_: {} for id_ in centres}
    for pair in pairs:
        if pair.one in centres and pair.other in centres and pair.likeness >= AGAIN:
            near[pair.one][pair.other] = pair.likeness
            near[pair.other][pair.one] = pair.likeness
    wholes = {id_: group[0] for id_, group in centres.items()}
    found = []
    for _, members in _stars(wholes, near):
        found.append(earliest(request for id_ in members for request in centres[id_]))
    return sorted(found, key=_begin)


def _stars(
    held: Mapping[str, Request], near: Mapping[str, Mapping[str, float]]
) -> list[tuple[str, list[str]]]:
    """Centres with what is kin to them; the request with most kin is the first centre.

    A request that is kin to two centres goes to the one that it is more like.
    """
    order = sorted(
        held,
        key=lambda id_: (
            -round(sum(near[id_].values()), 6),
            held[id_].number or 0,
            [wording.plain for wording in held[id_].wordings],
            id_,
        ),
    )
    centres: list[str] = []
    covered: set[str] = set()
    for id_ in order:
        if id_ not in covered:
            centres.append(id_)
            covered |= {id_, *near[id_]}
    members: dict[str, list[str]] = {id_: [id_] for id_ in centres}
    rank = {id_: index for index, id_ in enumerate(centres)}
    for id_ in order:
        if id_ not in rank:
            choice = [(-score, rank[other], other) for other, score in near[id_].items()
                      if other in rank]  # fmt: skip
            members[min(choice)[2]].append(id_)
    return list(members.items())


def _near(one: Request, other: Request) -> bool:
    """Whether two requests may be of one sending; a day that is unknown forbids nothing."""
    if one.number is None or other.number is None:
        return True
    return abs(one.number - other.number) <= WINDOW


def _begin(group: Sequence[Request]) -> tuple[bool, int, str]:
    days = [request.number for request in group if request.number is not None]
    return not days, min(days, default=0), min(request.id for request in group)
