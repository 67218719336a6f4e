"""``foi cite``."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from collection.error import FoiError
from foi.session import session_of


def command(
    context: typer.Context,
    text: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[TEXT]...",
            help="Each is one line of text; '-', or none, reads the lines of standard input.",
        ),
    ] = None,
    regime: Annotated[
        str,
        typer.Option(
            "--regime",
            metavar="R",
            help="foia, foisa, eir or eisr: the law meant where the text does not name one.",
        ),
    ] = "foia",
) -> None:
    """Print the provisions that each line of text names as relied on.

    What a line rejects, quotes or only recites is left out, and so are sections of other Acts.

    Example:
    foi cite "exempt under sections 31(1)(a) and (b)" "stopped under section 1 of PACE"
    """
    from nlp.provision import REGIMES

    session = session_of(context)
    if regime.casefold() not in REGIMES:
        raise FoiError(
            f"--regime: expected one of {', '.join(REGIMES)}, found {regime!r}; "
            "leave it out for foia"
        )
    session.emit(_rows(text or ["-"], regime.casefold()))


def _rows(given: list[str], regime: str) -> Iterator[dict[str, Any]]:
    from nlp.citations import cite

    for line in _lines(given):
        yield {"text": line, "ids": cite(line, regime)}


def _lines(given: list[str]) -> Iterator[str]:
    import sys

    for text in given:
        if text == "-":
            for line in sys.stdin:
                yield line.rstrip("\r\n")
        else:
            yield text
