"""All findings of a collection: what changed, what stands out, what does not go together."""

from collections.abc import Iterable, Iterator

from collection.collection import Collection
from mosaic.changes import changes
from mosaic.coverage import Coverage
from mosaic.doubt import Doubt, doubts
from mosaic.finding import Finding
from mosaic.inconsistent import inconsistencies
from mosaic.matrix import matrix
from mosaic.position import Position
from mosaic.robins import robin_of, robins
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
    held = list(letters)
    ids = {letter.response.id for letter in held}
    of = robin_of(collection)
    found = [
        *changes(collection, held, of, personal_data=personal_data),
        *inconsistencies(collection, held, of, personal_data=personal_data),
        *other_years(collection, held, of, personal_data=personal_data),
    ]
    for rows in _matrices(collection, held, personal_data=personal_data):
        found += [one for one in (*standouts(rows), *undone(rows)) if _carried(one, ids)]
    return found


def all_doubts(
    collection: Collection, letters: Iterable[Collected], *, personal_data: bool = False
) -> list[Doubt]:
    """The doubt before and after each of these letters, among those of their round robins.

    Args:
        collection: An open collection.
        letters: Those to look at.
        personal_data: For the operator: leave people's names and contact data in.
    """
    held = list(letters)
    ids = {letter.response.id for letter in held}
    return [
        doubt
        for rows in _matrices(collection, held, personal_data=personal_data)
        for doubt in doubts(rows)
        if doubt.response in ids
    ]


def _matrices(
    collection: Collection, letters: Iterable[Collected], *, personal_data: bool
) -> Iterator[list[Position]]:
    """The matrix of each round robin of the letters, the earliest first."""
    known = {letter.response.id: letter for letter in letters}
    coverage = Coverage(collection)
    for robin in robins(collection, known):
        ids = [member.response for member in robin.members]
        held = (known.get(id_) or response(collection, id_) for id_ in ids)
        members = [letter for letter in held if letter is not None]
        yield matrix(
            collection, members, robin=robin.id, coverage=coverage, personal_data=personal_data
        )


def _carried(finding: Finding, ids: set[str]) -> bool:
    return any(passage.response in ids for passage in finding.evidence)
