"""``foi crawl``."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from crawlers.force import force_named
from foi.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from collection.collection import Collection
    from crawlers.result import CrawlResult


def command(
    context: typer.Context,
    forces: Annotated[
        list[str] | None, typer.Argument(metavar="FORCE", help="Slugs or names; none is all.")
    ] = None,
    since: Annotated[
        datetime | None,
        typer.Option(formats=["%Y-%m-%d"], help="Leave entries that are dated earlier."),
    ] = None,
    limit: Annotated[
        int | None, typer.Option(min=1, help="Entries asked for, of each force.")
    ] = None,
    delay: Annotated[
        float | None,
        typer.Option(min=0, help="Least seconds between two requests to one site (default 2)."),
    ] = None,
    jobs: Annotated[
        int | None, typer.Option(min=1, help="Forces crawled side by side (default 8).")
    ] = None,
    recheck: Annotated[
        bool, typer.Option("--recheck", help="Ask for everything again, and in full.")
    ] = False,
    via: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Send every request to a local copy of the sites."),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(metavar="NAME", help="Look elsewhere: whatdotheyknow, ico."),
    ] = None,
    from_archive: Annotated[
        bool,
        typer.Option("--from-archive", help="Read past pages from the Wayback Machine instead."),
    ] = False,
    warc: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Write what is fetched as a web archive as well."),
    ] = None,
) -> None:
    """Collect what the forces publish.

    Lists are read in full, known entries are asked for only if they changed. A crawl that was
    interrupted is gone on with. A live crawl needs a contact for the user agent: set FOI_CONTACT.

    Example:
    foi crawl cleveland essex --since 2024-01-01
    """
    session = session_of(context)
    if from_archive and source:
        raise typer.BadParameter("expected --source or --from-archive, found both")
    with session.open(create=True) as collection:
        run(
            session,
            collection,
            forces or (),
            since=since.date() if since else None,
            limit=limit,
            delay=delay,
            jobs=jobs,
            recheck=recheck,
            via=via,
            warc=warc,
            place="archive" if from_archive else source,
        )


def run(session: Session, collection: "Collection", names: "Iterable[str]", **how: Any) -> None:
    """Crawl the forces of these names and print a line for each; name what was lost.

    Args:
        session: Of this call.
        collection: An open collection.
        names: Slugs or names; none is all.
        how: As for :func:`crawlers.crawl.crawl`.
    """
    from crawlers.crawl import crawl
    from foi.progress import progress

    columns = ("force", "entries", "attachments", "new", "changed", "unchanged", "gone",
               "blocked", "failed", "complete", "message")  # fmt: skip
    with progress() as tell:
        results = crawl(collection, [_slug(name) for name in names], watch=tell, **how)
        session.emit(_rows(session, results), columns)


def _rows(session: Session, results: "Iterator[CrawlResult]") -> "Iterator[dict[str, Any]]":
    for result in results:
        for problem in result.problems:
            session.lose(f"{result.force}: {problem}")
        yield result.contract()


def _slug(name: str) -> str:
    force = force_named(name)
    if force is None:
        raise typer.BadParameter(f"no force is called {name!r}; `foi forces` lists them")
    return force.slug
