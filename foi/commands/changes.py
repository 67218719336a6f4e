"""``foi changes``."""

from typing import TYPE_CHECKING, Annotated

import typer

from foi.session import Session, session_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from mosaic.doubt import Doubt

COLUMNS = ("kind", "forces", "question", "text", "before", "after", "message")


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

    session = session_of(context)
    with session.open() as collection:
        letters = letters_found(collection, query or None)
        if doubt:
            _doubts(session, all_doubts(collection, letters, personal_data=session.personal_data))
            return
        found = findings(collection, letters, personal_data=session.personal_data)
        session.emit((finding.contract() for finding in found), COLUMNS)
    session.warn(f"{len(found)} findings in {len(letters)} letters")


def _doubts(session: Session, found: "Sequence[Doubt]") -> None:
    """Each question with its letters, and what they leave in the end."""
    questions: dict[tuple[str | None, str], list[Doubt]] = {}
    for one in found:
        questions.setdefault((one.robin, one.question), []).append(one)
    if session.json:
        session.emit(one.contract() for one in found)
    else:
        for (_, question), letters in questions.items():
            session.write(f"Q{question}  {letters[0].text}\n\n")
            session.emit(
                {
                    "forces": one.forces,
                    "responded": one.responded,
                    "position": one.position,
                    "before": one.before,
                    "after": one.after,
                    "yes": len(one.yes),
                    "no": len(one.no),
                    "silent": len(one.silent),
                    "refusing": len(one.refusing),
                    "other": len(one.other),
                }
                for one in letters
            )
            last = letters[-1]
            session.write(f"\n{last.derivation}.\n{last.inference}\n\n")
    session.warn(f"{len(questions)} questions that one force answers and another will not")
