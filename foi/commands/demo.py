"""``foi demo``."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from collection.collection import Collection


def command(
    context: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="[DIR]", help="Where to build it.")] = Path(
        "demo"
    ),
    serve: Annotated[
        bool, typer.Option("--serve", help="Only show the sample sites, for `foi crawl --via`.")
    ] = False,
    port: Annotated[int, typer.Option(help="Where to show them; 0 takes a free one.")] = 8765,
) -> None:
    """Build a collection from the sample sites on this machine and show what it found.

    Example:
    foi demo
    """
    if serve:
        _serve(port)
        return
    from foi.commands import index, mosaic, process
    from mosaic.robins import robins

    session = session_of(context)
    session.path = str(folder)
    with session.open(create=True) as collection:
        _collect(session, collection)
        session.warn("Extracting, reading, indexing …")
        process.run(session, collection)
        index.run(session, collection)
        found = robins(collection)
        session.warn(f"\n{len(found)} requests went to several forces:")
        for robin in found:
            session.warn(f"  {robin.id}  {robin.title}, {len(robin.forces)} forces")
        shown = next(robin for robin in found if "facial" in robin.title.casefold())
        session.warn(f"\n{shown.title}: who answered what\n")
        mosaic.run(session, collection, robin=shown.id)
        _planted(session, collection)
    session.warn(
        f"\nTry next:\n"
        f"  foi -C {folder} search 'exemption:31 AND ncnd:full'\n"
        f"  foi -C {folder} mosaic --query 'topic:taser'\n"
        f"  foi -C {folder} mosaic {shown.id} --html mosaic.html\n"
        f"  foi -C {folder} changes --doubt\n"
        f"  foi -C {folder} wording\n"
        f"  foi -C {folder} status"
    )


def _planted(session: Session, collection: "Collection") -> None:
    """What the sample letters carry, what was found of it, and what was found beside it."""
    from foi.sample.truth import figures_of, found, truth
    from index.plain import FINDINGS
    from mosaic.findings import findings
    from mosaic.passages import shared
    from nlp.collected import responses

    letters = list(responses(collection))
    every = responses(collection, superseded=True)
    urls = {letter.response.id: letter.url for letter in every}
    figures = figures_of(collection, letters)
    claimed = found(findings(collection, letters), shared(letters), figures, urls)
    planted = truth().findings
    session.warn("\nPlanted in the sample letters\n")
    session.emit(
        {
            "kind": one.kind,
            "force": one.force,
            "question": one.question,
            "letters": one.letters,
            "found": one in claimed,
        }
        for one in planted
    )
    session.warn(
        f"\n{len(claimed & set(planted))} of {len(planted)} found, with"
        f" {len(truth().look_alikes)} look-alikes beside them;"
        f" {len(claimed - set(planted)) or 'none'} invented."
    )
    for one in planted:
        if one not in claimed:
            known = one.missed or "it is to be found"
            session.warn(
                f"  not found: {FINDINGS[one.kind]}, {one.force}, {one.question}: {known}"
            )
    for one in sorted(claimed - set(planted), key=repr):
        session.warn(
            f"  invented: {FINDINGS[one.kind]}, {one.force}, {one.question}, {one.letters}"
        )


def _collect(session: Session, collection: "Collection") -> None:
    """Crawl the sample sites."""
    from crawlers.capture import Captures
    from crawlers.crawl import crawl
    from crawlers.importing import import_paths
    from foi.progress import progress
    from foi.sample.server import serving
    from foi.sample.site import archived, changed, sites

    # What an archive has of a page is older than what the page says now, so it comes first, once.
    captures = Captures(collection.db)
    old = [path for url, path in archived().items() if not any(captures.of_url(url))]
    if old:
        list(import_paths(collection, old))
    session.warn(f"Crawling {len(sites())} sample sites on this machine …")
    # Some sites are crawled as they were before, once: a page that is gone or says something else
    # can only be seen by who was there twice.
    ended = "SELECT force FROM crawl WHERE ended IS NOT NULL"
    seen = {row["force"] for row in collection.db.execute(ended)}
    if first := [force for force in changed() if force not in seen]:
        with serving(once=True) as via, progress() as tell:
            results = list(crawl(collection, first, via=via, delay=0.0, watch=tell))
    with serving() as via, progress() as tell:
        results = list(crawl(collection, sites(), via=via, delay=0.0, watch=tell))
    for result in results:
        for problem in result.problems:
            session.lose(f"{result.force}: {problem}")
    entries = sum(result.entries for result in results)
    files = sum(result.attachments for result in results)
    session.warn(f"{entries} entries with {files} attachments.")


def _serve(port: int) -> None:
    """Show the sample sites until the operator ends it."""
    from time import sleep

    from foi.sample.server import serving

    try:
        with serving(port) as via:
            typer.echo(
                f"The sample sites are shown at {via} until you press Ctrl-C. In another window:\n"
                f"  foi -C sample crawl --via {via} --delay 0\n"
                f"  foi -C sample crawl --via {via} --delay 0 --source ico leicestershire\n"
                f"  foi -C sample crawl --via {via} --delay 0 --from-archive derbyshire",
                err=True,
            )
            while True:
                sleep(3600)
    except OSError as error:
        raise typer.BadParameter(
            f"expected a free port, found that {port} is not ({error}); give another with --port"
        ) from error
    except KeyboardInterrupt:
        return
