"""A request as it is compared with others."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from hashlib import blake2b

from mosaic.question import Wording, weight, wording
from nlp.collected import Collected
from nlp.masking import mask_words
from nlp.response import Question, Response

EMPTY = 1.5
"""A request with less substance ("please see attached") is like any other."""


@dataclass(frozen=True, kw_only=True)
class Request:
    """What one letter answers.

    Attributes:
        id: Of the response.
        forces: Those that answer, sorted.
        day: ISO date on which it was received; where that is unknown, on which it was answered.
        topics: Of the letter.
        questions: In the order of the letter; none where nothing was read of the request.
        known_form: Its :attr:`form` where that was kept, so that it need not be made again.
    """

    id: str
    forces: tuple[str, ...] = ()
    day: str | None = None
    topics: tuple[str, ...] = ()
    questions: tuple[Question, ...]
    known_form: str | None = field(default=None, repr=False, compare=False)

    @cached_property
    def form(self) -> str:
        """What it has in common with each request that is compared alike, as 24 characters.

        One that asks next to nothing ("please see attached") has it in common with no other.
        """
        if self.known_form is not None:
            return self.known_form
        parts = [*self.topics, ""] if self.substance >= EMPTY else [self.id, ""]
        for wording_ in self.wordings:
            parts += [wording_.plain, *sorted(wording_.stems), *sorted(wording_.years), ""]
        return blake2b("\n".join(parts).encode(), digest_size=12).hexdigest()

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """The questions as they are compared."""
        return tuple(wording(question.text) for question in self.questions)

    @cached_property
    def stems(self) -> frozenset[str]:
        """Everything it asks about."""
        return frozenset().union(*(wording_.stems for wording_ in self.wordings))

    @cached_property
    def substance(self) -> float:
        """How much it asks: the weight of its words."""
        return sum(map(weight, sorted(self.stems)))

    @cached_property
    def number(self) -> int | None:
        """Its day as a number."""
        try:
            return date.fromisoformat(self.day).toordinal() if self.day else None
        except ValueError:
            return None


def request_of(letter: Collected, *, personal_data: bool = False) -> Request:
    """The request that a letter answers, people's names and contact data left out.

    Args:
        letter: A response of a collection.
        personal_data: For the operator: leave them in.
    """
    return request_in(letter.response, personal_data=personal_data)


def request_in(response: Response, *, personal_data: bool = False) -> Request:
    """:func:`request_of` for a letter that is in no collection."""
    people = () if personal_data else response.personal_data
    return Request(
        id=response.id,
        forces=tuple(sorted(response.forces)),
        day=response.received or response.responded,
        topics=response.topics,
        questions=tuple(
            Question(id=question.id, text=mask_words(question.text, people))
            for question in response.questions
        ),
    )


def earliest(requests: Iterable[Request]) -> list[Request]:
    """Requests in the order of their days, those without one last, then by what they ask."""
    return sorted(
        requests,
        key=lambda request: (
            request.number is None,
            request.number or 0,
            request.form,
            request.id,
        ),
    )
