"""Which question each sentence of an answer speaks to, where no number says so.

A chain: each sentence belongs to one question or to the request as a whole, mostly in the order in
which the questions were asked. How well a sentence fits a question is told by the words that they
share, by what the one asks and the other tells, by where the sentence stands and by where the one
before it belonged. The weights of all that are learned (``nlp.training.match``): where each answer
has a paragraph, from letters whose answers have numbers, and where they run on in one, from
composed replies as well.
"""

import json
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from nlp.cues import fold, vocabulary
from nlp.overlap import expanded, often, shared
from nlp.pointers import without_lead
from nlp.statement import Statement
from nlp.told import SPELLED, announces, has_figures, is_courtesy, is_yes_no, refusals, tells

Floats = NDArray[np.float64]
NEVER = -1e9
SHORT = 40
"""A sentence of fewer characters tells one thing alone."""
_TABLE = 600
"""Characters of a table by which it is known: its head and first rows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """The signs of one sentence: for each question in order, then for the request as a whole.

    Attributes:
        signs: Sign → strength, for each place to which the sentence could belong.
        step: How it follows the sentence before it.
    """

    signs: tuple[Mapping[str, float], ...]
    step: str


def answers_in(found: Sequence[Statement]) -> list[int]:
    """Places of the statements that could be matched: those of answers, not of arguments."""
    return [
        i
        for i, s in enumerate(found)
        if s.section.kind == "response" and not s.past and not is_courtesy(s)
    ]


def rows_of(
    found: Sequence[Statement], asked: Sequence[str], short: dict[str, frozenset[str]]
) -> list[Row]:
    """What each sentence of ``answers_in`` has in common with each question.

    Args:
        found: All statements in the order of the letter.
        asked: The questions, in the order of the request.
        short: What abbreviations stand for.
    """
    subjects = [expanded(question, short) for question in asked]
    having = often(subjects)
    wants = [tuple(_asks(question)) for question in asked]
    whole = [shared(subject, [subject], having)[0] or 1.0 for subject in subjects]
    rows = []
    before: Statement | None = None
    answers = answers_in(found)
    nth, count = _in_order(found, answers), len(asked)
    argued = next((i for i, s in enumerate(found) if s.section.kind == "exemptions"), len(found))
    for (line, lines, part, parts), index in zip(nth, answers, strict=True):
        statement = found[index]
        words = without_lead(statement.text)
        spoken = expanded(words[:_TABLE] if statement.table else words, short)
        told = (*_tells(statement, words), *(["after the arguments"] if index > argued else ()))
        in_common = shared(spoken, subjects, having)
        most = max(in_common, default=0.0)
        second = sorted(in_common)[-2] if len(in_common) > 1 else 0.0
        signs: list[Mapping[str, float]] = []
        for place, (want, all_of_it, common) in enumerate(
            zip(wants, whole, in_common, strict=True)
        ):
            sign = {f"{asks}+{tell}": 1.0 for asks in want for tell in told}
            sign["of question"] = common / all_of_it
            sign["of sentence"] = common / max(1, len(spoken))
            sign["shared"] = min(common, 3.0) / 3
            if common == most and most >= second + 0.5:
                sign["most"] = 1.0
            if most >= common + 1:
                sign["less than another"] = 1.0
            sign["out of place"] = abs((line + 0.5) / lines - (place + 0.5) / count)
            if lines == count and line == place:
                sign["a sentence each"] = 1.0
            if parts == count and part == place:
                sign["a paragraph each"] = 1.0
            signs.append(sign)
        general = {f"whole+{tell}": 1.0 for tell in (*told, "any")}
        general["whole, shared"] = min(most, 3.0) / 3
        signs.append(general)
        rows.append(Row(signs=tuple(signs), step=_step(before, statement)))
        before = statement
    return rows


def _in_order(
    found: Sequence[Statement], answers: Sequence[int]
) -> list[tuple[int, int, int, int]]:
    """Of each sentence its number, how many there are, and the same of its paragraph."""
    blocks = list(dict.fromkeys(found[i].block for i in answers))
    return [
        (line, len(answers), blocks.index(found[i].block), len(blocks))
        for line, i in enumerate(answers)
    ]


def _asks(question: str) -> Iterator[str]:
    folded = fold(question)
    yield "any"
    if is_yes_no(question):
        yield "yes-no"
    yield from vocabulary("matching")["asks"].found(folded)


def _tells(statement: Statement, words: str) -> Iterator[str]:
    yield from sorted(statement.says)
    yield from vocabulary("matching")["tells"].found(words)
    yield from vocabulary("statements")["yes"].found(words)
    if has_figures(words) or SPELLED.match(words):
        yield "figure"
    if statement.table:
        yield "table"
    if statement.names:
        yield "capital"
    if len(words) < SHORT:
        yield "short"
    if statement.cited:
        yield "provision"
    if not (refusals(statement) or tells(statement) or announces(statement)):
        yield "nothing"


def _step(before: Statement | None, here: Statement) -> str:
    if before is None:
        return "first"
    if before.block == here.block:
        return "sentence"
    return "paragraph" if before.section is here.section else "passage"


def states(count: int) -> list[int]:
    """The last question of each state, ``-1`` for none.

    First comes the request as a whole, after none of the questions or after each of them, and then
    each question.
    """
    return [*range(-1, count), *range(count)]


def moves(count: int, step: str) -> list[list[tuple[str, ...]]]:
    """Signs of each move from one state to another. A move without signs cannot be."""
    last = states(count)
    table: list[list[tuple[str, ...]]] = []
    for state, here in enumerate(last):
        general = "whole" if state <= count else "answer"
        row: list[tuple[str, ...]] = [()] * len(last)
        row[here + 1] = (f"{step}: {general} to whole",)
        for there in range(count):
            row[count + 1 + there] = (
                f"{step}: {_far(here, there)}", f"{step}: {general} to answer"
            )  # fmt: skip
        table.append(row)
    return table


def _far(here: int, there: int) -> str:
    """How far a move goes in the order of the questions."""
    if here < 0:
        return f"begins {min(there, 2)}"
    by = there - here
    return str(by) if -1 <= by <= 1 else "on" if 0 < by <= 3 else "far on" if by > 0 else "back"


class Matcher:
    """Weights for signs and moves. A sign that is not there says nothing."""

    def __init__(self, weights: Mapping[str, float]) -> None:
        self.weights = weights
        self._moves = lru_cache(maxsize=256)(self._table)

    def _table(self, count: int, step: str) -> Floats:
        known = self.weights
        return np.array([
            [sum(known.get(sign, 0.0) for sign in signs) if signs else NEVER for signs in row]
            for row in moves(count, step)
        ])  # fmt: skip

    def best(self, rows: Sequence[Row], allowed: Sequence[Collection[int]]) -> list[int | None]:
        """The question of each sentence on the likeliest way through; ``None`` for none of them.

        Args:
            rows: What ``rows_of`` found.
            allowed: Places to which each sentence may belong, as indices of its signs.
        """
        if not rows:
            return []
        count = len(rows[0].signs) - 1
        known = self.weights
        score: Floats | None = None
        path: list[NDArray[np.int64]] = []
        for row, may in zip(rows, allowed, strict=True):
            fits = [
                sum(known.get(sign, 0.0) * value for sign, value in signs.items())
                if place in may else NEVER
                for place, signs in enumerate(row.signs)
            ]  # fmt: skip
            local = np.array([fits[count]] * (count + 1) + fits[:count])
            into = self._moves(count, row.step)
            if score is None:
                score = into[0] + local
                continue
            ways = score[:, None] + into
            path.append(ways.argmax(axis=0))
            score = ways.max(axis=0) + local
        assert score is not None
        left = known.get("left out", 0.0)
        unasked = np.array([left * (count - 1 - last) / count for last in states(count)])
        at = int((score + unasked).argmax())
        found = [at]
        for back in reversed(path):
            at = int(back[at])
            found.append(at)
        return [None if at <= count else at - count - 1 for at in reversed(found)]


@dataclass(frozen=True, slots=True)
class Matching:
    """Weights for answers that stand apart, and for those that run on in a paragraph or two."""

    apart: Matcher
    running: Matcher

    def best(self, rows: Sequence[Row], allowed: Sequence[Collection[int]]) -> list[int | None]:
        """As :meth:`Matcher.best`, by the weights for the shape of the answer."""
        paragraphs = sum(row.step != "sentence" for row in rows)
        running = bool(rows) and 2 * paragraphs < len(rows[0].signs)
        found = self.running.best(rows, allowed) if running else []
        return found if any(p is not None for p in found) else self.apart.best(rows, allowed)


@cache
def matcher() -> Matching:
    """The weights of ``nlp/vocabulary/matching.json``."""
    path = files("nlp") / "vocabulary" / "matching.json"
    held = json.loads(path.read_text(encoding="utf-8"))
    return Matching(Matcher(held["apart"]), Matcher(held["running"]))
