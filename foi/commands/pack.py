"""``foi pack``."""

from pathlib import Path
from typing import Annotated

import typer

from foi.session import session_of


def command(
    context: typer.Context,
    robin: Annotated[str, typer.Argument(metavar="ROBIN", help="Id of a round robin.")],
    out: Annotated[
        Path | None,
        typer.Option(help="A name that ends in .zip, or a new folder; default ROBIN.zip."),
    ] = None,
) -> None:
    """What is behind the matrix of a round robin, for others to check without this program.

    The bytes of pages and files hold people's names and are left out, their hashes and masked
    texts stand for them; --with-personal-data puts them in.

    Example:
    foi pack 3f2a9c0d1b5e7f86 --out evidence.zip ; python3 verify.py evidence.zip
    """
    from foi.packing import packed
    from mosaic.pack_files import write_pack

    session = session_of(context)
    with session.open() as collection:
        made, contents = packed(collection, robin, personal_data=session.personal_data)
    path = out or Path(f"{made.robin}.zip")
    digest = write_pack(contents, path)
    session.emit(
        [
            {
                "robin": made.robin,
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
