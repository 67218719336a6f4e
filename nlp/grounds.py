"""What a position is judged from: what each statement says, and how it bears on each question.

A statement may name its question, stand below one that does, or be made for several questions at
once, of which it takes up the subject of one; or nothing ties it to any, but its words and its
place. All of that is told in signs and numbers, from which ``nlp.network`` weighs the statements
for each question.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

from nlp.advised import supposes
from nlp.alignment import MANY
from nlp.cues import fold, vocabulary
from nlp.judgement import COMPOUND, ONLY, PART
from nlp.matching import SHORT
from nlp.network import Floats
from nlp.overlap import expanded, often, shared
from nlp.pointers import top_of, without_lead
from nlp.response import Exemption, Provision, Question
from nlp.statement import Statement
from nlp.told import (
    SPELLED,
    announces,
    by_provision,
    has_figures,
    is_courtesy,
    is_partial,
    is_yes_no,
    refusals,
    tells,
)
from nlp.weighed import belonging, sweeping
from nlp.whole import EITHER

Tie = Literal[
    "own", "near", "among", "among, fits", "near, among", "near, among, fits",
    "of another", "guessed", "fits", "referred", "past", "of a part", "of the whole",
]  # fmt: skip
"""How a statement is tied to a question.

``own``: it names the question alone, or stands in its item. ``near``: it follows what does.
``among``: it is made for several questions; ``fits`` where it takes up the subject of this one at
least as much as of the others, ``of another`` where less. ``guessed``: only its subject ties it.
``fits`` alone: it is said of no question, and has most in common with this one. ``referred``: it
stands in the part of the letter that the answer points to. ``past``: decided before a review.
``of a part``, ``of the whole``: nothing is said of a question but of its parts, or of the one that
it is part of.
"""
TIES: tuple[Tie, ...] = get_args(Tie)
ASIDE = frozenset({"of another", "past", "fits", "referred", "of a part", "of the whole"})
"""Ties of what was not said for the question."""
_CLOSE = frozenset({"own", "near", "among", "among, fits", "near, among", "near, among, fits"})
_POINTS = re.compile(r"\b(?:part|annex|appendix|section|note|schedule|paragraph) (?:[a-h]|\d)\b")
"""Words of an answer that point to a part of the letter by its name."""
_DENIES = re.compile(r"\b(?:not?|never|none|nobody|nothing|neither|nor|cannot|without|yet to)\b")
_IF = re.compile(r"(?:and )?if ")
_IF_NOT = re.compile(r"(?:and )?if (?:no\b|not\b|[^,?]{0,40}\bnot\b)")
_WORD = re.compile(r"[a-z']+|\d+")
YES_NO = "asks for yes or no"
LENGTH = 40
"""Words of a statement that are looked at."""
SUBJECT = 600
"""Characters of a statement, or of a table, that tell its subject."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The statements of a letter, and how they bear on its questions.

    Attributes:
        found: The statements, in the order of the letter.
        ids: Of the questions, in the order of the request.
        ties: Place of each tie in ``TIES``, a row for each question and a column for each
            statement; -1 where nothing ties them.
        named: Whether a statement is one for a question, in the same rows and columns.
        shared: How many words a statement shares with a question, each counted as rarely as the
            questions have it; in the same rows and columns.
        sizes: Words of each question, so counted.
        lengths: Words of each statement.
        asks: Signs of each question.
        letter: Signs of the letter.
        refused: Kinds of refusals that the letter makes, of whatever.
    """

    found: Sequence[Statement]
    ids: Sequence[str]
    ties: NDArray[np.int8]
    named: NDArray[np.bool_]
    shared: Floats
    sizes: Floats
    lengths: Floats
    asks: Sequence[Sequence[str]]
    letter: Sequence[str]
    refused: frozenset[str]

    def tied(self, identifier: str) -> Iterator[tuple[Statement, Tie]]:
        """The statements that are tied to a question, and how."""
        for s, tie in zip(self.found, self.ties[self.ids.index(identifier)].tolist(), strict=True):
            if tie >= 0:
                yield s, TIES[tie]

    @property
    def free(self) -> list[Statement]:
        """The statements that answer no question by its number."""
        return [s for s in self.found if not (s.own and s.ids)]

    @property
    def refused_whole(self) -> bool:
        """Whether a sentence refuses all that was asked, and no answer has a number."""
        refusing = [refusals(s) for s in self.found if not s.ids and "whole" in s.says]
        numbered = any(s.own and s.ids and s.section.kind == "response" for s in self.found)
        return any(said - {"not-held"} for said in refusing) and not numbered

    def yes_no(self, identifier: str) -> bool:
        """Whether a question asks for yes or no."""
        return YES_NO in self.asks[self.ids.index(identifier)]


def grounds_of(
    questions: Sequence[Question],
    found: Sequence[Statement],
    short: dict[str, frozenset[str]],
    exemptions: Sequence[Exemption],
    procedural: Sequence[Provision],
    stems: Mapping[str, str],
) -> Grounds:
    """What each question of a letter is to be judged from.

    Args:
        questions: In the order of the request.
        found: The statements, with the questions to which they belong.
        short: What abbreviations stand for.
        exemptions: That the letter relies on or names.
        procedural: Provisions that decide something.
        stems: Words that questions stand under, by their ids.
    """
    ids = [q.id for q in questions]
    asked = [expanded(q.text, short) for q in questions]
    having = often(asked)
    subjects = [expanded(without_lead(s.text)[:SUBJECT], short) for s in found]
    in_common = (
        np.array([shared(own, asked, having) for own in subjects]).reshape(len(found), len(ids)).T
    )
    place = {identifier: row for row, identifier in enumerate(ids)}
    named = np.zeros(in_common.shape, dtype=np.bool_)
    for column, s in enumerate(found):
        named[[place[i] for i in s.ids if i in place], column] = True
    return Grounds(
        found=found,
        ids=ids,
        ties=_ties(ids, found, in_common),
        named=named,
        shared=in_common,
        sizes=np.array([shared(words, [words], having)[0] or 1.0 for words in asked]),
        lengths=np.array([max(1.0, len(own)) for own in subjects]),
        asks=[signs_of_question(q, stems.get(q.id, "")) for q in questions],
        letter=_of_letter(found, exemptions, procedural, len(questions)),
        refused=_refused(found, exemptions, procedural),
    )


def _ties(ids: Sequence[str], found: Sequence[Statement], in_common: Floats) -> NDArray[np.int8]:
    ties = np.full(in_common.shape, -1, dtype=np.int8)
    place = {identifier: row for row, identifier in enumerate(ids)}
    costly = any({"cost", "whole"} <= s.says for s in found if not s.ids)
    for column, (s, belongs) in enumerate(belonging(found)):
        own = [place[i] for i in belongs if i in place]
        of = own or (list(range(len(ids))) if len(ids) <= MANY else [])
        part = {row: float(in_common[row, column]) if len(of) > 1 else 0.0 for row in of}
        most = max(part.values(), default=0.0)
        if not own and most >= 1:
            for row in of:
                if part[row] == most:
                    ties[row, column] = TIES.index("fits")
        for row in own if not (costly and supposes(s)) else ():
            tie = _tie(s, len(own), part[row], most, alone=len(ids) == 1)
            ties[row, column] = TIES.index(tie)
    for row in range(len(ids)):
        _refer(ties[row], found)
    _of_kin(ids, ties)
    return ties


def _tie(s: Statement, count: int, part: float, most: float, *, alone: bool) -> Tie:
    if s.past:
        return "past"
    if s.guessed:
        return "guessed"
    near = not (s.own or s.item or (alone and s.section.kind == "response"))
    if count == 1:
        return "near" if near else "own"
    if most < 0.6:
        return "near, among" if near else "among"
    if part < most:
        return "of another"
    return "near, among, fits" if near else "among, fits"


def _close(row: NDArray[np.int8]) -> list[int]:
    """The columns of what was said for a question."""
    return [int(column) for column in np.flatnonzero(row >= 0) if TIES[row[column]] in _CLOSE]


def _refer(row: NDArray[np.int8], found: Sequence[Statement]) -> None:
    """Tie what stands in the parts of the letter that an answer points to: "see Part C"."""
    names = {
        match.group() for column in _close(row) if (match := _POINTS.search(found[column].text))
    }
    for column, s in enumerate(found) if names else ():
        if row[column] < 0 and fold(s.section.starts).startswith(tuple(names)):
            row[column] = TIES.index("referred")


def _of_kin(ids: Sequence[str], ties: NDArray[np.int8]) -> None:
    """Tie to questions of which nothing is said what is said of their parts or their whole."""
    said = [_close(row) for row in ties]
    below: dict[str, list[int]] = defaultdict(list)
    for row, identifier in enumerate(ids):
        below[top_of(identifier)].append(row)
    for row, identifier in enumerate(ids):
        top = top_of(identifier)
        if said[row]:
            continue
        if top != identifier:
            tie: Tie = "of the whole"
            kin = [ids.index(top)] if top in ids else []
        else:
            tie, kin = "of a part", [other for other in below[top] if other != row]
        for other in kin:
            for column in said[other]:
                if ties[row, column] < 0:
                    ties[row, column] = TIES.index(tie)


def _refused(
    found: Sequence[Statement], exemptions: Sequence[Exemption], procedural: Sequence[Provision]
) -> frozenset[str]:
    """Kinds of refusals; what only refuses to confirm or deny anything further is none."""
    kinds = {str(kind) for s in found if not is_partial(s) for kind in refusals(s)}
    kinds |= {str(by_provision(p.id)) for p in procedural}
    kinds |= {str(by_provision(e.id)) for e in exemptions if e.engaged and not e.ncnd}
    further = any(map(is_partial, found))
    return frozenset(kinds | {"ncnd" for e in exemptions if e.ncnd and not further})


def _of_letter(
    found: Sequence[Statement],
    exemptions: Sequence[Exemption],
    procedural: Sequence[Provision],
    count: int,
) -> list[str]:
    """What the letter says of the whole request, and what it relies on."""
    signs: dict[str, None] = {}
    for s, ids in belonging(found):
        for kind in sorted(refusals(s)) if not ids else ():
            signs[f"whole refuses {kind}"] = None
            if "whole" in s.says:
                signs[f"plainly whole refuses {kind}"] = None
        for word in sorted(s.says) if not ids else ():
            signs[f"whole says {word}"] = None
    for swept in sorted(sweeping(found)):
        signs[f"sweeps {swept}"] = None
    engaged = [e for e in exemptions if e.engaged]
    for e in engaged:
        signs[f"relies: {'ncnd' if e.ncnd else by_provision(e.id)}"] = None
    for p in procedural:
        signs[f"procedural: {'/'.join(p.id.split('/')[:2])}"] = None
    told = (
        ("relies on nothing", not engaged),
        ("review", any(s.past for s in found)),
        ("only question", count == 1),
    )
    return [*signs, *(name for name, so in told if so)]


def signs_of_question(question: Question, stem: str) -> list[str]:
    """What a question asks for, and how it begins."""
    asked = fold(question.text)
    yes_no = is_yes_no(question.text) and not EITHER.search(asked)
    signs = [YES_NO if yes_no else "asks for more"]
    signs += [f"asked {at}: {word}" for at, word in enumerate(asked.split()[:3])]
    signs += [f"asks {name}" for name in vocabulary("matching")["asks"].found(asked)]
    signs += [f"asks of {sense}" for sense in senses_of(asked)]
    told = (
        ("asks for several", COMPOUND.search(asked)),
        ("asks if", _IF.match(asked) or _IF.match(fold(stem))),
        ("asks if not", _IF_NOT.match(asked)),
    )
    return signs + [name for name, so in told if so]


def signs_of_statement(s: Statement) -> dict[str, float]:
    """What a statement says: kinds of words and its first ones in full, each of all in part."""
    words = without_lead(s.text)
    signs = [f"says {name}" for name in sorted(s.says)]
    signs += [f"refuses {kind}" for kind in sorted(refusals(s))]
    signs += [f"cites {by_provision(i)}" for i in s.cited]
    told = (
        (f"in {s.section.kind}", True), ("table", s.table), ("refuses further", is_partial(s)),
        ("announces", announces(s)), ("tells", tells(s)), ("figures", has_figures(words)),
        ("spelled", SPELLED.match(words)), ("past", s.past), ("names", s.names),
        ("refuses a part", PART.match(s.text) or ONLY.search(s.text)),
        ("courtesy", is_courtesy(s)), ("short", len(words) < SHORT), ("denies", denies(words)),
    )  # fmt: skip
    signs += [name for name, so in told if so]
    signs += _kinds(words)
    looked_at = _looked_at(words)
    found = dict.fromkeys(signs, 1.0)
    for word in looked_at:
        name = f"word: {word}"
        found[name] = found.get(name, 0.0) + 1 / len(looked_at)
    return found


@lru_cache(maxsize=1024)
def _kinds(words: str) -> tuple[str, ...]:
    return (
        *(f"sense {name}" for name in senses_of(words)),
        *(f"yes: {name}" for name in vocabulary("statements")["yes"].found(words)),
        *(f"tells {name}" for name in vocabulary("matching")["tells"].found(words)),
        *(f"begins {at}: {word}" for at, word in enumerate(_looked_at(words)[:3])),
    )


@lru_cache(maxsize=1024)
def senses_of(text: str) -> tuple[str, ...]:
    """Kinds of words in a folded text by which it tells for yes or no, or of nothing to give."""
    return tuple(vocabulary("senses")["senses"].found(text))


def denies(text: str) -> bool:
    """Whether a sentence has a word that denies."""
    return bool(_DENIES.search(text))


@lru_cache(maxsize=1024)
def _looked_at(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text)[:LENGTH]
    return tuple("#" if word.isdigit() else word for word in words)
