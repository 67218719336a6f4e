"""Which question a table of a letter answers; where that is not plain, none."""

import re
from collections import defaultdict
from collections.abc import Sequence

from index.analysis import words
from mosaic.columns import Column
from mosaic.figure_letter import ASKS_NUMBER, GIVES, FigureLetter
from mosaic.letter_tables import LetterTable
from mosaic.question import compared, wording
from mosaic.tabulated import Entry
from nlp.response import Question

_NAMES_QUESTION = re.compile(
    r"^[ \t]*(?:\w+ ){0,2}?(?:Q|questions?|responses?|answers?|repl(?:y|ies) to)\.?\s*"
    r"(?P<first>\d{1,2}[a-z]{0,3})\b(?:\)?\s*(?:,|and|&|to|-|–)\s*(?:Q)?"
    r"(?P<second>\d{1,2}[a-z]{0,3}|[a-z])\b)?",
    re.IGNORECASE | re.MULTILINE,
)
"""A heading; words within a sentence ("nothing is held for question 3") name no question."""

_LINE_MARK = re.compile(
    r"^[ \t]*\(?(\d{1,2}[a-z]{0,3}|[a-z])[.):](?=\s)", re.IGNORECASE | re.MULTILINE
)
_CLEARLY = 0.05
"""How much more alike a heading must be to one question than to the next."""

_ALIKE = 0.25
"""Least likeness of a heading to the part of a question that it names."""


def question_of(letter: FigureLetter, table: LetterTable) -> tuple[Question | None, str | None]:
    """The question that a table answers, and a word where that is not plain."""
    response = letter.held.response
    candidates = candidates_of(letter, table)
    given = [one for one in candidates if letter.position(one) in GIVES]
    if candidates and not given:
        ids = ", ".join(question.id for question in candidates)
        return None, f"its place answers questions {ids}, which the letter does not give"
    candidates = given
    if len(candidates) == 1:
        return candidates[0], None
    if not candidates:
        return None, "which question the table answers was not read"
    ids = ", ".join(question.id for question in candidates)
    said = wording(f"{table.lead(response.text)} {' '.join(table.table.header)}")
    scored = sorted(candidates, key=lambda question: -compared(said, wording(question.text)))
    best, second = (compared(said, wording(question.text)) for question in scored[:2])
    if best > second + _CLEARLY:
        return scored[0], f"its place answers questions {ids}; its words are those of this one"
    numeric = [question for question in candidates if ASKS_NUMBER.search(question.text)]
    if len(numeric) == 1:
        return numeric[0], f"its place answers questions {ids}; this one asks for numbers"
    return None, f"its place answers questions {ids}; which of them the table answers is not plain"


def candidates_of(letter: FigureLetter, table: LetterTable) -> list[Question]:
    """The questions that a table may answer: by the heading over it, else by its place."""
    response = letter.held.response
    questions = letter.questions
    if len(questions) == 1:
        return list(questions.values())
    candidates: list[Question] = []
    for match in _NAMES_QUESTION.finditer(table.heading(response.text)):
        named = [match["first"].casefold()]
        if match["second"]:
            second = match["second"].casefold()
            stem = re.match(r"\d*", named[0])
            named.append(second if second[0].isdigit() else f"{stem[0] if stem else ''}{second}")
        candidates = [questions[id_] for id_ in named if id_ in questions] or candidates
    if not candidates:
        marks = [mark.casefold() for mark in _LINE_MARK.findall(table.heading(response.text))]
        candidates = [questions[mark] for mark in marks if mark in questions][-1:]
    if not candidates and table.span:
        start, end = table.span
        candidates = [
            questions[answer.question]
            for answer in response.positions
            if answer.question in questions and any(a < end and start < b for a, b in answer.spans)
        ]
    return candidates


def shared_out(
    letter: FigureLetter, entries: Sequence[Entry], candidates: Sequence[Question]
) -> dict[tuple[int, int], Question]:
    """The question of each cell, where each column, or each row, has the words of one.

    "Thefts | Arrests" under two questions; nothing where one column or row is not plain.
    """
    given = [one for one in candidates if letter.position(one) in GIVES]
    for place in ("column", "row") if len(given) > 1 else ():
        lines: dict[int, list[Entry]] = defaultdict(list)
        for entry in entries:
            lines[getattr(entry, place)].append(entry)
        found = {at: _named_by(line, given) for at, line in lines.items()}
        if None not in found.values() and len({id(one) for one in found.values()}) > 1:
            return {
                (entry.row, entry.column): question
                for entry in entries
                if (question := found[getattr(entry, place)]) is not None
            }
    return {}


def _named_by(line: Sequence[Entry], candidates: Sequence[Question]) -> Question | None:
    """The question that has the words which all cells of a row or column share."""
    common = set(line[0].labels).intersection(*(entry.labels for entry in line))
    said = wording(" ".join(sorted(common)))
    scored = sorted((-compared(said, wording(one.text)), at) for at, one in enumerate(candidates))
    best, second = -scored[0][0], -scored[1][0]
    return candidates[scored[0][1]] if best > max(second + _CLEARLY, 0.15) else None


def row_question(letter: FigureLetter, corner: str, entry: Entry) -> Question | None:
    """The question of a row, in a table whose rows are numbered as the questions are."""
    if not re.search(r"\bquestions?\b", corner, re.IGNORECASE) or not entry.labels:
        return None
    match = re.match(
        r"\W*(?:Q(?:uestion)?\s*)?(\d{1,2}[a-z]{0,3})\b", entry.labels[0], re.IGNORECASE
    )
    return letter.questions.get(match[1].casefold()) if match else None


def part_of(letter: FigureLetter, question: Question | None, heading: str) -> Column | None:
    """The part of a longer question that a heading names, where other letters number it."""
    if question is None:
        return None
    response = letter.held.response
    own = {letter.laid.place[response.id, id_] for id_ in letter.questions}
    whole = f" {' '.join(words(question.text))} "
    said = wording(heading)
    scored = sorted(
        (
            (compared(said, wording(column.text)), column.id, column)
            for column in letter.laid.columns
            if column.id not in own and f" {' '.join(words(column.text))} " in whole
        ),
        key=lambda one: (-one[0], one[1]),
    )
    if not scored or scored[0][0] < _ALIKE:
        return None
    second = scored[1][0] if len(scored) > 1 else 0.0
    return scored[0][2] if scored[0][0] > second + _CLEARLY else None


def goes_on(text: str, before: LetterTable, table: LetterTable) -> bool:
    """Whether hardly a word stands between two tables of one document."""
    if before.span is None or table.span is None or before.part != table.part:
        return False
    between = text[before.span[1] : table.span[0]]
    return len(between.split()) < 6 and not _NAMES_QUESTION.search(between)
