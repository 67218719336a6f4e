"""All findings of a collection: what changed, what stands out, what does not go together."""

from collections.abc import Iterable, Iterator

from collection.collection import Collection
from mosaic.changes import changes
from mosaic.doubt import Doubt, doubts
from mosaic.finding import Finding
from mosaic.inconsistent import inconsistencies
from mosaic.matrix import matrix
from mosaic.position import Position
from mosaic.robins import letters_of, robins
from mosaic.standouts import standouts
from mosaic.undone import undone
from mosaic.years import other_years
from nlp.collected import Collected


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
    robin_of = {m.response: robin.id for robin in robins(collection) for m in robin.members}
    found = [
        *changes(collection, held, robin_of, personal_data=personal_data),
        *inconsistencies(collection, held, robin_of, personal_data=personal_data),
        *other_years(collection, held, robin_of, personal_data=personal_data),
    ]
    for rows in _matrices(collection, ids, personal_data=personal_data):
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
    ids = {letter.response.id for letter in letters}
    return [
        doubt
        for rows in _matrices(collection, ids, personal_data=personal_data)
        for doubt in doubts(rows)
        if doubt.response in ids
    ]


def _matrices(
    collection: Collection, ids: set[str], *, personal_data: bool
) -> Iterator[list[Position]]:
    for robin in robins(collection, ids):
        letters = letters_of(collection, robin.id)
        yield matrix(collection, letters, robin=robin.id, personal_data=personal_data)


def _carried(finding: Finding, ids: set[str]) -> bool:
    return any(passage.response in ids for passage in finding.evidence)
