"""Figures side by side: what the tables and sentences of several letters give to one question."""

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from collection.collection import Collection
from crawlers.force import forces
from index.plain import said
from mosaic.columns import Layout, layout
from mosaic.evidence import Evidence
from mosaic.figure import Figure
from mosaic.figure_letter import FigureLetter, joined
from mosaic.letter_figures import by_force, figures_of_letter
from mosaic.matrix import once
from mosaic.request import request_of
from mosaic.series import Labels, name_of, series
from nlp.collected import Collected


def figures(
    collection: Collection,
    letters: Iterable[Collected],
    *,
    robin: str | None = None,
    only: Container[str] | None = None,
    personal_data: bool = False,
) -> list[Figure]:
    """Every figure of the letters, those of one question and series next to each other.

    Nothing is added, converted or guessed: a total stands as a total, a financial year is never a
    calendar year, ``0``, ``nil``, a dash and an empty cell are four things. A letter that answers
    a question for which another gives figures, and gives none itself, has a row that says what it
    answers. Forces without a letter are not in it; :func:`mosaic.matrix.matrix` says what is known
    of them.

    Args:
        collection: Where the letters are from.
        letters: The letters to lay side by side, in any order.
        robin: Id of their round robin, if they are one.
        only: Ids of responses; the figures of others are not read.
        personal_data: For the operator: leave people's names and contact data in.

    Returns:
        By question, series, unit, basis, force and period.
    """
    held = once(letters)
    requests = [request_of(letter, personal_data=personal_data) for letter in held]
    laid = layout(requests, one=robin is not None)
    evidence = Evidence(collection, personal_data=personal_data)
    if only is not None:
        held = [one for one in held if one.response.id in only]
    found: list[Figure] = []
    for one in held:
        letter = FigureLetter(one, laid, evidence, personal_data, robin)
        found += figures_of_letter(collection, letter)
    found = _named(found)
    found += _silent(held, laid, evidence, found, personal_data=personal_data, robin=robin)
    place = {column.id: at for at, column in enumerate(laid.columns)}
    rank = {slug: at for at, slug in enumerate(forces())}
    found.sort(
        key=lambda one: (
            place.get(one.question or "", len(place)),
            one.series is not None,
            one.series or "",
            one.unit or "",
            one.basis or "",
            rank.get(one.force or "", len(rank)),
            one.response,
            one.start or "",
            one.period or "",
            one.table or 0,
            one.row or 0,
            one.column or 0,
        )
    )
    return found


def _named(found: Sequence[Figure]) -> list[Figure]:
    """The figures with the names of their series, question by question.

    A letter with two different "wholes" of one question and time has none: each keeps the name of
    what it counts.
    """

    def plain(one: Figure) -> tuple[Any, ...]:
        return one.question, one.response, one.force, one.period, one.unit

    values: dict[tuple[Any, ...], set[str | None]] = defaultdict(set)
    for one in found:
        if not name_of(one.labels) and one.state not in ("unread", "rows"):
            values[plain(one)].add(one.printed)
    labels: list[Labels] = []
    for one in found:
        torn = not name_of(one.labels) and len(values[plain(one)]) > 1
        labels.append((*one.labels, *((one.measure,) if torn and one.measure else ())))
    by_question: dict[str | None, list[int]] = defaultdict(list)
    for at, one in enumerate(found):
        by_question[one.question].append(at)
    named = list(found)
    for places in by_question.values():
        names = series(labels[at] for at in places)
        for at in places:
            one = found[at]
            name = names[labels[at]]
            message = one.message
            if (
                name is None
                and len(values[plain(one)]) > 1
                and one.state not in ("unread", "rows")
            ):
                message = joined("its letter gives several such figures", message)
            named[at] = replace(one, series=name, message=message)
    return named


def _silent(
    held: Sequence[Collected],
    laid: Layout,
    evidence: Evidence,
    found: Sequence[Figure],
    *,
    personal_data: bool,
    robin: str | None,
) -> Iterator[Figure]:
    """A row for each letter that answers a question with something else than a figure."""
    numeric = {one.question for one in found if one.question and one.state != "rows"}
    given: Mapping[tuple[str | None, str], int] = Counter(
        (one.question, one.response) for one in found
    )
    for one in held:
        letter = FigureLetter(one, laid, evidence, personal_data, robin)
        response = one.response
        for question in letter.questions.values():
            column = laid.place[response.id, question.id]
            if column not in numeric or given[column, response.id]:
                continue
            answer = letter.answers.get(question.id)
            base = letter.base(question, None)
            passage = evidence.of(one, answer) if answer else None
            if passage is not None:
                base = replace(
                    base, passage=passage.evidence, page=passage.page, url=passage.url,
                    sha256=passage.sha256,
                )  # fmt: skip
            told = said(base.position) if base.position else "its answer was not read"
            base = replace(base, state="no-figure", message=f"no figure was read: {told}")
            yield from by_force(base, response.forces)
