"""``foi demo``."""

from pathlib import Path
from typing import Annotated

import typer

from foi.session import session_of

QUERY = "topic:facial-recognition AND responded:2019"


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
    from crawlers.importing import import_paths
    from foi.commands import crawl, index, mosaic, process
    from foi.sample.server import serving
    from foi.sample.site import letters_without_a_site, sites

    session = session_of(context)
    session.path = str(folder)
    with session.open(create=True) as collection:
        session.warn(f"Crawling {len(sites())} sample sites on this machine …")
        with serving() as via:
            slugs = [site.force for site in sites().values()]
            crawl.run(session, collection, slugs, via=via, delay=0.0)
        session.warn("Importing the letters of forces on other platforms …")
        taken = list(import_paths(collection, letters_without_a_site()))
        session.warn(f"{len(taken)} files.\nExtracting, reading, indexing …")
        process.run(session, collection)
        index.run(session, collection)
        session.warn(
            f"\nWhat each force answered about live facial recognition in 2019\n  {QUERY}\n"
        )
        mosaic.run(session, collection, query=QUERY)
    session.warn(
        f"\nTry next:\n"
        f"  foi -C {folder} search 'exemption:31 AND ncnd:full'\n"
        f"  foi -C {folder} mosaic --query 'topic:taser'\n"
        f"  foi -C {folder} mosaic --query 'topic:imsi-catchers' --html imsi.html\n"
        f"  foi -C {folder} status"
    )
