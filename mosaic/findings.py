"""All findings of a collection: what changed, what stands out, what does not go together."""

from collections.abc import Iterable, Iterator, Mapping

from collection.collection import Collection
from mosaic.changes import asking, changes
from mosaic.crowd import unswept
from mosaic.doubt import Doubt, doubts
from mosaic.finding import Finding
from mosaic.inconsistent import inconsistencies
from mosaic.matrix import matrix
from mosaic.position import Position
from mosaic.remainder import remainders
from mosaic.robins import members_of_each, robin_of
from mosaic.standouts import standouts
from mosaic.undone import undone
from mosaic.years import other_years
from nlp.collected import Collected, response


def findings(
    collection: Collection, letters: Iterable[Collected], *, personal_data: bool = False
) -> list[Finding]:
    """Every finding that one of these letters carries.

    What changed, what is at odds with itself and what counts by other years is looked for in these
    letters; who stands out, and whose refusal is undone, among all letters of their round robins.

    Args:
        collection: An open collection.
        letters: Those to look at.
        personal_data: For the operator: leave people's names and contact data in.
    """
    return findings_and_doubts(collection, letters, personal_data=personal_data)[0]


def all_doubts(
    collection: Collection, letters: Iterable[Collected], *, personal_data: bool = False
) -> list[Doubt]:
    """The doubt before and after each of these letters, among those of their round robins.

    Args:
        collection: An open collection.
        letters: Those to look at.
        personal_data: For the operator: leave people's names and contact data in.
    """
    held = {letter.response.id: letter for letter in letters}
    return [
        doubt
        for _, rows in _matrices(collection, held, personal_data=personal_data)
        for doubt in doubts(rows)
        if doubt.response in held
    ]


def findings_and_doubts(
    collection: Collection, letters: Iterable[Collected], *, personal_data: bool = False
) -> tuple[list[Finding], list[Doubt]]:
    """:func:`findings` and :func:`all_doubts` of the same letters, which are laid out once.

    Args:
        collection: An open collection.
        letters: Those to look at.
        personal_data: For the operator: leave people's names and contact data in.
    """
    held = {letter.response.id: letter for letter in letters}
    of = robin_of(collection)
    side_by_side: list[Finding] = []
    open_: list[Doubt] = []
    with unswept(), asking(held.values()) as again:
        alone = [
            *inconsistencies(collection, held.values(), of, personal_data=personal_data),
            *other_years(collection, held.values(), of, personal_data=personal_data),
        ]
        for members, rows in _matrices(collection, held, personal_data=personal_data):
            left = doubts(rows)
            told = (
                *standouts(rows, left),
                *undone(rows),
                *remainders(collection, members, rows, personal_data=personal_data),
            )
            side_by_side += [one for one in told if _carried(one, held)]
            open_ += [one for one in left if one.response in held]
        changed = changes(collection, held.values(), of, again=again, personal_data=personal_data)
    return [*changed, *alone, *side_by_side], open_


def _matrices(
    collection: Collection, known: Mapping[str, Collected], *, personal_data: bool
) -> Iterator[tuple[list[Collected], list[Position]]]:
    """The letters of each of their round robins, the earliest first, and what they say."""
    for robin, ids in members_of_each(collection, known):
        held = (known.get(id_) or response(collection, id_) for id_ in ids)
        members = [letter for letter in held if letter is not None]
        rows = matrix(collection, members, robin=robin, absent=False, personal_data=personal_data)
        yield members, rows


def _carried(finding: Finding, ids: Mapping[str, Collected]) -> bool:
    return any(passage.response in ids for passage in finding.evidence)
