"""``foi robins``."""

from typing import TYPE_CHECKING, Annotated

import typer

from foi.session import session_of

if TYPE_CHECKING:
    from mosaic.robins import Robin


def command(
    context: typer.Context,
    query: Annotated[
        str | None,
        typer.Argument(metavar="[QUERY]", help="Those with a letter that the query finds."),
    ] = None,
    members: Annotated[bool, typer.Option("--members", help="List the letters too.")] = False,
) -> None:
    """Round robins: the same request, put to several forces.

    They are found by what is asked, in whatever words and numbers; the requester is not known.
    `foi mosaic ID` puts the answers side by side.

    Example:
    foi robins 'topic:taser' --members
    """
    from index.find import ids_found
    from mosaic.robins import robins
    from mosaic.table import cut

    session = session_of(context)
    with session.open() as collection:
        found = robins(collection, None if query is None else ids_found(collection, query))
    if session.json:
        session.emit(_lines(robin, members=members) for robin in found)
        return
    for robin in found:
        waves = {member.wave for member in robin.members if member.wave}
        session.write(
            f"{robin.id}  {cut(robin.title, 120)}\n  {robin.first or '?'} to {robin.last or '?'},"
            f" {len(robin.members)} letters of {len(robin.forces)} forces"
            f"{f' in {len(waves)} waves' if len(waves) > 1 else ''}\n"
        )
        for column in robin.questions:
            session.write(f"  Q{column.id}  {cut(column.text, 200)} ({len(column.letters)})\n")
        if members:
            session.emit(member.contract() for member in robin.members)
        session.write("\n")
    session.warn(f"{len(found)} round robins")


def _lines(robin: "Robin", *, members: bool) -> dict[str, object]:
    row = robin.contract()
    return row | {"members": [m.contract() for m in robin.members]} if members else row
