"""``foi robins``."""

from typing import TYPE_CHECKING, Annotated

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mosaic.robins import Robin


def command(
    context: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[QUERY] | RESPONSE…",
            help="Those with a letter that the query finds; with --split, ids of letters.",
        ),
    ] = None,
    members: Annotated[bool, typer.Option("--members", help="List the letters too.")] = False,
    merge: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="ID ID", help="Two round robins, or letters, are one request."),
    ] = None,
    split: Annotated[
        str | None,
        typer.Option(metavar="ID", help="The letters named answer another request than this."),
    ] = None,
    why: Annotated[str, typer.Option(help="The reason, which is shown with it.")] = "",
) -> None:
    """Round robins: the same request, put to several forces.

    They are found by what is asked, in whatever words and numbers; the requester is not known.
    A later sending of the same request is another wave. `foi mosaic ID` puts the answers side by
    side. What --merge and --split say is kept as data, shown, and holds when letters join.

    Example:
    foi robins 'topic:taser' --members
    """
    from mosaic.robins import merge as merged
    from mosaic.robins import robins
    from mosaic.robins import split as parted

    session = session_of(context)
    given = words or []
    if (merge and (split or given)) or (split and not given) or (len(given) > 1 and not split):
        raise typer.BadParameter("one of: a query, --merge ID ID, --split ID RESPONSE…")
    with session.open() as collection:
        if merge:
            found = [merged(collection, *merge, why=why)]
        elif split:
            found = parted(collection, split, given, why=why)
        elif given:
            from index.find import ids_found

            found = robins(collection, ids_found(collection, given[0]))
        else:
            found = robins(collection)
    _show(session, found, members=members)
    if merge or split:
        session.warn("`foi index` brings it into the search.")


def _show(session: Session, found: "Sequence[Robin]", *, members: bool) -> None:
    from mosaic.members import letters_in
    from mosaic.table import cut

    if session.json:
        session.emit(_lines(robin, members=members) for robin in found)
        return
    for robin in found:
        many = len(robin.waves)
        session.write(
            f"{robin.id}  {cut(robin.title, 120)}\n  {robin.first or '?'} to {robin.last or '?'},"
            f" {letters_in(robin.members)} letters of {len(robin.forces)} forces"
            f"{f' in {many} waves' if many > 1 else ''}\n"
        )
        for column in robin.questions:
            session.write(f"  Q{column.id}  {cut(column.text, 200)} ({len(column.letters)})\n")
        for word in robin.by_hand:
            said = word.contract()
            reason = f": {said['why']}" if said["why"] else ""
            session.write(f"  {said['act']} by hand, {word.made[:10]}{reason}\n")
        if members:
            session.emit(member.contract() for member in robin.members)
        session.write("\n")
    session.warn(f"{len(found)} round robins")


def _lines(robin: "Robin", *, members: bool) -> dict[str, object]:
    row = robin.contract()
    return row | {"members": [m.contract() for m in robin.members]} if members else row
