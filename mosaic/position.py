"""A position: one cell of the mosaic, force × question × date, with its evidence."""

from dataclasses import dataclass
from typing import Any, Literal

AbsentName = Literal["not-found", "not-crawled", "blocked", "unreadable", "gone", "not-asked"]
"""What is known of a force that has no answer; none of them says what it would have answered.

``not-found``: its log was crawled over the period and holds none; it may have been asked.
``not-crawled``: its log was not seen, or not over the whole period.
``blocked``: its site refused the crawler.
``unreadable``: documents of its log could not be read, and the answer may be among them.
``gone``: entries of its log were taken down before they were captured.
``not-asked``: a source lists the recipients of the request, and it is not one.
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What a reader learns from one force about one question.

    Attributes:
        robin: Id of the round robin; ``None`` where the letters were found by a query.
        question: Id of the question among the questions side by side; ``None`` for a force that
            has no answer to any of them.
        text: The question's words, as the first letter has them.
        position: A position of the gold letters, an :data:`AbsentName`, or ``None`` where the
            reading abstains.
        exemptions: Ids of the engaged provisions on which the answer rests.
        response: Id of the response.
        evidence: The passage, people's data replaced by their kind.
        page: On which page of the document the passage begins; ``None`` where it has no pages.
        url: Of the document with the passage.
        sha256: Of its bytes.
        start: Of the passage in the response's text, in code points; ``end`` likewise.
        message: Why the position is what it is, where there is no passage.
    """

    robin: str | None = None
    question: str | None
    text: str | None = None
    force: str
    position: str | None
    partial_ncnd: bool = False
    exemptions: tuple[str, ...] = ()
    responded: str | None = None
    response: str | None = None
    evidence: str | None = None
    page: int | None = None
    url: str | None = None
    sha256: str | None = None
    start: int | None = None
    end: int | None = None
    message: str | None = None

    def contract(self) -> dict[str, Any]:
        """The cell as the command line prints it."""
        return {name: _plain(getattr(self, name)) for name in self.__dataclass_fields__}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
