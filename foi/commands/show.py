"""``foi show``."""

from typing import TYPE_CHECKING, Annotated, Any

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from nlp.response import PersonalData, Response


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
        from mosaic.robins import robin_with

        row = shown(held, personal_data=session.personal_data)
        row["round_robin"] = robin_with(collection, id_)
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
        row = mask_words(row, _people(held)) | {"spans": spans}
        row["text"] = mask(found.text, found.personal_data)
    row["documents"] = [
        {
            "url": capture.url,
            "fetched": capture.fetched,
            "sha256": capture.sha256,
            "media_type": capture.media_type,
            **_place(found, capture.url),
        }
        for capture in held.captures
    ]
    row["superseded"] = held.superseded
    row["corrections"] = [
        {"field": made.field, "value": made.value, "why": made.why, "made": made.made}
        for made in held.corrections
    ]
    if not personal_data:
        row["corrections"] = mask_words(row["corrections"], _people(held))
    return row


def _place(found: "Response", url: str) -> dict[str, int | None]:
    """Where the text of a document stands in the text of the response; null where it has none."""
    part = next((part for part in found.parts if part.url == url and part.name is None), None)
    return {"start": part.start if part else None, "end": part.end if part else None}


def _people(held: Any) -> "list[PersonalData]":
    """The people in the letter, and those whom a correction names anew."""
    from nlp.people import personal_data

    found = list(held.response.personal_data)
    for made in held.corrections:
        for words in (made.why, made.value if isinstance(made.value, str) else ""):
            found += personal_data(words)
    return found


def _print(session: Session, row: dict[str, Any]) -> None:
    from index.plain import cell_of

    lists = ("questions", "positions", "exemptions")
    single = ("id", "title", "forces", "regimes", "reference", "received", "responded", "outcome",
              "procedural", "topics", "notes")  # fmt: skip
    session.emit([{"field": name, "value": cell_of(name, row[name])} for name in single])
    for name in (*lists, "documents", "corrections"):
        if row[name]:
            session.write(f"\n{name}\n")
            session.emit(row[name])
    session.write(f"\n{row['text']}\n")
