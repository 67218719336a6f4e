"""``foi export``."""

from typing import Annotated

import typer

from foi.session import session_of


def command(
    context: typer.Context,
    form: Annotated[str, typer.Argument(metavar="csv|jsonl|parquet|bibtex|csl")],
    query: Annotated[
        str, typer.Argument(metavar="[QUERY]", help="Default: every response.")
    ] = "*:*",
) -> None:
    """Responses as a file for other programs, on standard output.

    Example:
    foi export csv 'topic:taser' > taser.csv
    """
    from typing import get_args

    from foi.exporting import Format, export, records, stdout
    from index.find import letters_found

    if form not in get_args(Format):
        raise typer.BadParameter(f"expected one of {', '.join(get_args(Format))}, found {form!r}")
    session = session_of(context)
    with session.open() as collection:
        letters = letters_found(collection, query)
        found = records(letters, personal_data=session.personal_data)
        session.warn(f"{export(form, found, stdout())} responses")  # type: ignore[arg-type]
