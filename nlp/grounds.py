"""What a position is judged from: how each statement of a letter is tied to a question.

A statement may name its question, stand below one that does, or be made for several questions at
once, of which it takes up the subject of one. What it says weighs differently each time, so signs
are made of both: how it is tied, and what it says. Their weights are learned
(``nlp.training.opinion``).
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from nlp.advised import supposes
from nlp.alignment import MANY
from nlp.cues import fold, vocabulary
from nlp.judgement import COMPOUND, ONLY, PART
from nlp.overlap import expanded
from nlp.pointers import top_of, without_lead
from nlp.response import Exemption, Provision, Question
from nlp.statement import Statement
from nlp.told import (
    announces,
    by_provision,
    has_figures,
    is_partial,
    is_yes_no,
    refusals,
    tells,
)
from nlp.weighed import belonging, sweeping
from nlp.whole import EITHER, clause

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
ASIDE = frozenset({"of another", "past", "fits", "referred", "of a part", "of the whole"})
"""Ties of what was not said for the question."""
_NEAR: Mapping[Tie, str] = {
    "own": "told", "among": "told", "among, fits": "told",
    "near": "near", "near, among": "near", "near, among, fits": "near",
}  # fmt: skip
"""Ties that are much the same for what words weigh."""
_COUNT = re.compile(r"\bhow (?:many|often|much)\b|^(?:the |total )*numbers?\b|\btotal number\b")
_POINTS = re.compile(r"\b(?:part|annex|appendix|section|note|schedule|paragraph) (?:[a-h]|\d)\b")
"""Words of an answer that point to a part of the letter by its name."""
_DENIES = re.compile(r"\b(?:not?|never|none|nobody|nothing|neither|nor|cannot|without|yet to)\b")
_WORD = re.compile(r"[a-z']+|\d+")
LENGTH = 40
"""Words of a statement that are looked at."""
SUBJECT = 600
"""Characters of a statement, or of a table, that tell its subject."""
MOST = 2.0
"""How often a sign counts at most."""
Signs = dict[str, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A statement, and how it is tied to the question."""

    statement: Statement
    tie: Tie


@dataclass(frozen=True, slots=True, kw_only=True)
class Grounds:
    """The statements of a letter, told apart for its questions.

    Attributes:
        general: Those that belong to no question.
        by_id: What each question is judged from.
        letter: Signs of the letter, for all of its questions.
        refused: Kinds of refusals that the letter makes, of whatever.
    """

    general: Sequence[Statement]
    by_id: Mapping[str, Sequence[Ground]]
    letter: Mapping[str, float]
    refused: frozenset[str]


def grounds_of(
    questions: Sequence[Question],
    found: Sequence[Statement],
    short: dict[str, frozenset[str]],
    exemptions: Sequence[Exemption],
    procedural: Sequence[Provision],
) -> Grounds:
    """What each question of a letter is to be judged from.

    Args:
        questions: In the order of the request.
        found: The statements, with the questions to which they belong.
        short: What abbreviations stand for.
        exemptions: That the letter relies on or names.
        procedural: Provisions that decide something.
    """
    asked = {q.id: expanded(q.text, short) for q in questions}
    often = Counter(word for words in asked.values() for word in words)
    subjects = [expanded(s.text[:SUBJECT], short) for s in found]

    def shared(index: int, identifier: str) -> float:
        return sum(1 / often[word] for word in subjects[index] & asked[identifier])

    costly = any({"cost", "whole"} <= s.says for s in found if not s.ids)
    by_id: dict[str, list[Ground]] = {q.id: [] for q in questions}
    general: list[Statement] = []
    for index, (s, belongs) in enumerate(belonging(found)):
        ids = [i for i in belongs if i in asked]
        of = ids or (list(asked) if len(asked) <= MANY else [])
        part = {i: shared(index, i) for i in of} if len(of) > 1 else dict.fromkeys(of, 0.0)
        most = max(part.values(), default=0.0)
        if not ids:
            general.append(s)
            if most >= 1:
                for identifier in of:
                    if part[identifier] == most:
                        by_id[identifier].append(Ground(statement=s, tie="fits"))
        for identifier in ids if not (costly and supposes(s)) else ():
            tie = _tie(s, len(ids), part[identifier], most, alone=len(asked) == 1)
            by_id[identifier].append(Ground(statement=s, tie=tie))
    for identifier, own in by_id.items():
        own += _referred(identifier, own, found)
    for identifier, own in _of_kin(by_id).items():
        by_id[identifier] += own
    return Grounds(
        general=general,
        by_id=by_id,
        letter=_of_letter(general, exemptions, procedural, found, len(questions)),
        refused=_refused(found, exemptions, procedural),
    )


