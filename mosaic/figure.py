"""A figure: one number that a force gives to one question, or the way in which it gives none."""

from dataclasses import dataclass
from typing import Any, Literal

from mosaic.amount import AmountState
from mosaic.timespan import Grain
from mosaic.years import Basis

FigureState = AmountState | Literal["unread", "rows", "no-figure"]
"""As of an amount; ``unread``: figures stand in the passage and which is which was not read;
``rows``: a table of records and not of counts; ``no-figure``: the answer is something else, and
``position`` says what."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure with its evidence.

    Attributes:
        question: Id among the questions side by side; ``None`` where it is not known which
            question the figure answers.
        text: The question's words.
        asked_by: By which years the question counts.
        position: What the letter's answer to the question is as a whole.
        series: What is counted, in the words of most letters; ``None`` is the whole of what the
            question asks. Figures of one question, series, unit and period stand side by side.
        labels: The words of this letter for it, as printed.
        measure: Head of the only column of figures.
        period: The time; ``None`` where none is named. Financial and calendar years are never the
            same period.
        part: The period is not whole.
        state: What the cell says; see :data:`FigureState`.
        value: ``None`` for everything that is no number; ``low`` and ``high`` bound what is
            printed as a bound.
        total: It is a total, of parts that may be figures themselves: never to be added to them.
        adds_up: Whether those parts make it; ``None`` where that can not be said.
        source: ``table``, ``text`` (a table in plain text), ``prose``, or ``none``.
        table, row, column: Which table of the document, and the place in it, from 1; a table's
            header is its row 0.
        joint: The forces that give the figure together: it is one figure.
        message: What is to be known before it is put beside others.
    """

    robin: str | None = None
    question: str | None
    text: str | None = None
    asked_by: Basis | None = None
    force: str | None
    response: str
    responded: str | None = None
    position: str | None = None
    series: str | None = None
    labels: tuple[str, ...] = ()
    measure: str | None = None
    period: str | None = None
    basis: Basis | None = None
    grain: Grain | None = None
    start: str | None = None
    end: str | None = None
    part: bool = False
    state: FigureState
    value: int | float | None = None
    low: int | float | None = None
    high: int | float | None = None
    unit: str | None = None
    about: bool = False
    printed: str | None = None
    total: bool = False
    adds_up: bool | None = None
    source: Literal["table", "text", "prose", "none"]
    table: int | None = None
    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    page: int | None = None
    passage: str | None = None
    url: str | None = None
    sha256: str | None = None
    joint: tuple[str, ...] = ()
    message: str | None = None

    @property
    def place(self) -> tuple[object, ...]:
        """Where it stands: a joint figure has a row under each of its forces, of one place."""
        return (
            self.response, self.url, self.table, self.row, self.column, self.passage,
            self.question, self.series, self.unit, self.period, self.basis, self.printed,
        )  # fmt: skip

    def contract(self) -> dict[str, Any]:
        """The figure as the command line prints it."""
        return {
            name: list(value) if isinstance(value, tuple) else value
            for name in self.__dataclass_fields__
            for value in (getattr(self, name),)
        }
