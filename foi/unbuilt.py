"""Commands of the contract that have no room behind them yet."""

from typing import NoReturn

from collection.error import FoiError


class NotBuiltError(FoiError):
    """A command that is planned; nothing was done."""


def not_built(command: str, instead: str) -> NoReturn:
    """Say that a command is not built yet, and what serves meanwhile."""
    raise NotBuiltError(f"`foi {command}` is not built yet. Meanwhile: {instead}.")
