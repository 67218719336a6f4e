"""``foi pack``."""

from contextlib import closing
from pathlib import Path
from typing import Annotated

import typer

from foi.options import Query, Robin, Topic, Wave
from foi.session import session_of


def command(
    context: typer.Context,
    robin: Robin = None,
    query: Query = None,
    topic: Topic = None,
    wave: Wave = None,
    out: Annotated[
        Path | None,
        typer.Option(
            help="A name that ends in .zip, or a new folder; default ROBIN.zip or query-HASH.zip."
        ),
    ] = None,
) -> None:
    """What is behind a matrix, for others to check without this program.

    Of a round robin, of one wave of it, or of the letters that a query or a topic finds. The bytes
    of pages and files hold people's names and are left out, their hashes and masked texts stand
    for them; --with-personal-data puts them in.

    Example:
    foi pack --query 'topic:taser' --out evidence.zip
    """
    from foi.commands.mosaic import check_named, query_of
    from foi.commands.search import warn_if_stale
    from foi.packing import packed
    from index.engine import open_engine
    from mosaic.pack_files import write_pack
    from mosaic.pack_subject import of_query, of_robin

    session = session_of(context)
    check_named(robin, query, topic, wave)
    with session.open() as collection:
        if robin is not None:
            subject = of_robin(collection, robin, wave)
        else:
            with closing(open_engine(collection)) as engine:
                warn_if_stale(session, collection, engine)
            subject = of_query(collection, query_of(query, topic))
        made, contents = packed(collection, subject, personal_data=session.personal_data)
    path = out or Path(f"{subject.id}.zip")
    digest = write_pack(contents, path)
    session.emit(
        [
            {
                "robin": subject.robin.id if subject.robin else None,
                "wave": subject.wave,
                "query": subject.query,
                "path": str(path),
                "files": len(contents) + 1,
                "responses": len(made.letters),
                "cells": made.cells,
                "captures": made.captures,
                "personal_data": session.personal_data,
                "manifest_sha256": digest,
            }
        ]
    )
    session.warn("Keep manifest_sha256 apart from the pack: who holds it can tell if it changed.")
