"""``foi changes``."""

from typing import Annotated

import typer

from foi.session import session_of

COLUMNS = ("kind", "force", "question", "text", "before", "after", "message")
DOUBT = ("question", "forces", "responded", "position", "before", "after", "yes", "no", "silent",
         "inference")  # fmt: skip


def command(
    context: typer.Context,
    query: Annotated[
        str | None, typer.Argument(metavar="[QUERY]", help="Only letters that the query finds.")
    ] = None,
    doubt: Annotated[
        bool,
        typer.Option(
            "--doubt",
            help="Instead: after each letter, of how many forces the answer is still in doubt.",
        ),
    ] = False,
) -> None:
    """Positions that changed, answers withdrawn, forces that stand out, letters at odds.

    A change is the same force and nearly the same question, a later letter and another position.
    A stand-out is a letter of a round robin that says what no other says. A refusal to confirm or
    deny is undone where another public answer says it. None of them says who is right, and a
    refusal to confirm or deny is never taken for a yes or a no.

    Example:
    foi changes 'topic:taser'
    """
    from index.find import letters_found
    from mosaic.findings import all_doubts, findings
    from nlp.collected import responses

    session = session_of(context)
    with session.open() as collection:
        letters = list(letters_found(collection, query) if query else responses(collection))
        if doubt:
            doubts = all_doubts(collection, letters, personal_data=session.personal_data)
            session.emit((one.contract() for one in doubts), DOUBT)
            questions = len({(one.robin, one.question) for one in doubts})
            session.warn(
                f"{questions} questions that a force neither confirms nor denies and another"
                f" answers, in {len(letters)} letters"
            )
            return
        found = findings(collection, letters, personal_data=session.personal_data)
        session.emit((finding.contract() for finding in found), COLUMNS)
    session.warn(f"{len(found)} findings in {len(letters)} letters")
