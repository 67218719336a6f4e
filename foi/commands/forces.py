"""``foi forces``."""

from dataclasses import asdict
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Any

import typer

from crawlers.force import Force, forces
from crawlers.sources import table
from foi.session import session_of


def command(
    context: typer.Context,
    markdown: Annotated[
        bool, typer.Option("--markdown", help="As a page for docs/sources.md.")
    ] = False,
    authorities: Annotated[
        Path | None,
        typer.Option(metavar="CSV", help="Compare with WhatDoTheyKnow's all-authorities.csv."),
    ] = None,
    write: Annotated[
        bool, typer.Option("--write", help="Write what that list has otherwise into the registry.")
    ] = False,
) -> None:
    """The registry: every force, what it is called, where it publishes and how that is known.

    Example:
    foi forces --json
    """
    if markdown:
        typer.echo(table(), nl=False)
        return
    if authorities is not None:
        _compare(context, authorities, write=write)
        return
    columns = ("slug", "name", "nation", "platform", "addresses")
    session_of(context).emit(map(_contract, forces().values()), columns)


def _compare(context: typer.Context, path: Path, *, write: bool) -> None:
    from crawlers.authorities import differences, refresh

    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise typer.BadParameter(
            f"{path}: expected a CSV file in UTF-8, found that {error}"
        ) from error
    session_of(context).emit([asdict(one) for one in differences(text)])
    if write:
        refresh(text, Path(str(files("crawlers") / "forces")))


def _contract(force: Force) -> dict[str, Any]:
    unverified = [
        f"unverified: nobody has seen a log at {address}"
        for source in force.sources
        if source.unverified
        for address in source.addresses
    ]
    return {
        "slug": force.slug,
        "name": force.name,
        "aliases": list(force.aliases),
        "nation": force.nation,
        "region": force.region,
        "regime": force.regime,
        "ons_code": force.ons_code,
        "platform": force.platform,
        "addresses": list(force.addresses),
        "joint_with": [*force.joint_with, *(f"{slug} (ended)" for slug in force.joint_ended)],
        "evidence": [*unverified, *force.evidence],
        "kind": force.kind,
        "tile": list(force.tile) if force.tile else None,
        "ended": force.ended.isoformat() if force.ended else None,
    }
