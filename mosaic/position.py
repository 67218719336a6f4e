"""A position: one cell of the mosaic, force × question × date, with its evidence."""

from dataclasses import dataclass
from typing import Any, Literal, get_args

AbsentName = Literal["not-found", "not-crawled", "blocked", "unreadable", "gone", "not-asked"]
"""What is known of a force that has no answer; none of them says what it would have answered.

``not-found``: its log was crawled over the period and holds none; it may have been asked.
``not-crawled``: its log was not seen, or not over the whole period.
``blocked``: its site refused the crawler.
``unreadable``: documents of its log could not be read, and the answer may be among them.
``gone``: entries of its log were taken down before they were captured.
``not-asked``: a source lists the recipients of the request, and it is not one.
"""

ABSENT: tuple[str, ...] = get_args(AbsentName)

ANSWERS = frozenset({"confirmed", "denied", "disclosed", "partly-disclosed", "not-held"})
GIVES = ANSWERS - {"not-held", "denied"}
"""Positions that give something."""
REFUSES = frozenset({"withheld", "ncnd", "cost", "vexatious"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a reader learns from one force about one question.

    Attributes:
        robin: Id of the round robin; ``None`` where the letters were found by a query.
        question: Id of the question among the questions side by side; ``None`` where no question
            could be read.
        order: Place of the question among the questions side by side, from 0.
        text: The question's words, people's data replaced by their kind.
        force: Slug; ``None`` for a letter that names nobody who answers.
        position: A position of the gold letters, an :data:`AbsentName`, or ``None`` where the
            reading abstains or the force's letter has no such question.
        asked: False where the force has a letter on the request, without this question; ``None``
            for a force without a letter: nothing shows whether it was asked.
        exemptions: Ids of the engaged provisions on which the answer rests.
        response: Id of the response.
        joint: The forces that give the answer together; it counts once.
        evidence: The passage, people's data replaced by their kind.
        page: On which page of the document the passage begins; ``None`` where it has no pages.
        url: Of the document with the passage.
        sha256: Of its bytes.
        fetched: When they came.
        start: Of the passage in the extracted text of the document that ``url`` and ``sha256``
            name, in code points; ``end`` likewise.
        message: Why the position is what it is, and what else is to be known.
    """

    robin: str | None = None
    question: str | None
    order: int | None = None
    text: str | None = None
    force: str | None
    position: str | None
    partial_ncnd: bool = False
    asked: bool | None = True
    exemptions: tuple[str, ...] = ()
    responded: str | None = None
    response: str | None = None
    joint: tuple[str, ...] = ()
    evidence: str | None = None
    page: int | None = None
    url: str | None = None
    sha256: str | None = None
    fetched: str | None = None
    start: int | None = None
    end: int | None = None
    message: str | None = None

    @property
    def absent(self) -> bool:
        """The force has no answer, and ``position`` says what is known of it."""
        return self.position in ABSENT

    def contract(self) -> dict[str, Any]:
        """The cell as the command line prints it."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
