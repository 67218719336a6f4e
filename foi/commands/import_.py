"""``foi import``."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from foi.session import Session, session_of


def command(
    context: typer.Context,
    paths: Annotated[
        list[Path] | None, typer.Argument(metavar="PATH...", help="Files or folders.")
    ] = None,
    force: Annotated[
        str | None, typer.Option(help="The force whose answers these are, by slug or name.")
    ] = None,
    release: Annotated[
        list[str] | None,
        typer.Option(metavar="SHA256", help="Let quarantined bytes through; may be repeated."),
    ] = None,
) -> None:
    """Bring files into the collection: files, folders, .eml, .mbox, .zip, .warc, .warc.gz.

    Each file, archive member or message is a capture. Importing again finds what changed.

    Example:
    foi import letters/ --force cumbria
    """
    from crawlers.force import force_named

    session = session_of(context)
    if not paths and not release:
        raise typer.BadParameter("name a file or folder, or --release with a SHA-256")
    named = force_named(force) if force else None
    if force and named is None:
        raise typer.BadParameter(f"no force is called {force!r}; `foi forces` lists them")
    slug = named.slug if named else None
    if paths and not any(path.exists() for path in paths):
        missing = ", ".join(map(str, paths))
        raise typer.BadParameter(f"{missing}: expected a file or folder, found nothing there")
    with session.open(create=True) as collection:
        for sha256 in release or ():
            collection.release(sha256)
            session.warn(f"{sha256}: released; `foi process` reads it now")
        if paths:
            columns = ("url", "force", "media_type", "state", "message")
            session.emit(_captures(session, collection, paths, slug), columns)


def _captures(
    session: Session, collection: Any, paths: list[Path], slug: str | None
) -> Iterator[dict[str, Any]]:
    from crawlers.capture import contract
    from crawlers.importing import import_paths

    for capture in import_paths(collection, paths, force=slug):
        if capture.state == "failed":
            session.lose(f"{capture.url}: {capture.message}")
        yield contract(capture)
