"""``foi status``."""

import typer

from foi.session import session_of


def command(context: typer.Context) -> None:
    """What became of every stored capture, by force and in all.

    Each is in exactly one state: read, non-response, failed, quarantined or pending.

    Example:
    foi status
    """
    from foi.account import account

    session = session_of(context)
    with session.open() as collection:
        session.emit(account(collection))
