"""The questions of several letters side by side: which of them are the same question."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from mosaic.alignment import Pair, paired
from mosaic.families import families
from mosaic.question import Wording, compared
from mosaic.request import Request

SAME = 0.8
"""Least likeness at which questions of two different requests are one column."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One question as several letters have it.

    Attributes:
        id: The number under which most letters have it. Where the letters answer several
            requests, the questions of the second have ``B`` before it, and so on; a second
            question of one request under the same number has ``-2`` behind it.
        text: Its words in most of those letters; where no two agree, in the first.
        letters: Ids of the responses that answer it.
        requests: Which of the requests have it, counted from 0, the one with most letters.
    """

    id: str
    text: str
    letters: tuple[str, ...] = ()
    requests: tuple[int, ...] = (0,)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layout:
    """Letters laid side by side.

    Attributes:
        columns: Request by request, in the order in which letters ask them.
        place: The column of each ``(response id, question id)``.
        request: Which request each letter answers, counted from 0, the one with most letters.
    """

    columns: tuple[Column, ...]
    place: Mapping[tuple[str, str], str]
    request: Mapping[str, int]


@dataclass(slots=True)
class _Group:
    """A column in the making.

    Attributes:
        order: Where letters have the question: the sum of its places, of its numbers; ties by its
            words.
    """

    requests: list[int]
    places: list[tuple[Request, int]] = field(default_factory=list)
    wordings: dict[Wording, None] = field(default_factory=dict)
    order: tuple[float, float, str] = (0.0, 0.0, "")

    def add(self, request: Request, at: int) -> None:
        self.places.append((request, at))
        self.wordings[request.wordings[at]] = None
        place, number, text = self.order
        question = request.questions[at]
        self.order = (
            place + at / max(len(request.questions) - 1, 1),
            number + _place(question.id),
            min(text or question.text, question.text),
        )

    def likeness(self, wording: Wording) -> float:
        return max(compared(wording, known) for known in self.wordings)

    @property
    def ids(self) -> list[str]:
        return [request.questions[at].id for request, at in self.places]

    @property
    def texts(self) -> list[str]:
        return [request.questions[at].text for request, at in self.places]


def layout(requests: Iterable[Request], *, one: bool = False) -> Layout:
    """Lay the questions of letters side by side.

    The result does not depend on the order of the letters, nor on the numbers that they give to
    their questions.

    Args:
        requests: What the letters answer.
        one: They are known to answer one request.
    """
    found = [sorted(requests, key=_age)] if one else families(requests)
    found.sort(key=len, reverse=True)
    laid: list[_Group] = []
    for number, family in enumerate(found):
        for group in _lay(family, number):
            like = next((known for known in laid if _joins(known, group)), None)
            if like is None:
                laid.append(group)
            else:
                like.requests.append(number)
                for request, at in group.places:
                    like.add(request, at)
    names = _names(laid)
    columns = tuple(
        Column(
            id=names[at],
            text=Counter(group.texts).most_common(1)[0][0],
            letters=tuple(request.id for request, _ in group.places),
            requests=tuple(group.requests),
        )
        for at, group in enumerate(laid)
    )
    place = {
        (request.id, request.questions[question].id): names[at]
        for at, group in enumerate(laid)
        for request, question in group.places
    }
    return Layout(
        columns=columns,
        place=place,
        request={request.id: at for at, family in enumerate(found) for request in family},
    )


def _age(request: Request) -> tuple[str, str]:
    return request.day or "9999", request.id


def _lay(family: Sequence[Request], number: int) -> list[_Group]:
    """The columns of one request as forces retell it, the most typical retelling first."""
    common = Counter(stem for request in family for stem in request.stems)

    def typical(request: Request) -> tuple[float, str, str]:
        known = sum(common[stem] for stem in request.stems) / (len(request.stems) or 1)
        return -known * len(request.questions), *_age(request)

    groups: list[_Group] = []
    for request in sorted(family, key=typical):
        groups.sort(key=_order)
        known = {pair.one: groups[pair.other] for pair in _paired(request.wordings, groups)}
        for at in range(len(request.questions)):
            group = known.get(at)
            if group is None:
                group = _Group([number])
                groups.append(group)
            group.add(request, at)
    for group in groups:
        group.places.sort(key=lambda place: _age(place[0]))
    return sorted(groups, key=_order)


def _paired(asked: Sequence[Wording], groups: Sequence[_Group]) -> list[Pair]:
    """Which question of a letter belongs to which column."""
    equal = [
        (at, place)
        for at, wording in enumerate(asked)
        for place, group in enumerate(groups)
        if wording in group.wordings
    ]
    return paired(
        len(asked),
        len(groups),
        equal,
        lambda at, places: [groups[place].likeness(asked[at]) for place in places],
    )


def _joins(known: _Group, group: _Group) -> bool:
    """Whether two columns of different requests are one; those of one letter never are."""
    letters = {request.id for request, _ in known.places}
    if any(request.id in letters for request, _ in group.places):
        return False
    return any(known.likeness(wording) >= SAME for wording in group.wordings)


def _letter(number: int) -> str:
    """Nothing for the first request, then ``B`` to ``Z``, ``AA``, ``AB`` and so on.

    >>> [_letter(number) for number in (0, 1, 25, 26)]
    ['', 'B', 'Z', 'AA']
    """
    if number == 0:
        return ""
    found = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        found = chr(ord("A") + rest) + found
    return found


def _names(laid: Sequence[_Group]) -> dict[int, str]:
    """An id for each column: the commonest of its letters; where two have it, that of more."""
    names: dict[int, str] = {}
    used: set[str] = set()
    for at in sorted(range(len(laid)), key=lambda at: -len(laid[at].places)):
        ids = laid[at].ids
        # Ties go to the lower number, and to a figure before a letter.
        common = max(sorted(set(ids), key=lambda id_: (_place(id_), id_)), key=ids.count)
        name = wanted = _letter(laid[at].requests[0]) + common
        number = 2
        while name in used:
            name, number = f"{wanted}-{number}", number + 1
        used.add(name)
        names[at] = name
    return names


def _order(group: _Group) -> tuple[float, float, str]:
    """Where letters have the question on average, by place, then by number; ties by its words."""
    place, number, text = group.order
    return place / len(group.places), number / len(group.places), text


_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8, "ix": 9}


@lru_cache(maxsize=10_000)
def _place(id_: str) -> float:
    """``2`` before ``2a`` before ``2b`` before ``3``; a bare ``a`` stands for 1, so does ``i``."""
    number = re.match(r"\d+", id_)
    rest = id_[number.end() :] if number else id_
    first = _ROMAN.get(rest, ord(rest[0]) - 96 if rest else 0)
    return int(number[0]) + first / 100 if number else float(first)
