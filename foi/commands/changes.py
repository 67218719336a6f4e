"""``foi changes``."""

from typing import Annotated

import typer

from foi.session import session_of

COLUMNS = ("kind", "force", "question", "text", "before", "after", "message")


def command(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Only letters that the query finds.")
    ] = None,
) -> None:
    """Positions that changed, answers withdrawn, and forces that stand out.

    A change is the same force and nearly the same question, a later letter and another position.
    A stand-out is a letter of a round robin that says what no other says. Neither says who is
    right.

    Example:
    foi changes 'topic:taser'
    """
    from index.find import letters_found
    from mosaic.changes import changes
    from mosaic.matrix import matrix
    from mosaic.robins import letters_of, robins
    from mosaic.standouts import standouts
    from nlp.collected import responses

    session = session_of(context)
    with session.open() as collection:
        known = robins(collection)
        letters = list(letters_found(collection, query) if query else responses(collection))
        ids = {letter.response.id for letter in letters}
        robin_of = {m.response: robin.id for robin in known for m in robin.members}
        found = changes(collection, letters, robin_of, personal_data=session.personal_data)
        for robin in known:
            if ids.isdisjoint(member.response for member in robin.members):
                continue
            rows = matrix(
                collection,
                letters_of(collection, robin.id),
                robin=robin.id,
                personal_data=session.personal_data,
            )
            found += [out for out in standouts(rows) if out.evidence[0].response in ids]
        session.emit((finding.contract() for finding in found), COLUMNS)
    session.warn(f"{len(found)} findings in {len(letters)} letters and {len(known)} round robins")