def _refused(
    found: Sequence[Statement], exemptions: Sequence[Exemption], procedural: Sequence[Provision]
) -> frozenset[str]:
    """Kinds of refusals; what only refuses to confirm or deny anything further is none."""
    kinds = {str(kind) for s in found if not is_partial(s) for kind in refusals(s)}
    kinds |= {str(by_provision(p.id)) for p in procedural}
    kinds |= {str(by_provision(e.id)) for e in exemptions if e.engaged and not e.ncnd}
    further = any(map(is_partial, found))
    return frozenset(kinds | {"ncnd" for e in exemptions if e.ncnd and not further})


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


def _referred(identifier: str, own: Sequence[Ground], found: Sequence[Statement]) -> list[Ground]:
    """What stands in the parts of the letter that the answer points to: "see Part C"."""
    names = {
        match.group() for g in own if g.tie in _NEAR if (match := _POINTS.search(g.statement.text))
    }
    return [
        Ground(statement=s, tie="referred")
        for name in sorted(names)
        for s in found
        if identifier not in s.ids and fold(s.section.starts).startswith(name)
    ]


def _of_kin(by_id: Mapping[str, Sequence[Ground]]) -> dict[str, list[Ground]]:
    """For questions of which nothing is said, what is said of their parts or of their whole."""
    said = {i: [g for g in own if g.tie in _NEAR] for i, own in by_id.items()}
    below: dict[str, list[str]] = defaultdict(list)
    for identifier in said:
        below[top_of(identifier)].append(identifier)
    found = {}
    for identifier, own in said.items():
        top = top_of(identifier)
        if own:
            continue
        if top != identifier:
            kin: list[tuple[str, Tie]] = [(top, "of the whole")]
        else:
            kin = [(i, "of a part") for i in below[top] if i != top]
        found[identifier] = [
            Ground(statement=g.statement, tie=tie) for i, tie in kin for g in said.get(i, ())
        ]
    return found


def denies(text: str) -> bool:
    """Whether a sentence has a word that denies."""
    return bool(_DENIES.search(text))


def _of_letter(
    general: Sequence[Statement],
    exemptions: Sequence[Exemption],
    procedural: Sequence[Provision],
    found: Sequence[Statement],
    count: int,
) -> Signs:
    """What the letter says of the whole request, and what it relies on."""
    signs: Signs = defaultdict(float)
    for s in general:
        refused = refusals(s)
        for word in s.says:
            signs[f"whole says {word}"] += 0.5
        for kind in refused:
            signs[f"whole refuses {kind}"] += 0.5
            if "whole" in s.says:
                signs[f"plainly whole refuses {kind}"] += 1
    for swept in sweeping(found):
        signs[f"sweeps {swept}"] = MOST
    engaged = [e for e in exemptions if e.engaged]
    for e in engaged:
        signs[f"relies: {'ncnd' if e.ncnd else by_provision(e.id)}"] += 1
    if not engaged:
        signs["relies on nothing"] = 1
    for p in procedural:
        signs[f"procedural: {'/'.join(p.id.split('/')[:2])}"] += 1
    if any(s.past for s in found):
        signs["review"] = 1
    if count == 1:
        signs["only question"] = 1
    return signs


