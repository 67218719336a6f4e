"""``foi similar``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foi.line import letter_line
from foi.session import session_of

if TYPE_CHECKING:
    from collection.collection import Collection
    from mosaic.similar import Similar
    from nlp.response import Response

COLUMNS = ("similarity", "id", "forces", "responded", "outcome", "title", "url")


def command(
    context: typer.Context,
    what: Annotated[
        str, typer.Argument(metavar="ID|FILE", help="A response's id, or a letter or request.")
    ],
    requests: Annotated[
        bool, typer.Option("--requests", help="Compare the requests, not the responses.")
    ] = False,
    limit: Annotated[int, typer.Option(min=0, help="Most letters; 0 is all.")] = 20,
) -> None:
    """The nearest responses, or requests: who else was asked this, who answered like this.

    Requests are compared question by question, whatever their numbers; responses by their words.

    Example:
    foi similar 3f2a9c0d51e7b846 --requests
    """
    from mosaic.similar import similar
    from nlp.collected import responses

    session = session_of(context)
    with session.open() as collection:
        found = similar(_response(collection, what), responses(collection), requests=requests)
        rows = (_row(one, personal_data=session.personal_data) for one in found[: limit or None])
        shown = session.emit(rows, COLUMNS)
    session.warn(f"{shown} of {len(found)} letters")


def _response(collection: "Collection", what: str) -> "Response":
    from collection.error import FoiError
    from extract.extract import extract
    from nlp.collected import response
    from nlp.documents import Source, read_documents
    from nlp.hints import Hints

    held = response(collection, what)
    if held is not None:
        return held.response
    path = Path(what)
    if not path.is_file():
        raise FoiError(
            f"{what}: expected the id of a response or a file, found neither. See `foi search`."
        )
    document = extract(path.read_bytes(), name=path.name)
    if not document.text.strip():
        why = document.error.message if document.error else "it has no text"
        raise FoiError(f"{what}: expected a file with text, found none: {why}.")
    return read_documents([Source(document=document)], Hints())


def _row(found: "Similar", *, personal_data: bool) -> dict[str, Any]:
    """A letter with the keys of a hit; it was not searched for, so it has no score."""
    return {
        **letter_line(found.letter.response, found.letter.url, personal_data=personal_data),
        "score": None,
        "highlights": [],
        "similarity": round(found.similarity, 4),
    }
