"""Finding letters of a collection: what the command line, the notebook and the mosaic ask."""

from collections.abc import Iterator
from dataclasses import dataclass

from collection.collection import Collection
from index.engine import Found, Hit, SearchEngine, Sort, open_engine
from index.highlight import Highlight, highlights
from index.query import Query, read_query
from nlp.collected import Collected, response, responses


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundLetter:
    """A hit with its letter from the catalogue and the passages for which it was found."""

    hit: Hit
    collected: Collected
    highlights: tuple[Highlight, ...]


def ids_found(
    collection: Collection, query: str, *, engine: SearchEngine | None = None
) -> list[str]:
    """The ids of all letters that a query finds, the newest first.

    Raises:
        QueryError: The query cannot be read.
        EngineError: There is no index, or its server does not answer.
    """
    opened = engine or open_engine(collection)
    try:
        found = opened.search(read_query(query), limit=0, sort="-responded")
    finally:
        if engine is None:
            opened.close()
    return [hit.id for hit in found.hits]


def letters_found(collection: Collection, query: str | None) -> list[Collected]:
    """The letters that a query finds, the newest first, as they stand in the catalogue.

    A letter that was erased or replaced since the index was made is left out. Without a query
    all letters of the catalogue, for which no index is needed.
    """
    if query is None:
        return list(responses(collection))
    held = (response(collection, id_) for id_ in ids_found(collection, query))
    return [letter for letter in held if letter is not None and not letter.superseded]


def search(
    collection: Collection,
    engine: SearchEngine,
    query: Query,
    *,
    limit: int = 20,
    sort: Sort = "score",
    offset: int = 0,
    personal_data: bool = False,
) -> tuple[Found, Iterator[FoundLetter]]:
    """A page of hits with their letters and highlights.

    The letters are loaded one at a time; one that is no longer in the catalogue is left out.
    """
    found = engine.search(query, limit=limit, sort=sort, offset=offset)
    return found, _letters(collection, query, found, personal_data)


def _letters(
    collection: Collection, query: Query, found: Found, personal_data: bool
) -> Iterator[FoundLetter]:
    for hit in found.hits:
        if (held := response(collection, hit.id)) is not None:
            marked = highlights(held.response, query.root, personal_data=personal_data)
            yield FoundLetter(hit=hit, collected=held, highlights=marked)
