"""``foi search``."""

from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foi.line import letter_line
from foi.session import Session, session_of

if TYPE_CHECKING:
    from collection.collection import Collection
    from index.engine import SearchEngine
    from index.find import FoundLetter
    from index.query import Query

COLUMNS = ("id", "forces", "responded", "outcome", "exemptions", "title", "found")
DEFAULT_LIMIT = 20


class Sort(StrEnum):
    """The orders of hits."""

    SCORE = "score"
    OLDEST = "responded"
    NEWEST = "-responded"


def command(
    context: typer.Context,
    query: Annotated[str, typer.Argument(help="Lucene syntax; *:* finds everything.")],
    facet: Annotated[
        list[str] | None, typer.Option(help="Count the values of this field instead.")
    ] = None,
    sort: Annotated[Sort, typer.Option(help="The order of the hits.")] = Sort.SCORE,
    limit: Annotated[
        int | None, typer.Option(min=0, help="Most hits; 0 is all. [default: 20]")
    ] = None,
    offset: Annotated[int, typer.Option(min=0, help="Hits to leave out at the beginning.")] = 0,
    engine: Annotated[str | None, typer.Option(help="embedded or elasticsearch.")] = None,
) -> None:
    """Search the letters.

    Words are joined by AND and stemmed; "a phrase", drone*, tazer~, NOT, OR and brackets work as
    in Lucene. Fields: text, title, request, response, force, nation, region, regime, exemption,
    mentions, ncnd, outcome, position, topic, received, responded, published, reference, robin,
    platform, has. answer:(position:ncnd AND exemption:31) holds for one question.

    Example:
    foi search 'exemption:s31(3) AND "facial recognition" AND responded:[2019 TO *]'
    """
    from index.engine import open_engine
    from index.query import read_query

    session = session_of(context)
    read = read_query(query)
    with session.open() as collection:
        opened = open_engine(collection, engine)
        try:
            for note in read.notes:
                session.warn(note)
            if facet:
                session.emit(_facets(opened, read, facet, limit))
            else:
                most = DEFAULT_LIMIT if limit is None else limit
                _search(session, collection, opened, read, sort, most, offset)
            warn_if_stale(session, collection, opened)
        finally:
            opened.close()


def _search(
    session: Session,
    collection: "Collection",
    engine: "SearchEngine",
    query: "Query",
    sort: Sort,
    limit: int,
    offset: int,
) -> None:
    from index.find import search

    found, letters = search(
        collection, engine, query,
        limit=limit, sort=sort.value, offset=offset, personal_data=session.personal_data,
    )  # fmt: skip
    rows = (row(letter, personal_data=session.personal_data) for letter in letters)
    if session.json:
        shown = session.emit(rows)
    else:
        shown = session.emit([_line(each) for each in rows], COLUMNS)
        session.warn(f"{shown} of {found.total} letters")
    if shown < len(found.hits):
        session.warn(f"{len(found.hits) - shown} of the hits are no longer in the catalogue")


def row(letter: "FoundLetter", *, personal_data: bool) -> dict[str, Any]:
    """A hit as the command line prints it."""
    url = letter.hit.summary["url"]
    return {
        **letter_line(letter.collected.response, url, personal_data=personal_data),
        "score": letter.hit.score,
        "highlights": [highlight.contract() for highlight in letter.highlights],
    }


def _line(found: dict[str, Any]) -> dict[str, Any]:
    marked = found["highlights"]
    return found | {"found": " ".join(marked[0]["text"].split()) if marked else None}


def _facets(
    engine: "SearchEngine", query: "Query", names: list[str], limit: int | None
) -> Iterator[dict[str, Any]]:
    from index.error import SearchError
    from index.fields import FACETS, NAMES
    from index.syntax import nearest

    for name in names:
        field = NAMES.get(name.casefold(), name)
        if field not in FACETS:
            near = nearest(name, FACETS)
            hint = f" (the nearest is '{near}')" if near else ""
            raise SearchError(
                f"--facet: expected one of {', '.join(FACETS)}, found '{name}'{hint}"
            )
        counted = sorted(engine.facets(query, field).items(), key=lambda pair: (-pair[1], pair[0]))
        for value, count in counted[: limit or None]:
            yield {"field": field, "value": value, "count": count}


def warn_if_stale(session: Session, collection: "Collection", engine: "SearchEngine") -> None:
    """Say so where letters were read or corrected since the index was made."""
    from index.freshness import is_stale

    if is_stale(collection, engine):
        session.warn("Letters were read or corrected since the last `foi index`; run it again.")
