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
) -> None:
    """Build a collection from the sample sites on this machine and show what it found.

    Example:
    foi demo
    """
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
    from foi.sample.truth import found, truth
    from mosaic.findings import findings
    from mosaic.passages import shared
    from nlp.collected import responses

    letters = list(responses(collection))
    every = responses(collection, superseded=True)
    urls = {letter.response.id: letter.url for letter in every}
    claimed = found(findings(collection, letters), shared(letters), urls)
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
            session.warn(f"  not found: {one.kind}, {one.force}, {one.question}: {known}")
    for one in sorted(claimed - set(planted), key=repr):
        session.warn(f"  invented: {one.kind}, {one.force}, {one.question}, {one.letters}")


def _collect(session: Session, collection: "Collection") -> None:
    """Crawl the sample sites; the letters of forces that have none come in as files."""
    from crawlers.capture import Captures
    from crawlers.crawl import crawl
    from crawlers.importing import import_paths
    from foi.progress import progress
    from foi.sample.server import serving
    from foi.sample.site import archived, letters_without_a_site, sites

    # What an archive has of a page is older than what the page says now, so it comes first, once.
    captures = Captures(collection.db)
    old = [path for url, path in archived().items() if not any(captures.of_url(url))]
    if old:
        list(import_paths(collection, old))
    session.warn(f"Crawling {len(sites())} sample sites on this machine …")
    slugs = [site.force for site in sites().values()]
    with serving() as via, progress() as tell:
        results = list(crawl(collection, slugs, via=via, delay=0.0, watch=tell))
    for result in results:
        for problem in result.problems:
            session.lose(f"{result.force}: {problem}")
    entries = sum(result.entries for result in results)
    files = sum(result.attachments for result in results)
    session.warn(f"{entries} entries with {files} attachments.")
    taken = list(import_paths(collection, letters_without_a_site()))
    session.warn(f"{len(taken)} letters of forces without a sample site came in as files.")
