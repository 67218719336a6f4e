"""``foi status``."""

from typing import Any

import typer

from foi.session import session_of

COLUMNS = (
    "force", "captures", "read", "non_response", "failed", "quarantined", "pending", "responses",
    "last_crawl", "last_success", "last_change", "last_entry", "complete", "decisions",
)  # fmt: skip
"""What a table shows; JSON lines have the months, the silence and the fill rates as well."""


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
        # A table has room for the day; JSON lines give the moment.
        shown = rows if session.json else [_days(row) for row in rows]
        session.emit(shown, COLUMNS)
    for row in silent:
        session.warn(
            f"{row['force']}: nothing published for {row['silence']['days']} days; its longest gap"
            f" was {row['silence']['longest']}"
        )


def _days(row: dict[str, Any]) -> dict[str, Any]:
    moments = ("last_crawl", "last_success", "last_change")
    return {**row, **{name: row[name][:10] for name in moments if row[name]}}
