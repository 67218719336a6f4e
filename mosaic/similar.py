"""The letters nearest to one: by what was asked, or by the words of the answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from index.analysis import stem, words
from index.letter import request_ranges
from mosaic.alignment import kinship
from mosaic.matrix import once
from mosaic.question import nameless
from mosaic.request import request_in
from nlp.collected import Collected
from nlp.response import Question, Response

LEAST = 0.1
"""Letters that are less alike than this have nothing to say to one another."""


@dataclass(frozen=True, slots=True)
class Similar:
    """A letter and how like the other it is, from 0 to 1."""

    letter: Collected
    similarity: float


def similar(
    response: Response, letters: Iterable[Collected], *, requests: bool = False
) -> list[Similar]:
    """The letters that are like one, the most like first; itself is not among them.

    Args:
        response: A letter of the collection or from outside. A text in which nothing is read as
            a question, such as a draft of a request, is one question as a whole.
        letters: Those to look at; a joint answer that stands in two logs counts once.
        requests: Compare what was asked, by aligned questions; otherwise the words of the answers,
            single and in pairs.
    """
    held = once(letters)
    if requests:
        asked = request_in(response)
        if not asked.questions:
            whole = Question(id="1", text=response.text)
            asked = request_in(Response(text=response.text, questions=(whole,)))
        found = [
            Similar(letter, kinship(asked.wordings, request_in(letter.response).wordings))
            for letter in held
            if letter.response.id != response.id
        ]
    else:
        said = _said(response)
        found = [
            Similar(letter, _dice(said, _said(letter.response)))
            for letter in held
            if letter.response.id != response.id
        ]
    near = [one for one in found if one.similarity >= LEAST]
    return sorted(near, key=lambda one: (-one.similarity, one.letter.response.id))


def _said(response: Response) -> frozenset[str]:
    """The stems of the answer, single and in pairs; the request and a site's words left out."""
    text, left_out = response.text, request_ranges(response)
    left_out = left_out + [
        span
        for section in response.sections
        if section.kind == "boilerplate"
        for span in section.spans
    ]
    kept, at = [], 0
    for start, end in sorted(left_out):
        kept.append(text[at:start])
        at = max(at, end)
    kept.append(text[at:])
    stems = [stem(word) for word in words(nameless("\n".join(kept)))]
    return frozenset(stems) | frozenset(f"{one} {other}" for one, other in pairwise(stems))


def _dice(one: frozenset[str], other: frozenset[str]) -> float:
    return 2 * len(one & other) / (len(one) + len(other)) if one or other else 0.0
