"""One letter at odds with itself: two of its statements that do not go together."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from collection.collection import Collection
from extract.contract import load
from index.analysis import words
from mosaic.evidence import Evidence, passage
from mosaic.finding import Finding
from mosaic.letterwise import in_each
from mosaic.position import GIVES, Position
from mosaic.question import compared
from mosaic.request import request_of
from mosaic.subtraction import residues
from nlp.collected import Collected
from nlp.masking import mask_words
from nlp.provision import printed
from nlp.response import Answer

_SAME = 0.97
"""Likeness at which two questions of one letter ask the same."""

_OPENING = 4
"""Words with which two questions begin alike that ask the same of two things."""

_TO_WITHHOLD = "removes the duty to confirm or deny, but it is cited to withhold"
"""How the reading says so: see :func:`nlp.consistency.doubts`."""

_REFUSED = frozenset({"withheld", "ncnd", "cost"})
_YES = frozenset({"confirmed", "disclosed", "partly-disclosed"})


def inconsistencies(
    collection: Collection,
    letters: Iterable[Collected],
    robin_of: Mapping[str, str],
    *,
    personal_data: bool = False,
) -> list[Finding]:
    """What letters say that does not go together.

    They are four: a limb that only removes the duty to confirm or deny, relied on to withhold; a
    plain no to one question where a yes to another comes with a refusal to say more, so that the
    silence marks the yes; the same question put twice, answered in one place and refused in the
    other; a figure that a table withholds and its total gives away, which is named and not worked
    out but for the operator. Each is for a person to look at: a letter may have a reason that it
    does not give.

    Args:
        collection: Where the letters are from.
        letters: Those to look at.
        robin_of: The round robin of each response that is in one.
        personal_data: For the operator: leave people's names and contact data in.
    """
    looks = (_limbs, _silence, _twice, _tables)
    return in_each(looks, collection, letters, robin_of, personal_data=personal_data)


def _limbs(letter: Collected, evidence: Evidence, robin: str | None) -> Iterator[Finding]:
    """``s31(3)`` to withhold, in a letter that nowhere refuses to confirm or deny."""
    response = letter.response
    for item in response.exemptions:
        doubt = f"{printed(item.id)} {_TO_WITHHOLD}"
        if not item.engaged or not any(flag.startswith(doubt) for flag in response.flags):
            continue
        relying = [answer for answer in response.positions if item.id in answer.exemptions]
        for answer in relying[:1]:
            cells = [evidence.of(letter, answer)]
            if item.spans:
                cells.insert(0, evidence.of(letter, replace(answer, spans=item.spans[:1])))
            yield _finding(letter, robin, answer, (cells[0], cells[-1]), doubt)


def _silence(letter: Collected, evidence: Evidence, robin: str | None) -> Iterator[Finding]:
    answers = letter.response.positions
    no = [answer for answer in answers if answer.position == "denied"]
    yes = [answer for answer in answers if answer.position == "confirmed"]
    further = [answer for answer in answers if answer.partial_ncnd]
    marked = [answer for answer in yes if answer.partial_ncnd]
    if not no or not marked or marked != yes or any(a.position not in _YES for a in further):
        return
    no = [one for one in no if any(_parallel(letter, one, other) for other in marked)]
    if not no:
        return
    yield _finding(
        letter,
        robin,
        marked[0],
        (evidence.of(letter, no[0]), evidence.of(letter, marked[0])),
        f"says a plain no to {_named(no)}, and refuses to confirm or deny anything further only"
        f" where it says yes ({_named(marked)}): within this letter the silence comes with the yes"
        " alone; of other letters nothing follows",
    )


def _parallel(letter: Collected, one: Answer, other: Answer) -> bool:
    """Whether two questions ask the same of two things: "does the force own X", "... own Y".

    A no to a question of another kind ("is any decision taken by machine alone?") needs no
    silence, and its plainness says nothing of the silence elsewhere.
    """
    first, second = (re.fullmatch(r"(\d+)[a-z]+", answer.question) for answer in (one, other))
    if first and second and first[1] == second[1]:
        return True
    texts = {question.id: question.text for question in letter.response.questions}
    opening = [words(texts.get(answer.question, ""))[:_OPENING] for answer in (one, other)]
    return len(opening[0]) == _OPENING and opening[0] == opening[1]


def _twice(letter: Collected, evidence: Evidence, robin: str | None) -> Iterator[Finding]:
    answers = {answer.question: answer for answer in letter.response.positions}
    said = {answer.position for answer in answers.values()}
    if said.isdisjoint(GIVES) or said.isdisjoint(_REFUSED):
        return
    request = request_of(letter)
    for at, (one, wording) in enumerate(zip(request.questions, request.wordings, strict=True)):
        for two, other in zip(request.questions[:at], request.wordings[:at], strict=True):
            pair = [answers.get(two.id), answers.get(one.id)]
            if compared(wording, other) < _SAME or wording.years != other.years or None in pair:
                continue
            first, second = (answer for answer in pair if answer is not None)
            given = [a for a in (first, second) if a.position in GIVES]
            refused = [a for a in (first, second) if a.position in _REFUSED]
            if given and refused:
                cells = (evidence.of(letter, given[0]), evidence.of(letter, refused[0]))
                yield _finding(
                    letter,
                    robin,
                    refused[0],
                    cells,
                    f"asked the same in {given[0].question} and {refused[0].question}, gives in"
                    " the one what it refuses in the other",
                )


def _tables(letter: Collected, evidence: Evidence, robin: str | None) -> Iterator[Finding]:
    for capture in letter.captures:
        stored = evidence.collection.outputs("extract").get(capture.sha256 or "")
        for table in load(stored).tables if stored and stored["tables"] else ():
            for one in residues(table):
                left = f" = {one.value}" if evidence.personal_data else ""
                people = () if evidence.personal_data else letter.response.personal_data
                where = mask_words(f"{one.row}, {one.column}", people)
                cell = replace(
                    evidence.of(letter),
                    evidence=f"{where}: {one.cell}",
                    url=capture.url,
                    sha256=capture.sha256,
                    page=table.page,
                )
                message = (
                    f"a table withholds one figure ({where}) and gives the total and all others:"
                    f" it is what is left of the total{left}"
                )
                yield _finding(letter, robin, None, (cell,), message)


def _named(answers: Iterable[Answer]) -> str:
    names = [f"question {answer.question}" for answer in answers]
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))


def _finding(
    letter: Collected,
    robin: str | None,
    answer: Answer | None,
    cells: tuple[Position, ...],
    message: str,
) -> Finding:
    texts = {question.id: question.text for question in request_of(letter).questions}
    question = answer.question if answer else None
    return Finding(
        kind="inconsistent",
        robin=robin,
        question=question,
        text=texts.get(question or ""),
        forces=letter.response.forces,
        before=cells[0].position,
        after=cells[-1].position,
        evidence=tuple(map(passage, cells)),
        message=message,
    )
