"""``foi show``."""

from typing import Annotated, Any

import typer

from foi.session import Session, session_of


def command(
    context: typer.Context,
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="Of a response, as `foi search` gives it.")
    ],
) -> None:
    """One response: what it says, its text, its documents, and people's corrections.

    Example:
    foi show 3f2a9c0d51e7b846
    """
    from collection.error import FoiError
    from nlp.collected import response

    session = session_of(context)
    with session.open() as collection:
        held = response(collection, id_)
        if held is None:
            raise FoiError(f"{id_}: expected the id of a response, found none. See `foi search`.")
        row = shown(held, personal_data=session.personal_data)
        if session.json:
            session.emit([row])
        else:
            _print(session, row)


def shown(held: Any, *, personal_data: bool) -> dict[str, Any]:
    """A response as the command line prints it; spans count in the extracted text."""
    from nlp.contract import contract
    from nlp.masking import mask, mask_words

    found = held.response
    row: dict[str, Any] = {"id": found.id, "title": found.title} | contract(found)
    row["text"] = found.text
    if not personal_data:
        spans = row.pop("spans")
        row = mask_words(row, found.personal_data) | {"spans": spans}
        row["text"] = mask(found.text, found.personal_data)
    row["documents"] = [
        {
            "url": capture.url,
            "fetched": capture.fetched,
            "sha256": capture.sha256,
            "media_type": capture.media_type,
        }
        for capture in held.captures
    ]
    row["superseded"] = held.superseded
    row["corrections"] = [
        {"field": made.field, "value": made.value, "why": made.why, "made": made.made}
        for made in held.corrections
    ]
    return row


def _print(session: Session, row: dict[str, Any]) -> None:
    lists = ("questions", "positions", "exemptions")
    single = ("id", "title", "forces", "regimes", "reference", "received", "responded", "outcome",
              "procedural", "topics", "notes")  # fmt: skip
    session.emit([{"field": name, "value": row[name]} for name in single])
    for name in (*lists, "documents", "corrections"):
        if row[name]:
            session.write(f"\n{name}\n")
            session.emit(row[name])
    session.write(f"\n{row['text']}\n")
