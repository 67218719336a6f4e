"""``foi status``."""

from typing import Any

import typer

from foi.session import session_of

HEADS = {
    "force": "force",
    "captures": "cap-\ntures",
    "read": "read",
    "non_response": "non-re-\nsponse",
    "failed": "failed",
    "quarantined": "quaran-\ntined",
    "pending": "pend-\ning",
    "responses": "re-\nsponses",
    "complete": "com-\nplete",
    "last_crawl": "last crawl",
    "last_entry": "last entry",
    "last_success": "last\nsuccess",
    "last_change": "last change",
    "decisions": "deci-\nsions",
}
"""What a table shows, the most telling first; JSON lines have the months, the silence and the fill
rates as well."""


def command(context: typer.Context) -> None:
    """What became of every stored capture, by force and in all.

    Each is in exactly one state: read, non-response, failed, quarantined or pending.

    Example:
    foi status
    """
    from foi.account import account

    session = session_of(context)
    with session.open() as collection:
        rows, silent = [], []
        for row in account(collection):
            rows.append(row)
            if row["silence"] and row["silence"]["unusual"]:
                silent.append(row)
        shown = rows if session.json else [_in_a_table(row) for row in rows]
        session.emit(shown, tuple(HEADS), heads=HEADS)
    for row in silent:
        session.warn(
            f"{row['force']}: nothing published for {row['silence']['days']} days; its longest gap"
            f" was {row['silence']['longest']}"
        )


def _in_a_table(row: dict[str, Any]) -> dict[str, Any]:
    """A row as a person reads it: with days, where JSON lines give moments."""
    moments = ("last_crawl", "last_success", "last_change")
    days = {name: row[name][:10] for name in moments if row[name]}
    return {**row, **days, "force": row["force"] or "all"}
