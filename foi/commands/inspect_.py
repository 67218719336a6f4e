"""``foi inspect``: what letters say, read without a collection."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from extract.document import Document, Note
    from nlp.hints import Hints


def command(
    context: typer.Context,
    files: Annotated[
        list[str], typer.Argument(metavar="FILE...", help="Letters in any supported format.")
    ],
    force: Annotated[
        str | None,
        typer.Option("--force", metavar="SLUG", help="The force in whose log they stood."),
    ] = None,
    out: Annotated[
        Path | None,
        typer.Option("--out", metavar="DIR", help="Also write NAME.json there for each file."),
    ] = None,
) -> None:
    """Read letters and show what each says, with the places that say so; no collection is needed.

    One line for each file, in the order given, also for those that cannot be read. Personal data
    is shown: the files are the operator's own.

    Example:
        foi inspect --json reply.txt letter.pdf
    """
    from nlp.hints import Hints

    session = session_of(context)
    hints = Hints(force=_slug(force) if force else None)
    lines = _lines(session, files, hints)
    if out is not None:
        lines = _written(session, out, lines)
    session.emit(lines if session.json else map(_summary, lines))


def _slug(name: str) -> str:
    """A slug, name or alias to the slug.

    Raises:
        ForceError: No force is called so.
    """
    from crawlers.force import ForceError, forces

    wanted = name.casefold()
    for slug, force in forces().items():
        if wanted in (slug, force.name.casefold(), *(alias.casefold() for alias in force.aliases)):
            return slug
    raise ForceError(
        f"--force: expected the slug of a force, found {name!r}; `foi forces` lists them"
    )


def _lines(session: Session, files: list[str], hints: "Hints") -> Iterator[dict[str, Any]]:
    for file, document in _documents(files):
        line = _read(file, document, hints)
        if line["error"]:
            session.lose(f"{file}: {line['error']['code']}: {line['error']['message']}")
        yield line


def _documents(files: list[str]) -> Iterator[tuple[str, "Document"]]:
    """Read the files in workers; hand them on in the order given."""
    from extract.workers import extract_many

    items = ((str(index), Path(file), Path(file).name, None) for index, file in enumerate(files))
    early: dict[int, Document] = {}
    following = 0
    for key, document in extract_many(items):
        early[int(key)] = document
        while following in early:
            yield files[following], early.pop(following)
            following += 1


def _read(file: str, document: "Document", hints: "Hints") -> dict[str, Any]:
    """The fields of the contract; spans count in the text that ``foi extract`` gives."""
    from extract.document import Note
    from nlp.contract import contract
    from nlp.documents import Source, read_documents
    from nlp.response import Response

    error = document.error
    nothing = error is not None and not (document.text.strip() or document.children)
    try:
        fields = contract(
            Response(text="") if nothing else read_documents([Source(document=document)], hints)
        )
    except Exception as failure:  # one letter must not stop the others
        fields = contract(Response(text=""))
        error = Note(code="not-read", message=f"{type(failure).__name__}: {failure}")
    own = len(document.text) if document.text.strip() else 0
    spans = {
        name: kept
        for name, found in fields.pop("spans").items()
        # What stands in a file inside this one has no place in this one's text.
        if (kept := [span for span in found if span[1] <= own])
    }
    return {"file": file, **fields, "spans": spans, "error": _plain(error)}


def _plain(error: "Note | None") -> dict[str, str] | None:
    return {"code": error.code, "message": error.message} if error else None


def _written(
    session: Session, folder: Path, lines: Iterator[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Write each line to a file named for its letter, and hand it on."""
    import json

    from collection.error import FoiError

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise FoiError(
            f"--out: expected a folder to write to, found {folder} ({error})"
        ) from error
    written: set[str] = set()
    for line in lines:
        path = Path(line["file"])
        name = path.stem if path.stem not in written else path.name
        if name != path.stem:
            session.warn(f"{line['file']}: {path.stem}.json is another letter's; see {name}.json")
        written.add(name)
        text = json.dumps(line, ensure_ascii=False, indent=1) + "\n"
        (folder / f"{name}.json").write_text(text, encoding="utf-8")
        yield line


def _summary(line: dict[str, Any]) -> dict[str, Any]:
    """What a table can show of a letter."""
    error = line["error"]
    return {
        "file": Path(line["file"]).name,
        "forces": line["forces"],
        "reference": line["reference"],
        "responded": line["responded"],
        "outcome": line["outcome"],
        "relied on": [found["id"] for found in line["exemptions"] if found["engaged"]],
        "topics": line["topics"],
        "error": f"{error['code']}: {error['message']}" if error else None,
    }
