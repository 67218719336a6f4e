"""Positions counted by the index: what forces say about a subject, without loading a letter."""

from collections import Counter
from dataclasses import dataclass
from typing import Any

from collection.collection import Collection
from crawlers.force import forces
from index.engine import SearchEngine, open_engine
from index.query import read_query
from mosaic.coverage import Coverage, Period


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """How many answers of a force take one position.

    Attributes:
        position: A position of the gold letters; for a force without an answer what is known of
            it, as in the matrix.
        answers: To single questions; a joint answer counts under each of its forces.
        letters: How many letters of the force the query finds, whatever they say.
        message: Why the position is what it is, of a force without an answer.
    """

    force: str
    position: str
    answers: int
    letters: int
    message: str | None = None

    def contract(self) -> dict[str, Any]:
        """The count as the command line prints it."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}


def counts(
    collection: Collection, query: str, *, engine: SearchEngine | None = None
) -> list[Count]:
    """How many answers of each kind every force gives in the letters that a query finds.

    Args:
        collection: Where the letters are from.
        query: In the language of the search.
        engine: An open index of the collection; else that of its settings is opened.

    Returns:
        Every force of the registry, in its order, the commonest position first.

    Raises:
        QueryError: The query cannot be read.
        EngineError: There is no index, or its server does not answer.
    """
    asked = read_query(query)
    opened = engine or open_engine(collection)
    try:
        cells = opened.cells(asked)
        letters = opened.facets(asked, "force")
        years = opened.facets(asked, "responded")
    finally:
        if engine is None:
            opened.close()
    period = Period(f"{min(years)}-01-01", f"{max(years)}-12-31") if years else Period(None, None)
    coverage = Coverage(collection)
    said: dict[str, Counter[str]] = {}
    for (force, position), many in cells.items():
        said.setdefault(force, Counter())[position] += many
    found = []
    for slug, force_ in forces().items():
        held = letters.get(slug, 0)
        rows = said.get(slug, Counter())
        found += [
            Count(force=slug, position=position, answers=many, letters=held)
            for position, many in sorted(rows.items(), key=lambda row: (-row[1], row[0]))
        ]
        if not held and force_.kind != "national-body":
            known = coverage.absent(slug, period)
            found.append(
                Count(force=slug, position=known.position, answers=0, letters=0,
                      message=known.message)
            )  # fmt: skip
        elif held and not rows:
            message = "letters were found, but no answer to a question could be read"
            found.append(
                Count(force=slug, position="unreadable", answers=0, letters=held, message=message)
            )
    return found
