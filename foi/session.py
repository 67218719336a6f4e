"""One call of the command: which collection, which form of output, and whether all went well."""

import json
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import typer

if TYPE_CHECKING:
    from collection.collection import Collection


@dataclass(slots=True)
class Session:
    """What the options that every command takes have said.

    Attributes:
        path: From ``-C``; ``None`` leaves it to ``$FOI_COLLECTION``.
        json: Print JSON lines instead of a table.
        personal_data: The operator asked for names and contact data.
        lost: Something could not be fetched or read in this run: the command will exit with 1.
    """

    path: str | None = None
    json: bool = False
    personal_data: bool = False
    lost: bool = False

    def open(self, *, create: bool = False) -> "Collection":
        """Open the collection; commands that only read do not make one."""
        from collection.collection import open_collection

        return open_collection(self.path, create=create)

    def emit(
        self,
        rows: Iterable[Mapping[str, Any]],
        columns: Sequence[str] | None = None,
        *,
        heads: Mapping[str, str] | None = None,
    ) -> int:
        """Print rows to stdout as they come and return how many there were.

        Args:
            rows: Every key of the contract; JSON lines print them all.
            columns: What a table shows, in this order; by default every key of the first row.
            heads: Names of the columns of a table of which each row stands on one line: what
                there is no room for at its right end is left out, and said so.
        """
        if self.json:
            count = 0
            for count, row in enumerate(rows, 1):  # noqa: B007
                sys.stdout.write(json.dumps(row, ensure_ascii=False) + "\n")
            sys.stdout.flush()
            return count
        held = list(rows)
        if held:
            left = _print_table(held, columns or list(held[0]), heads)
            if left:
                self.warn(f"no room for {', '.join(left)}: widen the terminal, or use --json")
        return len(held)

    def write(self, text: str) -> None:
        """Print text to stdout as it is, between tables."""
        sys.stdout.write(text)

    def warn(self, message: str) -> None:
        """Print a line to stderr."""
        sys.stderr.write(message.rstrip("\n") + "\n")

    def lose(self, message: str) -> None:
        """Name something that could not be fetched or read; the command will exit with 1."""
        self.lost = True
        self.warn(message)


def session_of(context: typer.Context) -> Session:
    """The session that the command line made."""
    found = context.find_object(Session)
    assert found is not None
    return found


def _print_table(
    rows: Sequence[Mapping[str, Any]], columns: Sequence[str], heads: Mapping[str, str] | None
) -> Sequence[str]:
    """Print a table; the names of the columns that were left out."""
    from rich import box
    from rich.console import Console
    from rich.table import Table

    from index.plain import cell_of

    console = Console(file=sys.stdout, markup=False, highlight=False, emoji=False)
    if not console.is_terminal and "COLUMNS" not in os.environ:
        console.width = 160
    shown = columns if heads is None else _fitting(rows, columns, heads, console.width)
    table = Table(
        box=box.SIMPLE_HEAD, show_edge=False, pad_edge=False, collapse_padding=heads is not None
    )
    for column in shown:
        if heads is None:
            table.add_column(column.replace("_", " "), overflow="fold")
        else:
            figures = all(_is_figure(row.get(column)) for row in rows)
            table.add_column(
                heads[column],
                justify="right" if figures else "left",
                vertical="bottom",
                no_wrap=True,
                overflow="fold",
            )
    for row in rows:
        table.add_row(*(_cell(cell_of(column, row.get(column))) for column in shown))
    console.print(table)
    return [column.replace("_", " ") for column in columns[len(shown) :]]


def _fitting(
    rows: Sequence[Mapping[str, Any]],
    columns: Sequence[str],
    heads: Mapping[str, str],
    width: int,
) -> Sequence[str]:
    """The columns from the left for which there is room, at least the first."""
    from rich.cells import cell_len

    used = 0
    for at, column in enumerate(columns):
        texts = (*heads[column].split("\n"), *(_cell(row.get(column)) for row in rows))
        used += max(map(cell_len, texts)) + (_BETWEEN if at else 0)
        if at and used > width:
            return columns[:at]
    return columns


_BETWEEN = 2
"""Spaces between two columns that are set closely."""


def _is_figure(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _cell(value: Any) -> str:
    if value is None:
        return "–"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return ", ".join(map(_cell, value))
    if isinstance(value, Mapping):
        return "; ".join(f"{key} {_cell(inner)}" for key, inner in value.items())
    return str(value)
