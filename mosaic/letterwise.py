"""Findings that are looked for in one letter at a time."""

from collections.abc import Callable, Iterable, Iterator, Mapping

from collection.collection import Collection
from mosaic.evidence import Evidence
from mosaic.finding import Finding
from nlp.collected import Collected

Look = Callable[[Collected, Evidence, str | None], Iterator[Finding]]
"""Looks at a letter; is given what shows its passages, and its round robin."""


def in_each(
    looks: Iterable[Look],
    collection: Collection,
    letters: Iterable[Collected],
    robin_of: Mapping[str, str],
    *,
    personal_data: bool,
) -> list[Finding]:
    """What each look finds in each letter, letter by letter.

    Args:
        looks: What to look for.
        collection: Where the letters are from.
        letters: Those to look at.
        robin_of: The round robin of each response that is in one.
        personal_data: For the operator: leave people's names and contact data in.
    """
    evidence = Evidence(collection, personal_data=personal_data)
    every = list(looks)
    return [
        finding
        for letter in letters
        for look in every
        for finding in look(letter, evidence, robin_of.get(letter.response.id))
    ]
