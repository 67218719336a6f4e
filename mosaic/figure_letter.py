"""One letter as its figures need it: its questions side by side with others', its evidence."""

import re
from dataclasses import dataclass, field, replace
from typing import Any

from mosaic.columns import Layout
from mosaic.evidence import Evidence
from mosaic.figure import Figure
from mosaic.request import request_of
from mosaic.tabulated import Entry
from mosaic.timespan import Timespan
from mosaic.years import basis
from nlp.collected import Collected
from nlp.masking import mask_words
from nlp.response import Answer, Question

GIVES = frozenset({"disclosed", "partly-disclosed", "confirmed", "denied", None})
"""Positions of answers whose sentences may state a figure."""

ASKS_NUMBER = re.compile(
    r"\bhow (?:many|much|often|long)\b|\b(?:numbers?|totals?|costs?|spen[dt]|spending|amounts?"
    r"|figures?|statistics|breakdown|broken down|rates?|percentages?|proportion|counts?|average"
    r"|budgets?|volumes?|sums?|quantit\w+|prices?|values?)\b",
    re.IGNORECASE,
)
"""Words of a question that asks for a figure."""

BREAKDOWN = re.compile(
    r"\W*(?:for each|per|by|broken down|breakdown|split|in each) (?:the )?(?:\w+ )?(?:years?"
    r"|months?|nature|type|category|offence|crime|kind|quarter)\b",
    re.IGNORECASE,
)
"""A part of a question that asks for its figure piece by piece."""


@dataclass(slots=True)
class FigureLetter:
    """One letter with what its figures need.

    Attributes:
        laid: The questions of all letters side by side.
        texts: The words of these, by id.
        questions: The letter's own, by id, people left out.
        answers: By question.
    """

    held: Collected
    laid: Layout
    evidence: Evidence
    personal_data: bool
    robin: str | None
    texts: dict[str, str] = field(init=False)
    questions: dict[str, Question] = field(init=False)
    answers: dict[str, Answer] = field(init=False)

    def __post_init__(self) -> None:
        response = self.held.response
        self.texts = {column.id: column.text for column in self.laid.columns}
        asked = request_of(self.held, personal_data=self.personal_data).questions
        self.questions = {question.id: question for question in asked}
        self.answers = {answer.question: answer for answer in response.positions}

    def masked(self, value: Any) -> Any:
        """A JSON value without names and contact data of people, unless the operator asked."""
        people = () if self.personal_data else self.held.response.personal_data
        return mask_words(value, people)

    def position(self, question: Question) -> str | None:
        """What the letter answers to one of its questions."""
        answer = self.answers.get(question.id)
        return answer.position if answer else None

    def base(self, question: Question | None, at: int | None) -> Figure:
        """What all figures of one place have in common."""
        response = self.held.response
        answer = self.answers.get(question.id) if question else None
        place = self.evidence.of(
            self.held,
            replace(answer, spans=((at, at + 1),)) if answer and at is not None else None,
        )
        column = self.laid.place.get((response.id, question.id)) if question else None
        return Figure(
            robin=self.robin,
            question=column,
            text=self.texts.get(column) if column else None,
            asked_by=basis(question.text) if question else None,
            force=None,
            response=response.id,
            responded=response.responded,
            position=answer.position if answer else None,
            state="words",
            source="none",
            page=place.page,
            url=place.url,
            sha256=place.sha256,
        )

    def quantity(self, entry: Entry) -> dict[str, Any]:
        """What a cell or sentence says, as fields of a figure."""
        said = entry.amount
        return _time(entry.span) | {
            "state": said.state,
            "value": said.value,
            "low": said.low,
            "high": said.high,
            "unit": said.unit,
            "about": said.about,
            "printed": self.masked(said.printed),
            "total": entry.total,
            "adds_up": entry.adds_up,
        }


def _time(span: Timespan | None) -> dict[str, Any]:
    if span is None:
        return {}
    return {
        "period": span.label,
        "basis": span.basis,
        "grain": span.grain,
        "start": span.start and span.start.isoformat(),
        "end": span.end and span.end.isoformat(),
        "part": span.part,
    }


def joined(*sentences: str | None) -> str | None:
    """Sentences as one message; ``None`` where there is none."""
    return "; ".join(sentence for sentence in sentences if sentence) or None
