"""The statements of a letter told apart for its questions, and what is made out of them."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from nlp.advised import ADVICE
from nlp.cues import fold
from nlp.pointers import without_lead
from nlp.response import PositionName, Question
from nlp.statement import Statement
from nlp.told import SMALL, announces, has_figures, is_partial, redacts, refusals, tells

_NAMES = re.compile(r"\bnames?\b|\bwho\b|\bredact|\bidentit")
"""A question that asks for what a redaction hides."""


@dataclass(slots=True, kw_only=True)
class Judgement:
    """What was made out about one question.

    Attributes:
        aligned: Something in the letter points to the question.
        reason: Why there is no position.
        same: The statement that only points to the answer to another question.
        weak: Nothing was refused, and nothing plainly given either.
        settled: What the letter says as a whole decided, or what was decided before its review.
    """

    id: str
    position: PositionName | None
    partial_ncnd: bool = False
    aligned: bool = False
    reason: str | None = None
    same: Statement | None = None
    weak: bool = False
    settled: bool = False
    evidence: list[Statement] = field(default_factory=list)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The statements of a letter, told apart once for all of its questions.

    Attributes:
        general: Those that belong to no question.
        by_id: Those that belong to each question.
        sweeping: The whole request is refused, and no question is answered apart from it.
        taken: Refusals that are made of some question by name.
        pointed: Some statement names its question.
        anything: Something is said at all.
        speaking: Of the general ones those that give, refuse or name a provision.
        nothing: The sentence by which nothing is held, where all else only tells why that is so.
    """

    general: Sequence[Statement]
    by_id: Mapping[str, Sequence[Statement]]
    sweeping: bool
    taken: frozenset[PositionName]
    pointed: bool
    anything: bool
    speaking: Sequence[Statement]
    nothing: Statement | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Letter:
    """What a letter decides, the same with an earlier decision, and what that was alone."""

    now: Evidence
    before: Evidence | None
    past: Evidence | None


def letter_of(found: Sequence[Statement]) -> Letter:
    """Weigh the statements of a letter, advice left aside."""
    advising = {s.block for s in found if ADVICE & set(s.cited)}
    counted = [
        s
        for s in found
        if s.section.exemption not in ADVICE
        or (s.own and (refusals(s) or announces(s) or has_figures(s.text)))
        or (s.item and s.block not in advising)
    ]
    counted = counted or list(found)  # the one passage that there is gives advice too
    now = [s for s in counted if not s.past]
    past = [s for s in counted if s.past]
    if not past:
        return Letter(now=_evidence(now), before=None, past=None)
    return Letter(now=_evidence(now), before=_evidence(counted), past=_evidence(past))


def _evidence(found: Sequence[Statement]) -> Evidence:
    by_id: dict[str, list[Statement]] = defaultdict(list)
    general: list[Statement] = []
    for s, ids in belonging(found):
        for identifier in ids:
            by_id[identifier].append(s)
        if not ids:
            general.append(s)
    return Evidence(
        general=general,
        by_id=by_id,
        sweeping=bool(sweeping(found)),
        taken=frozenset(k for s in found if s.ids and s.own for k in refusals(s)),
        pointed=any(s.own for s in found),
        anything=any(s.own or s.says for s in found),
        speaking=[s for s in general if s.says or s.table or s.cited],
        nothing=_nothing_held(found, general),
    )


def _nothing_held(found: Sequence[Statement], general: Sequence[Statement]) -> Statement | None:
    """The sentence by which nothing is held, where no other gives or counts anything."""
    whole = (s for s in general if {"not-held", "whole"} <= s.says and not is_partial(s))
    plain = next(whole, None)
    if plain is None:
        return None
    told = (s for s in found if tells(s) and "goodwill" not in s.says)
    given = any(s.table or announces(s) or has_figures(without_lead(s.text)) for s in told)
    return None if given else plain


def belonging(found: Sequence[Statement]) -> Iterator[tuple[Statement, tuple[str, ...]]]:
    """Each statement with its questions; names taken out are those of what was given before."""
    last: tuple[str, ...] = ()
    for s in found:
        yield s, s.ids or (last if redacts(s) else ())
        last = s.ids


def sweeping(found: Sequence[Statement]) -> frozenset[PositionName]:
    """How the whole request is refused, where no question is answered apart from it."""
    refused: frozenset[PositionName] = frozenset(
        kind
        for s in found
        if not s.ids
        and not is_partial(s)
        and not redacts(s)
        and (s.section.kind == "exemptions" or "whole" in s.says or "vexatious" in refusals(s))
        for kind in refusals(s) & {"cost", "vexatious", "ncnd", "withheld"}
    )
    apart = {s.ids for s in found if s.ids and not s.guessed and refusals(s)}
    answered = any(
        (s.item and s.section.kind == "response")
        or (s.own and (s.item or s.table or announces(s)))
        for s in found
    )
    return refused if len(apart) < 2 and not answered else frozenset()


def hides(question: Question, refused: Sequence[Statement]) -> bool:
    """Whether a refusal only takes out of what is given what the question did not ask for."""
    small = all(SMALL.search(s.text) for s in refused)
    asks = _NAMES.search(fold(question.text)) and not small
    return bool(refused) and not asks and all(redacts(s) for s in refused)