def wants_yes(question: Question) -> bool:
    """Whether a question asks for yes or no, and not for one of two things."""
    return is_yes_no(question.text) and not EITHER.search(fold(question.text))


def kind_of(question: Question) -> str:
    """What a question asks for: ``yes``, ``count`` or ``other``."""
    if wants_yes(question):
        return "yes"
    return "count" if _COUNT.search(fold(question.text)) else "other"


def signs_of_question(question: Question, stem: str) -> Iterator[str]:
    """What a question asks for, and how it begins."""
    asked = fold(question.text)
    yield f"yes-no: {wants_yes(question)}"
    for word in asked.split()[:3]:
        yield f"asked: {word}"
    yield f"if: {asked.startswith('if ') or fold(stem).startswith('if ')}"
    if COMPOUND.search(asked):
        yield "asks for more"
    for sense in senses_of(asked):
        yield f"asks {sense}"


@lru_cache(maxsize=1024)
def senses_of(text: str) -> tuple[str, ...]:
    """Kinds of words in a folded text by which it tells for yes or no, or of nothing to give."""
    return tuple(vocabulary("senses")["senses"].found(text))


def signs_of_ground(
    ground: Ground,
    *,
    kind: str,
    first: bool,
    second: bool,
    share: float,
    asked: Sequence[str],
) -> Iterator[tuple[str, float]]:
    """What a statement says, by how it is tied; ``first``, ``second`` of those for the question.

    ``share`` is how much each of its words counts, ``kind`` that of the question, and ``asked``
    are the senses of that.
    """
    tie, yes_no = ground.tie, kind == "yes"
    words, said, shown = _said(ground.statement)
    close = _NEAR.get(tie, tie)
    for word in set(words):
        yield f"{close}: {word}", share
    if second:
        for sense in senses_of(ground.statement.text):
            yield f"second {sense} {kind}", 1.0
    for how in {close, f"as {tie}"}:
        for each in said:
            yield f"{how} {each}", 1.0
        for each in shown:
            yield f"{how} {each}", 1.0
            yield f"{how} {each} {yes_no}", 1.0
    if first:
        opens = clause(without_lead(ground.statement.text))
        yield f"first denies: {denies(opens)} {yes_no}", MOST
        for each in said:
            yield f"first {each}", 1.0
        for each in shown:
            yield f"first {each}", 1.0
        senses = senses_of(ground.statement.text)
        for sense in senses:
            yield f"first {sense} {kind}", MOST
            if sense in asked:
                yield f"first {sense}, as asked {kind}", MOST
        if not senses:
            yield f"first no sense {kind}", 1.0
        for word in words[:4]:
            yield f"begins: {word}", 1.0
        if len(words) < 5:
            yield f"all: {' '.join(words)}", 1.0
            yield f"all: {' '.join(words)} {yes_no}", 1.0


@lru_cache(maxsize=1024)
def _looked_at(text: str) -> tuple[str, ...]:
    words = _WORD.findall(text)[:LENGTH]
    return tuple("#" if word.isdigit() else word for word in words)


def _said(s: Statement) -> tuple[tuple[str, ...], list[str], list[str]]:
    """Words, what they refuse, and what they say or show, which weighs by the kind of question."""
    further = is_partial(s)
    refused = refusals(s) - ({"ncnd"} if further else set())
    said = [f"refuses {kind}" for kind in sorted(refused)]
    said += [f"in {s.section.kind}", *(f"cites {by_provision(i)}" for i in s.cited)]
    shown = [f"says {name}" for name in sorted(s.says) if not (further and name == "ncnd")]
    kinds = (
        ("table", s.table), ("refuses further", further),
        ("refuses a part", bool(PART.match(s.text) or ONLY.search(s.text))),
        ("announces", announces(s)),
        ("tells", not refused and tells(s)), ("figures", not refused and has_figures(s.text)),
    )  # fmt: skip
    return _looked_at(s.text), said, shown + [name for name, there in kinds if there]
