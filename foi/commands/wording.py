"""``foi wording``."""

from typing import Annotated

import typer

from foi.session import session_of


def command(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Only letters that the query finds.")
    ] = None,
    own: Annotated[
        bool, typer.Option("--own", help="Instead: how much of each letter is its own.")
    ] = False,
) -> None:
    """Passages that forces share: the words, who had them first, how others changed them.

    Being first here is being first among the letters of this collection. Whether a passage looks
    like a template or like one letter's words goes by near-identity and timing, and proves
    nothing.

    Example:
    foi wording 'exemption:31'
    """
    from index.find import letters_found
    from mosaic.passages import shared, shares

    session = session_of(context)
    with session.open() as collection:
        letters = letters_found(collection, query or None)
        if own:
            each = shares(letters)
            session.emit(share.contract() for share in each)
            session.warn(f"{len(each)} letters, each held against all others of them")
            return
        found = shared(letters, personal_data=session.personal_data)
    if session.json:
        session.emit(passage.contract() for passage in found)
    else:
        session.emit(
            {
                "kind": passage.kind,
                "exemption": passage.exemption,
                "letters": len(passage.letters),
                "forces": passage.forces,
                "first": f"{passage.first.force or '–'} {passage.first.date or ''}",
                "edits": len(passage.edits),
                "looks like": passage.origin,
                "text": passage.text,
            }
            for passage in found
        )
    session.warn(f"{len(found)} passages in {len(letters)} letters")
