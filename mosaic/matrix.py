"""The position matrix: what each force says to each question, and what is known of the others."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from collection.collection import Collection
from crawlers.force import forces
from index.analysis import words
from index.plain import said
from mosaic.columns import Column, Layout, layout
from mosaic.coverage import Coverage, Known, Period
from mosaic.evidence import Evidence
from mosaic.position import Position
from mosaic.refused_part import refused_part
from mosaic.request import request_of
from nlp.collected import Collected
from nlp.response import Answer, Response, Span

_OF_EACH_PART = frozenset(
    {"disclosed", "not-held", "withheld", "ncnd", "cost", "vexatious", "clarify"}
)
"""Positions on a question that are positions on each part of it."""

MANY = 60
"""Beyond so many questions (a query that finds many requests), what is known of a force without
an answer is said of the questions that several letters have."""


def matrix(
    collection: Collection,
    letters: Iterable[Collected],
    *,
    robin: str | None = None,
    absent: bool = True,
    personal_data: bool = False,
) -> list[Position]:
    """Every force, and what it says to each question of the letters.

    A joint answer stands under each of its forces, with one response id. The same answer in the
    logs of several forces counts once. A force that answered a question twice has two rows. What
    is known of a force without an answer depends on the request: it may have answered another.

    Args:
        collection: Where the letters are from.
        letters: The letters to lay side by side, in any order.
        robin: Id of their round robin, if they are one.
        absent: Also say what is known of the forces without an answer.
        personal_data: For the operator: leave people's names and contact data in.

    Returns:
        Rows by force (in the registry's order; last, letters that name nobody who answers), then
        question, then date.
    """
    held = once(letters)
    requests = [request_of(letter, personal_data=personal_data) for letter in held]
    laid = layout(requests, one=robin is not None)
    places = _places(laid, robin)
    evidence = Evidence(collection, personal_data=personal_data)
    rows = [row for letter in held for row in _cells(letter, laid, places, evidence)]
    if absent:
        rows += _absent(Coverage(collection), held, laid, places)
    rank: dict[str | None, int] = {slug: index for index, slug in enumerate(forces())}
    rows.sort(
        key=lambda row: (
            rank.get(row.force, len(rank)),
            -1 if row.order is None else row.order,
            row.responded or "",
            row.response or "",
        )
    )
    return rows


def _places(laid: Layout, robin: str | None) -> dict[str | None, dict[str, Any]]:
    """What the rows of each question have in common, and those of none."""
    found: dict[str | None, dict[str, Any]] = {
        column.id: {"robin": robin, "question": column.id, "order": order, "text": column.text}
        for order, column in enumerate(laid.columns)
    }
    found[None] = {"robin": robin, "question": None}
    return found


def once(letters: Iterable[Collected]) -> list[Collected]:
    """Each answer once, the oldest first: a joint reply stands in the logs of all its forces.

    Two letters of the same forces are one where they say the same under the same reference, or in
    the same words.
    """
    seen: set[object] = set()
    found = []
    for letter in sorted(letters, key=lambda letter: letter.response.id):
        response = letter.response
        said = tuple((answer.question, answer.position) for answer in response.positions)
        who = tuple(sorted(response.forces))
        keys: list[object] = [(who, " ".join(response.text.split()))]
        if response.reference is not None:
            keys.append((who, response.reference, response.responded, said))
        if seen.isdisjoint(keys):
            found.append(letter)
        seen.update(keys)
    return sorted(
        found, key=lambda letter: (letter.response.responded or "9999", letter.response.id)
    )


def _cells(
    letter: Collected,
    laid: Layout,
    places: Mapping[str | None, dict[str, Any]],
    evidence: Evidence,
) -> Iterator[Position]:
    """The rows of one letter, for each of its forces."""
    response = letter.response
    answers = {answer.question: answer for answer in _with_refusals(response)}
    undecided = "the reading does not say what the letter answers"
    # Each cell, and what is to be said of it beside.
    found: list[tuple[Position, dict[str, Any]]] = []
    for question in response.questions:
        column = laid.place[response.id, question.id]
        answer = answers.get(question.id, Answer(question=question.id, position=None))
        if answer.position is None and answer.reason is None:
            answer = replace(answer, reason=undecided)
        found.append((evidence.of(letter, answer), places[column]))
    page = evidence.of(letter)
    answered = {place["question"] for _, place in found}
    if not found:
        reason = "its letter was found, but which question it answers could not be read"
        found.append((page, places[None] | {"message": _joined(reason, page.message)}))
    else:
        for lacking in laid.columns:
            if laid.request[response.id] not in lacking.requests or lacking.id in answered:
                continue
            cell = _within(letter, lacking, laid.columns, answers, evidence)
            place = places[lacking.id]
            if cell is None:
                message = _joined("its letter has no such question", page.message)
                cell, place = page, place | {"asked": False, "message": message}
            found.append((cell, place))
    for cell, place in found:
        for force in response.forces or (None,):
            yield replace(cell, force=force, **place)


def _with_refusals(response: Response) -> Iterator[Answer]:
    """The answers; one read as giving all rests on what is relied on in its own words.

    A letter that gives figures and withholds the names beside them may be read as giving all; a
    provision cited in that passage, or anywhere in the answer to a letter's only question, shows
    that it does not.
    """
    relied = [item for item in response.exemptions if item.engaged and not item.ncnd]
    alone = len(response.questions) == 1
    for answer in response.positions:
        beside = tuple(item.id for item in relied if alone or _inside(item.spans, answer.spans))
        if answer.position == "disclosed" and beside and not answer.exemptions:
            reason = "the letter also withholds something, and what that is was not read"
            reason = _joined(answer.reason or "", reason)
            yield replace(answer, exemptions=beside, reason=reason)
        else:
            yield answer


def _inside(inner: Iterable[Span], outer: Iterable[Span]) -> bool:
    held = tuple(outer)
    return any(start <= at and end <= stop for at, end in inner for start, stop in held)


def _within(
    letter: Collected,
    column: Column,
    columns: Iterable[Column],
    answers: Mapping[str, Answer],
    evidence: Evidence,
) -> Position | None:
    """The answer to a question that one letter numbers and another has inside a longer one.

    What is said of the whole is said of each part of it; where only a part is given, a refusal may
    name this one, else which part it is was not read. ``None`` where no question of the letter has
    it.
    """
    part = _plain(column.text)
    if part.count(" ") < 2:
        return None
    for question in letter.response.questions:
        whole = f" {_plain(question.text)} "
        if f" {part} " not in whole:
            continue
        answer = answers.get(question.id, Answer(question=question.id, position=None))
        given = answer.position == "disclosed" and answer.exemptions
        if answer.position in _OF_EACH_PART and not given:
            reason = f"its question {question.id} has it, and the answer is to the whole of that"
        elif refused := refused_part(
            letter.response,
            answer,
            column.text,
            (one.text for one in columns if one != column and f" {_plain(one.text)} " in whole),
        ):
            reason = f"its question {question.id} has it, and the letter refuses this part by name"
            answer = refused
        else:
            told = f": {said(answer.position)}" if answer.position else ""
            reason = (
                f"its question {question.id} has it; the answer is to the whole of that{told},"
                " and what it means for this part was not read"
            )
            answer = replace(answer, position=None, partial_ncnd=False, exemptions=())
        return evidence.of(letter, replace(answer, reason=_joined(reason, answer.reason or "")))
    return None


@lru_cache(maxsize=5_000)
def _plain(text: str) -> str:
    """A question's words in their order."""
    return " ".join(words(text))


def _joined(*sentences: str | None) -> str:
    return "; ".join(sentence for sentence in sentences if sentence)


def _absent(
    coverage: Coverage,
    letters: Iterable[Collected],
    laid: Layout,
    places: Mapping[str | None, dict[str, Any]],
) -> Iterator[Position]:
    """The rows of the forces that have no letter on the request a question belongs to."""
    answered: dict[int, set[str]] = defaultdict(set)
    days: dict[int, list[str | None]] = defaultdict(list)
    mute: dict[str, list[Collected]] = defaultdict(list)
    for letter in letters:
        if not letter.response.questions:
            for slug in letter.response.forces:
                mute[slug].append(letter)
        number = laid.request[letter.response.id]
        answered[number].update(letter.response.forces)
        days[number] += [letter.response.received, letter.response.responded]
    periods = {number: Period.of(found) for number, found in days.items()}
    registry = [slug for slug, force in forces().items() if force.kind != "national-body"]
    whole = Period.of(day for found in days.values() for day in found)
    columns = laid.columns
    if len(columns) > MANY:
        columns = tuple(column for column in columns if len(column.letters) > 1)
    seen = {slug for found in answered.values() for slug in found}
    for slug in registry:
        missing = [
            column
            for column in columns
            if all(slug not in answered[number] for number in column.requests)
        ]
        for column in missing:
            period = periods[column.requests[0]]
            known = _mute(mute[slug], period) or coverage.absent(slug, period)
            yield _unknown(slug, known, places[column.id])
        if not missing and slug not in seen:
            yield _unknown(slug, coverage.absent(slug, whole), places[None])


def _mute(letters: Iterable[Collected], period: Period) -> Known | None:
    """What is known where a letter of the force is here of which no question was read."""
    for letter in letters:
        if period.may_hold(letter.response.responded):
            said = f"its letter {letter.response.id} is here, but no question was read in it"
            return Known("unreadable", f"{said}; the answer may be there")
    return None


def _unknown(force: str, known: Known, place: dict[str, Any]) -> Position:
    return Position(
        asked=None, force=force, position=known.position, message=known.message, **place
    )
